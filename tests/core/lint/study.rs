//! Studies: what can be wrong with one, its instruments at hand.

use super::edit::{Row, codes_in, codes_of, edited, hold};
use super::structure;
use kindstem::instrument::{Finding, Instrument, Severity, parse};
use kindstem::study::{Study, lint_study};
use kindstem::time::Day;
use serde_json::{Value as Json, json};
use std::collections::BTreeMap;

const TODAY: &str = "2026-11-23";

/// A stamp key by its form, of these digits and zeros.
fn stamp(digits: &str) -> String {
    format!("kindstem-stamp1{digits:0<64}")
}

/// A study in live mode in which nothing is missing.
pub fn good() -> Json {
    let people = json!([{"name": "A", "age": "age1a"}, {"name": "B", "age": "age1b"}]);
    json!({
        "format": 1, "id": "good-study", "title": "-", "mode": "live", "languages": ["nl"],
        "waves": [
            {"id": "T0", "offset_months": 0, "window_before_days": 0, "window_after_days": 42,
                "next_contact": {"nl": "-"}},
            {"id": "T1", "offset_months": 12, "window_before_days": 28, "window_after_days": 56,
                "next_contact": {"nl": "-"}, "feedback": [{"sets": ["adult"], "children": 10, "text": {"nl": "-"}}]},
            {"id": "box", "offset_months": 0, "window_before_days": 0, "window_after_days": 0,
                "next_contact": {"nl": "-"}, "any_time": true}
        ],
        "recipients": people, "contact_recipients": people,
        "batteries": [
            {"role": "parent", "set": "adult", "waves": ["T0"], "parts": [{"instrument": "good", "target": "self"}]}
        ],
        "pins": [
            {"instrument": "good", "version": "1.0.0", "structure": "0", "wording": {"nl": "0"}},
            {"instrument": "elsewhere", "version": "1.0.0", "structure": "0", "wording": {"nl": "0"}},
            {"instrument": "waves", "version": "1.0.0", "structure": "0", "wording": {"nl": "0"}},
            {"instrument": "young", "version": "1.0.0", "structure": "0", "wording": {"nl": "0"}},
            {"instrument": "branching", "version": "1.0.0", "structure": "0", "wording": {"nl": "0"}},
            {"instrument": "again", "version": "1.0.0", "structure": "0", "wording": {"nl": "0"}}
        ],
        "protocol": {
            "threshold": {"nl": "-"}, "read_interval_days": 7, "stamp": stamp("0af"), "acute": {"reader": "A", "within_hours": 24},
            "contact": {"name": "A", "phone": "0", "hours": {"nl": "-"}},
            "letterbox": {"readers": ["A", "B"], "every_days": 7, "day": {"nl": "-"}, "ends": "2026-11-23",
                "closed": [{"from": "2026-12-24", "to": "2026-12-24"}]}
        },
        "results": {"from": "2028-11-01", "texts": [{"sets": ["adult"], "children": 10, "text": {"nl": "-"}}]},
        "help": [{"sets": ["adult"], "checked_on": "2026-08-25", "lines": [
            {"name": {"nl": "-"}, "phone": "112", "text": {"nl": "-"}}
        ]}],
        "exit": {"adult": "https://example.org/"}, "embed_origins": ["https://example.org"]
    })
}

/// `branching` has own words and a page that branching leaves out; `good` with an acute item; `waves` with an item for a
/// wave of its own that asks what may be shared; `again` offers what was chosen elsewhere; `young` for 12 to 17 and their
/// roles.
pub fn instruments() -> BTreeMap<String, Instrument> {
    let item = "/blocks/0/pages/0/items/0";
    let edits = [
        ("good", vec![(format!("{item}/acute"), json!(true))]),
        ("waves", vec![(format!("{item}/waves"), json!(["T0", "T9"])), (format!("{item}/share"), json!(true))]),
        ("again", vec![("/blocks/0/pages/1/items/1/options_from".into(), json!(["chosen_elsewhere"]))]),
        (
            "young",
            vec![(
                "/for".into(),
                json!({"roles": ["child", "young"], "age_from": 12, "age_to": 17, "about": "myself"}),
            )],
        ),
    ];
    let pages = json!([
        {"id": "p3", "items": [{"id": "c", "kind": "own_words", "max_bytes": 10}]},
        {"id": "p4", "items": [{"id": "d", "kind": "info", "show_if": {"all": [{"item": "c", "op": "exists"}]}}]}
    ]);
    let branching = [("branching", vec![("/blocks/1/pages".into(), pages)])];
    let made = edits.into_iter().chain(branching).map(|(id, edits)| {
        let named = edited(&structure::good(), "/id", &json!(id));
        let file = edits.iter().fold(named, |file, (pointer, value)| edited(&file, pointer, value));
        (id.to_string(), parse(file.to_string().as_bytes()).unwrap())
    });
    made.collect()
}

pub fn check(file: &Json) -> Vec<Finding> {
    let study = Study::parse(file.to_string().as_bytes()).unwrap();
    lint_study(&study, &instruments(), Day::parse(TODAY).unwrap())
}

fn sharing(owner: &str, within_days: u32) -> Json {
    json!({"owner": owner, "within_days": within_days})
}

/// Where the findings of the only rule of the review list stand.
const REVIEW: [&str; 5] = [
    "$.protocol.review[0].instrument",
    "$.protocol.review[0].item",
    "$.protocol.review[0].codes[1]",
    "$.protocol.review[0].score",
    "$.protocol.review[0]",
];

/// A review list of one rule.
fn rule(mut rule: Json, instrument: &str) -> Json {
    rule["instrument"] = json!(instrument);
    json!([rule])
}

/// One instrument about the respondent, so many times.
pub fn parts(instrument: &str, n: usize) -> Json {
    vec![json!({"instrument": instrument, "target": "self"}); n].into()
}

fn young(set: &str, waves: Json) -> Json {
    json!({"role": "young", "set": set, "waves": waves, "parts": parts("young", 1)})
}

fn own(listeners: Json, envelopes: u32, spoken: bool) -> Json {
    json!({"sets": ["adult"], "envelopes": envelopes, "listeners": listeners, "spoken": spoken})
}

fn rows() -> Vec<Row> {
    let wave = |id: &str, months: u32| {
        let mut wave = good()["waves"][1].clone();
        wave["id"] = json!(id);
        wave["offset_months"] = json!(months);
        wave
    };
    vec![
        ("/format", json!(2), "format", "$.format"),
        ("/id", json!("Good study"), "id_shape", "$.id"),
        ("/languages", json!([]), "limit", "$.languages"),
        ("/waves", json!([]), "limit", "$.waves"),
        ("/waves/1", wave("T0", 12), "duplicate_id", "$.waves[1].id"),
        ("/waves/1", wave("T1", 0), "impossible_range", "$.waves[1].offset_months"),
        ("/exit/adult", json!("http://example.org"), "exit", "$.exit.adult"),
        ("/exit/adult", Json::Null, "exit", "$.exit"),
        ("/embed_origins/0", json!("https://example.org/page"), "origin", "$.embed_origins[0]"),
        ("/embed_origins/0", json!("https://*.example.org"), "origin", "$.embed_origins[0]"),
        ("/recipients", json!([{"name": "A", "age": "age1a"}]), "recipients", "$.recipients"),
        ("/contact_recipients", json!([]), "recipients", "$.contact_recipients"),
        ("/recipients/1/name", json!(" "), "empty", "$.recipients[1].name"),
        ("/recipients/1/age", json!("AGE-SECRET-KEY-1"), "recipient", "$.recipients[1].age"),
        ("/contact_recipients/1/age", json!("age1a"), "duplicate_key", "$.contact_recipients[1].age"),
        ("/batteries/0/waves/-", json!("T9"), "dangling", "$.batteries[0].waves"),
        ("/batteries/-", good()["batteries"][0].clone(), "duplicate_battery", "$.batteries[1]"),
        ("/batteries/0/parts", json!([]), "limit", "$.batteries[0].parts"),
        ("/batteries/0/parts/0/instrument", json!("other"), "dangling", "$.batteries[0].parts[0].instrument"),
        ("/batteries/0/parts/0/instrument", json!("elsewhere"), "not_found", "$.batteries[0].parts[0].instrument"),
        ("/batteries/0/parts/0/target", json!("k1"), "target", "$.batteries[0].parts[0].target"),
        ("/batteries/0/role", json!("child"), "role", "$.batteries[0].parts[0].instrument"),
        ("/languages/0", json!("en"), "missing_language", "$.batteries[0].parts[0].instrument"),
        ("/languages/-", json!("en"), "other_language", "$.batteries[0].parts[0].instrument"),
        ("/languages/-", json!("fr"), "unknown_language", "$.languages[1]"),
        ("/languages/-", json!("ar"), "unreviewed_language", "$.languages[1]"),
        ("/pins/0/version", json!("2.0.0"), "other_version", "$.batteries[0].parts[0].instrument"),
        ("/help", json!([]), "no_help", "$.help"),
        ("/help/0/checked_on", json!("2026-08-24"), "help_old", "$.help[0].checked_on"),
        ("/help/0/checked_on", json!("2026-11-24"), "help_old", "$.help[0].checked_on"),
        ("/help/0/checked_on", json!("last week"), "help_old", "$.help[0].checked_on"),
        ("/help/0/lines", json!([]), "help_empty", "$.help[0].lines"),
        ("/help/0/lines/0/text", json!({"nl": " "}), "help_text", "$.help[0].lines[0].text.nl"),
        ("/help/0/sets/-", json!("8-11"), "help_child_first", "$.help[0].lines[1]"),
        ("/help/0/sets/-", json!("easy"), "help_child_first", "$.help[0].lines[2]"),
        ("/protocol/read_interval_days", json!(0), "reading_interval", "$.protocol.read_interval_days"),
        ("/protocol/stamp", Json::Null, "no_stamp", "$.protocol.stamp"),
        ("/protocol/stamp", json!(""), "stamp", "$.protocol.stamp"),
        ("/protocol/stamp", json!(stamp("0AF")), "stamp", "$.protocol.stamp"),
        ("/protocol/stamp", json!(stamp("0af") + "0"), "stamp", "$.protocol.stamp"),
        ("/protocol/stamp", json!(stamp("0ag")), "stamp", "$.protocol.stamp"),
        ("/protocol/stamp", json!(stamp("").to_uppercase()), "stamp", "$.protocol.stamp"),
        ("/protocol/stamp", json!("age1a"), "stamp", "$.protocol.stamp"),
        ("/protocol/contact/name", json!(""), "contact_name", "$.protocol.contact.name"),
        ("/protocol/contact/phone", json!(""), "contact_phone", "$.protocol.contact.phone"),
        ("/protocol/contact/hours", json!({}), "contact_hours", "$.protocol.contact.hours.nl"),
        ("/protocol/threshold", json!({}), "threshold", "$.protocol.threshold.nl"),
        ("/waves/1/next_contact", json!({"nl": ""}), "next_contact", "$.waves[1].next_contact.nl"),
        ("/languages/-", json!("en"), "next_contact", "$.waves[0].next_contact.en"),
        ("/protocol/acute", Json::Null, "acute", "$.protocol.acute"),
        ("/protocol/acute/reader", json!(" "), "acute_reader", "$.protocol.acute.reader"),
        ("/protocol/acute/within_hours", json!(0), "acute_hours", "$.protocol.acute.within_hours"),
        ("/protocol/sharing", sharing("", 7), "sharing_owner", "$.protocol.sharing.owner"),
        ("/protocol/sharing", sharing("A", 0), "sharing_days", "$.protocol.sharing.within_days"),
        ("/recipients/0/name", json!("Reader 1"), "reader_name", "$.recipients[0].name"),
        ("/contact_recipients/1/name", json!("a@example.org"), "reader_name", "$.contact_recipients[1].name"),
        ("/recipients/1/name", json!("a "), "same_reader", "$.recipients[1].name"),
        ("/protocol/review", rule(json!({"item": "a", "codes": [1]}), "young"), "review_instrument", REVIEW[0]),
        ("/protocol/review", rule(json!({"item": "z", "codes": [1]}), "good"), "review_item", REVIEW[1]),
        ("/protocol/review", rule(json!({"item": "a", "codes": [1, 77]}), "good"), "review_code", REVIEW[2]),
        ("/protocol/review", rule(json!({"score": "z", "at_least": 1}), "good"), "review_score", REVIEW[3]),
        ("/protocol/review", rule(json!({"item": "a", "at_least": 1}), "good"), "review_shape", REVIEW[4]),
        ("/protocol/review", rule(json!({"item": "a"}), "good"), "review_shape", REVIEW[4]),
        ("/protocol/own_words", own(json!(["A", " "]), 4, true), "listeners", "$.protocol.own_words.listeners"),
        ("/protocol/own_words", own(json!(["A", "C"]), 4, true), "listeners", "$.protocol.own_words.listeners"),
        ("/protocol/own_words", own(json!(["A", "B"]), 0, true), "limit", "$.protocol.own_words.envelopes"),
        ("/protocol/own_words", own(json!(["A", "B"]), 9, true), "limit", "$.protocol.own_words.envelopes"),
        ("/protocol/own_words", own(json!(["A", "B"]), 4, false), "empty", "$.protocol.own_words.spoken"),
        ("/batteries/-", young("12-17", json!(["T1"])), "feedback", "$.waves[1].feedback"),
        ("/waves/1/feedback/0/children", json!(9), "told_children", "$.waves[1].feedback[0].children"),
        ("/waves/1/feedback/0/text", json!({}), "told_text", "$.waves[1].feedback[0].text"),
        ("/results/from", json!("later"), "results_from", "$.results.from"),
        ("/results/texts/0/children", json!(0), "told_children", "$.results.texts[0].children"),
        ("/protocol/letterbox", Json::Null, "letterbox", "$.protocol.letterbox"),
        ("/protocol/letterbox/readers", json!(["A"]), "letterbox_readers", "$.protocol.letterbox.readers"),
        ("/protocol/letterbox/readers/1", json!("A"), "letterbox_readers", "$.protocol.letterbox.readers"),
        ("/protocol/letterbox/readers/1", json!("C"), "letterbox_key", "$.protocol.letterbox.readers"),
        ("/protocol/letterbox/every_days", json!(0), "letterbox_days", "$.protocol.letterbox.every_days"),
        ("/protocol/letterbox/day", json!({}), "letterbox_day", "$.protocol.letterbox.day"),
        ("/protocol/letterbox/ends", json!("2026-11-22"), "letterbox_ends", "$.protocol.letterbox.ends"),
        ("/protocol/letterbox/closed/0/to", json!("2026-12-23"), "letterbox_closed", "$.protocol.letterbox.closed[0]"),
        ("/letter", json!({"adult": {"nl": "Over veiligheid thuis"}}), "telltale", "$.letter.adult.nl"),
        ("/reminder", json!({"adult": {"nl": "Good-study!"}}), "telltale", "$.reminder.adult.nl"),
        ("/reminder", json!({"adult": {"nl": "Dag {naam}"}}), "placeholder", "$.reminder.adult.nl"),
        ("/letter", json!({"adult": {"en": "Hello"}}), "letter_text", "$.letter.adult.nl"),
        ("/batteries/0/parts", parts("good", 44), "too_long", "$.batteries[0]"),
        ("/batteries/0/parts/0/instrument", json!("waves"), "no_such_wave", "$.pins[2]"),
        ("/batteries/0/parts/0/instrument", json!("again"), "chosen_before", "$.batteries[0].parts[0].instrument"),
        ("/batteries/-", young("easy", json!(["T0"])), "no_easy_words", "$.batteries[1].parts[0].instrument"),
        ("/batteries/-", young("12-17", json!(["T0", "T1"])), "grows_out", "$.batteries[1]"),
    ]
}

#[test]
fn t_27_each_finding_of_a_study_can_be_provoked() {
    let rows = rows();
    hold(&good(), &rows, check);
    let folders = ["", "/promises"].map(|f| format!("{}/src/study/check{f}", env!("CARGO_MANIFEST_DIR")));
    let files = folders.iter().flat_map(|f| std::fs::read_dir(f).unwrap()).map(|f| f.unwrap().path());
    let sources: String = files.filter(|f| f.is_file()).map(|f| std::fs::read_to_string(f).unwrap()).collect();
    let mut codes = codes_of([rows.as_slice()]);
    // Needs two places at once, and so a test of its own.
    codes.insert("branch");
    assert_eq!(codes, codes_in(&sources));
}

#[test]
fn a_study_without_a_stamp_key_is_warned_in_live_mode_only_and_a_wrong_one_is_an_error_in_both() {
    for (mode, key, finds) in [
        ("live", Json::Null, &[Severity::Warning][..]),
        ("trial", Json::Null, &[]),
        ("live", json!("soon"), &[Severity::Error]),
        ("trial", json!("soon"), &[Severity::Error]),
        ("trial", json!(stamp("0af")), &[]),
    ] {
        let found = check(&edited(&edited(&good(), "/mode", &json!(mode)), "/protocol/stamp", &key));
        let about = found.iter().filter(|f| f.path == "$.protocol.stamp").map(|f| f.severity);
        assert_eq!(about.collect::<Vec<_>>(), finds, "{mode}, {key}");
    }
}

#[test]
fn own_words_need_two_listeners_who_hold_a_key_and_then_nothing_is_found() {
    let with = |sets: Json| {
        let mut own = own(json!(["A", "B"]), 4, true);
        own["sets"] = sets;
        check(&edited(&good(), "/protocol/own_words", &own))
    };
    assert_eq!(with(json!(["adult"])), []);
    assert_eq!(with(json!([])).iter().map(|f| f.code).collect::<Vec<_>>(), ["empty"]);
}

#[test]
fn own_words_beside_branching_would_tell_the_branch() {
    let offered = edited(&good(), "/protocol/own_words", &own(json!(["A", "B"]), 4, true));
    let branching = edited(&offered, "/batteries/0/parts/0/instrument", &json!("branching"));
    let found = check(&branching);
    let codes: Vec<_> = found.iter().map(|f| (f.code, f.path.as_str())).collect();
    assert_eq!(codes, [("branch", "$.batteries[0].parts[0].instrument")]);
    assert_eq!(check(&edited(&branching, "/protocol/own_words/sets", &json!(["8-11"]))), []);
}

#[test]
fn a_broken_promise_stops_live_mode_and_warns_in_trial_mode() {
    let broken = edited(&good(), "/protocol/acute", &Json::Null);
    let severities = |file: &Json| check(file).iter().map(|f| f.severity).collect::<Vec<_>>();
    assert_eq!(severities(&broken), [Severity::Error]);
    assert_eq!(severities(&edited(&broken, "/mode", &json!("trial"))), [Severity::Warning]);
}

/// What a child reads in 12 words a parent may read in 18, and one text for both says neither *u* nor *je*.
#[test]
fn the_threshold_is_read_at_the_level_of_every_set_that_sees_it() {
    let thirteen = format!("{}.", ["zo"; 13].join(" "));
    let codes = |study: &Json, text: &str| {
        let found = check(&edited(study, "/protocol/threshold/nl", &json!(text)));
        let here = found.into_iter().filter(|f| f.path == "$.protocol.threshold.nl");
        here.map(|f| (f.code, f.severity)).collect::<Vec<_>>()
    };
    let child = json!({"role": "child", "set": "8-11", "waves": ["T0"], "parts": parts("young", 1)});
    let both = edited(&good(), "/batteries/-", &child);
    assert_eq!(codes(&good(), &thirteen), []);
    assert_eq!(codes(&both, &thirteen), [("nl_sentence", Severity::Error)]);
    assert_eq!(codes(&good(), "Wij bellen u."), []);
    assert_eq!(codes(&both, "Wij bellen u."), [("nl_address", Severity::Error)]);
    let trial = edited(&both, "/mode", &json!("trial"));
    assert_eq!(codes(&trial, &thirteen), [("nl_sentence", Severity::Warning)]);
    let easy = edited(&good(), "/batteries/-", &young("easy", json!(["T0"])));
    assert_eq!(codes(&easy, &thirteen), [("nl_sentence", Severity::Error)]);
    let own = edited(&easy, "/protocol/threshold/nl-x-easy", &json!("Wij bellen je."));
    assert_eq!(codes(&own, &thirteen), [], "who has easy words of its own does not see these");
}

#[test]
fn easy_words_are_asked_for_the_easy_set_only() {
    let study = edited(&good(), "/languages", &json!(["nl", "nl-x-easy"]));
    assert_eq!(check(&study), [], "a parent reads the whole language");
    let easy = edited(&study, "/batteries/-", &young("easy", json!(["T0"])));
    let codes = |file: &Json| check(file).iter().map(|f| f.code).collect::<Vec<_>>();
    assert_eq!(codes(&easy), ["no_help", "exit", "no_easy_words"]);
    assert_eq!(codes(&edited(&easy, "/pins/3/wording/nl-x-easy", &json!("0"))), ["no_help", "exit"]);
}

/// At T1 only an instrument that is still asked can have been left.
#[test]
fn growing_out_names_instrument_and_ages() {
    let study = edited(&good(), "/batteries/-", &young("12-17", json!(["T0", "T1"])));
    let found = check(&study);
    let grows = found.iter().find(|f| f.code == "grows_out").unwrap();
    assert!(
        grows.severity == Severity::Warning && grows.advice.contains("young (for 12 to 17, asked of somebody of 18)")
    );
    let once = edited(&good(), "/batteries/-", &young("12-17", json!(["T0"])));
    assert!(check(&once).iter().all(|f| f.code != "grows_out"));
}

#[test]
fn a_text_falls_back_to_its_own_language_and_then_to_the_first_one_of_the_study() {
    let study =
        |languages: Json| Study::parse(edited(&good(), "/languages", &languages).to_string().as_bytes()).unwrap();
    let texts = [("en", "yes"), ("nl", "ja")].map(|(k, v)| (k.to_string(), v.to_string())).into_iter().collect();
    let asked = ["nl", "nl-x-easy", "nl-BE", "en-x-easy", "ar"];
    let read = |languages: Json| asked.map(|lang| study(languages.clone()).text(&texts, lang).to_string());
    assert_eq!(read(json!(["nl", "en", "ar"])), ["ja", "ja", "ja", "yes", "ja"]);
    assert_eq!(read(json!(["en", "nl", "ar"])), ["ja", "ja", "ja", "yes", "yes"]);
}
