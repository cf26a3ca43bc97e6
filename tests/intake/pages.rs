//! Pages: their header set, and which files are served.

use super::http::send;
use super::kit::{KSET, Running, SLOT, eid, envelope, intake, running};
use kindstem::intake::Headers;
use std::fs;
use std::path::Path;

#[test]
fn every_answer_has_the_header_set() {
    let intake = intake();
    let answers = [intake.get("/"), intake.get("/none"), intake.put(&eid(), &envelope("x")), intake.put("x", b"")];
    for answer in &answers {
        assert_eq!(answer.header("cache-control"), Some("no-store"));
        assert_eq!(answer.header("referrer-policy"), Some("no-referrer"));
        assert_eq!(answer.header("x-content-type-options"), Some("nosniff"));
        assert_eq!(answer.header("cross-origin-opener-policy"), Some("same-origin"));
        assert_eq!(answer.header("cross-origin-embedder-policy"), Some("require-corp"));
        assert_eq!(answer.header("cross-origin-resource-policy"), Some("same-origin"));
        assert_eq!(answer.header("x-robots-tag"), Some("noindex"));
        assert_eq!(answer.header("strict-transport-security"), Some("max-age=31536000"));
        let permissions = answer.header("permissions-policy").unwrap();
        assert!(permissions.contains("camera=()") && permissions.contains("microphone=()"), "{permissions}");
        assert_eq!(
            answer.header("content-security-policy").unwrap(),
            "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; style-src 'self'; \
             img-src 'self'; media-src 'self'; font-src 'self'; form-action 'none'; base-uri 'none'; \
             frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
        );
    }
    assert_eq!(answers.map(|a| a.status), [200, 404, 201, 400]);
}

#[test]
fn only_the_studys_origins_may_frame_the_pages() {
    let intake = running(|store| store, &["https://forms.example.org", "https://example.org:8443"]);
    let policy = intake.get("/").header("content-security-policy").unwrap().to_string();
    assert!(policy.contains("; frame-ancestors https://forms.example.org https://example.org:8443; "), "{policy}");
    for bad in [
        "https://*.example.org",
        "http://example.org",
        "https://a.org; script-src *",
        "https://",
        "'self'",
        "https://a/b",
    ] {
        assert!(Headers::new(&[bad.to_string()]).is_err(), "{bad}");
    }
}

#[test]
fn pages_are_files_of_the_folder_and_nothing_outside_it() {
    let intake = intake();
    let first = intake.get("/");
    assert_eq!((first.status, first.text().as_str()), (200, "<!doctype html>first page"));
    assert_eq!(first.header("content-type"), Some("text/html; charset=utf-8"));
    assert_eq!(intake.get("/respond.wasm").header("content-type"), Some("application/wasm"));
    assert_eq!(intake.get("/element.js").header("content-type"), Some("text/javascript; charset=utf-8"));
    assert_eq!(intake.get("/instruments/aa.json").status, 200);
    assert_eq!(intake.get("/element.js?v=1").status, 200);
    let invite = "A".repeat(60);
    assert_eq!(intake.get(&format!("/i/{invite}")).text(), first.text());
    for path in [
        "/../secret.txt",
        "/instruments/../../secret.txt",
        "/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "/..\\secret.txt",
        "//secret.txt",
        "/./index.html",
        "/.hidden",
        "/link.txt",
        "/instruments",
        "/instruments/",
        "/index.html/",
        "/index.html%00",
        "/i/short",
    ] {
        assert_eq!(intake.get(path).status, 404, "{path}");
    }
    assert_eq!(send(intake.at, "HEAD", "/", &[], b"").body, b"");
    assert_eq!(send(intake.at, "POST", "/", &[], b"").status, 405);
}

/// Addresses in the attributes of a page that a browser fetches.
fn asked_for(html: &str) -> Vec<String> {
    let attributes = ["href=\"", "src=\"", "study=\""].into_iter().flat_map(|a| html.split(a).skip(1));
    attributes.map(|rest| rest.split('"').next().unwrap().to_string()).collect()
}

/// The page of this project as it stands in `www/`, with files such as the build adds.
fn demo() -> Running {
    let intake = intake();
    let site = intake.dir.path().join("site");
    let www = Path::new(env!("CARGO_MANIFEST_DIR")).join("www");
    for name in ["index.html", "element.js", "icon.svg", "styles/page.css", "styles/form.css"] {
        fs::create_dir_all(site.join(name).parent().unwrap()).unwrap();
        fs::copy(www.join(name), site.join(name)).unwrap();
    }
    fs::write(site.join("page.json"), "{}").unwrap();
    intake
}

#[test]
fn a_page_at_an_invite_finds_every_file_that_it_asks_for_and_the_intake() {
    let demo = demo();
    let page = demo.get(&format!("/i/{}", "Ab-_".repeat(15)));
    assert_eq!((page.status, page.header("content-type")), (200, Some("text/html; charset=utf-8")));
    assert_eq!(page.body, demo.get("/").body);
    let mut names = asked_for(&page.text());
    for known in ["icon.svg", "styles/page.css", "page.json", "element.js"] {
        assert!(names.iter().any(|n| n == known), "{known} is not among {names:?}");
    }
    // What element.js fetches beside itself, and the study's instruments.
    names.extend(["styles/form.css", "respond.wasm", "instruments/aa.json"].map(String::from));
    for name in names {
        let [below, above] = ["/i/", "/"].map(|base| demo.get(&format!("{base}{name}")));
        assert_eq!((below.status, &below.body), (200, &above.body), "{name}");
        // The two were sent in different seconds, now and then.
        let [below, above] =
            [below, above].map(|a| a.headers.into_iter().filter(|(n, _)| n != "date").collect::<Vec<_>>());
        assert_eq!(below, above, "{name}");
    }
    let put = |base: &str| {
        let path = format!("{base}/v1/s/{SLOT}/e/{}", eid());
        send(demo.at, "PUT", &path, &[("kindstem-kset", KSET)], &envelope("from below")).status
    };
    assert_eq!([put("/i"), put("")], [201, 200], "the same object");
    for path in
        ["/i/", "/i", "/i/short", "/i/i/element.js", "/i//element.js", "/i/../element.js", "/i/.hidden", "/i/link.txt"]
    {
        assert_eq!(demo.get(path).status, 404, "{path}");
    }
}
