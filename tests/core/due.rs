//! `study::due`, whatever the day, the window and the family.

use kindstem::study::{
    Consent, DueState, Invite, Register, RegisterFamily, RegisterPerson, RegisterRow, Role, Seen, Set, Study, due,
};
use kindstem::time::Day;
use proptest::prelude::*;
use serde_json::json;
use std::collections::BTreeMap;

fn study(before: u32, after: u32) -> Study {
    let parts = json!([{"instrument": "x", "target": "self"}]);
    let sets = [("child", "8-11"), ("young", "12-17")];
    let batteries: Vec<_> = sets
        .iter()
        .map(|(role, set)| json!({"role": role, "set": set, "waves": ["T0", "T1", "T2"], "parts": parts}))
        .collect();
    let wave = |id, months| json!({"id": id, "offset_months": months, "window_before_days": before, "window_after_days": after});
    let study = json!({
        "format": 1, "id": "any", "title": "-", "mode": "trial", "languages": ["nl"],
        "waves": [wave("T0", 0), wave("T1", 12), wave("T2", 18)], "recipients": [], "contact_recipients": [],
        "batteries": batteries, "pins": [], "help": [], "exit": {},
        "protocol": {"threshold": {}, "read_interval_days": 7, "contact": {"name": "-", "phone": "", "hours": {}}},
    });
    Study::parse(study.to_string().as_bytes()).unwrap()
}

fn register(t0: Option<String>, birth: String) -> Register {
    let invite = Invite {
        slot: [1; 16],
        role: Role::Child,
        set: Set::Child,
        wave: 0,
        language: 0,
        consent: Consent::Under12,
        me: None,
        children: [0; 6],
        adults: [None; 6],
        homes: [0; 4],
        study: [0; 4],
    };
    let row = RegisterRow {
        proof_sha256: "0".repeat(64),
        proof_seen_by_host: false,
        slot: invite.slot_hex(),
        family_id: "F".into(),
        person_id: "P".into(),
        roster: "k1".into(),
        wave: "T0".into(),
        role: Role::Child,
        set: Set::Child,
        delivered_via: "school".into(),
        invite: invite.encode(),
    };
    Register {
        format: 1,
        study: "any".into(),
        rows: vec![row],
        people: vec![RegisterPerson {
            family_id: "F".into(),
            roster: "k1".into(),
            birth: Some(birth),
            ..Default::default()
        }],
        families: vec![RegisterFamily { family_id: "F".into(), t0, ..Default::default() }],
        ..Default::default()
    }
}

fn day() -> impl Strategy<Value = Day> {
    (2020..2040i64, 1..=12i64, 1..=28i64).prop_map(|(y, m, d)| Day::new(y, m, d).unwrap())
}

#[test]
fn a_window_is_counted_from_the_first_day_of_the_family() {
    // By a calendar: months first, on the last day of a month that is too short; then days before and after.
    let cases = [
        ((14, 60), "2026-03-01", "T0", "2026-02-15", "2026-04-30"),
        ((14, 60), "2026-03-01", "T1", "2027-02-15", "2027-04-30"),
        ((14, 60), "2026-03-01", "T2", "2027-08-18", "2027-10-31"),
        ((0, 0), "2026-03-01", "T1", "2027-03-01", "2027-03-01"),
        ((1, 1), "2026-08-31", "T2", "2028-02-28", "2028-03-01"),
        ((0, 1), "2024-02-29", "T1", "2025-02-28", "2025-03-01"),
    ];
    for ((before, after), t0, wave, from, to) in cases {
        let (study, register) = (study(before, after), register(Some(t0.into()), "2016-05".into()));
        let on = |day: &str| {
            let list = due(&study, &register, &BTreeMap::new(), Day::parse(day).unwrap());
            list.into_iter().find(|d| d.wave == wave).unwrap()
        };
        let found = on(from);
        assert_eq!((found.from, found.to), (Day::parse(from), Day::parse(to)), "{t0} {wave}");
        assert_eq!([found.state, on(to).state], [DueState::Due; 2], "{t0} {wave}");
    }
    // The days on both sides.
    let (study, register) = (study(14, 60), register(Some("2026-03-01".into()), "2016-05".into()));
    for (day, is) in [
        ("2027-02-14", DueState::NotYet),
        ("2027-02-15", DueState::Due),
        ("2027-04-30", DueState::Due),
        ("2027-05-01", DueState::Missing),
    ] {
        let list = due(&study, &register, &BTreeMap::new(), Day::parse(day).unwrap());
        assert_eq!(list.into_iter().find(|d| d.wave == "T1").unwrap().state, is, "{day}");
    }
}

/// Not yet, then due, then missing.
fn stage(state: DueState) -> u8 {
    match state {
        DueState::NotYet => 0,
        DueState::Due => 1,
        DueState::Missing => 2,
        other => panic!("{other:?} without any answer"),
    }
}

proptest! {
    #[test]
    fn time_goes_one_way(t0 in day(), mut days in proptest::collection::vec(day(), 2..8), before in 0..60u32, after in 0..90u32) {
        let (study, register) = (study(before, after), register(Some(t0.to_string()), "2016-05".into()));
        days.sort();
        let mut stages = BTreeMap::new();
        for on in &days {
            let list = due(&study, &register, &BTreeMap::new(), *on);
            prop_assert_eq!(list.len(), 3, "one line per wave");
            for d in list {
                let (from, to) = (d.from.unwrap(), d.to.unwrap());
                prop_assert!(from <= to);
                let stage = stage(d.state);
                let before = stages.insert(d.wave.clone(), stage).unwrap_or(0);
                prop_assert!(before <= stage, "{} went back on {on}", d.wave);
            }
        }
    }

    #[test]
    fn what_arrived_is_never_waited_for_and_nobody_grows_younger(t0 in day(), on in day(), arrived in day(), birth in 2008..2018u32) {
        let (study, register) = (study(14, 60), register(Some(t0.to_string()), format!("{birth}-06")));
        let whole = Seen { day: Some(arrived), whole: true };
        let seen = BTreeMap::from([(register.rows[0].slot.clone(), whole)]);
        let list = due(&study, &register, &seen, on);
        let first = list.iter().find(|d| d.wave == "T0").unwrap();
        prop_assert!(matches!(first.state, DueState::Early | DueState::InTime | DueState::Late));
        let of = |wave: &str| list.iter().find(|d| d.wave == wave).unwrap().set;
        prop_assert!(of("T1") == Set::Child || of("T2") == Set::Young, "12 at T1 is 12 at T2");
    }

    #[test]
    fn without_a_first_day_nobody_knows(on in day()) {
        let list = due(&study(14, 60), &register(None, "2016-05".into()), &BTreeMap::new(), on);
        prop_assert!(list.iter().all(|d| d.state == DueState::Unknown && d.from.is_none()));
    }
}
