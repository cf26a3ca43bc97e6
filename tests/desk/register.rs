//! `study register`: facts that no page knows.

use super::family::answered;
use super::kit::{Desk, Ran, change_register, key_file};

const HEAD: &str = "family_id,roster,wave,what,value,start,end\n";
const FACTS: &str = "\
F1,,,group,gedwongen,,
F1,h1,,home,a1,,
F1,a1,,main_caregiver,yes,,
F1,a1,,safe_contact,\"sister, in the morning\",,
F1,k1,,consent,under12,,
F1,k1,T0,measure,ots,2026-09-01,
F1,k1,T0,measure,uithuisplaatsing,2026-10-01,2026-11-01
F1,k1,T1,outcome,refused_by_parent,,
";

fn register(desk: &Desk, line: &str) -> Ran {
    let key = key_file("answers-1");
    let (verb, more) = line.split_once(' ').unwrap_or((line, ""));
    desk.say(&format!("study register {verb} study.json --register register.age --identity {key} {more}"))
}

pub fn import(desk: &Desk, facts: &str, more: &str) -> Ran {
    desk.write("facts.csv", format!("{HEAD}{facts}"));
    register(desk, &format!("import --facts facts.csv {more}"))
}

#[test]
fn facts_go_in_and_come_out_and_both_copies_are_the_same() {
    let desk = answered();
    assert_eq!(import(&desk, FACTS, "").fine().out, "8 added, 0 replaced, 0 known already\n");
    assert_eq!(import(&desk, FACTS, "").fine().out, "0 added, 0 replaced, 8 known already\n");
    let read = |name: &str| std::fs::read(desk.path(name)).unwrap();
    assert_eq!(read("register.age"), read("register.copy.age"));
    assert!(!read("register.age").windows(6).any(|w| w == b"sister"), "encrypted");
    let family = register(&desk, "show --family F1").fine().out;
    for line in [
        "family F1: gedwongen\n",
        "h1: a1\n",
        "a1; main caregiver; safe contact: sister, in the morning\n",
        "T0 k1: ots from 2026-09-01 to ?\n",
        "T1 k1: refused_by_parent\n",
    ] {
        assert!(family.contains(line), "{line:?} is not in {family}");
    }
    let counts = register(&desk, "show").fine().out;
    assert!(counts.contains("gedwongen: 1\nvrijwillig: 0\nno group: 0\nT0: 2 links, 2 measures\n"), "{counts}");
    // An invite lets whoever has it add to a slot.
    assert!(!family.contains("AQ") && !counts.contains("AQ"));
}

#[test]
fn another_value_needs_to_be_meant_and_all_go_in_or_none() {
    let desk = answered();
    import(&desk, FACTS, "").fine();
    let before = std::fs::read(desk.path("register.age")).unwrap();
    import(&desk, "F1,k1,,delivery,school,,\nF1,,,group,vrijwillig,,\n", "")
        .refuses(1, &["facts.csv: line 3: the register has another group", "--correct", "was not changed"]);
    assert_eq!(std::fs::read(desk.path("register.age")).unwrap(), before);
    let set = "set --family F1 --what group --value vrijwillig";
    assert_eq!(register(&desk, &format!("{set} --correct")).fine().out, "0 added, 1 replaced, 0 known already\n");
    assert!(register(&desk, "show --family F1").fine().out.contains("family F1: vrijwillig\n"));
}

#[test]
fn what_does_not_fit_is_named_with_its_place() {
    let desk = answered();
    for (fact, says) in [
        ("F9,,,group,gedwongen,,", "no family F9"),
        ("F1,,,group,dwang,,", "gedwongen, vrijwillig"),
        ("F1,,,t0,24-11-2026,,", "such as 2026-11-24"),
        ("F1,a1,,group,gedwongen,,", "it is the family's"),
        ("F1,a1,T0,measure,ots,,", "a child, such as k1"),
        ("F1,k1,T9,measure,ots,,", "T0, T1"),
        ("F1,k1,,measure,ots,,", "T0, T1"),
        ("F1,k1,T0,measure,ots,2026-13-01,", "such as 2026-11-24"),
        ("F1,k1,T0,measure,ots,2026-12-01,2026-11-01", "ends before it begins"),
        ("F1,k1,T0,outcome,away,,", "not_reached, refused_by_parent"),
        ("F1,h1,,home,k1,,", "write a1+a2"),
        ("F1,k1,,main_caregiver,yes,,", "an adult, such as a1"),
        ("F1,k1,T0,consent,under12,,", "leave the wave empty"),
        ("F1,k1,,consent,under12,2026-11-01,", "only a measure"),
        ("F1,k1,,shoe_size,30,,", "not one of group, t0, home"),
    ] {
        import(&desk, &format!("{fact}\n"), "").refuses(1, &[says, "the register was not changed"]);
    }
}

#[test]
fn a_register_of_before_opens_and_a_copy_that_lags_is_said() {
    let desk = answered();
    // As it was written before families, measures and outcomes were kept.
    change_register(&desk, |r| {
        for field in ["families", "measures", "outcomes"] {
            assert!(r.get(field).is_none(), "nothing known, nothing written");
        }
    });
    let ran = register(&desk, "show").fine();
    assert!(ran.err.contains("register.copy.age differs"), "{}", ran.err);
    import(&desk, FACTS, "--copy elsewhere.age").fine();
    assert!(desk.has("elsewhere.age"));
}
