//! What holds for every walk through a form, every set of answers and every invite.

use crate::forms;
use crate::scenario::Scenario;
use kindstem::answers::{Answer, Answers, Missing, Value, clean_text, visible};
use kindstem::instrument::Decimal;
use kindstem::session::Recipients;
use kindstem::study::{Consent, Invite, Person, Relation, Role, Set};
use proptest::array::{uniform4, uniform6, uniform16};
use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;
use proptest::sample::select;

/// One thing that a respondent does on a page.
#[derive(Clone, Debug)]
enum Does {
    Says(Value),
    Leaves(Missing),
    GoesOn,
    GoesBack,
}

fn does() -> impl Strategy<Value = Does> {
    let codes = || select(vec![0, 1, 2, 3, 8, 9]);
    let value = prop_oneof![
        4 => codes().prop_map(Value::Code),
        2 => vec(codes(), 0..4).prop_map(Value::Codes),
        1 => (0i64..600_000).prop_map(|n| Value::Number(Decimal::from_units(n))),
        1 => "[a-z\"\n]{0,9}".prop_map(Value::Text),
    ];
    let left = select(vec![Missing::Skipped, Missing::DontKnow, Missing::Refused]);
    prop_oneof![5 => value.prop_map(Does::Says), 1 => left.prop_map(Does::Leaves), 5 => Just(Does::GoesOn),
        2 => Just(Does::GoesBack)]
}

fn walk(doings: &[Does], back: bool) -> Scenario {
    let mut somebody = Scenario::parent();
    somebody.takes_part();
    for doing in doings {
        let items: Vec<String> = somebody.asked().into_iter().map(String::from).collect();
        for item in &items {
            match doing {
                Does::Says(value) => somebody.says(item, value.clone()),
                Does::Leaves(why) => somebody.leaves(item, *why),
                Does::GoesOn | Does::GoesBack => break,
            };
        }
        match doing {
            Does::GoesOn => somebody.goes_on(),
            Does::GoesBack if back => somebody.goes_back(),
            _ => &mut somebody,
        };
    }
    somebody
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Looking for answers in any order, one behind the other, finds what looking for each alone finds.
    #[test]
    fn the_next_answer_is_the_answer(held in vec(0u8..20, 0..20), asked in vec(0u8..20, 0..40)) {
        let answers: Answers = held.iter().map(|n| (n.to_string(), Answer::Value(Value::Code((*n).into())))).collect();
        let mut next = 0;
        for id in asked.iter().map(u8::to_string) {
            prop_assert_eq!(answers.get_next(&id, &mut next), answers.get(&id));
        }
    }

    #[test]
    fn any_walk_to_the_end_makes_a_whole_record_of_what_was_sealed_last(doings in vec(does(), 0..60)) {
        let mut somebody = walk(&doings, true);
        somebody.walks("the end", |_, _| None);
        let made = crate::record::desk::records(&[&somebody]);
        let report = &made.report.slots[0];
        prop_assert!(report.findings.is_empty(), "chain, clocks and scores: {:?}", report.findings);
        prop_assert!(report.complete);
        for part in made.records.iter().flat_map(|r| &r.parts) {
            prop_assert_eq!(part.scores_page.as_ref().map(|s| serde_json::to_string(s).unwrap()),
                Some(serde_json::to_string(&part.scores).unwrap()));
            for (item, answer) in &part.answers {
                let sealed = somebody.answer(part.part, item);
                prop_assert_eq!(serde_json::to_string(answer).unwrap(), serde_json::to_string(&sealed).unwrap());
            }
        }
    }

    #[test]
    fn any_walk_that_is_left_has_no_hole(doings in vec(does(), 0..60)) {
        let somebody = walk(&doings, true);
        let made = crate::record::desk::records(&[&somebody]);
        prop_assert!(made.report.slots[0].findings.is_empty(), "{:?}", made.report.slots[0].findings);
    }

    #[test]
    fn who_never_goes_back_sends_the_same_whatever_is_said(doings in vec(does(), 0..60)) {
        let traffic = |mut s: Scenario| {
            s.walks("the end", |_, _| None);
            let mut out: Vec<_> = s.traffic().into_iter().map(|(to, size)| (to == Recipients::Contacts, size)).collect();
            out.sort();
            out
        };
        prop_assert_eq!(traffic(walk(&doings, false)), traffic(walk(&[], false)));
    }

    #[test]
    fn who_is_hidden_hides(answers in answers()) {
        let (form, _) = forms::read(&chained());
        let block = &form.blocks[0];
        let shown = |n: usize| visible(block, &block.pages[n].items[0], &answers);
        prop_assert!(shown(0));
        for n in 1..4 {
            prop_assert!(!shown(n) || shown(n - 1), "what hangs on something hidden is hidden");
            let before = answers.get(&format!("i{}", n - 1));
            prop_assert_eq!(shown(n), shown(n - 1) && before == Some(&Answer::Value(Value::Code(1))));
        }
    }

    #[test]
    fn cleaned_words_are_clean_short_and_stay_so(typed in any::<String>(), max in 0u32..40) {
        let kept = clean_text(&typed, max);
        prop_assert!(kept.len() <= max as usize);
        prop_assert!(kept.chars().all(|c| c == '\n' || !c.is_control()));
        prop_assert_eq!(clean_text(&kept, max), kept.clone());
        let clean: String = typed.chars().filter(|c| *c == '\n' || !c.is_control()).collect();
        prop_assert!(clean.starts_with(&kept));
    }

    #[test]
    fn every_invite_comes_back_from_its_60_characters(invite in invite()) {
        let text = invite.encode();
        prop_assert_eq!(text.len(), 60);
        prop_assert_eq!(Invite::decode(&text), Ok(invite));
    }

    #[test]
    fn a_mistyped_invite_is_damaged(invite in invite(), at in 0usize..60, to in select(b"abcXYZ019-_".to_vec())) {
        let mut text = invite.encode().into_bytes();
        prop_assume!(text[at] != to);
        text[at] = to;
        // Two bytes of check: one in 65,536 slips through, so what slips must at least be another invite.
        match Invite::decode(std::str::from_utf8(&text).unwrap()) {
            Ok(other) => prop_assert_ne!(other, invite),
            Err(e) => prop_assert!(matches!(e, kindstem::study::BadInvite::Damaged | kindstem::study::BadInvite::Unknown)),
        }
    }
}

/// Each item asked only where the one before it was answered with 1.
fn chained() -> serde_json::Value {
    let mut form = forms::begin();
    let page = |n: usize| {
        let mut item = serde_json::json!({"id": format!("i{n}"), "kind": "choice", "options": "yes_no"});
        if n > 0 {
            item["show_if"] = serde_json::json!({"all": [{"item": format!("i{}", n - 1), "op": "eq", "value": 1}]});
        }
        serde_json::json!({"id": format!("p{n}"), "items": [item]})
    };
    form["blocks"] = serde_json::json!([{"id": "b", "pages": (0..4).map(page).collect::<Vec<_>>()}]);
    form
}

fn answers() -> impl Strategy<Value = Answers> {
    let answer = prop_oneof![
        3 => Just(Answer::Value(Value::Code(1))),
        1 => Just(Answer::Value(Value::Code(0))),
        1 => select(&Missing::ALL[..]).prop_map(Answer::Missing),
    ];
    vec(of(answer), 4).prop_map(|a| {
        let given = a.into_iter().enumerate().filter_map(|(n, a)| Some((format!("i{n}"), a?)));
        given.collect()
    })
}

fn invite() -> impl Strategy<Value = Invite> {
    let who = (select(&Role::ALL[..]), select(&Set::ALL[..]), any::<u8>(), any::<u8>());
    let consent = select(vec![Consent::Own, Consent::Under12, Consent::From12, Consent::From16]);
    let me = prop_oneof![
        Just(None),
        (1u8..=6).prop_map(|n| Some(Person::Child(n))),
        (1u8..=6).prop_map(|n| Some(Person::Adult(n)))
    ];
    let family = (uniform6(any::<u8>()), uniform6(of(select(&Relation::ALL[..]))), uniform4(any::<u8>()));
    (uniform16(any::<u8>()), who, consent, me, family, uniform4(any::<u8>())).prop_map(
        |(slot, (role, set, wave, language), consent, me, (children, adults, homes), study)| Invite {
            slot,
            role,
            set,
            wave,
            language,
            consent,
            me,
            children,
            adults,
            homes,
            study,
        },
    )
}
