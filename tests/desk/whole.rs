//! `export csv`: whoever sent anything has a row for everything that was asked.

use super::export::{Row, export, row, table, unsealed};
use super::family::{WHOLE, Way, answer, answered_by};
use super::invite::FAMILY;
use super::kit::{Desk, desk, key_file};
use kindstem::instrument::{Instrument, library, parse};
use kindstem::seal::{Plain, State};

/// Cells of a row that belong to an instrument's items, by the beginning of their names.
fn cells<'a>(row: &'a Row, prefix: &str) -> Vec<&'a str> {
    row.iter().filter(|(name, _)| name.starts_with(prefix)).map(|(_, cell)| cell.as_str()).collect()
}

fn all(cells: &[&str], cell: &str) -> bool {
    !cells.is_empty() && cells.iter().all(|c| *c == cell)
}

#[test]
fn who_breaks_off_has_the_parts_that_were_never_begun_as_not_reached() {
    let desk = unsealed(answered_by(&Way { pages: 6, ..WHOLE }, Some(&WHOLE)));
    export(&desk, "").fine();
    let long = table(&desk, "tables/long.csv");
    assert_eq!(long.len(), 4, "a row per about, whether it was begun or not");
    let mother = row(&long, &[("person_id", "P1"), ("about_adult", "a1")]);
    assert_eq!(mother["kindstem_background_parent_household_size"], "2", "what was confirmed stays");
    assert_eq!(mother["kindstem_background_parent_debts"], "-97", "begun, broken off");
    assert!(all(&cells(mother, "kindstem_wellbeing_parent_"), "-97"), "never begun");
    assert!(all(&cells(mother, "kindstem_wellbeing_child_parent_"), ""), "asked about the child, not about her");
    let of_child = row(&long, &[("person_id", "P1"), ("about_child", "k1")]);
    assert!(all(&cells(of_child, "kindstem_wellbeing_child_parent_"), "-97"));
    let of_father = row(&long, &[("person_id", "P1"), ("about_adult", "a2")]);
    assert_eq!(of_father["kindstem_safety_adult_parent_living"], "-97");
    assert_eq!(of_father["kindstem_safety_adult_parent_class_low_by_adult"], "", "no answer, no class");

    let scores = table(&desk, "tables/scores.csv");
    let of_father: Vec<_> = scores.iter().filter(|r| r["about_adult"] == "a2").collect();
    assert!(of_father.len() > 20 && of_father.iter().all(|r| r["value"].is_empty() && !r["empty"].is_empty()));
    let parts = table(&desk, "tables/parts.csv");
    let never = row(&parts, &[("instrument", "kindstem-safety-adult-parent")]);
    assert_eq!(["part", "complete", "lang", "how"].map(|c| never[c].as_str()), ["3", "0", "", ""]);
    assert_eq!((never["structure_sha256"].len(), never["words_sha256"].as_str()), (64, ""));
    let wide = table(&desk, "tables/wide.csv");
    assert_eq!(row(&wide, &[("person_id", "P1")])["kindstem_wellbeing_child_parent_seen_k1_T0"], "-97");
}

#[test]
fn who_does_not_take_part_has_that_answer_and_nothing_else() {
    let desk = unsealed(answered_by(&WHOLE, Some(&Way { takes_part: false, ..WHOLE })));
    let report: serde_json::Value = serde_json::from_str(&desk.read("open/report.json")).unwrap();
    let declined = report["integrity"]["slots"].as_array().unwrap().iter().filter(|s| s["declined"] == true);
    assert_eq!(declined.count(), 1);
    export(&desk, "").fine();
    let long = table(&desk, "tables/long.csv");
    let child = row(&long, &[("person_id", "P2")]);
    assert_eq!(long.iter().filter(|r| r["person_id"] == "P2").count(), 1);
    let said = child["kindstem_begin_child_take_part"].parse::<i32>().unwrap();
    assert!(said >= 0 && said != 1, "as it was: {said}");
    for prefix in ["kindstem_wellbeing_child_", "kindstem_top3_child_"] {
        let own: Vec<_> = cells(child, prefix).into_iter().filter(|c| !c.is_empty()).collect();
        assert!(all(&own, "-97"), "{prefix}: {own:?}");
    }
}

#[test]
fn a_slot_that_sent_nothing_is_named_and_stands_in_no_table() {
    let desk = unsealed(answered_by(&WHOLE, None));
    let ran = export(&desk, "").fine();
    assert!(ran.out.contains("nothing arrived from 1 invited slot:\n  family F1 person P2 T0 (slot "), "{}", ran.out);
    for name in ["long", "wide", "parts", "scores"] {
        let rows = table(&desk, &format!("tables/{name}.csv"));
        assert!(rows.iter().all(|r| r["person_id"] == "P1"), "{name}");
    }
    std::fs::remove_dir_all(desk.path("tables")).unwrap();
    let json = export(&desk, "--json").fine().json();
    assert_eq!(json["nothing_arrived"][0]["person_id"], "P2");
    assert_eq!(json["nothing_counts"], serde_json::json!([]));
}

/// `kindstem-wellbeing-parent` with an item that only T1 asks, in the page's folder and in `brought/`.
fn with_an_item_of_t1(way: &Way) -> Desk {
    let desk = desk();
    let own = library::entries().iter().find(|e| e.id == "kindstem-wellbeing-parent").unwrap();
    let mut structure: serde_json::Value = serde_json::from_slice(own.structure).unwrap();
    structure["blocks"][0]["pages"][0]["items"][1]["waves"] = serde_json::json!(["T1"]);
    desk.write("brought/structure.json", structure.to_string());
    own.wording.iter().for_each(|(lang, bytes)| desk.write(&format!("brought/{lang}.json"), bytes));
    desk.pinned_study_with("--instruments brought");
    answer(&desk, FAMILY, "links.csv", "", [Some(way), None]);
    desk.say(&format!(
        "unseal --study study.json --register register.age --identity {} --out open --instruments brought envelopes",
        key_file("answers-1")
    ))
    .fine();
    desk
}

#[test]
fn what_the_wave_does_not_ask_is_not_in_version_even_where_nothing_was_begun() {
    let desk = with_an_item_of_t1(&Way { pages: 5, ..WHOLE });
    export(&desk, "").refuses(
        2,
        &["instrument kindstem-wellbeing-parent is not pinned in the study or was not loaded", "--instruments DIR"],
    );
    assert!(!desk.has("tables/long.csv"));
    export(&desk, "--instruments brought").fine();
    let long = table(&desk, "tables/long.csv");
    let mother = row(&long, &[("person_id", "P1"), ("about_adult", "a1")]);
    assert_eq!(mother["kindstem_wellbeing_parent_energy"], "-98");
    assert_eq!(mother["kindstem_wellbeing_parent_calm"], "-97");
}

#[test]
fn what_could_not_be_read_is_not_called_not_reached() {
    let desk = with_an_item_of_t1(&WHOLE);
    std::fs::remove_dir_all(desk.path("open")).unwrap();
    let ran = desk.say(&format!(
        "unseal --study study.json --register register.age --identity {} --out open envelopes",
        key_file("answers-1")
    ));
    assert_eq!(ran.code, 1, "the structure is not in the library: {}", ran.out);
    export(&desk, "--instruments brought").refuses(
        1,
        &["kindstem-wellbeing-parent arrived but is not in the records; run kindstem unseal again", "1 slot"],
    );
    let parts = table(&desk, "tables/parts.csv");
    assert!(parts.iter().all(|r| r["instrument"] != "kindstem-wellbeing-parent"));
}

#[test]
fn what_was_thrown_away_is_no_row_and_not_called_silence() {
    fn erase(plain: &mut Plain) {
        if let Plain::Page(entry) = plain {
            entry.state = State::Erased;
        }
    }
    let desk = unsealed(answered_by(&WHOLE, Some(&Way { twist: erase, ..WHOLE })));
    let ran = export(&desk, "").fine();
    let said = "something arrived but nothing could be used (see report.txt) from 1 invited slot:\n  family F1 person P2 T0 (slot ";
    assert!(ran.out.contains(said) && !ran.out.contains("nothing arrived"), "{}", ran.out);
    assert!(table(&desk, "tables/long.csv").iter().all(|r| r["person_id"] == "P1"));
}

/// Whoever has the link writes about a child that nobody asked about.
fn about_another_child(plain: &mut Plain) {
    if let Plain::Page(entry) = plain
        && entry.about.child.is_some()
    {
        entry.about.child = Some("k2".into());
    }
}

#[test]
fn what_was_not_asked_is_left_out_and_said() {
    let desk = unsealed(answered_by(&Way { twist: about_another_child, ..WHOLE }, Some(&WHOLE)));
    export(&desk, "")
        .refuses(1, &["part 4 (kindstem-wellbeing-child-parent) differs from what the study asks there", "1 slot"]);
    let long = table(&desk, "tables/long.csv");
    assert!(long.iter().all(|r| r["about_child"] != "k2"));
    let of_child = row(&long, &[("person_id", "P1"), ("about_child", "k1")]);
    assert!(all(&cells(of_child, "kindstem_wellbeing_child_parent_"), "-97"));
}

#[test]
fn every_asked_item_of_every_row_has_an_answer_or_a_reason() {
    let desk = unsealed(answered_by(&Way { pages: 2, ..WHOLE }, Some(&Way { pages: 3, ..WHOLE })));
    export(&desk, "").fine();
    let parts = table(&desk, "tables/parts.csv");
    let study: serde_json::Value = serde_json::from_str(&desk.read("study.json")).unwrap();
    let asked: usize =
        study["batteries"].as_array().unwrap().iter().map(|b| b["parts"].as_array().unwrap().len()).sum();
    assert_eq!(parts.len(), asked, "every part of both batteries");
    let long = table(&desk, "tables/long.csv");
    for part in &parts {
        let x: Instrument = library::entries()
            .iter()
            .find(|e| e.id == part["instrument"])
            .map(|e| parse(e.structure).unwrap())
            .unwrap();
        let about = ["person_id", "about_adult", "about_child"].map(|c| (c, part[c].as_str()));
        let row = row(&long, &about);
        let prefix = x.id.replace('-', "_");
        for (_, _, item) in x.items().filter(|(_, _, i)| i.asks() && i.options().is_none()) {
            let cell = row.iter().find(|(name, _)| name.starts_with(&format!("{prefix}_{}", item.id)));
            assert!(cell.is_some_and(|(_, cell)| !cell.is_empty()), "{prefix} {}", item.id);
        }
    }
}
