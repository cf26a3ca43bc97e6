//! What is wrong with a delivery, each by its name (T-22, T-25).

use super::desk::{answer, envelopes, findings, of, records, slot};
use crate::scenario::{Scenario, any_answer, code};
use kindstem::record::{Finding, Options};
use kindstem::seal::{OpenedEnvelope, Plain};

fn whole() -> (Scenario, String) {
    let mut parent = Scenario::parent();
    parent.walks("the end", any_answer);
    let session = parent.session.visit().session.clone();
    (parent, session)
}

fn seq(e: &OpenedEnvelope) -> Option<u32> {
    match &e.plain {
        Plain::Page(p) => Some(p.seq),
        Plain::Manifest(m) => Some(m.seq),
        Plain::Attachment(a) => Some(a.seq),
        Plain::Contact(_) => None,
    }
}

#[test]
fn t_25_an_entry_that_is_missing() {
    let (parent, session) = whole();
    for lost in [0, 7, 20] {
        let mut all = envelopes(&[&parent]);
        all.retain(|e| seq(e) != Some(lost));
        let made = of(all, Options::default());
        let expected =
            [Finding::Gap { session: session.clone(), seq: lost + 1 }, Finding::Count { session: session.clone() }];
        assert!(expected.iter().all(|f| findings(&made).contains(f)), "{lost}: {:?}", findings(&made));
        assert!(!slot(&made).complete, "{lost}");
    }
}

#[test]
fn t_25_an_entry_that_was_put_in_the_place_of_another() {
    // Same session, same number, another ciphertext: the next entry names what was there before.
    let (parent, session) = whole();
    let mut all = envelopes(&[&parent]);
    all.iter_mut().find(|e| seq(e) == Some(7)).unwrap().link = "e".repeat(64);
    assert_eq!(findings(&of(all, Options::default())), [Finding::Gap { session: session.clone(), seq: 8 }]);
    // And a chain whose links are cut, or that begins with one.
    for (place, prev) in [(5, None), (0, Some("e".repeat(64)))] {
        let mut all = envelopes(&[&parent]);
        super::desk::pages(&mut all, |e| {
            if e.seq == place {
                e.prev = prev.clone();
            }
        });
        assert_eq!(findings(&of(all, Options::default())), [Finding::Gap { session: session.clone(), seq: place }]);
    }
}

#[test]
fn an_end_that_is_missing_looks_like_a_session_that_was_left() {
    let (parent, _) = whole();
    let mut all = envelopes(&[&parent]);
    all.retain(|e| !matches!(e.plain, Plain::Manifest(_)));
    let made = of(all, Options::default());
    assert!(findings(&made).is_empty() && !slot(&made).complete);
}

#[test]
fn only_the_end_is_there() {
    let (parent, session) = whole();
    let mut all = envelopes(&[&parent]);
    all.retain(|e| matches!(e.plain, Plain::Manifest(_)));
    let made = of(all, Options::default());
    let news = Finding::ContactElsewhere { n: 1, session: session.clone() };
    assert_eq!(findings(&made), [Finding::Gap { session: session.clone(), seq: 21 }, Finding::Count { session }, news]);
    assert_eq!((made.records.len(), slot(&made).entries), (0, 0));
}

#[test]
fn t_25_two_entries_for_one_place() {
    let (parent, session) = whole();
    let mut all = envelopes(&[&parent]);
    let mut other = super::desk::find(&all, 1, "calm").clone();
    other.link = "f".repeat(64);
    all.push(other);
    let made = of(all, Options::default());
    assert_eq!(findings(&made), [Finding::Fork { session, seq: 6 }], "and what follows names one of the two: no gap");
}

#[test]
fn two_ends() {
    let (parent, session) = whole();
    let mut all = envelopes(&[&parent]);
    let mut other = all.iter().find(|e| matches!(e.plain, Plain::Manifest(_))).unwrap().clone();
    other.link = "0".repeat(64);
    all.push(other);
    assert!(findings(&of(all, Options::default())).contains(&Finding::Fork { session, seq: 21 }));
}

#[test]
fn t_25_the_same_ciphertext_twice() {
    let (parent, _) = whole();
    let mut all = envelopes(&[&parent]);
    let mut twin = all[3].clone();
    twin.key = format!("{}9", &twin.key[..twin.key.len() - 1]);
    all.push(twin);
    let made = of(all, Options::default());
    assert!(findings(&made).is_empty() && slot(&made).complete, "it counts once; its other name is a fault of opening");
}

#[test]
fn t_22_a_clock_that_jumps_changes_no_order() {
    for years in ["2024", "2028"] {
        let (parent, session) = whole();
        let mut all = envelopes(&[&parent]);
        super::desk::pages(&mut all, |e| {
            if e.seq >= 10 {
                e.clock.wall = e.clock.wall.replace("2026", years);
            }
        });
        let made = of(all, Options::default());
        let jumps = [10, 21].map(|seq| Finding::ClockJump { session: session.clone(), seq });
        assert_eq!(findings(&made), jumps, "there, and back at the end");
        assert!(slot(&made).complete);
        assert_eq!(answer(&made, 1, "safe"), code(0));
    }
}

#[test]
fn a_night_between_two_pages_is_no_jump() {
    let mut parent = Scenario::parent();
    parent.takes_part().waits(9).walks("the end", any_answer);
    assert!(findings(&records(&[&parent])).is_empty());
}

#[test]
fn a_manifest_that_counts_otherwise() {
    let (parent, session) = whole();
    let mut all = envelopes(&[&parent]);
    for e in &mut all {
        if let Plain::Manifest(m) = &mut e.plain {
            m.count = 20;
        }
    }
    assert_eq!(findings(&of(all, Options::default())), [Finding::Count { session }]);
}

#[test]
fn scores_that_the_answers_do_not_give() {
    let (parent, session) = whole();
    let mut all = envelopes(&[&parent]);
    for e in &mut all {
        if let Plain::Manifest(m) = &mut e.plain {
            m.scores[1].document = m.scores[2].document.clone();
            m.scores[2].document.scores.pop();
        }
    }
    assert_eq!(findings(&of(all, Options::default())), [Finding::Scores { session, part: 2 }]);
}

#[test]
fn code_and_instruments_that_nobody_knows() {
    let (parent, _) = whole();
    let known = |app: &str| Options { known_apps: [app.to_string()].into(), ..Options::default() };
    let app = parent.session.visit().app.clone();
    assert!(findings(&of(envelopes(&[&parent]), known(&app))).is_empty());
    assert_eq!(findings(&of(envelopes(&[&parent]), known("other"))), [Finding::UnknownApp { sha256: app }]);

    let mut all = envelopes(&[&parent]);
    super::desk::pages(&mut all, |e| {
        if e.part == 2 {
            e.instrument.sha256 = "0".repeat(64);
        }
    });
    let made = of(all, Options::default());
    assert_eq!(findings(&made), [Finding::UnknownInstrument { id: "home".into(), sha256: "0".repeat(64) }]);
    assert_eq!(made.records.len(), 1, "what is known stays");
    assert!(!slot(&made).complete);
}

#[test]
fn faults_are_counted_by_their_name() {
    use kindstem::seal::{Fault, Opened};
    let faults = vec![
        ("k/s/b".to_string(), Fault::WrongName),
        ("k/s/a".into(), Fault::WrongName),
        ("k/s/c".into(), Fault::Damaged),
    ];
    let made =
        kindstem::record::assemble(Opened { faults, ..Opened::default() }, &Default::default(), &Options::default());
    let named: Vec<_> = made.report.faults.iter().map(|(name, keys)| format!("{name} {}", keys.join(" "))).collect();
    assert_eq!((made.report.envelopes, named), (3, vec!["damaged k/s/c".into(), "wrong_name k/s/a k/s/b".to_string()]));
}
