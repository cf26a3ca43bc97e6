//! Whoever has the link and the public key can add an envelope: it may be wrong in any way, and nothing breaks.

use super::desk::{about, answer, envelopes, find, findings, of, pages, part, slot};
use crate::scenario::{Scenario, any_answer, code, missing};
use kindstem::answers::{Answer, Missing, Value};
use kindstem::record::{Finding, Options};
use kindstem::seal::{OpenedEnvelope, Plain};
use kindstem::study::Role;

fn whole() -> Vec<OpenedEnvelope> {
    let mut parent = Scenario::parent();
    parent.walks("the end", any_answer);
    envelopes(&[&parent])
}

#[test]
fn an_answer_that_does_not_fit_its_item_is_kept_out_and_named() {
    let forged = [
        ("safe", Value::Code(7)),
        ("safe", Value::Text("often".into())),
        ("partner", Value::Code(8)),
        ("times", Value::Code(51)),
        ("kinds", Value::Codes(vec![9, 1])),
        ("words", Value::Text("x".repeat(201))),
    ];
    for (item, value) in forged {
        let mut all = whole();
        pages(&mut all, |e| {
            for said in e.answers.iter_mut().filter(|s| s.item == item) {
                said.answer = Answer::Value(value.clone());
            }
        });
        let made = of(all, Options::default());
        assert!(findings(&made).iter().any(|f| matches!(f, Finding::Unfit { item: i, .. } if i == item)), "{item}");
        assert_eq!(answer(&made, 1, item), missing(Missing::NotReached), "{item} {value:?}");
        assert!(!part(&made, 1).complete);
    }
}

#[test]
fn an_item_that_the_page_does_not_have_is_named() {
    let mut all = whole();
    pages(&mut all, |e| {
        if e.page == "safe" {
            let twice = e.answers[0].clone();
            let elsewhere = kindstem::answers::Said { item: "calm".into(), answer: code(3), given: None };
            e.answers.extend([twice, elsewhere]);
        }
    });
    let made = of(all, Options::default());
    let items = findings(&made).iter().filter_map(|f| match f {
        Finding::Unfit { item, .. } => Some(item.as_str()),
        _ => None,
    });
    assert_eq!(items.collect::<Vec<_>>(), ["calm", "safe"], "from elsewhere, and said twice; each once for two parts");
    assert_eq!(answer(&made, 1, "calm"), code(0));
}

#[test]
fn another_role_or_wave_makes_a_record_of_its_own() {
    let mut all = whole();
    let session = "e".repeat(32);
    let mut other = find(&all, 1, "safe").clone();
    other.link = "e".repeat(64);
    if let Plain::Page(e) = &mut other.plain {
        (e.role, e.session, e.seq, e.prev) = (Role::Child, session, 0, None);
        e.answers[0].answer = code(3);
        e.clock.wall = "2026-11-23T23:00Z".into();
    }
    all.push(other);
    let made = of(all, Options::default());
    assert!(findings(&made).contains(&Finding::Mixed));
    let made_of: Vec<_> = made.records.iter().map(|r| (about(r), r.role)).collect();
    assert_eq!(
        made_of.iter().map(|(a, r)| (a.as_str(), *r)).collect::<Vec<_>>(),
        [("a1", Role::Parent), ("a1", Role::Child), ("k1", Role::Parent)]
    );
    let own = made.records.iter().find(|r| r.role == Role::Parent && about(r) == "a1").unwrap();
    assert_eq!(own.parts.iter().find(|p| p.part == 1).unwrap().answers["safe"], code(0));
}

#[test]
fn one_part_under_two_instruments_is_not_mixed() {
    let mut all = whole();
    let newer = "d".repeat(64);
    pages(&mut all, |e| {
        if e.part == 1 && e.page == "say" {
            e.instrument.sha256 = newer.clone();
        }
    });
    let mut structures = super::desk::structures();
    structures.insert(newer.clone(), structures[&crate::forms::read(&crate::forms::home()).1].clone());
    let opened = kindstem::seal::Opened { entries: all, ..Default::default() };
    let made = kindstem::record::assemble(opened, &structures, &super::desk::checked());
    assert!(findings(&made).contains(&Finding::Mixed));
    let twins: Vec<_> = made.records.iter().flat_map(|r| &r.parts).filter(|p| p.part == 1).collect();
    assert_eq!(twins.len(), 2, "nothing is dropped");
    assert!(twins.iter().all(|p| !p.complete), "and neither is whole");
}

#[test]
fn numbers_from_outside_overflow_nothing() {
    /// The hour in which the session happened.
    const WALL: &str = "2026-11-23T16:00Z";
    for wall in [WALL, "", "TZ", "9999-12-31T23:59Z", "2026-11-23T9223372036854775807:00Z", "-1-1-1T0:0Z"] {
        for mono in [0, 1 << 63, u64::MAX] {
            let mut all = whole();
            pages(&mut all, |e| {
                if e.seq % 2 == 0 {
                    (e.clock.mono_ms, e.clock.wall) = (mono, wall.into());
                }
            });
            pages(&mut all, |e| {
                if e.seq == 9 {
                    (e.seq, e.part, e.opened) = (u32::MAX, u32::MAX, u32::MAX);
                }
            });
            let made = of(all, Options::default());
            // The page without its number leaves a gap in two places, and no other; what an absurd clock says is named.
            let gaps =
                findings(&made).iter().filter_map(|f| if let Finding::Gap { seq, .. } = f { Some(*seq) } else { None });
            assert_eq!(gaps.collect::<Vec<_>>(), [10, u32::MAX], "{wall:?} {mono}");
            let jumps = findings(&made).iter().any(|f| matches!(f, Finding::ClockJump { .. }));
            assert_eq!(jumps, (wall, mono) != (WALL, 0), "{wall:?} {mono}");
            assert_eq!(answer(&made, 1, "safe"), code(0), "answers are read all the same");
        }
    }
}

#[test]
fn an_envelope_copied_into_a_session_of_its_own_does_not_win() {
    // Replayed under another session id, it begins in the middle of a chain that is not there.
    let mut all = whole();
    let mut copy = find(&all, 1, "safe").clone();
    copy.link = "a".repeat(64);
    if let Plain::Page(e) = &mut copy.plain {
        e.session = "a".repeat(32);
        e.answers[0].answer = code(3);
    }
    all.push(copy);
    let made = of(all, Options::default());
    assert!(findings(&made).contains(&Finding::Gap { session: "a".repeat(32), seq: 3 }));
    assert!(findings(&made).contains(&Finding::SeparateStarts { n: 2 }));
    let contested = |f: &Finding| matches!(f, Finding::Contested { part: 1, page, .. } if page == "safe");
    assert!(findings(&made).iter().any(contested) && made.records.is_empty(), "nothing is used before a person looks");
    assert_eq!(slot(&made).sessions, 2);
}
