//! `--norms`: scores by age and sex. Every table here is made up; none is anybody's norms.

use super::export::{Row, export, row, table};
use super::family::{WHOLE, answer, answer_again};
use super::invite::FAMILY;
use super::kit::{Desk, desk, key_file};
use kindstem::instrument::library;

/// Made up: raw 0 of a girl of 8 to 11, of a boy, of anybody of 12 to 16.
const MADE_UP: &str = "sex,age_from,age_to,raw,t\nf,8,11,0,44\nm,8,11,0,52.5\n,12,16,0,60\n";
const PEOPLE: &str = "family_id,roster,birth,sex\nF1,k1,2016-05,f\n";

/// Two instruments of our own, about the child by the child and by the parent, with a norm score that neither has.
/// Answered at T0, 23 November 2026, with 0 on each of the three items; opened.
fn answered_with_a_norm_score() -> Desk {
    let desk = desk();
    for id in ["kindstem-wellbeing-child", "kindstem-wellbeing-child-parent"] {
        let own = library::entries().iter().find(|e| e.id == id).unwrap();
        let mut structure: serde_json::Value = serde_json::from_slice(own.structure).unwrap();
        structure["scores"] = serde_json::json!([
            {"id": "low", "rule": "sum", "items": ["calm", "sad", "afraid"], "min": 0, "max": 9},
            {"id": "low_t", "rule": "norm", "scores": ["low"], "norm": {"table": "made-up"}, "min": 0, "max": 100,
             "bands": [{"id": "high", "from": 60, "to": 100}]},
            {"id": "high", "rule": "count", "scores": ["low_t"], "at_least": 60}
        ]);
        desk.write(&format!("brought/{id}.json"), structure.to_string());
        own.wording.iter().for_each(|(lang, bytes)| desk.write(&format!("brought/{id}-{lang}.json"), bytes));
    }
    desk.pinned_study_with("--instruments brought");
    answer(&desk, FAMILY, "links.csv", "", [Some(&WHOLE); 2]);
    desk.say(&format!(
        "unseal --study study.json --register register.age --identity {} --out open --instruments brought envelopes",
        key_file("answers-1")
    ))
    .fine();
    desk.write("norms/made-up.csv", MADE_UP);
    desk
}

fn register(desk: &Desk, people: &str, more: &str) -> super::kit::Ran {
    desk.write("people.csv", people);
    let key = key_file("answers-1");
    desk.say(&format!("study people study.json --people people.csv --register register.age --identity {key} {more}"))
}

/// The rows of a score, those of the child and of the parent about the child.
fn exported(desk: &Desk, more: &str, score: &str) -> [Row; 2] {
    let _ = std::fs::remove_dir_all(desk.path("tables"));
    export(desk, &format!("--instruments brought {more}")).fine();
    let scores = table(desk, "tables/scores.csv");
    ["P2", "P1"].map(|p| row(&scores, &[("person_id", p), ("about_child", "k1"), ("score", score)]).clone())
}

#[track_caller]
fn all_are(rows: &[Row], value: &str, empty: &str) {
    for r in rows {
        assert_eq!((r["value"].as_str(), r["empty"].as_str()), (value, empty), "{r:?}");
    }
}

#[test]
fn a_norm_score_is_that_of_the_person_whom_the_answers_are_about() {
    let desk = answered_with_a_norm_score();
    all_are(&exported(&desk, "", "low_t"), "", "needs the norm table made-up with age and sex, at the desk");
    let unknown = "the norm table made-up needs the age, which is not known";
    all_are(&exported(&desk, "--norms norms", "low_t"), "", unknown);
    let ran = register(&desk, PEOPLE, "").fine();
    assert_eq!(ran.out, "1 added, 0 changed; 1 person in the register\n");
    all_are(&exported(&desk, "--norms norms", "low_t"), "44", "");
    all_are(&exported(&desk, "--norms norms", "high"), "0", "");
    let long = table(&desk, "tables/long.csv");
    assert_eq!(row(&long, &[("person_id", "P2")])["kindstem_wellbeing_child_low_t"], "44");
    let codebook = table(&desk, "tables/codebook.csv");
    let told = row(&codebook, &[("variable", "kindstem_wellbeing_child_low_t")]);
    assert_eq!((told["rule"].as_str(), told["bands"].as_str()), ("low in the norm table made-up", "high 60 to 100"));

    // Born in the month of the answers: 9 or 10, one row; 11 or 12, two.
    let born = |month: &str| format!("family_id,roster,birth,sex\nF1,k1,{month},m\n");
    register(&desk, &born("2016-11"), "").refuses(1, &["line 2: the register has a different birth and sex for k1"]);
    register(&desk, &born("2016-11"), "--correct").fine();
    all_are(&exported(&desk, "--norms norms", "low_t"), "52.5", "");
    register(&desk, &born("2014-11"), "--correct").fine();
    let open = "11 or 12 years old in the month of birth, and the norm table made-up differs between them";
    all_are(&exported(&desk, "--norms norms", "low_t"), "", open);
    all_are(&exported(&desk, "--norms norms", "high"), "", "needs low_t, which is empty");
    desk.write("norms/made-up.csv", MADE_UP.replace(",0,", ",1,"));
    register(&desk, &born("2016-05"), "--correct").fine();
    let outside = "the raw score 0 is outside the norm table made-up, which has 1 to 1 at this age";
    all_are(&exported(&desk, "--norms norms", "low_t"), "", outside);
}

#[test]
fn change_compares_norm_scores_where_the_tables_are_given() {
    let desk = answered_with_a_norm_score();
    answer_again(&desk);
    std::fs::remove_dir_all(desk.path("open")).unwrap();
    desk.say(&format!(
        "unseal --study study.json --register register.age --identity {} --out open --instruments brought envelopes",
        key_file("answers-1")
    ))
    .fine();
    register(&desk, PEOPLE, "").fine();
    let held = format!("--study study.json --register register.age --identity {}", key_file("answers-1"));
    let change = |out: &str, more: &str| {
        desk.say(&format!("change open --out {out} {held} --instruments brought {more}")).fine();
        let all = table(&desk, &format!("{out}/change.csv"));
        row(&all, &[("person_id", "P2"), ("about_child", "k1"), ("score", "low_t")]).clone()
    };
    let without = change("without", "");
    assert_eq!((without["from"].as_str(), without["to"].as_str()), ("", ""));
    assert!(without["reason"].contains("needs the norm table made-up"), "{without:?}");
    let with = change("with", "--norms norms");
    assert_eq!((with["from"].as_str(), with["to"].as_str(), with["difference"].as_str()), ("44", "44", "0"));
    let bands = table(&desk, "with/bands.csv");
    let high =
        row(&bands, &[("role", "child"), ("score", "low_t"), ("who", "both"), ("wave", "T0"), ("sample", "all")]);
    assert_eq!((high["n"].as_str(), high["band"].as_str()), ("1", "high"));
    desk.say(&format!("change open --out none {held} --norms nowhere")).refuses(2, &["cannot read nowhere"]);
}

#[test]
fn scored_again_with_norms_the_page_is_not_called_wrong() {
    let desk = answered_with_a_norm_score();
    register(&desk, PEOPLE, "").fine();
    let key = key_file("answers-2");
    let held = format!("--norms norms --study study.json --register register.age --identity {key}");
    let without = desk.say("score open --instruments brought").fine();
    assert!(without.out.ends_with(": 0 differences\n"), "{}", without.out);
    let ran = desk.say(&format!("score open --instruments brought {held}")).fine();
    assert!(ran.out.contains(": 0 differences\n4 scores with norms, 0 without"), "{}", ran.out);
    let json = desk.say(&format!("score open --instruments brought {held} --json")).fine().json();
    assert!(json["with_page_scores"].as_u64().unwrap() > 0, "{json}");
    assert_eq!(json["differences"], serde_json::json!([]));
    let t: Vec<_> = json["norm_scores"].as_array().unwrap().iter().filter(|s| s["id"] == "low_t").collect();
    assert!(t.len() == 2 && t.iter().all(|s| s["value"] == 44 && s["wave"] == "T0"), "{json}");

    // A page that claims a norm score says what it cannot know.
    let needs = r#"{"empty":"needs the norm table made-up with age and sex, at the desk","id":"low_t"}"#;
    let records = desk.read("open/records.jsonl");
    assert!(records.contains(needs));
    desk.write("open/records.jsonl", records.replace(needs, r#"{"id":"low_t","value":44}"#));
    let ran = desk.say(&format!("score open --instruments brought {held}"));
    assert_eq!(ran.code, 1);
    assert!(ran.out.contains("low_t: differs from the page"), "{}", ran.out);

    desk.write("norms/made-up.csv", "sex,age_from,age_to,raw,t\nf,4,7,0,44\n");
    desk.write("open/records.jsonl", records);
    let ran = desk.say(&format!("score open --instruments brought {held}")).fine();
    assert!(ran.out.contains("low_t: the norm table made-up has no norms for f at 10"), "{}", ran.out);
    desk.say("score open --norms norms").refuses(2, &["only the register has", "add --study STUDY.JSON --register"]);
}

#[test]
fn one_file_of_answers_takes_age_and_sex_from_the_command_line() {
    let desk = desk();
    let answers: Vec<String> = (1..=10).map(|i| format!("\"kidscreen10_{i}\":3")).collect();
    desk.write("answers.json", format!("{{{}}}", answers.join(",")));
    desk.write("norms/kidscreen-10-total.csv", "t;raw;sex;age_from;age_to\n51,5;30;;8;11\n48,25;30;f;12;18\n");
    let score = |more: &str| {
        let json = desk.say(&format!("score --instrument kidscreen-10 answers.json {more}")).fine().json();
        assert_eq!(json["scores"][0]["value"], 30);
        json["scores"][1].clone()
    };
    let empty = |more: &str| score(more)["empty"].as_str().unwrap().to_string();
    assert_eq!(score("--norms norms --age 10 --sex m")["value"], 51.5);
    assert_eq!(score("--norms norms --age 10")["value"], 51.5, "either sex has this row");
    assert_eq!(score("--norms norms --age 18 --sex f")["value"], 48.25);
    let table = "the norm table kidscreen-10-total";
    assert_eq!(empty(""), "needs the norm table kidscreen-10-total with age and sex, at the desk");
    assert_eq!(empty("--norms norms --age 12"), format!("{table} needs the sex, which is not known"));
    assert_eq!(empty("--norms norms --sex f"), format!("{table} needs the age, which is not known"));
    assert_eq!(empty("--norms norms --age 12 --sex m"), format!("{table} has no norms for m at 12"));
    std::fs::rename(desk.path("norms/kidscreen-10-total.csv"), desk.path("norms/kidscreen.csv")).unwrap();
    let absent = "there is no norm table kidscreen-10-total among those that were given";
    assert_eq!(empty("--norms norms --age 10 --sex f"), absent);
    let refused = |more: &str, says: &[&str]| {
        desk.say(&format!("score --instrument kidscreen-10 answers.json {more}")).refuses(2, says);
    };
    refused("--age 10", &["--norms <DIR>"]);
    refused("--norms norms --age 300", &["--age <YEARS>"]);
    refused("--norms norms --sex girl", &["\"girl\" is not one of f, m"]);
    refused("--norms none", &["cannot read none", "check the file name"]);
    refused("--norms .", &[". contains no norm table", "TABLE.csv with columns sex,age_from,age_to,raw,t"]);
}

#[test]
fn everything_that_is_wrong_with_a_table_has_file_line_and_way_out() {
    let desk = desk();
    let answers: Vec<String> = (1..=10).map(|i| format!("\"kidscreen10_{i}\":3")).collect();
    desk.write("answers.json", format!("{{{}}}", answers.join(",")));
    let heading = "sex,age_from,age_to,raw,t\n";
    desk.write(
        "norms/a.csv",
        format!("{heading}girl,8,11,1,40\nf,eight,11,1,40\nf,12,11,1,40\nf,8,11,1.5,40\nf,8,11,1,\n"),
    );
    desk.write("norms/b.csv", format!("{heading}f,8,11,1,40\nm,8,11,1,40\n,11,12,1,40\n"));
    desk.write("norms/c.csv", heading);
    let ran = || desk.say("score --instrument kidscreen-10 answers.json --norms norms --age 10 --sex f");
    let said = ran().refuses(
        1,
        &[
            "norms/a.csv: line 2, column sex: \"girl\" is not one of f, m; or leave the cell empty",
            "norms/a.csv: line 3, column age_from: \"eight\" is not an age; write whole years",
            "norms/a.csv: line 4, column age_to: 11 is below age_from, 12; swap the two",
            "norms/a.csv: line 5, column raw: \"1.5\" is not a raw score; write a whole number",
            "norms/a.csv: line 6, column t: \"\" is not a norm score",
            "norms/b.csv: line 4: overlaps with line 2, the same sex, age and raw score; keep one row for each",
            "norms/c.csv: line 2: the table has no rows; add rows",
            "7 problems in the norm tables of norms",
        ],
    );
    assert_eq!(said.out, "", "nothing is scored with a table that is wrong");
    desk.write("norms/a.csv", "sex,age,raw,t\n");
    ran().refuses(2, &["norms/a.csv: line 1: unknown column \"age\"", "the columns are sex,age_from,age_to,raw,t"]);
    desk.write("norms/a.csv", "sex,age_from,age_to,t\n");
    ran().refuses(2, &["norms/a.csv: line 1: column \"raw\" is missing"]);
    desk.write("norms/a.csv", "sex,age_from,age_to,raw,t,t\n");
    ran().refuses(2, &["norms/a.csv: line 1: column \"t\" appears twice"]);
    desk.write("norms/a.csv", format!("{heading}f,8,11,1\n"));
    ran().refuses(2, &["norms/a.csv: ", "line: 2", "4 fields"]);
}

#[test]
fn what_is_wrong_with_people_is_said_and_the_register_stays_as_it_was() {
    let desk = answered_with_a_norm_score();
    let before = std::fs::read(desk.path("register.age")).unwrap();
    let people = "family_id,roster,birth,sex\n\
                  F1,k9,2016-05,f\nF1,,2016-05,f\nF1,k1,2016-13,f\nF1,k1,16-05,x\nF9,k1,2016-05,f\nF1,k2,,m\nF1,k2,,m\n";
    register(&desk, people, "").refuses(
        1,
        &[
            "people.csv: line 2, column roster: \"k9\" is not one of",
            "line 3, column roster: write a roster code",
            "line 4, column birth: \"2016-13\" is not a month; write YYYY-MM",
            "line 5, column birth",
            "line 5, column sex: \"x\" is not one of f, m; or leave the cell empty",
            "line 6: the register has no family F9",
            "line 8: k2 of family F1 appears twice",
            "the register was not changed",
        ],
    );
    assert_eq!(std::fs::read(desk.path("register.age")).unwrap(), before);
    register(&desk, PEOPLE, "").fine();
    let json = register(&desk, PEOPLE, "--json").fine().json();
    assert_eq!(json, serde_json::json!({"added": 0, "changed": 0, "people_in_register": 1}), "twice is once");
    super::kit::change_register(&desk, |register| {
        let twin = register["people"][0].clone();
        register["people"].as_array_mut().unwrap().push(twin);
        register["people"][0]["birth"] = "canary".into();
    });
    let ran = register(&desk, PEOPLE, "")
        .refuses(1, &["error[birth] $.people[0].birth: write year and month", "error[duplicate_person] $.people[1]"]);
    assert!(!ran.err.contains("canary"));
}
