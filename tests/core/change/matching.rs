//! Families matched by the covariates that instruments name, whoever wrote the instrument.

use super::*;
use kindstem::instrument::{CovariateKind, Decimal};
use serde_json::{Value as Json, json};

/// A background that somebody else wrote: the number of rooms, and hours of work for who works.
const ROOMS: &str = r#"{
  "format": 1, "id": "rooms", "version": "1.0.0", "status": "published", "name": "Rooms", "topic": "background",
  "licence": {"name": "-", "holder": "-", "permission": "free", "how": "-", "source": "-", "checked": true},
  "for": {"roles": ["parent"], "about": "myself"},
  "options": {"yes_no": [{"code": 1}, {"code": 0}]},
  "blocks": [{"id": "b", "pages": [{"id": "p", "items": [
    {"id": "rooms", "kind": "number", "min": 1, "max": 20},
    {"id": "works", "kind": "choice", "options": "yes_no"},
    {"id": "hours", "kind": "number", "min": 1, "max": 80, "show_if": {"all": [{"item": "works", "op": "eq", "value": 1}]}},
    {"id": "later", "kind": "number", "min": 1, "max": 80, "waves": ["T1"]}
  ]}]}],
  "covariates": [
    {"item": "hours", "kind": "number", "not_shown": 0},
    {"item": "rooms", "kind": "number"},
    {"item": "later", "kind": "number"}
  ]
}"#;

fn study(pins: Json, batteries: Json) -> Study {
    let wave = |id, months| json!({"id": id, "offset_months": months, "window_before_days": 9, "window_after_days": 9});
    let study = json!({
        "format": 1, "id": "small", "title": "-", "mode": "trial", "languages": ["nl"],
        "waves": [wave("T0", 0), wave("T1", 12)], "recipients": [], "contact_recipients": [],
        "batteries": batteries, "pins": pins, "help": [], "exit": {},
        "protocol": {"threshold": {}, "read_interval_days": 7, "contact": {"name": "-", "phone": "", "hours": {}}},
    });
    Study::parse(study.to_string().as_bytes()).unwrap()
}

/// A parent is asked these in T0.
fn asking(pinned: &[(&str, &str)]) -> Study {
    let pins: Vec<_> = pinned
        .iter()
        .map(|(id, sha)| json!({"instrument": id, "version": "1", "structure": sha, "wording": {}}))
        .collect();
    let parts: Vec<_> = pinned.iter().map(|(id, _)| json!({"instrument": id, "target": "self"})).collect();
    study(pins.into(), json!([{"role": "parent", "set": "adult", "waves": ["T0"], "parts": parts}]))
}

fn names(covariates: &[Covariate]) -> Vec<(&str, &str, CovariateKind)> {
    covariates.iter().map(|c| (c.instrument.as_str(), c.item.as_str(), c.kind)).collect()
}

#[test]
fn what_is_matched_by_is_what_the_instruments_of_the_first_wave_name() {
    use CovariateKind::{Category, Number};
    let own = identity(ROOMS.as_bytes());
    let (background, sha) = instrument("kindstem-background-parent");
    let structures = Structures::from([(own.clone(), parse(ROOMS.as_bytes()).unwrap()), (sha.clone(), background)]);
    let both = asking(&[("kindstem-background-parent", &sha), ("rooms", &own)]);
    let found = covariates(&both, &structures, "T0");
    let library = |item, kind| ("kindstem-background-parent", item, kind);
    assert_eq!(
        names(&found),
        [
            library("income", Number),
            library("household_size", Number),
            library("education", Number),
            library("education_abroad", Number),
            library("birth_self", Category),
            library("birth_mother", Category),
            library("birth_father", Category),
            library("work", Number),
            library("work_hours", Number),
            ("rooms", "hours", Number),
            ("rooms", "rooms", Number),
        ],
        "in the order of the battery; what T0 does not ask is none"
    );
    assert_eq!(covariates(&both, &structures, "T1"), [], "no parent is asked in T1");
    assert_eq!(
        covariates(&asking(&[("rooms", &sha)]), &Structures::new(), "T0"),
        [],
        "a structure that is not at hand"
    );
}

/// Says how many rooms, and whether the main caregiver works: 0 is not asked for hours, `None` refused to say.
fn rooms(small: &mut Small, family: &str, group: Group, rooms: i32, works: Option<i32>) {
    small.family(family, group, Some("a1"));
    let part = small.says([family, "a1", "T0", "a1"], "phq-9", &[]);
    let number = |n: i32| Answer::Value(Value::Number(Decimal::whole(n)));
    let said = [
        ("rooms", number(rooms)),
        ("works", works.map_or(Answer::Missing(Missing::Refused), |code| Answer::Value(Value::Code(code)))),
        ("hours", if works == Some(1) { number(30) } else { Answer::Missing(Missing::NotShown) }),
    ];
    part.answers = said.into_iter().map(|(id, answer)| (id.to_string(), answer)).collect();
    part.instrument = InstrumentId { id: "rooms".into(), sha256: identity(ROOMS.as_bytes()), version: "1.0.0".into() };
}

#[test]
fn an_instrument_that_somebody_else_wrote_is_matched_by_as_well() {
    let mut small = Small::new();
    let own = identity(ROOMS.as_bytes());
    small.structures.insert(own.clone(), parse(ROOMS.as_bytes()).unwrap());
    rooms(&mut small, "G1", Group::Gedwongen, 3, Some(0));
    rooms(&mut small, "G2", Group::Gedwongen, 5, Some(1));
    rooms(&mut small, "V1", Group::Vrijwillig, 3, Some(0));
    rooms(&mut small, "V2", Group::Vrijwillig, 5, Some(1));
    rooms(&mut small, "V3", Group::Vrijwillig, 4, None);
    let by = covariates(&asking(&[("rooms", &own)]), &small.structures, "T0");
    let matched = small.look(|c| matching(c, "T0", &by, 0.2, &classes(c, &["T0"]))).unwrap();
    let balance = text(&matched.balance);
    // Means by hand: hours (0 + 30) / 2, rooms (3 + 5) / 2. A family without work has 0 hours.
    assert!(balance[0].starts_with("hours,1,2,2,15,15,0,"), "{balance:#?}");
    assert!(balance[1].starts_with("rooms,1,2,2,4,4,0,"), "{balance:#?}");
    assert_eq!(matched.families.len(), 4);
    assert_eq!(
        text(&matched.left),
        ["V3,vrijwillig,the main caregiver did not say hours"],
        "who does not say whether there is work may have any hours"
    );
}

#[test]
fn without_covariates_nobody_is_matched_and_the_reason_says_what_to_do() {
    let small = Small::new();
    let why = small.look(|c| matching(c, "T0", &[], 0.2, &classes(c, &["T0"]))).unwrap_err();
    assert_eq!(why, Unmatched::NoCovariates);
    assert!(why.to_string().contains("--covariates FILE"));
}
