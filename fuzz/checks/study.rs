//! A study file: read or refused with a place; linted; what it pins can be planned for every invite that fits it.

use kindstem::instrument::{Instrument, library, parse};
use kindstem::study::{Consent, Invite, Plan, Role, Set, Study, lint_study};
use kindstem::time::Day;
use std::collections::BTreeMap;
use std::rc::Rc;

/// Panics where something does not hold; true where the bytes were read.
pub fn check(bytes: &[u8]) -> bool {
    let study = match Study::parse(bytes) {
        Ok(study) => study,
        Err(e) => {
            assert!(e.path.starts_with('$') && !e.what.is_empty(), "{e}");
            return false;
        }
    };
    super::readers::agree(bytes, &study);
    let written = serde_json::to_vec(&study).expect("what was read can be written");
    assert_eq!(Study::parse(&written).expect("and read again"), study);
    let findings = FEW.with(|few| lint_study(&study, few, Day::MAX));
    assert!(findings.iter().all(|f| f.path.starts_with('$') && !f.advice.is_empty()));

    let loaded: BTreeMap<String, Rc<Instrument>> =
        FEW.with(|few| few.iter().map(|(id, x)| (id.clone(), Rc::new(x.clone()))).collect());
    for battery in study.batteries.iter().take(8) {
        let invite = invite(battery.role, battery.set);
        if let Ok(plan) = Plan::new(&study, &invite, &loaded) {
            assert!(plan.parts.iter().all(|p| study.pin(&p.instrument.id).is_some_and(|q| p.structure == q.structure)));
        }
    }
    true
}

thread_local! {
    static FEW: BTreeMap<String, Instrument> = few();
}

fn few() -> BTreeMap<String, Instrument> {
    let all = library::entries().iter().filter(|e| e.id.starts_with("kindstem-top3") || e.id == "mhi-5");
    all.filter_map(|e| Some((e.id.to_string(), parse(e.structure).ok()?))).collect()
}

fn invite(role: Role, set: Set) -> Invite {
    Invite {
        slot: [1; 16],
        role,
        set,
        wave: 0,
        language: 0,
        consent: Consent::Own,
        me: None,
        children: [9, 0, 0, 0, 0, 0],
        adults: [None; 6],
        homes: [1, 0, 0, 0],
        study: [0; 4],
    }
}
