//! `serve`.

use super::clock;
use super::http::{Answer, send};
use super::kit::{Desk, desk, public_key};
use kindstem::intake::Slots;
use kindstem::seal::{kset, seal};
use std::io::{BufRead, BufReader, Read};
use std::net::SocketAddr;
use std::process::{Child, Stdio};

const SLOT: &str = "0123456789abcdef0123456789abcdef";

pub struct Serving {
    pub child: Child,
    pub out: BufReader<std::process::ChildStdout>,
    pub at: SocketAddr,
}

pub fn serve(desk: &Desk, line: &str) -> Serving {
    let mut command = desk.command();
    command.args(line.split_whitespace()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let mut out = BufReader::new(child.stdout.take().unwrap());
    let mut first = String::new();
    out.read_line(&mut first).unwrap();
    let at =
        first.trim_end().strip_suffix('/').and_then(|l| l.rsplit("http://").next()).expect(&first).parse().unwrap();
    Serving { child, out, at }
}

fn body() -> Vec<u8> {
    let recipients = [public_key("answers-1"), public_key("answers-2")];
    seal(b"canary", 4096, &recipients.each_ref().map(String::as_str)).unwrap().ciphertext
}

impl Serving {
    fn put(&self, kset: &str) -> Answer {
        self.put_bytes(kset, &body())
    }

    fn put_bytes(&self, kset: &str, body: &[u8]) -> Answer {
        send(self.at, "PUT", &format!("/v1/s/{SLOT}/e/{SLOT}"), &[("kindstem-kset", kset)], body)
    }

    /// Asks it to stop, and gives exit code and everything else that it printed.
    #[cfg(unix)]
    pub fn stop(mut self) -> (Option<i32>, String) {
        let kill = std::process::Command::new("kill").arg(self.child.id().to_string()).status().unwrap();
        assert!(kill.success());
        let code = self.child.wait().unwrap().code();
        let mut rest = String::new();
        self.out.read_to_string(&mut rest).unwrap();
        let mut err = String::new();
        self.child.stderr.take().unwrap().read_to_string(&mut err).unwrap();
        (code, rest + &clock::without_notice(&err))
    }
}

#[test]
#[cfg(unix)]
fn serves_the_page_takes_in_this_studys_envelopes_and_writes_no_log() {
    let desk = desk();
    desk.pinned_study();
    desk.write("site/study.json", desk.read("study.json"));
    desk.write("site/index.html", "first page");
    let serving = serve(&desk, "serve site --port 0 --intake envelopes --key-set ffffffffffffffff");
    assert_eq!(send(serving.at, "GET", "/", &[], b"").text(), "first page");
    let study = send(serving.at, "GET", "/study.json", &[], b"");
    assert_eq!(
        (study.header("content-type"), study.header("cache-control")),
        (Some("application/json"), Some("no-store"))
    );
    let own = kset(&[public_key("answers-1"), public_key("answers-2")]);
    let contacts = kset(&[public_key("contact-1"), public_key("contact-2")]);
    let body = body();
    assert_eq!(serving.put_bytes(&own, &body).status, 201);
    assert_eq!(serving.put(&contacts).status, 201);
    assert_eq!(serving.put("ffffffffffffffff").status, 201, "named on the command line");
    assert_eq!(serving.put("eeeeeeeeeeeeeeee").status, 403);
    assert_eq!(std::fs::read(desk.path(&format!("envelopes/{own}/{SLOT}/{SLOT}.age"))).unwrap(), body);
    let (code, printed) = serving.stop();
    assert_eq!((code, printed.as_str()), (Some(0), ""), "no request is logged");
}

#[test]
#[cfg(unix)]
fn takes_nothing_in_without_a_folder_for_it() {
    let desk = desk();
    desk.write("site/index.html", "first page");
    let serving = serve(&desk, "serve site --port 0");
    assert_eq!(serving.put("ffffffffffffffff").status, 405);
    assert_eq!(serving.stop().0, Some(0));
}

#[test]
#[cfg(unix)]
fn only_slots_that_were_handed_out_and_numbers_at_a_port_of_their_own() {
    let desk = desk();
    desk.write("site/index.html", "first page");
    desk.write("slots.txt", "");
    let mut serving = serve(&desk, "serve site --port 0 --intake envelopes --slots slots.txt --metrics 127.0.0.1:0");
    let mut second = String::new();
    serving.out.read_line(&mut second).unwrap();
    let numbers = second.trim_end().strip_prefix("metrics at http://").and_then(|l| l.strip_suffix("/metrics"));
    let numbers: SocketAddr = numbers.expect(&second).parse().unwrap();
    assert_eq!(serving.put("ffffffffffffffff").status, 403);
    let mut slot = [0; 16];
    hex_to(SLOT, &mut slot);
    desk.write("slots.txt", format!("{}\n", Slots::line(&slot)));
    assert_eq!(serving.put("ffffffffffffffff").status, 201, "invited after the server was started");
    assert_eq!(send(serving.at, "GET", "/metrics", &[], b"").status, 404, "never beside the pages");
    assert_eq!(send(serving.at, "GET", "/healthz", &[], b"").text(), "ok");
    let text = send(numbers, "GET", "/metrics", &[], b"").text();
    assert!(text.contains("kindstem_answers_total{method=\"PUT\",status=\"201\"} 1\n"), "{text}");
    assert!(text.contains("kindstem_envelope_bytes_count 1\n") && !text.contains(SLOT), "{text}");
    std::fs::remove_dir_all(desk.path("envelopes")).unwrap();
    assert_eq!(send(serving.at, "GET", "/healthz", &[], b"").status, 503);
    assert_eq!(serving.stop().0, Some(0));
}

fn hex_to(text: &str, out: &mut [u8]) {
    for (to, digits) in out.iter_mut().zip(text.as_bytes().chunks(2)) {
        *to = u8::from_str_radix(std::str::from_utf8(digits).unwrap(), 16).unwrap();
    }
}

#[test]
fn what_cannot_be_served_is_said_before_anybody_comes() {
    let desk = desk();
    desk.say("serve none --port 0").refuses(2, &["cannot serve none", "check the file name"]);
    desk.write("site/study.json", "{}");
    desk.say("serve site --port 0").refuses(2, &["cannot serve site: it has no index.html"]);
    desk.write("site/index.html", "first page");
    desk.say("serve site --port 0 --intake envelopes --key-set ../..").refuses(2, &["16 lower-case hex digits"]);
    desk.say("serve site --port 0").refuses(2, &["site/study.json: $", "missing field"]);
    desk.pinned_study();
    desk.write(
        "site/study.json",
        desk.read("study.json")
            .replace("\"embed_origins\": []", "\"embed_origins\": [\"https://a.org; script-src *\"]"),
    );
    desk.say("serve site --port 0").refuses(1, &["is not an origin", "correct embed_origins"]);
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    desk.write("plain/index.html", "x");
    desk.say(&format!("serve plain --port {}", taken.local_addr().unwrap().port()))
        .refuses(2, &["cannot listen on", "another --port"]);
}

#[test]
fn the_microphone_is_for_pages_of_a_study_that_lets_words_be_spoken() {
    for (own_words, microphone) in [
        (serde_json::Value::Null, "microphone=()"),
        (serde_json::json!({"sets": ["8-11"], "envelopes": 2, "listeners": [], "drawn": true}), "microphone=()"),
        (serde_json::json!({"sets": ["8-11"], "envelopes": 2, "listeners": [], "spoken": true}), "microphone=(self)"),
    ] {
        let desk = desk();
        desk.pinned_study();
        let mut study: serde_json::Value = serde_json::from_str(&desk.read("study.json")).unwrap();
        study["protocol"]["own_words"] = own_words;
        desk.write("site/study.json", study.to_string());
        desk.write("site/index.html", "first page");
        let mut serving = serve(&desk, "serve site --port 0");
        let answer = send(serving.at, "GET", "/", &[], b"");
        assert!(answer.header("permissions-policy").unwrap().contains(microphone), "{microphone}");
        serving.child.kill().unwrap();
        serving.child.wait().unwrap();
    }
}
