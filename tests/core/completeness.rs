//! `export::completeness`: what there is of whom in which wave.

use kindstem::export::{Standing, completeness, completeness_table};
use kindstem::record::SlotReport;
use kindstem::study::{Outcome, OutcomeKind, Register, RegisterRow, Role, Set, Study};
use serde_json::json;

fn study() -> Study {
    let wave = |id: &str, any_time: bool| json!({"id": id, "offset_months": 0, "window_before_days": 0, "window_after_days": 0, "any_time": any_time});
    let study = json!({
        "format": 1, "id": "any", "title": "-", "mode": "trial", "languages": ["nl"],
        "waves": [wave("T0", false), wave("T1", false), wave("T2", false), wave("letterbox", true)],
        "recipients": [], "contact_recipients": [], "batteries": [], "pins": [], "help": [], "exit": {},
        "protocol": {"threshold": {}, "read_interval_days": 7, "contact": {"name": "-", "phone": "", "hours": {}}},
    });
    Study::parse(study.to_string().as_bytes()).unwrap()
}

fn link(person: &str, wave: &str) -> RegisterRow {
    RegisterRow {
        slot: format!("{person}{wave}"),
        family_id: "F1".into(),
        person_id: person.into(),
        roster: person.into(),
        wave: wave.into(),
        role: Role::Parent,
        set: Set::Adult,
        delivered_via: "-".into(),
        proof_sha256: "0".repeat(64),
        proof_seen_by_host: false,
        invite: String::new(),
    }
}

fn arrived(person: &str, wave: &str, complete: bool, declined: bool) -> SlotReport {
    SlotReport {
        set_aside: None,
        apps: Vec::new(),
        complete,
        entries: 1,
        findings: Vec::new(),
        role: Role::Parent,
        sessions: 1,
        slot: format!("{person}{wave}"),
        wave: wave.into(),
        declined,
    }
}

#[test]
fn everybody_of_the_register_stands_there_once_whatever_arrived() {
    let links = [("a1", "T0"), ("a1", "T1"), ("a1", "T2"), ("a2", "T0"), ("a2", "T1"), ("k1", "T0")];
    let outcome = |roster: &str, wave: &str, kind| Outcome {
        family_id: "F1".into(),
        roster: roster.into(),
        wave: wave.into(),
        kind,
    };
    let register = Register {
        rows: links.iter().map(|(person, wave)| link(person, wave)).collect(),
        outcomes: vec![
            outcome("a1", "T2", OutcomeKind::NotReached),
            // Withdrawn holds for every later wave.
            outcome("k1", "T1", OutcomeKind::Withdrawn),
        ],
        ..Register::default()
    };
    let slots = [
        arrived("a1", "T0", true, false),
        arrived("a1", "T1", false, false),
        arrived("a2", "T0", true, true),
        arrived("stranger", "T0", true, false),
    ];
    let all = completeness(&study(), &register, &slots);
    let of = |person: &str| all.iter().find(|p| p.person_id == person).unwrap().waves.clone();
    assert_eq!(all.len(), 3, "who is not in the register has no row");
    assert_eq!(of("a1"), [Standing::Complete, Standing::Begun, Standing::Absent(OutcomeKind::NotReached)]);
    assert_eq!(of("a2"), [Standing::Declined, Standing::Nothing, Standing::NoLink]);
    let withdrawn = Standing::Absent(OutcomeKind::Withdrawn);
    assert_eq!(of("k1"), [Standing::Nothing, withdrawn, withdrawn]);
    let table = completeness_table(&study(), &all);
    assert_eq!(table.columns, ["family_id", "person_id", "role", "T0", "T1", "T2"], "a letterbox is no moment");
    assert_eq!(table.rows.len(), 3);
}
