//! The intake over real sockets: what it keeps, what it refuses, what it never does; and the headers of pages.

#[path = "desk/http.rs"]
mod http;

use data_encoding::HEXLOWER;
use http::{Answer, post, send};
use kindstem::intake::{Headers, LIMIT, Site, Store, router};
use sha2::{Digest, Sha256};
use std::fs;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, mpsc};
use tempfile::TempDir;

const KSET: &str = "00112233445566ff";
const SLOT: &str = "0123456789abcdef0123456789abcdef";
/// The eid of the secret of 32 bytes 7.
const SECRET: [u8; 32] = [7; 32];

struct Running {
    at: SocketAddr,
    dir: TempDir,
    troubles: Arc<AtomicUsize>,
}

/// A site with an intake on a free port of this machine.
fn running(change: impl FnOnce(Store) -> Store, origins: &[&str]) -> Running {
    let dir = tempfile::tempdir().unwrap();
    for (path, text) in [
        ("secret.txt", "outside"),
        ("site/index.html", "<!doctype html>first page"),
        ("site/respond.wasm", "\0asm"),
        ("site/element.js", "export {}"),
        ("site/instruments/aa.json", "{}"),
        ("site/.hidden", "hidden"),
        ("store/.keep", ""),
    ] {
        fs::create_dir_all(dir.path().join(path).parent().unwrap()).unwrap();
        fs::write(dir.path().join(path), text).unwrap();
    }
    #[cfg(unix)]
    std::os::unix::fs::symlink(dir.path().join("secret.txt"), dir.path().join("site/link.txt")).unwrap();
    let troubles = Arc::new(AtomicUsize::new(0));
    let heard = troubles.clone();
    let count = move |_| {
        heard.fetch_add(1, Ordering::SeqCst);
    };
    let store = change(Store::folder(&dir.path().join("store")).unwrap().on_trouble(count));
    let origins: Vec<String> = origins.iter().map(ToString::to_string).collect();
    let router = router(Site::new(&dir.path().join("site")).unwrap(), Headers::new(&origins).unwrap(), Some(store));
    let (send_at, at) = mpsc::channel();
    std::thread::spawn(move || {
        tokio::runtime::Runtime::new().unwrap().block_on(async move {
            let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
            send_at.send(listener.local_addr().unwrap()).unwrap();
            axum::serve(listener, router).await.unwrap();
        });
    });
    Running { at: at.recv().unwrap(), dir, troubles }
}

fn intake() -> Running {
    running(|store| store, &[])
}

fn eid() -> String {
    HEXLOWER.encode(&Sha256::digest(SECRET)[..16])
}

fn sha256(bytes: &[u8]) -> String {
    HEXLOWER.encode(&Sha256::digest(bytes))
}

/// Begins like an age file; the intake cannot and need not look further.
fn envelope(content: &str) -> Vec<u8> {
    format!("age-encryption.org/v1\n{content}").into_bytes()
}

impl Running {
    fn put(&self, eid: &str, body: &[u8]) -> Answer {
        self.send("PUT", SLOT, eid, &[("kindstem-kset", KSET), ("if-none-match", "*")], body)
    }

    fn delete(&self, secret: &str) -> Answer {
        self.send("DELETE", SLOT, &eid(), &[("kindstem-kset", KSET), ("kindstem-secret", secret)], b"")
    }

    fn send(&self, method: &str, slot: &str, eid: &str, headers: &[(&str, &str)], body: &[u8]) -> Answer {
        send(self.at, method, &format!("/v1/s/{slot}/e/{eid}"), headers, body)
    }

    fn get(&self, path: &str) -> Answer {
        send(self.at, "GET", path, &[], b"")
    }

    fn stored(&self, eid: &str) -> Option<Vec<u8>> {
        fs::read(self.dir.path().join(format!("store/{KSET}/{SLOT}/{eid}.age"))).ok()
    }

    /// Every file of the store, by its path in it.
    fn files(&self) -> Vec<String> {
        let root = self.dir.path().join("store");
        let mut out: Vec<String> =
            walk(&root).iter().map(|p| p.strip_prefix(&root).unwrap().display().to_string()).collect();
        out.retain(|f| f != ".keep");
        out.sort();
        out
    }
}

fn walk(dir: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(dir).unwrap().map(|e| e.unwrap().path());
    entries.flat_map(|p| if p.is_dir() { walk(&p) } else { vec![p] }).collect()
}

#[test]
fn an_envelope_is_kept_once_and_never_overwritten() {
    let intake = intake();
    let (first, other) = (envelope("first"), envelope("other"));
    let answer = intake.put(&eid(), &first);
    assert_eq!((answer.status, answer.text()), (201, sha256(&first)));
    let answer = intake.put(&eid(), &first);
    assert_eq!((answer.status, answer.text()), (200, sha256(&first)));
    let answer = intake.put(&eid(), &other);
    assert_eq!((answer.status, answer.text()), (409, sha256(&first)), "what is stored is the first");
    assert_eq!(intake.stored(&eid()), Some(first));
    let quarantined = format!("quarantine/{KSET}/{SLOT}/{}/{}.age", eid(), sha256(&other));
    assert_eq!(intake.files(), [format!("{KSET}/{SLOT}/{}.age", eid()), quarantined.clone()]);
    assert_eq!(fs::read(intake.dir.path().join("store").join(&quarantined)).unwrap(), other);
    assert_eq!(intake.put(&eid(), &other).status, 409);
    assert_eq!(intake.files().len(), 2, "the same other bytes again take no more room");
}

#[test]
fn whoever_hears_no_answer_sends_again_and_there_is_one_object() {
    let intake = intake();
    let bytes = envelope("again");
    for _ in 0..5 {
        let path = format!("/v1/s/{SLOT}/e/{}", eid());
        drop(post(intake.at, "PUT", &path, &[("kindstem-kset", KSET)], &bytes));
    }
    let last = intake.put(&eid(), &bytes);
    assert!([200, 201].contains(&last.status));
    assert_eq!(last.text(), sha256(&bytes));
    assert_eq!(intake.files(), [format!("{KSET}/{SLOT}/{}.age", eid())]);
}

#[test]
fn of_many_at_once_one_is_first_and_none_is_lost() {
    let intake = intake();
    let statuses = std::thread::scope(|scope| {
        let put = |n: usize| intake.put(&eid(), &envelope(&format!("number {n}"))).status;
        let all: Vec<_> = (0..8).map(|n| scope.spawn(move || put(n))).collect();
        let mut all: Vec<u16> = all.into_iter().map(|t| t.join().unwrap()).collect();
        all.sort_unstable();
        all
    });
    assert_eq!(statuses, [201, 409, 409, 409, 409, 409, 409, 409]);
    assert_eq!(intake.files().len(), 8);
}

#[test]
fn what_is_no_envelope_is_refused_and_leaves_nothing() {
    let intake = intake();
    let kset = [("kindstem-kset", KSET)];
    let good = envelope("good");
    let refused = [
        (intake.put(&eid(), b"plain words of somebody"), 400),
        (intake.put(&eid(), b""), 400),
        (intake.put(&eid(), &[envelope(""), vec![0; LIMIT]].concat()), 413),
        (intake.send("PUT", SLOT, &eid(), &[], &good), 400),
        (intake.send("PUT", SLOT, &eid(), &[("kindstem-kset", "../../..")], &good), 400),
        (intake.send("PUT", SLOT, &eid(), &[kset[0], ("if-none-match", "\"x\"")], &good), 400),
        (intake.send("PUT", SLOT, &eid().to_uppercase(), &kset, &good), 400),
        (intake.send("PUT", &SLOT[1..], &eid(), &kset, &good), 400),
        (intake.send("PUT", "%2e%2e", "%2e%2e%2f%2e%2e", &kset, &good), 400),
        (intake.send("PUT", SLOT, &eid(), &[kset[0], ("sec-fetch-site", "cross-site")], &good), 403),
        (intake.send("POST", SLOT, &eid(), &kset, &good), 405),
        (intake.send("GET", SLOT, &eid(), &kset, b""), 405),
    ];
    for (i, (answer, status)) in refused.iter().enumerate() {
        assert_eq!(answer.status, *status, "case {i}: {}", answer.text());
        for secret in [SLOT, &eid(), "plain words"] {
            assert!(!answer.text().contains(secret), "case {i} repeats what it was sent");
        }
    }
    assert_eq!(intake.files(), [] as [String; 0]);
    let largest = [envelope(""), vec![0; LIMIT - envelope("").len()]].concat();
    assert_eq!(intake.put(&eid(), &largest).status, 201);
}

#[test]
fn only_the_secret_deletes() {
    let intake = intake();
    intake.put(&eid(), &envelope("first"));
    intake.put(&eid(), &envelope("other"));
    let no_secret = intake.send("DELETE", SLOT, &eid(), &[("kindstem-kset", KSET)], b"");
    assert_eq!(no_secret.status, 403);
    for wrong in [HEXLOWER.encode(&[8; 32]), eid(), String::new()] {
        assert_eq!(intake.delete(&wrong).status, 403);
    }
    assert_eq!(intake.files().len(), 2);
    assert_eq!(intake.delete(&HEXLOWER.encode(&SECRET)).status, 204);
    assert_eq!(intake.files(), [] as [String; 0], "what was in quarantine is gone too");
    assert_eq!(intake.delete(&HEXLOWER.encode(&SECRET)).status, 204, "gone is gone");
}

#[test]
fn another_studys_key_set_is_refused() {
    let intake = running(|store| store.only([KSET.to_string()]), &[]);
    assert_eq!(intake.put(&eid(), &envelope("ours")).status, 201);
    let theirs = intake.send("PUT", SLOT, &eid(), &[("kindstem-kset", "ffffffffffffffff")], &envelope("theirs"));
    assert_eq!(theirs.status, 403);
    assert_eq!(intake.files().len(), 1);
}

#[test]
fn a_store_that_fails_says_so_to_both_sides_without_a_name() {
    let intake = intake();
    let store = intake.dir.path().join("store");
    fs::remove_dir_all(&store).unwrap();
    fs::write(&store, "a file where the folder was").unwrap();
    let answer = intake.put(&eid(), &envelope("kept on the device"));
    assert_eq!(answer.status, 503);
    assert!(!answer.text().contains(SLOT) && !answer.text().contains("store/"), "{}", answer.text());
    assert_eq!(intake.troubles.load(Ordering::SeqCst), 1, "whoever runs it hears of it");
}

#[test]
fn another_origin_gets_no_leave() {
    let intake = intake();
    let headers = [("origin", "https://example.org"), ("access-control-request-method", "PUT")];
    let answer = intake.send("OPTIONS", SLOT, &eid(), &headers, b"");
    assert_eq!(answer.status, 405);
    assert!(answer.headers.iter().all(|(name, _)| !name.starts_with("access-control")));
}

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
        assert!(answer.header("permissions-policy").unwrap().contains("camera=()"));
        assert_eq!(
            answer.header("content-security-policy").unwrap(),
            "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; style-src 'self'; \
             img-src 'self'; media-src 'self'; font-src 'self'; form-action 'none'; base-uri 'none'; \
             frame-ancestors 'none'; require-trusted-types-for 'script'"
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
