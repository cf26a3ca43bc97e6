//! `verify-site`: a served site beside a release.

use super::http::send;
use super::kit::{Desk, Ran, desk};
use super::serve::{Serving, serve};
use sha2::{Digest, Sha256};
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener};

const PAGE: &str = "<!doctype html><link rel=\"stylesheet\" href=\"styles/page.css\"><script src=\"page.js\"></script>\
    <kindstem-form study=\"page.json\"></kindstem-form>";

/// A site with a page, and its list beside it as `release.txt`.
fn site() -> Desk {
    let desk = desk();
    desk.pinned_study();
    for (name, text) in [("index.html", PAGE), ("page.js", "// page"), ("styles/page.css", "p{}"), ("x.wasm", "code")] {
        desk.write(&format!("site/{name}"), text);
    }
    let mut list = String::new();
    for name in ["index.html", "page.js", "page.json", "styles/page.css", "x.wasm"] {
        let sum = Sha256::digest(std::fs::read(desk.path(&format!("site/{name}"))).unwrap());
        list.push_str(&format!("{}  {name}\n", kindstem::encoding::hex(&sum)));
    }
    desk.write("release.txt", &list);
    desk.write("site/SHA256SUMS", list);
    desk
}

fn verify(desk: &Desk, at: SocketAddr, more: &str) -> Ran {
    let mut command = desk.command();
    for proxy in ["http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY", "https_proxy", "HTTPS_PROXY"] {
        command.env_remove(proxy);
    }
    Ran::of(command.args(["verify-site", &format!("http://{at}/")]).args(more.split_whitespace()))
}

/// Ends the server with the test.
struct Ends(Serving);

impl Drop for Ends {
    fn drop(&mut self) {
        let _ = self.0.child.kill();
        let _ = self.0.child.wait();
    }
}

fn serving(desk: &Desk) -> Ends {
    Ends(serve(desk, "serve site --port 0"))
}

/// A host in front of another, which changes the head of each answer.
fn host(behind: SocketAddr, change: fn(&str) -> Option<String>) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let at = listener.local_addr().unwrap();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let (mut head, mut byte) = (Vec::new(), [0]);
            while !head.ends_with(b"\r\n\r\n") && stream.read(&mut byte).unwrap_or(0) == 1 {
                head.push(byte[0]);
            }
            let head = String::from_utf8(head).unwrap();
            let Some(path) = head.split(' ').nth(1) else { continue };
            let answer = send(behind, "GET", path, &[], b"");
            let mut out = format!("HTTP/1.1 {} X\r\nconnection: close\r\n", answer.status);
            let kept = answer.headers.iter().filter(|(n, _)| n != "connection").map(|(n, v)| format!("{n}: {v}"));
            kept.filter_map(|line| change(&line)).for_each(|line| out.push_str(&format!("{line}\r\n")));
            out.push_str("\r\n");
            let _ = stream.write_all(out.as_bytes()).and_then(|()| stream.write_all(&answer.body));
        }
    });
    at
}

#[test]
fn the_release_as_it_is_has_no_difference() {
    let desk = site();
    let server = serving(&desk);
    let ran = verify(&desk, server.0.at, "--sums release.txt").fine();
    assert!(ran.out.contains("5 files of the list (release.txt), 0 differences"), "{}", ran.out);
    let own = verify(&desk, server.0.at, "").fine();
    assert!(own.out.contains("the list came from the site itself"), "{}", own.out);
    let json = verify(&desk, server.0.at, "--site site --json").fine().json();
    assert_eq!(json["differences"], serde_json::json!([]));
    assert!(json["files"].as_u64().unwrap() > 20, "with every instrument that lies beside the page");
}

#[test]
fn each_file_that_is_changed_missing_or_added_is_named() {
    let desk = site();
    let server = serving(&desk);
    desk.write("site/x.wasm", "other code");
    std::fs::remove_file(desk.path("site/styles/page.css")).unwrap();
    desk.write("site/index.html", format!("{PAGE}<script src=\"extra.js\"></script><img src=\"https://e.example/p\">"));
    desk.write("site/extra.js", "fetch('https://e.example')");
    let ran = verify(&desk, server.0.at, "--sums release.txt --json");
    assert_eq!(ran.code, 1, "{}", ran.err);
    let all = ran.json()["differences"].as_array().unwrap().clone();
    let all: Vec<String> =
        all.iter().map(|d| format!("{} {}", d["file"].as_str().unwrap(), d["what"].as_str().unwrap())).collect();
    for begins in [
        "/ asks for \"extra.js\"",
        "/ asks for \"https://e.example/p\"",
        "/ differs: its SHA-256 is ",
        "index.html asks for \"extra.js\"",
        "index.html asks for \"https://e.example/p\"",
        "index.html differs",
        "styles/page.css is not there",
        "x.wasm differs",
    ] {
        assert_eq!(all.iter().filter(|d| d.starts_with(begins)).count(), 1, "{begins}: {all:?}");
    }
    assert_eq!(all.len(), 8, "{all:?}");
}

#[test]
fn each_header_that_is_missing_or_another_one_is_named_once() {
    let desk = site();
    let server = serving(&desk);
    let same = host(server.0.at, |line| Some(line.to_string()));
    verify(&desk, same, "--sums release.txt").fine();
    let other = host(server.0.at, |line| match line.split_once(": ").unwrap() {
        ("referrer-policy", _) => None,
        ("content-security-policy", policy) => {
            let policy = policy.replace("script-src 'self' 'wasm-unsafe-eval'", "script-src *");
            Some(format!("content-security-policy: {policy}"))
        }
        ("cache-control", value) => Some(format!("cache-control: {value}\r\ncache-control: public")),
        _ => Some(line.to_string()),
    });
    let ran = verify(&desk, other, "--sums release.txt");
    assert_eq!(ran.code, 1, "{}", ran.err);
    for says in [
        "has no header referrer-policy, and so have 5 others",
        "has in the header content-security-policy \"script-src *\" instead of \"script-src 'self' 'wasm-unsafe-eval'\"",
        "has the header cache-control more than once",
        "3 differences",
    ] {
        assert!(ran.out.contains(says), "{says}: {}", ran.out);
    }
    // What the study says is expected, and nothing else: its origins may show the pages.
    let study = desk.read("site/page.json");
    desk.write("site/page.json", study.replace("\"embed_origins\":[]", "\"embed_origins\":[\"https://a.example\"]"));
    let ran = verify(&desk, server.0.at, "--site site");
    assert_eq!(ran.code, 1);
    assert!(
        ran.out.contains("\"frame-ancestors 'none'\" instead of \"frame-ancestors https://a.example\""),
        "{}",
        ran.out
    );
}

#[test]
fn a_host_that_leads_elsewhere_or_is_not_there_is_said() {
    let desk = site();
    desk.write("wrong.txt", "no list");
    let server = serving(&desk);
    verify(&desk, server.0.at, "--sums wrong.txt").refuses(2, &["wrong.txt: line 1 is not a SHA-256"]);
    desk.write("wrong.txt", format!("{}  ../x\n", "0".repeat(64)));
    verify(&desk, server.0.at, "--sums wrong.txt").refuses(2, &["line 1 is not a SHA-256 followed by a file name"]);
    desk.say("verify-site example.org").refuses(2, &["is not an address"]);
    let gone = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    verify(&desk, gone, "--sums release.txt").refuses(2, &["cannot fetch http://", "check the address"]);

    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let at = listener.local_addr().unwrap();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let _ = stream.read(&mut [0; 4096]);
            let _ = stream.write_all(
                b"HTTP/1.1 302 X\r\nlocation: https://e.example/\r\ncontent-length: 0\r\nconnection: close\r\n\r\n",
            );
        }
    });
    let ran = verify(&desk, at, "--sums release.txt");
    assert!(ran.code == 1 && ran.out.contains("leads to \"https://e.example/\" (302)"), "{}{}", ran.out, ran.err);
}
