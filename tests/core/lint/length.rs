//! How long a battery is, and what is found where it is too long.

use super::edit::edited;
use super::study::{check, good, instruments, parts};
use kindstem::instrument::Severity;
use kindstem::study::{Length, Minutes, Study, lengths};
use serde_json::{Value as Json, json};

/// What is found about one battery that takes the place of the first.
fn found(battery: &Json) -> Vec<String> {
    let found = check(&edited(&good(), "/batteries/0", battery));
    found.into_iter().filter(|f| f.path == "$.batteries[0]").map(|f| format!("{} {}", f.code, f.advice)).collect()
}

fn first(battery: &Json) -> Length {
    let study = Study::parse(edited(&good(), "/batteries/0", battery).to_string().as_bytes()).unwrap();
    lengths(&study, &instruments()).remove(0)
}

/// `good` asks six items, one of them a gate, and does not say how long one takes.
#[test]
fn a_battery_is_as_long_as_what_it_asks() {
    let mut battery = good()["batteries"][0].clone();
    battery["waves"] = json!(["T0", "T1"]);
    let length = first(&battery);
    assert_eq!((length.minutes, length.items, length.waves.len()), (Minutes::of_seconds(48), 5, 2));
    assert_eq!(length.to_string(), "parent adult T0, T1: 0.8 minutes, 5 items");
    battery["parts"] = ["self", "k1", "k2", "k3", "k4", "a1", "a2", "a4"]
        .map(|target| json!({"instrument": "good", "target": target}))
        .to_vec()
        .into();
    let length = first(&battery);
    assert_eq!((length.minutes, length.items), (Minutes::of_seconds(5 * 48), 25), "two children and two adults");
    let further = Some(Minutes::of_seconds(48));
    assert_eq!((length.further_child, length.further_adult), (further, further));
    assert!(length.to_string().ends_with("; each further child adds 0.8 minutes; each further adult adds 0.8 minutes"));
    battery["parts"] = parts("waves", 1);
    let study = Study::parse(edited(&good(), "/batteries/0", &battery).to_string().as_bytes()).unwrap();
    let waves: Vec<_> = lengths(&study, &instruments()).into_iter().map(|l| (l.waves, l.minutes)).collect();
    let [at_t0, at_t1] = [48, 40].map(Minutes::of_seconds);
    assert_eq!(waves, [(vec!["T0".to_string()], at_t0), (vec!["T1".to_string()], at_t1)]);
}

#[test]
fn each_set_and_role_has_its_limit() {
    let battery =
        |role: &str, set: &str, parts: Json| json!({"role": role, "set": set, "waves": ["T0"], "parts": parts});
    assert_eq!(found(&battery("parent", "adult", parts("good", 43))), [""; 0]);
    let long = "too_long T0: a parent with two index children takes 35.2 minutes, at most 35; leave out a part";
    assert_eq!(found(&battery("parent", "adult", parts("good", 44))), [long]);
    for set in ["12-17", "easy"] {
        assert_eq!(found(&battery("young", set, parts("young", 20))), [""; 0]);
        let long = "too_long T0: the battery takes 25.2 minutes, at most 25; leave out a part";
        assert_eq!(found(&battery("young", set, parts("young", 21))), [long]);
    }
    let about = |targets: &[&str]| Json::from_iter(targets.iter().map(|t| json!({"instrument": "good", "target": t})));
    assert_eq!(found(&battery("professional", "adult", about(&["k1", "k2", "k3", "self", "self"]))), [""; 0]);
    let many = "too_long T0: 12 items about one child, at most 10; leave out a part";
    assert_eq!(found(&battery("professional", "adult", about(&["k1", "k2", "k2"]))), [many]);
}

/// A child's items take 20 seconds each: two minutes for six of them.
#[test]
fn a_child_has_two_sittings() {
    let battery = |voice: usize, questions: usize| {
        let said = json!({"instrument": "young", "target": "self", "sitting": "voice"});
        let mut all = vec![said; voice];
        all.extend(parts("young", questions).as_array().unwrap().clone());
        json!({"role": "child", "set": "8-11", "waves": ["T0"], "parts": all})
    };
    assert_eq!(found(&battery(7, 5)), [""; 0], "14 minutes and 10 minutes, 25 items");
    let length = first(&battery(7, 5)).to_string();
    assert_eq!(length, "child 8-11 T0: 24 minutes, 25 items (voice 14 minutes, questions 10 minutes)");
    let advice = "leave out a part, or let \"sitting\" move it to the other one";
    let long = format!("too_long T0: the sitting voice takes 16 minutes, at most 15; {advice}");
    assert_eq!(found(&battery(8, 5)), [long]);
    let many = "too_long T0: 30 questionnaire items, at most 25; leave out a part";
    assert_eq!(found(&battery(0, 6)), [many]);
    let long = format!("too_long T0: the sitting questions takes 16 minutes, at most 15; {advice}");
    assert_eq!(found(&battery(0, 8)), [long, many.replace("30", "40")]);
}

#[test]
fn too_long_warns_in_trial_mode() {
    let long = edited(&good(), "/batteries/0/parts", &parts("good", 44));
    let severities = |file: &Json| check(file).iter().map(|f| f.severity).collect::<Vec<_>>();
    assert_eq!(severities(&long), [Severity::Error]);
    assert_eq!(severities(&edited(&long, "/mode", &json!("trial"))), [Severity::Warning]);
}
