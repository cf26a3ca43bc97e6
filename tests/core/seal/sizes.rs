//! One size per part holds whatever a page can become, and the manifest and the contact whatever they can.

use crate::forms;
use crate::scenario::{Scenario, sitting};
use kindstem::answers::{Missing, Value};
use kindstem::instrument::Decimal;
use kindstem::seal::{CONTACT_SIZE, Mode, SMALLEST, canonical, entry_size, manifest_size};
use kindstem::session::Event;
use kindstem::study::{About, Plan, Target};
use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::json;

/// Words that cost the most bytes in JSON, and any others.
fn words() -> impl Strategy<Value = String> {
    let worst = prop::sample::select(vec!["\"", "\\", "\n", "\u{1}", "\u{7f}", "é", "😀", "\u{2028}", "a"]);
    let long = (worst, 0usize..700).prop_map(|(c, n)| c.repeat(n));
    let mixed = vec(prop::sample::select(vec!['"', '\\', '\n', '\t', '\u{0}', '😀', 'x']), 0..400);
    prop_oneof![long, mixed.prop_map(String::from_iter), any::<String>()]
}

#[derive(Clone, Debug)]
enum Does {
    Says(Value),
    Leaves(Missing),
    Back,
    Speaks(&'static str),
    Sits(String),
}

fn does() -> impl Strategy<Value = Does> {
    let codes = prop::sample::select(vec![0, 1, 2, 3, 8, 9, -5, i32::MAX]);
    let value = prop_oneof![
        codes.clone().prop_map(Value::Code),
        vec(codes, 0..5).prop_map(Value::Codes),
        (-600_000i64..600_000).prop_map(|n| Value::Number(Decimal::from_units(n))),
        words().prop_map(Value::Text),
    ];
    prop_oneof![
        12 => value.prop_map(Does::Says),
        2 => prop::sample::select(&Missing::ALL[..]).prop_map(Does::Leaves),
        1 => Just(Does::Back),
        1 => prop::sample::select(vec!["nl", "en", "xx"]).prop_map(Does::Speaks),
        1 => words().prop_map(Does::Sits),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]
    /// [`Scenario`] refuses a job that does not fit its size; the largest sitting there is walks at random.
    #[test]
    fn every_entry_that_a_page_can_become_fits(steps in vec((vec(does(), 4), any::<bool>()), 1..40)) {
        let mut who = sitting("the largest", u32::MAX);
        who.role = kindstem::study::Role::Professional;
        who.mode.device = kindstem::seal::Device::Computer;
        who.mode.how = kindstem::seal::How::InterviewerPresent;
        let mut somebody = Scenario::with(forms::plan("T1"), who, 0);
        somebody.takes_part();
        for (doings, goes_on) in steps {
            for doing in doings {
                match doing.clone() {
                    Does::Back => somebody.session.apply(Event::Back),
                    Does::Speaks(lang) => somebody.session.apply(Event::Language(lang.into())),
                    Does::Sits(place) => {
                        let mode = Mode { place: Some(place), ..somebody.session.visit().mode.clone() };
                        somebody.session.apply(Event::Mode(mode));
                    }
                    Does::Says(_) | Does::Leaves(_) => {}
                }
                for item in somebody.asked().into_iter().map(String::from).collect::<Vec<_>>() {
                    match &doing {
                        Does::Says(value) => somebody.says(&item, value.clone()),
                        Does::Leaves(why) => somebody.leaves(&item, *why),
                        _ => break,
                    };
                }
            }
            somebody.drafts();
            if goes_on {
                somebody.goes_on();
            }
        }
        somebody.walks("the end", |_, _| None);
        prop_assert!(somebody.ended());
    }

    #[test]
    fn the_size_follows_the_longest_text_and_is_tight(max_bytes in 1u32..16_384) {
        let plan = one_text(max_bytes);
        let size = entry_size(&plan, &plan.parts[0]);
        let mut somebody = Scenario::with(plan, sitting("a writer", 0), 0);
        somebody.types("say", &"\"".repeat(20_000)).goes_on();
        let plain = somebody.sealed[0].plain.len();
        prop_assert!(size.is_power_of_two() && size >= SMALLEST && plain + 4 <= size);
        prop_assert!(size == SMALLEST || plain + 4 + 700 > size / 2, "{} bytes in {}", plain, size);
    }
}

fn one_text(max_bytes: u32) -> Plan {
    let mut form = forms::begin();
    form["options"] = json!({});
    form["blocks"] = json!([{"id": "say", "pages": [
        {"id": "say", "items": [{"id": "say", "kind": "own_words", "max_bytes": max_bytes}]}
    ]}]);
    Plan { parts: vec![forms::part(&form, Target::Myself, About::default())], ..forms::plan("T0") }
}

/// Every instrument of the library in one battery: the longest reasons that its scores can give, with nothing
/// answered and with everything.
#[test]
fn a_manifest_of_every_instrument_fits() {
    use kindstem::instrument::{identity, library, parse};
    let part = |entry: &library::Entry| kindstem::study::PlanPart {
        instrument: parse(entry.structure).unwrap().into(),
        structure: identity(entry.structure),
        target: Target::Myself,
        about: About::default(),
        period: None,
        wording: Default::default(),
    };
    let gated = |p: &kindstem::study::PlanPart| p.instrument.items().any(|(_, _, i)| i.flow().gate.is_some());
    let parts: Vec<_> = library::entries().iter().map(part).filter(|p| !gated(p)).collect();
    let plan = Plan { parts, ..forms::plan("T0") };
    let size = manifest_size(&plan);
    for answering in [false, true] {
        let mut somebody = Scenario::with(plan.clone(), sitting("a", 0), 0);
        somebody.walks("the end", |i, f| if answering { crate::scenario::any_answer(i, f) } else { None });
        let manifest = somebody.manifest().unwrap();
        assert_eq!(manifest.scores.len(), plan.parts.len());
        assert!(canonical(&manifest).len() + 4 <= size);
    }
}

#[test]
fn a_contact_fits_with_the_longest_words() {
    let mut contact = {
        let mut s = Scenario::parent();
        s.takes_part();
        s.contacts().remove(0)
    };
    (contact.not_when, contact.where_) = ("\"".repeat(400), "\n".repeat(400));
    (contact.study, contact.wave) = ("s".repeat(64), "w".repeat(64));
    (contact.nth, contact.clock.mono_ms) = (u32::MAX, u64::MAX);
    assert!(canonical(&contact).len() + 4 <= CONTACT_SIZE);
}
