//! A bucket in the place of a folder. `cargo xtask prove intake --store s3` runs these beside an S3 server that is not
//! ours.

use super::http::{Answer, send};
use super::killed::Server;
use super::kit::{KSET, SECRET, SLOT, eid, envelope, sha256};
use super::place::Place;
use kindstem::encoding;
use std::collections::BTreeMap;

fn serving(place: &Place) -> (tempfile::TempDir, Server) {
    let dir = tempfile::tempdir().unwrap();
    std::fs::write(dir.path().join("index.html"), "first page").unwrap();
    let server = Server::start(dir.path(), place, 0);
    (dir, server)
}

fn put(server: &Server, eid: &str, body: &[u8]) -> Answer {
    send(server.at, "PUT", &format!("/v1/s/{SLOT}/e/{eid}"), &[("kindstem-kset", KSET)], body)
}

#[test]
#[ignore = "needs an S3 server: cargo xtask prove intake --store s3"]
fn a_bucket_keeps_what_a_folder_keeps() {
    let place = Place::bucket("keeps");
    let (_dir, server) = serving(&place);
    let (eid, first, other) = (eid(), envelope("first"), envelope("other"));
    assert_eq!(send(server.at, "GET", "/healthz", &[], b"").status, 200);
    for status in [201, 200] {
        let answer = put(&server, &eid, &first);
        assert_eq!((answer.status, answer.body), (status, sha256(&first).into_bytes()));
    }
    let answer = put(&server, &eid, &other);
    assert_eq!((answer.status, answer.body), (409, sha256(&first).into_bytes()));
    let kept = format!("{KSET}/{SLOT}/{eid}.age");
    let aside = format!("quarantine/{KSET}/{SLOT}/{eid}/{}.age", sha256(&other));
    assert_eq!(place.objects(), BTreeMap::from([(kept, first.clone()), (aside, other)]), "and no probe is left");
    let secret = encoding::hex(&SECRET);
    let headers = [("kindstem-kset", KSET), ("kindstem-secret", secret.as_str())];
    let gone = format!("gone {eid}").into_bytes();
    let answer = send(server.at, "DELETE", &format!("/v1/s/{SLOT}/e/{eid}"), &headers, b"");
    assert_eq!((answer.status, answer.body), (200, gone.clone()));
    let answer = put(&server, &eid, &first);
    assert_eq!((answer.status, answer.body), (410, gone), "it does not come back");
    assert_eq!(place.objects(), BTreeMap::from([(format!("gone/{eid}"), Vec::new())]));
}

#[test]
#[ignore = "needs an S3 server: cargo xtask prove intake --store s3"]
fn several_intakes_before_one_bucket_lose_and_duplicate_nothing() {
    let place = Place::bucket("several");
    let servers: Vec<_> = (0..3).map(|_| serving(&place)).collect();
    let (names, per) = (20, 6);
    let statuses: Vec<u16> = std::thread::scope(|scope| {
        let put = |n: usize| {
            let (name, body) = (format!("{:032x}", n % names), envelope(&format!("entry {}", n % names)));
            put(&servers[n % servers.len()].1, &name, &body).status
        };
        let all: Vec<_> = (0..names * per).map(|n| scope.spawn(move || put(n))).collect();
        all.into_iter().map(|t| t.join().unwrap()).collect()
    });
    assert!(statuses.iter().all(|s| [200, 201].contains(s)), "{statuses:?}");
    let expected = (0..names).map(|n| (format!("{KSET}/{SLOT}/{n:032x}.age"), envelope(&format!("entry {n}"))));
    assert_eq!(place.objects(), expected.collect(), "each once, none in quarantine");
}
