//! Envelopes: what is kept, what is refused, what is never done.

use super::http::{Answer, post};
use super::kit::{KSET, SECRET, SLOT, eid, envelope, intake, running, sha256, sized};
use kindstem::encoding;
use kindstem::intake::LIMIT;
use kindstem::seal::receipt;
use sha2::{Digest, Sha256};
use std::fs;
use std::sync::atomic::Ordering;
use std::time::SystemTime;

/// The answer to a deletion, byte for byte, which is also what a page takes for a proof.
fn assert_gone(answer: &Answer) {
    assert_eq!((answer.status, answer.text()), (200, format!("gone {}", eid())));
    assert_eq!(answer.header("content-type"), Some("text/plain; charset=utf-8"));
    assert!(receipt::is_gone(answer.status, &answer.text(), &eid()));
}

#[test]
fn what_the_intake_answers_is_what_a_page_takes_for_a_proof() {
    let intake = intake();
    let (first, other) = (envelope("first"), envelope("other"));
    for status in [201, 200] {
        let answer = intake.put(&eid(), &first);
        assert_eq!(answer.status, status);
        assert!(receipt::is_kept(answer.status, &answer.text(), &sha256(&first)));
    }
    let answer = intake.put(&eid(), &other);
    assert!(receipt::is_taken(answer.status, &answer.text(), &sha256(&other)));
    assert!(!receipt::is_kept(answer.status, &answer.text(), &sha256(&other)));
    // A refusal is no proof of anything.
    for answer in [intake.put(&eid(), b"no envelope"), intake.delete(&eid())] {
        assert!(!receipt::is_kept(answer.status, &answer.text(), &sha256(b"no envelope")));
        assert!(!receipt::is_gone(answer.status, &answer.text(), &eid()));
    }
}

#[test]
fn t_20_an_envelope_is_kept_once_and_never_overwritten() {
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
    // Requests whose answer nobody waited for may still be at work, each in a file beside the one that counts.
    for _ in 0..100 {
        if intake.files().len() == 1 {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
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
        (intake.put(&eid(), &sized("no padded size", 5000)), 400),
        (intake.put(&eid(), &sized("too small", 2048)), 400),
        (intake.put(&eid(), &good[..good.len() - 1]), 400),
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
    assert_eq!(intake.put(&eid(), &sized("largest", 1 << 17)).status, 201);
}

#[test]
fn only_the_secret_deletes() {
    let intake = intake();
    intake.put(&eid(), &envelope("first"));
    intake.put(&eid(), &envelope("other"));
    let no_secret = intake.send("DELETE", SLOT, &eid(), &[("kindstem-kset", KSET)], b"");
    assert_eq!(no_secret.status, 403);
    for wrong in [encoding::hex(&[8; 32]), eid(), String::new()] {
        assert_eq!(intake.delete(&wrong).status, 403);
    }
    assert_eq!(intake.files().len(), 2);
    assert_gone(&intake.delete(&encoding::hex(&SECRET)));
    assert_eq!(intake.files(), [format!("gone/{}", eid())], "what was in quarantine is gone too");
    let mark = intake.dir.path().join("store/gone").join(eid());
    let about = fs::metadata(&mark).unwrap();
    assert_eq!((about.len(), about.modified().unwrap()), (0, SystemTime::UNIX_EPOCH), "the mark says nothing more");
    assert_gone(&intake.delete(&encoding::hex(&SECRET)));
}

#[test]
fn what_arrives_after_its_deletion_does_not_come_back() {
    let intake = intake();
    let secret = encoding::hex(&SECRET);
    // Deleted while it was still on its way.
    assert_gone(&intake.delete(&secret));
    for late in ["first", "first", "other"] {
        let answer = intake.put(&eid(), &envelope(late));
        assert_eq!((answer.status, answer.text()), (410, format!("gone {}", eid())));
        assert!(!receipt::is_kept(answer.status, &answer.text(), &sha256(&envelope(late))));
    }
    assert_eq!(intake.files(), [format!("gone/{}", eid())]);
    let another = "f".repeat(32);
    assert_eq!(intake.put(&another, &envelope("another")).status, 201, "others are taken as before");
}

#[test]
fn of_a_deletion_and_what_it_deletes_at_the_same_time_nothing_is_left() {
    let intake = intake();
    let pairs = 60;
    std::thread::scope(|scope| {
        for n in 0..pairs {
            let (intake, secret) = (&intake, [n; 32]);
            let eid = encoding::hex(&Sha256::digest(secret)[..16]);
            let named = eid.clone();
            scope.spawn(move || {
                let status = intake.put(&named, &envelope("on its way")).status;
                assert!([201, 410].contains(&status), "{status}");
            });
            scope.spawn(move || {
                let headers = [("kindstem-kset", KSET), ("kindstem-secret", &encoding::hex(&secret))];
                let answer = intake.send("DELETE", SLOT, &eid, &headers, b"");
                assert!(receipt::is_gone(answer.status, &answer.text(), &eid), "{}", answer.status);
            });
        }
    });
    let (marks, rest): (Vec<_>, Vec<_>) = intake.files().into_iter().partition(|f| f.starts_with("gone/"));
    assert_eq!((marks.len(), rest), (usize::from(pairs), vec![]));
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
