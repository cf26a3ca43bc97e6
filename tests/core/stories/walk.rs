//! From the first page to the last.

use super::forms;
use super::scenario::{Scenario, any_answer, code, missing, number};
use kindstem::answers::{Answer, Missing, Value};
use kindstem::scoring;
use kindstem::seal::{Moment, State, Wants, entry_size, manifest_size};
use kindstem::session::Recipients;
use std::collections::BTreeMap;

#[test]
fn a_parent_who_answers_everything() {
    let mut parent = Scenario::parent();
    parent.walks("the end", any_answer);
    assert!(parent.ended());

    let plan = forms::plan("T0");
    let pages: usize = plan.parts.iter().flat_map(|p| &p.instrument.blocks).map(|b| b.pages.len()).sum();
    let entries = parent.entries();
    assert_eq!(entries.len(), pages, "every page gives exactly one entry");
    for (n, e) in entries.iter().enumerate() {
        assert_eq!((e.seq as usize, e.state), (n, State::Confirmed));
        let part = &plan.parts[e.part as usize];
        assert_eq!((&e.about, e.period, &e.wave[..]), (&part.about, part.period, "T0"));
        assert_eq!((&e.instrument.id, &e.instrument.sha256), (&part.instrument.id, &part.structure));
        assert_eq!((&e.text, e.v), (part.wording.get("nl").unwrap(), 1));
    }
    assert_eq!(parent.answer(1, "kinds"), Answer::Value(Value::Codes(vec![3, 1, 2])));
    assert_eq!(parent.answer(1, "times"), code(0), "a whole number and a code look the same in JSON");
    assert!(parent.entry(1, "safe").mode.faces && !parent.entry(1, "calm").mode.faces, "faces where they stood");
}

#[test]
fn the_chain_names_each_ciphertext_before() {
    let mut parent = Scenario::parent();
    parent.walks("the end", any_answer);
    let in_chain: Vec<_> = parent.sealed.iter().filter(|s| s.to == Recipients::Answers).collect();
    let entries = parent.entries();
    for (n, e) in entries.iter().enumerate() {
        let before = n.checked_sub(1).map(|n| in_chain[n].link.clone());
        assert_eq!(e.prev, before, "{} of part {}", e.page, e.part);
    }
    let manifest = parent.manifest().unwrap();
    assert_eq!((manifest.seq as usize, manifest.count as usize), (entries.len(), entries.len()));
    assert_eq!(manifest.prev.as_ref(), Some(&in_chain[entries.len() - 1].link));
}

#[test]
fn who_goes_on_without_answering_chose_nothing() {
    let mut parent = Scenario::parent();
    parent.takes_part().walks("the end", |_, _| None);
    assert!(parent.ended(), "nothing is required");
    for item in ["safe", "hurt", "calm", "partner", "times", "first", "say"] {
        assert_eq!(parent.answer(1, item), missing(Missing::NoChoice), "{item}");
    }
    assert_eq!(parent.answer(1, "kinds"), missing(Missing::NotShown));
}

#[test]
fn the_three_ways_not_to_answer_stay_apart() {
    let mut parent = Scenario::parent();
    parent.takes_part();
    parent.leaves("safe", Missing::Skipped).goes_on();
    parent.leaves("hurt", Missing::Refused).goes_on();
    assert_eq!(parent.page(), "calm", "a refusal opens no branch");
    parent.leaves("calm", Missing::DontKnow).goes_on();
    assert_eq!(parent.answer(1, "safe"), missing(Missing::Skipped));
    assert_eq!(parent.answer(1, "hurt"), missing(Missing::Refused));
    assert_eq!(parent.answer(1, "calm"), missing(Missing::DontKnow));
}

#[test]
fn only_the_three_are_left_on_purpose() {
    let mut parent = Scenario::parent();
    parent.takes_part().chooses("safe", 2);
    for why in Missing::ALL.into_iter().filter(|m| m.code() < -93) {
        parent.leaves("safe", why);
        assert_eq!(parent.shown("safe"), Some(&code(2)), "{why:?}");
    }
}

#[test]
fn an_option_may_stand_for_a_missing_code() {
    let mut parent = Scenario::parent();
    parent.takes_part().walks("partner", any_answer);
    parent.chooses("partner", 8).goes_on();
    assert_eq!(parent.answer(1, "partner"), missing(Missing::NotApplicable));
}

#[test]
fn what_does_not_fit_changes_nothing() {
    let mut parent = Scenario::parent();
    parent.takes_part().chooses("safe", 1);
    parent.chooses("safe", 7).types("safe", "often").chooses("hurt", 1).chooses("nowhere", 1);
    assert_eq!(parent.shown("safe"), Some(&code(1)));
    assert_eq!(parent.shown("hurt"), None, "an item of another page is not on the screen");
    parent.walks("times", any_answer).says("times", number(51)).goes_on();
    assert_eq!(parent.answer(1, "times"), missing(Missing::NoChoice));
}

#[test]
fn choices_stand_in_the_order_of_the_list_and_ranks_in_the_respondents() {
    let mut parent = Scenario::parent();
    parent.takes_part().walks("hurt", any_answer).chooses("hurt", 1).goes_on();
    parent.says("kinds", Value::Codes(vec![2, 1, 3])).goes_on();
    assert_eq!(parent.answer(1, "kinds"), Answer::Value(Value::Codes(vec![3, 1, 2])));
    parent.walks("first", any_answer).says("first", Value::Codes(vec![2, 1, 3])).goes_on();
    assert_eq!(parent.answer(1, "first"), Answer::Value(Value::Codes(vec![2, 1, 3])));
}

#[test]
fn a_second_click_does_nothing() {
    let mut parent = Scenario::parent();
    parent.takes_part().chooses("safe", 1);
    parent.presses_next().presses_next();
    parent.chooses("safe", 3).leaves("safe", Missing::Refused).goes_back();
    assert_eq!(parent.page(), "safe", "the next page shows only when this one is safe");
    assert!(parent.seals_one());
    assert!(!parent.seals_one(), "one page, one job");
    assert_eq!((parent.page(), parent.answer(1, "safe")), ("hurt", code(1)));
    let before = parent.sealed.len();
    parent.walks("the end", any_answer).goes_on().goes_back();
    assert!(parent.ended() && parent.sealed.len() > before && !parent.seals_one(), "the end stays the end");
}

#[test]
fn everybody_sends_a_contact_envelope_at_the_beginning_and_at_the_end() {
    let mut parent = Scenario::parent();
    parent.walks("the end", any_answer);
    let said: Vec<_> = parent.contacts().iter().map(|c| (c.nth, c.when, c.wants)).collect();
    assert_eq!(said, [(0, Moment::Begin, Wants::NotAsked), (1, Moment::End, Wants::NotAsked)]);
    // The end of the chain stands behind the last contact, and names it.
    let [.., contact, end] = parent.sealed.as_slice() else { panic!() };
    assert_eq!((contact.to, end.to), (Recipients::Contacts, Recipients::Answers));
    assert_eq!(parent.manifest().unwrap().contact.as_ref(), Some(&contact.link));
}

#[test]
fn one_size_per_part_and_one_for_the_manifest() {
    let mut parent = Scenario::parent();
    parent.walks("the end", any_answer);
    let plan = forms::plan("T0");
    let mut sizes: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for sealed in &parent.sealed {
        if let Ok(e) = serde_json::from_slice::<kindstem::seal::Entry>(&sealed.plain) {
            sizes.entry(e.part).or_default().push(sealed.size);
        } else if sealed.to == Recipients::Answers {
            assert_eq!(sealed.size, manifest_size(&plan));
        }
    }
    for (part, sizes) in sizes {
        assert!(sizes.iter().all(|s| *s == entry_size(&plan, &plan.parts[part as usize])), "part {part}: {sizes:?}");
    }
}

#[test]
fn scores_in_the_manifest_are_those_of_what_was_sealed() {
    let mut parent = Scenario::parent();
    parent.takes_part();
    parent.chooses("safe", 2).goes_on().chooses("hurt", 0).goes_on().chooses("calm", 1).goes_on();
    parent.walks("the end", any_answer);
    let manifest = parent.manifest().unwrap();
    assert_eq!(manifest.scores.len(), 3);
    for part in &manifest.scores {
        let plan = &parent.session.plan().parts[part.part as usize];
        let entries = parent.entries();
        let said = entries.iter().filter(|e| e.part == part.part).flat_map(|e| e.answers.clone());
        let answers = said.map(|s| (s.item, s.answer)).collect();
        let context = scoring::Context { period: plan.period, norms: None };
        let here = scoring::score(&plan.instrument, &answers, context);
        assert_eq!(serde_json::to_string(&part.document).unwrap(), serde_json::to_string(&here).unwrap());
    }
    let of_parent = &manifest.scores[1].document;
    assert_eq!(of_parent.value("total").unwrap().to_string(), "4", "2, and 1 of 0 to 3 counted the other way");
    assert_eq!(of_parent.value("double").unwrap().to_string(), "1");
}
