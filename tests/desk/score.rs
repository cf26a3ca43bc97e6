//! `score` with a file of answers.

use super::kit::desk;

#[test]
fn prints_the_score_document() {
    let desk = desk();
    let items: Vec<String> = (1..=9).map(|i| format!("\"phq9_{i}\":{}", i % 4)).collect();
    desk.write("answers.json", format!("{{{}}}", items.join(",")));
    let ran = desk.say("score --instrument phq-9 answers.json").fine();
    assert_eq!(
        ran.out,
        "{\"instrument\":\"phq-9\",\"version\":\"1.0.0\",\"scores\":[{\"id\":\"total\",\"value\":13},{\"id\":\"phq2\",\"value\":3}]}\n"
    );
    assert_eq!(ran.err, "");
}

#[test]
fn a_score_without_enough_answers_says_why() {
    let desk = desk();
    desk.write("answers.json", r#"{"phq9_1":3,"phq9_2":{"missing":"refused"}}"#);
    let json = desk.say("score --instrument phq-9 answers.json").fine().json();
    assert_eq!(json["scores"][0]["id"], "total");
    assert!(json["scores"][0]["empty"].as_str().unwrap().starts_with("1 of 9 answered"), "{json}");
    assert!(json["scores"][0].get("value").is_none());
}

#[test]
fn everything_that_does_not_fit_is_said_at_once_and_no_answer_is_repeated() {
    let desk = desk();
    desk.write(
        "answers.json",
        r#"{"phq9_1":77712,"phq9_2":"canary words","phq9_3":{"missing":"canary"},"phq9_4":[1],"phq9_5":1,"phq9_5":2,
           "x\u001b[31m":1,"phq9_6":true,"phq9_7":1.5}"#,
    );
    let ran = desk.say("score --instrument phq-9 answers.json").refuses(
        1,
        &[
            "answers.json: error[unfit] $.phq9_1: the item has no option with this code; its codes are 0, 1, 2, 3",
            "error[unfit] $.phq9_2: the item takes another kind of value; give one code out of 0, 1, 2, 3",
            "error[no_answer] $.phq9_3: an answer is",
            "error[unfit] $.phq9_4",
            "error[duplicate] $.phq9_5: the item appears twice",
            "error[unknown_item] $[\"x\\u{1b}[31m\"]: the item is not in this instrument (phq-9 1.0.0)",
            "error[no_answer] $.phq9_6",
            "error[unfit] $.phq9_7",
            "was not scored",
        ],
    );
    assert_eq!(ran.out, "");
    for said in ["canary", "77712", "true", "\u{1b}"] {
        assert!(!ran.err.contains(said), "{said:?} is in {}", ran.err);
    }
}

#[test]
fn a_typed_whole_number_is_a_number_and_an_option_may_stand_for_a_missing_code() {
    let desk = desk();
    desk.write("answers.json", r#"{"household_size":4,"work":1,"work_hours":36,"authority":0,"household_who":[1,2]}"#);
    desk.say("score --instrument kindstem-background-parent answers.json").fine();
    desk.write("answers.json", r#"{"household_size":40,"household_who":[7,1]}"#);
    desk.say("score --instrument kindstem-background-parent answers.json").refuses(
        1,
        &["$.household_size: the number lies outside the item's range; it runs from 1 to 20", "$.household_who"],
    );
}

#[test]
fn an_answer_that_was_not_asked_counts_as_in_a_session() {
    let desk = desk();
    let zeros: Vec<String> = (1..=10).map(|i| format!("\"phq9_{i}\":0")).collect();
    desk.write("answers.json", format!("{{{}}}", zeros.join(",")));
    let ran = desk.say("score --instrument phq-9 answers.json").fine();
    assert_eq!(ran.json()["scores"][0]["value"], 0);
    assert!(ran.err.contains("warning[not_asked] $.phq9_10: the branching hides it"), "{}", ran.err);
}

#[test]
fn what_cannot_be_read_says_so() {
    let desk = desk();
    desk.write("list.json", "[1,2]");
    desk.write("cut.json", "{\"phq9_1\":");
    desk.say("score --instrument phq-9 none.json").refuses(2, &["cannot read none.json", "check the file name"]);
    desk.say("score --instrument phq-9 list.json").refuses(2, &["list.json: $", "an object such as"]);
    desk.say("score --instrument phq-9 cut.json").refuses(2, &["cut.json: ", "line 1"]);
    desk.say("score --instrument phq-7 list.json").refuses(2, &["\"phq-7\" is neither a file nor an instrument"]);
    desk.say("score list.json").refuses(2, &["add --instrument ID"]);
    desk.say("score .").refuses(2, &["has no records.jsonl"]);
}

#[test]
fn lines_of_answers_are_scored_in_their_order_on_any_number_of_cores() {
    let desk = desk();
    let line = |n: usize| format!("{{\"phq9_1\":{},\"phq9_2\":{}}}\n", n % 4, n / 4 % 4);
    desk.write("answers.jsonl", (0..9000).map(line).collect::<String>());
    let one = desk.say("score --instrument phq-9 --jobs 1 answers.jsonl").fine().out;
    assert_eq!(one.lines().count(), 9000);
    for (n, line) in one.lines().enumerate().step_by(701) {
        let scores: serde_json::Value = serde_json::from_str(line).unwrap();
        assert_eq!(scores["scores"][1]["value"], n % 4 + n / 4 % 4, "line {n}");
    }
    assert_eq!(desk.say("score --instrument phq-9 --jobs 3 answers.jsonl").fine().out, one);
}

#[test]
fn a_line_that_does_not_fit_is_named() {
    let desk = desk();
    desk.write("answers.jsonl", "{\"phq9_1\":1}\n\n{\"phq9_1\":9}\n");
    let named = &["answers.jsonl:3: error[unfit] $.phq9_1", "was not scored"];
    let before = desk.say("score --instrument phq-9 answers.jsonl").refuses(1, named).out;
    assert_eq!(before.lines().count(), 1, "the line before it is scored");
    desk.write("answers.jsonl", "{\"phq9_1\":1}\n[1]\n");
    desk.say("score --instrument phq-9 answers.jsonl").refuses(2, &["answers.jsonl:2: "]);
}
