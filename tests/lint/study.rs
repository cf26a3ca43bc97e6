//! Studies: what can be wrong with one, its instruments at hand.

use super::edit::{Row, codes_in, codes_of, edited, hold};
use super::structure;
use kindstem::instrument::{Severity, parse};
use kindstem::study::{Study, lint_study};
use serde_json::{Value as Json, json};
use std::collections::BTreeMap;

const TODAY: &str = "2026-11-23";

/// A study in live mode in which nothing is missing.
fn good() -> Json {
    let people = json!([{"name": "A", "age": "age1a"}, {"name": "B", "age": "age1b"}]);
    json!({
        "format": 1, "id": "good-study", "title": "-", "mode": "live", "languages": ["nl"],
        "waves": [
            {"id": "T0", "offset_months": 0, "window_before_days": 0, "window_after_days": 42,
                "next_contact": {"nl": "-"}},
            {"id": "T1", "offset_months": 12, "window_before_days": 28, "window_after_days": 56,
                "next_contact": {"nl": "-"}}
        ],
        "recipients": people, "contact_recipients": people,
        "batteries": [
            {"role": "parent", "set": "adult", "waves": ["T0"], "parts": [{"instrument": "good", "target": "self"}]}
        ],
        "pins": [
            {"instrument": "good", "version": "1.0.0", "structure": "0", "wording": {"nl": "0"}},
            {"instrument": "elsewhere", "version": "1.0.0", "structure": "0", "wording": {"nl": "0"}}
        ],
        "protocol": {
            "threshold": {"nl": "-"}, "read_interval_days": 7, "acute": {"reader": "A", "within_hours": 24},
            "contact": {"name": "A", "phone": "0", "hours": {"nl": "-"}}
        },
        "help": [{"sets": ["adult"], "checked_on": "2026-08-25", "lines": []}],
        "exit": {"adult": "https://example.org/"}, "embed_origins": ["https://example.org"]
    })
}

fn check(file: &Json) -> Vec<kindstem::instrument::Finding> {
    let acute = edited(&structure::good(), "/blocks/0/pages/0/items/0/acute", &json!(true));
    let instrument = parse(acute.to_string().as_bytes()).unwrap();
    let study = Study::parse(file.to_string().as_bytes()).unwrap();
    lint_study(&study, &BTreeMap::from([("good".to_string(), instrument)]), TODAY)
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
        ("/languages/-", json!("en"), "missing_language", "$.batteries[0].parts[0].instrument"),
        ("/pins/0/version", json!("2.0.0"), "other_version", "$.batteries[0].parts[0].instrument"),
        ("/help", json!([]), "no_help", "$.help"),
        ("/help/0/checked_on", json!("2026-08-24"), "promise", "$.help"),
        ("/help/0/checked_on", json!("last week"), "promise", "$.help"),
        ("/protocol/read_interval_days", json!(0), "promise", "$.protocol.read_interval_days"),
        ("/protocol/contact/name", json!(""), "promise", "$.protocol.contact.name"),
        ("/protocol/contact/phone", json!(""), "promise", "$.protocol.contact.phone"),
        ("/protocol/threshold", json!({}), "promise", "$.protocol.threshold"),
        ("/waves/1/next_contact", json!({"nl": ""}), "promise", "$.waves"),
        ("/protocol/acute", Json::Null, "promise", "$.protocol.acute"),
    ]
}

#[test]
fn each_finding_of_a_study_can_be_provoked() {
    let rows = rows();
    hold(&good(), &rows, check);
    assert_eq!(codes_of([rows.as_slice()]), codes_in(include_str!("../../src/study/check.rs")));
}

#[test]
fn a_broken_promise_stops_live_mode_and_warns_in_trial_mode() {
    let broken = edited(&good(), "/protocol/acute", &Json::Null);
    let severities = |file: &Json| check(file).iter().map(|f| f.severity).collect::<Vec<_>>();
    assert_eq!(severities(&broken), [Severity::Error]);
    assert_eq!(severities(&edited(&broken, "/mode", &json!("trial"))), [Severity::Warning]);
}
