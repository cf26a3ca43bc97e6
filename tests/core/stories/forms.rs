//! Two small forms that have every kind of item, branch and memory, and the plan that asks them.

use kindstem::instrument::{Anchor, Instrument, Length, Period, Severity, identity, lint, parse};
use kindstem::study::{About, Plan, PlanPart, Target, Words};
use serde_json::{Value, json};
use std::rc::Rc;

/// Greets, and asks whether somebody takes part.
pub fn begin() -> Value {
    json!({
        "format": 1, "id": "begin", "version": "1.0.0", "status": "own_not_validated", "name": "Beginning",
        "licence": {"name": "CC-BY-4.0", "holder": "", "permission": "free", "how": "", "source": "", "checked": true},
        "for": {"roles": ["parent", "child"], "about": "myself"},
        "options": {"yes_no": [{"code": 1}, {"code": 0}]},
        "blocks": [{"id": "begin", "pages": [
            {"id": "hello", "items": [{"id": "welcome", "kind": "info"}]},
            {"id": "extra", "items": [{"id": "again", "kind": "choice", "options": "yes_no", "waves": ["T1"]}]},
            {"id": "take_part", "items": [{"id": "joins", "kind": "choice", "options": "yes_no", "flow": {"gate": 1}}]}
        ]}]
    })
}

/// Three blocks: one that stays in memory, one that stays until it is left, one whose pages are gone at once.
pub fn home() -> Value {
    let if_hurt = json!({"all": [{"item": "hurt", "op": "eq", "value": 1}]});
    json!({
        "format": 1, "id": "home", "version": "1.2.0", "status": "own_not_validated", "name": "At home",
        "licence": {"name": "CC-BY-4.0", "holder": "", "permission": "free", "how": "", "source": "", "checked": true},
        "for": {"roles": ["parent", "child"], "about": "myself"},
        "period": {"anchor": "fixed", "length": "P4W"},
        "options": {
            "often": [{"code": 0}, {"code": 1}, {"code": 2}, {"code": 3}],
            "yes_no": [{"code": 1}, {"code": 0}],
            "kinds": [{"code": 3}, {"code": 1}, {"code": 2}, {"code": 9, "exclusive": true}],
            "partner": [{"code": 1}, {"code": 2}, {"code": 8, "missing": "not_applicable"}]
        },
        "blocks": [
            {"id": "safety", "memory": "session", "pages": [
                {"id": "safe", "items": [{"id": "safe", "kind": "choice", "options": "often", "faces": true}]},
                {"id": "hurt", "items": [{"id": "hurt", "kind": "choice", "options": "yes_no"}]},
                {"id": "how", "items": [
                    {"id": "kinds", "kind": "choices", "options": "kinds", "show_if": if_hurt},
                    {"id": "words", "kind": "text", "max_bytes": 200, "show_if": if_hurt}
                ]},
                {"id": "calm", "items": [{"id": "calm", "kind": "choice", "options": "often"}]}
            ]},
            {"id": "people", "memory": "block", "pages": [
                {"id": "partner", "items": [{"id": "partner", "kind": "choice", "options": "partner"}]},
                {"id": "times", "items": [{"id": "times", "kind": "number", "min": 0, "max": 50}]},
                {"id": "since", "items": [{"id": "since", "kind": "choice", "options": "often", "waves": ["T1"]}]}
            ]},
            {"id": "own", "memory": "page", "pages": [
                {"id": "first", "items": [{"id": "first", "kind": "rank", "options": "kinds", "at_most": 3}]},
                {"id": "say", "items": [{"id": "say", "kind": "own_words", "max_bytes": 600}]}
            ]}
        ],
        "scores": [
            {"id": "total", "rule": "sum", "items": ["safe", "calm"], "reverse": ["calm"], "min": 0, "max": 6},
            {"id": "hurt", "rule": "any", "items": ["hurt"]},
            {"id": "double", "rule": "linear", "scores": ["total"], "factor": 0.25}
        ]
    })
}

/// Reads a form, and insists that nothing is wrong with it.
pub fn read(structure: &Value) -> (Rc<Instrument>, String) {
    let bytes = serde_json::to_vec(structure).unwrap();
    let instrument = parse(&bytes).unwrap();
    let errors: Vec<_> = lint(&instrument).into_iter().filter(|f| f.severity == Severity::Error).collect();
    assert!(errors.is_empty(), "{errors:?}");
    (Rc::new(instrument), identity(&bytes))
}

/// One part of a plan, in Dutch and English.
pub fn part(structure: &Value, target: Target, about: About) -> PlanPart {
    let (instrument, sha256) = read(structure);
    let words = |lang: &str| {
        let pack = format!("{}@{}", instrument.id, instrument.version);
        (lang.to_string(), Words { lang: lang.into(), pack, sha256: identity(lang.as_bytes()) })
    };
    PlanPart {
        structure: sha256,
        target,
        about,
        period: instrument.period,
        wording: ["nl", "en"].map(words).into(),
        instrument,
    }
}

/// The beginning, and the form about the parent and about a child; about the child over another period.
pub fn plan(wave: &str) -> Plan {
    let parent = || About { adult: Some("a1".into()), ..About::default() };
    let child = About { child: Some("k1".into()), ..About::default() };
    let mut of_child = part(&home(), Target::Child(1), child);
    of_child.period = Some(Period { anchor: Anchor::PreviousWave, length: Length::parse("P12M").unwrap() });
    Plan {
        envelopes: 0,
        study: "a-study".into(),
        wave: wave.into(),
        sharing: false,
        parts: vec![part(&begin(), Target::Myself, parent()), part(&home(), Target::Myself, parent()), of_child],
    }
}
