//! `export` in every format: pseudonyms only, nothing in anybody's own words, nothing without the register.

use super::export::{export, row, table, unsealed};
use super::family::answered;
use super::kit::{Desk, Ran, change_register, key_file};
use serde_json::{Value as Json, json};
use std::fs;
use std::path::{Path, PathBuf};

/// The verbs that `export --help` lists, so that no format is left out here.
fn formats(desk: &Desk) -> Vec<String> {
    let help = desk.say("export --help").fine().out;
    let verbs = help.lines().skip_while(|l| *l != "Commands:").skip(1).take_while(|l| !l.is_empty());
    let verbs: Vec<String> = verbs.filter_map(|l| Some(l.split_whitespace().next()?.to_string())).collect();
    assert!(verbs.len() >= 6 && verbs.iter().any(|v| v == "csv"), "{help}");
    verbs.into_iter().filter(|v| v != "help").collect()
}

fn opened() -> Desk {
    unsealed(answered())
}

fn write(desk: &Desk, format: &str) -> Ran {
    let key = key_file("answers-2");
    desk.say(&format!(
        "export {format} open --out {format} --study study.json --register register.age --identity {key}"
    ))
}

fn files(dir: &Path) -> Vec<PathBuf> {
    let paths = fs::read_dir(dir).unwrap().map(|e| e.unwrap().path());
    paths.flat_map(|p| if p.is_dir() { files(&p) } else { vec![p] }).collect()
}

fn has(bytes: &[u8], text: &str) -> bool {
    bytes.windows(text.len()).any(|w| w == text.as_bytes())
}

#[test]
fn no_format_takes_own_words_or_slots_along_and_none_is_written_over() {
    let desk = opened();
    let records = desk.read("open/records.jsonl");
    assert!(records.contains("canary"), "somebody typed something");
    let slots: Vec<String> = records
        .lines()
        .map(|l| serde_json::from_str::<Json>(l).unwrap()["slot"].as_str().unwrap().to_string())
        .collect();
    for format in formats(&desk) {
        let format = format.as_str();
        desk.say(&format!("export {format} open --out none --study study.json"))
            .refuses(2, &["--register <FILE>", "--identity <KEY.TXT>"]);
        write(&desk, format).fine();
        let files = files(&desk.path(format));
        for name in ["load.R", "load.py"] {
            assert!(files.iter().any(|f| f.ends_with(name)), "{format}: {name}");
        }
        for file in files {
            let bytes = fs::read(&file).unwrap();
            assert!(!has(&bytes, "canary"), "{}", file.display());
            assert!(slots.iter().all(|s| !has(&bytes, s)), "{}", file.display());
            assert!(file.extension().is_some_and(|e| e != "new"), "{}", file.display());
        }
        write(&desk, format).refuses(2, &["already exists and is not overwritten"]);
    }
    assert!(!desk.has("none"), "nothing is begun");
}

#[test]
fn every_format_says_not_validated() {
    let desk = opened();
    for (format, file) in [
        ("spss", "long.sav"),
        ("jsonl", "records.jsonl"),
        ("fhir", "bundle.json"),
        ("ddi", "ddi.xml"),
        ("parquet", "parts/study=desk-test/wave=T0/role=child/part-0.parquet"),
    ] {
        write(&desk, format).fine();
        let bytes = fs::read(desk.path(&format!("{format}/{file}"))).unwrap();
        assert!(has(&bytes, "not validated"), "{format}");
    }
}

#[test]
fn a_missing_answer_says_why_in_every_resource() {
    let desk = opened();
    write(&desk, "fhir").fine();
    let bundle: Json = serde_json::from_str(&desk.read("fhir/bundle.json")).unwrap();
    let entries = bundle["entry"].as_array().unwrap();
    let of =
        |kind: &str| entries.iter().map(|e| &e["resource"]).filter(|r| r["resourceType"] == kind).collect::<Vec<_>>();
    let items = of("QuestionnaireResponse").into_iter().flat_map(|r| r["item"].as_array().unwrap());
    let income = items.clone().find(|i| i["linkId"] == "income").unwrap();
    let absent = "http://hl7.org/fhir/StructureDefinition/data-absent-reason";
    assert_eq!(
        income["extension"],
        json!([{"url": absent, "valueCode": "asked-declined"}, {"url": "urn:kindstem:missing", "valueCode": "refused"}])
    );
    let words = items.clone().find(|i| i["linkId"] == "words").unwrap();
    assert_eq!(words["extension"], json!([{"url": absent, "valueCode": "masked"}]));
    let household = items.clone().find(|i| i["linkId"] == "household_size").unwrap();
    assert_eq!(household["answer"], json!([{"valueDecimal": 2}]));
    for score in of("Observation") {
        assert!(score["valueQuantity"].is_null() != score["dataAbsentReason"].is_null(), "{score}");
    }
    assert!(of("Patient").is_empty());
}

#[test]
fn the_recall_period_reaches_fhir_and_ddi() {
    let desk = opened();
    ["fhir", "ddi"].iter().for_each(|format| drop(write(&desk, format).fine()));
    let bundle: Json = serde_json::from_str(&desk.read("fhir/bundle.json")).unwrap();
    let parts = desk.read("open/records.jsonl");
    assert!(parts.contains("\"length\":\"P"), "a part asks about a past time");
    let resources = || bundle["entry"].as_array().unwrap().iter().map(|e| &e["resource"]);
    let url = "urn:kindstem:recall-period";
    for kind in ["Questionnaire", "QuestionnaireResponse"] {
        let of = resources().filter(|r| r["resourceType"] == kind && r["extension"][0]["url"] == url);
        let length = of.map(|r| &r["extension"][0]["extension"][1]["valueDuration"]).next();
        let length = length.unwrap_or_else(|| panic!("no {kind} with a period"));
        assert!(length["value"].as_u64() > Some(0) && length["system"] == "http://unitsofmeasure.org", "{length}");
    }
    let now = resources().find(|r| r["identifier"][0]["value"] == "kindstem-background-parent").unwrap();
    assert!(now["extension"].is_null(), "it asks about now");
    assert!(desk.read("ddi/ddi.xml").contains("<notes>recall period: P"));
}

#[test]
fn a_dyad_is_a_home_of_the_register() {
    let desk = opened();
    export(&desk, "--layout dyad").fine();
    assert!(!desk.has("tables/long.csv"));
    let dyad = table(&desk, "tables/dyad.csv");
    let one = row(&dyad, &[("family_id", "F1"), ("home", ""), ("wave", "T0"), ("homes", "1")]);
    let (mother, child) = ("kindstem_background_parent_household_size_a1", "kindstem_top3_child_topics_place1_k1");
    assert_eq!([one[mother].as_str(), one[child].as_str()], ["2", "7"], "mother and child in one row");
    assert_eq!(one["kindstem_wellbeing_child_parent_seen_a1_k1"], "3", "what she says about the child");

    fs::remove_dir_all(desk.path("tables")).unwrap();
    let homes = json!([{"home": "h1", "adults": ["a2"]}, {"home": "h2", "adults": ["a1"]}]);
    change_register(&desk, |r| r["families"] = json!([{"family_id": "F1", "homes": homes}]));
    let key = key_file("answers-1");
    desk.say(&format!(
        "export csv open --out tables --study study.json --register register.age --identity {key} --layout dyad"
    ))
    .fine();
    let dyad = table(&desk, "tables/dyad.csv");
    assert_eq!(dyad.len(), 1, "nobody answered in the other home");
    assert_eq!([dyad[0]["home"].as_str(), dyad[0][mother].as_str(), dyad[0][child].as_str()], ["h2", "2", "7"]);
}
