//! `export csv`.

use super::family::{WORDS, answer_again, answered};
use super::kit::{Desk, Ran, key_file};
use std::collections::BTreeMap;

/// A row: column → cell.
pub type Row = BTreeMap<String, String>;

/// The rows of a table.
pub fn table(desk: &Desk, name: &str) -> Vec<Row> {
    let text = desk.read(name);
    let mut csv = csv::Reader::from_reader(text.as_bytes());
    let header = csv.headers().unwrap().clone();
    let names: std::collections::BTreeSet<_> = header.iter().collect();
    assert_eq!(names.len(), header.len(), "{name} has a column twice");
    let row = |r: csv::StringRecord| header.iter().zip(r.iter()).map(|(h, c)| (h.to_string(), c.to_string())).collect();
    csv.records().map(|r| row(r.unwrap())).collect()
}

/// The one row that has these cells.
#[track_caller]
pub fn row<'a>(rows: &'a [Row], cells: &[(&str, &str)]) -> &'a Row {
    let mut found = rows.iter().filter(|r| cells.iter().all(|(column, cell)| r[*column] == *cell));
    let one = found.next().unwrap_or_else(|| panic!("no row has {cells:?}"));
    assert!(found.next().is_none(), "several rows have {cells:?}");
    one
}

fn opened() -> Desk {
    unsealed(answered())
}

pub fn unsealed(desk: Desk) -> Desk {
    desk.say(&format!(
        "unseal --study study.json --register register.age --identity {} --out open envelopes",
        key_file("answers-1")
    ))
    .fine();
    desk
}

pub fn export(desk: &Desk, more: &str) -> Ran {
    let key = key_file("answers-2");
    desk.say(&format!(
        "export csv open --out tables --study study.json --register register.age --identity {key} {more}"
    ))
}

#[test]
fn what_was_said_is_what_stands_in_the_tables() {
    let desk = opened();
    export(&desk, "").fine();
    let long = table(&desk, "tables/long.csv");
    assert_eq!(long.len(), 4, "one row per person, wave and about whom");
    let mother = long.iter().find(|r| r["person_id"] == "P1" && r["about_adult"] == "a1").unwrap();
    assert_eq!((mother["family_id"].as_str(), mother["roster"].as_str(), mother["wave"].as_str()), ("F1", "a1", "T0"));
    assert!(!mother.contains_key("slot"));
    assert_eq!(mother["kindstem_background_parent_household_size"], "2");
    assert_eq!(mother["kindstem_background_parent_income"], "-93", "refused");
    assert_eq!(mother["kindstem_background_parent_household_who_1"], "1");
    assert_eq!(mother["kindstem_background_parent_household_who_2"], "0");
    assert_eq!(mother["kindstem_wellbeing_child_parent_seen"], "", "asked about the child, not about her");
    let child = long.iter().find(|r| r["person_id"] == "P2").unwrap();
    assert_eq!(child["about_child"], "k1");
    assert_eq!(child["kindstem_top3_child_words_given"], "1");
    assert_eq!(
        (child["kindstem_top3_child_topics_place1"].as_str(), child["kindstem_top3_child_topics_place3"].as_str()),
        ("7", "")
    );

    let wide = table(&desk, "tables/wide.csv");
    assert_eq!(wide.len(), 2, "one row per person");
    let mother = wide.iter().find(|r| r["person_id"] == "P1").unwrap();
    assert_eq!(mother["kindstem_background_parent_household_size_T0"], "2");
    assert_eq!(mother["kindstem_wellbeing_child_parent_seen_k1_T0"], "3");
    assert_eq!(mother["kindstem_safety_adult_parent_living_a2_T0"], "3");
    assert_eq!(mother["set_T0"], "adult");

    let parts = table(&desk, "tables/parts.csv");
    let background = parts.iter().find(|r| r["instrument"] == "kindstem-background-parent").unwrap();
    assert_eq!(
        (background["lang"].as_str(), background["complete"].as_str(), background["how"].as_str()),
        ("nl", "1", "self")
    );
    assert_eq!(background["words_sha256"].len(), 64);
    let scores = table(&desk, "tables/scores.csv");
    assert!(scores.iter().all(|r| r["value"].is_empty() != r["empty"].is_empty()), "a value or a reason");
}

#[test]
fn the_waves_of_a_person_stand_side_by_side() {
    let desk = answered();
    answer_again(&desk);
    desk.say(&format!(
        "unseal --study study.json --register register.age --identity {} --out open envelopes",
        key_file("answers-1")
    ))
    .fine();
    export(&desk, "").fine();
    assert_eq!(table(&desk, "tables/long.csv").len(), 8);
    let wide = table(&desk, "tables/wide.csv");
    assert_eq!(wide.len(), 2);
    for name in ["kindstem_background_parent_household_size", "kindstem_wellbeing_child_parent_seen_k1", "set"] {
        let mother = wide.iter().find(|r| r["person_id"] == "P1").unwrap();
        assert_eq!(mother[&format!("{name}_T0")], mother[&format!("{name}_T1")], "{name}");
        assert!(!mother[&format!("{name}_T1")].is_empty(), "{name}");
    }
}

#[test]
fn t_31_own_words_leave_by_themselves_and_no_spreadsheet_runs_them() {
    let desk = opened();
    export(&desk, "--restricted words.csv").fine();
    for name in ["long", "wide", "parts", "scores", "codebook"] {
        assert!(!desk.read(&format!("tables/{name}.csv")).contains("canary"), "{name}");
    }
    let words = table(&desk, "words.csv");
    let own = words.iter().find(|r| r["item"] == "words").unwrap();
    assert_eq!(own["words"], format!("'{WORDS}"), "as it was typed, with an apostrophe against =");
    assert_eq!(own["person_id"], "P2");
}

#[test]
fn the_codebook_has_every_column_and_says_what_nobody_has_validated_or_checked() {
    let desk = opened();
    export(&desk, "").fine();
    let codebook = table(&desk, "tables/codebook.csv");
    let known: Vec<&str> = codebook.iter().map(|r| r["variable"].as_str()).collect();
    let long = desk.read("tables/long.csv");
    for column in long.lines().next().unwrap().split(',') {
        assert!(known.contains(&column), "{column} is not in the codebook");
    }
    let row = |name: &str| codebook.iter().find(|r| r["variable"] == name).unwrap();
    for name in ["parts", "scores"] {
        let rows = table(&desk, &format!("tables/{name}.csv"));
        assert!(!rows.is_empty() && rows.iter().all(|r| r["status"] == "not validated"), "{name}");
    }
    let fact = codebook.iter().find(|r| r["kind"] == "fact" && r["instrument"] == "kindstem-top3-child").unwrap();
    assert_eq!((fact["variable"].as_str(), fact["checked"].as_str()), ("(instrument)", "checked"));
    let own = row("kindstem_top3_child_topics_place1");
    assert_eq!(own["status"], "not validated");
    assert!(!own["text"].is_empty() && own["values"].contains("7 = "), "own words are in it: {own:?}");
    assert!(
        codebook.iter().filter(|r| r["instrument"].starts_with("kindstem-")).all(|r| r["status"] == "not validated")
    );
    assert!(codebook.iter().any(|r| r["values"] == "refused = -93"));
    assert!(
        codebook.iter().filter(|r| r["kind"] == "score").all(|r| !r["rule"].is_empty() && !r["checked"].is_empty())
    );
}

#[test]
fn nothing_is_exported_without_study_and_register() {
    let desk = opened();
    let own = key_file("answers-1");
    desk.say("export csv open --out tables")
        .refuses(2, &["--study <STUDY.JSON>", "--register <FILE>", "--identity <KEY.TXT>"]);
    let with = |dir: &str, study: &str, register: &str, key: &str| {
        desk.say(&format!("export csv {dir} --out tables --study {study} --register {register} --identity {key}"))
    };
    with("open", "study.json", "none.age", &own).refuses(2, &["cannot read none.age", "check the file name"]);
    with("open", "study.json", "register.age", &key_file("contact-1")).refuses(2, &["register.age: none of the"]);
    with("site", "study.json", "register.age", &own).refuses(2, &["site has no records.jsonl"]);
    desk.write("other.json", desk.read("study.json").replace("\"desk-test\"", "\"another\""));
    with("open", "other.json", "register.age", &own).refuses(
        1,
        &["error[other_study] $.study: it is the register of desk-test, the study is another", "use the study"],
    );
    assert!(!desk.has("tables"), "no table is begun");
    let json = export(&desk, "--json").fine().json();
    assert!(json["not_validated"].as_array().unwrap().contains(&"kindstem-top3-child".into()), "{json}");
    assert_eq!((json["records"].as_u64(), json["people"].as_u64()), (Some(4), Some(2)));
    for list in ["nothing_arrived", "nothing_counts", "left_out"] {
        assert_eq!(json[list], serde_json::json!([]), "{list}");
    }
    export(&desk, "").refuses(2, &["already exists and is not overwritten"]);
}

#[test]
fn who_was_not_invited_is_left_out() {
    let desk = opened();
    let records = desk.read("open/records.jsonl");
    let slot = serde_json::from_str::<serde_json::Value>(records.lines().next().unwrap()).unwrap()["slot"].clone();
    let slot = slot.as_str().unwrap();
    desk.write("open/records.jsonl", records.replace(slot, &"0".repeat(32)));
    export(&desk, "")
        .refuses(1, &["slot 00000000000000000000000000000000: the register has no such link", "data of 1 slot"]);
    assert!(!desk.read("tables/long.csv").is_empty());
    assert_eq!(table(&desk, "tables/wide.csv").len(), 1);
}
