//! Items of the kinds slider and date: nothing is preset, nothing is finer than asked, and what was said comes out of the
//! record and the tables as it went in.

use super::forms;
use super::scenario::{Scenario, missing, number, sitting};
use kindstem::answers::{Answer, Missing, Value};
use kindstem::export::{Cell, variables};
use kindstem::instrument::kind::Date;
use kindstem::instrument::{FromTree, Instrument};
use kindstem::record::assemble;
use kindstem::seal::Opened;
use kindstem::study::{About, Plan, Target};
use serde_json::{Value as Json, json};

fn form() -> Json {
    let mut form = forms::home();
    form["id"] = json!("lines");
    form["scores"] =
        json!([{"id": "total", "rule": "sum", "items": ["rating"], "min": 0, "max": 10, "sources": ["-"]}]);
    form["recodes"] = json!({});
    form["options"] = json!({"ends": [{"code": 0}, {"code": 10}]});
    form["blocks"] = json!([{"id": "all", "pages": [
        {"id": "one", "items": [{"id": "rating", "kind": "slider", "options": "ends"}]},
        {"id": "two", "items": [
            {"id": "born", "kind": "date", "precision": "month", "first_year": 1990, "last_year": 2026},
            {"id": "moved", "kind": "date", "precision": "day", "first_year": 1990, "last_year": 2026}
        ]}
    ]}]);
    form
}

fn adult() -> Scenario {
    let parts = vec![forms::part(&form(), Target::Myself, About::default())];
    Scenario::with(Plan { parts, ..forms::plan("T0") }, sitting("an adult", 0), 0)
}

fn date(parts: &[u32]) -> Value {
    Value::Date(Date::new(parts).unwrap())
}

#[test]
fn the_page_reads_what_the_desk_reads() {
    let file = form();
    let desk: Instrument = serde_json::from_value(file.clone()).unwrap();
    assert_eq!(Instrument::from_tree(&file), Some(desk));
    for (place, bad) in [("precision", json!("hour")), ("first_year", json!("1990")), ("last_year", Json::Null)] {
        let mut file = form();
        file["blocks"][0]["pages"][1]["items"][0][place] = bad;
        assert!(serde_json::from_value::<Instrument>(file.clone()).is_err(), "{place}");
        assert!(Instrument::from_tree(&file).is_none(), "{place}");
    }
}

#[test]
fn untouched_is_no_answer_and_a_reason_can_be_given() {
    let mut adult = adult();
    adult.goes_on().leaves("born", Missing::Refused).goes_on();
    assert_eq!(adult.answer(0, "rating"), missing(Missing::NoChoice));
    assert_eq!(adult.answer(0, "born"), missing(Missing::Refused));
    assert_eq!(adult.answer(0, "moved"), missing(Missing::NoChoice));
}

#[test]
fn what_does_not_fit_changes_nothing() {
    let mut adult = adult();
    for bad in [number(11), number(-1), Value::Code(3), Value::Text("3".into())] {
        assert_eq!(adult.says("rating", bad.clone()).shown("rating"), None, "{bad:?}");
    }
    adult.says("rating", number(0)).goes_on();
    for bad in [date(&[2026]), date(&[2026, 2, 3]), date(&[1989, 12]), Value::Text("2026-02".into())] {
        assert_eq!(adult.says("born", bad.clone()).shown("born"), None, "{bad:?}");
    }
    assert_eq!(Date::new(&[2026, 2, 31]), None);
}

#[test]
fn answers_come_out_of_the_record_and_the_tables_as_they_went_in() {
    let mut adult = adult();
    adult.says("rating", number(7)).goes_on();
    adult.says("born", date(&[2014, 2])).says("moved", date(&[2024, 2, 29])).goes_on();
    let (structure, x) = {
        let part = &adult.session.plan().parts[0];
        (part.structure.clone(), (*part.instrument).clone())
    };
    let opened = Opened { entries: adult.opened(), ..Opened::default() };
    let made = assemble(opened, &[(structure, x.clone())].into(), &crate::record::desk::checked());
    assert!(made.report.slots[0].findings.is_empty(), "{:?}", made.report.slots[0]);
    let part = &made.records[0].parts[0];
    assert_eq!(part.answers["rating"], Answer::Value(number(7)));
    assert_eq!(part.answers["born"], Answer::Value(date(&[2014, 2])), "text in an entry, a date in a record");
    let cells: Vec<(String, Cell)> = variables(&x).iter().map(|v| (v.name.clone(), v.cell(part))).collect();
    let expected = [
        ("lines_rating", 7),
        ("lines_born_year", 2014),
        ("lines_born_month", 2),
        ("lines_moved_year", 2024),
        ("lines_moved_month", 2),
        ("lines_moved_day", 29),
        ("lines_total", 7),
    ];
    assert_eq!(
        cells,
        expected.map(|(name, n)| (name.to_string(), Cell::Number(kindstem::instrument::Decimal::whole(n))))
    );
}

#[test]
fn the_traffic_does_not_tell_what_was_said() {
    let (mut one, mut other) = (adult(), adult());
    one.goes_on().goes_on();
    other.says("rating", number(10)).goes_on();
    other.says("born", date(&[2014, 12])).says("moved", date(&[2024, 12, 31])).goes_on();
    assert_eq!(one.traffic(), other.traffic());
    assert!(one.ended() && other.ended());
}
