//! `simulate` and `change`: what goes into a made-up cohort comes out of the tables.

use super::export::{Row, row, table};
use super::kit::{Desk, Ran, desk, key_file, with_keys};
use kindstem::instrument::{Choice, Instrument, library, parse};
use serde_json::{Map, Value as Json, json};

/// A text pack whose words mean nothing: slots have none of their own.
fn pack(id: &str) -> Json {
    let x: Instrument = parse(library::entries().iter().find(|e| e.id == id).unwrap().structure).unwrap();
    let items: Map<_, _> = x.items().map(|(_, _, i)| (i.id.clone(), json!({"text": "test words"}))).collect();
    let list = |codes: &[Choice]| codes.iter().map(|c| (c.code.to_string(), "test".into())).collect::<Map<_, _>>();
    let options: Map<_, _> = x.options.iter().map(|(n, c)| (n.clone(), list(c).into())).collect();
    let blocks: Map<_, _> = x.blocks.iter().map(|b| (b.id.clone(), json!({"title": "test"}))).collect();
    json!({"format": 1, "instrument": id, "version": x.version, "lang": "nl", "licence": "test", "source": "test",
        "brought_by": "test", "title": "test", "items": items, "options": options, "blocks": blocks})
}

/// Two waves, parents about each other and a child, children about themselves.
fn studying() -> Desk {
    let desk = desk();
    let mut study = with_keys(include_str!("study.template.json"));
    study["languages"] = json!(["nl"]);
    study["waves"][1]["id"] = "T2".into();
    study["waves"][1]["offset_months"] = 18.into();
    let battery = |role: &str, set: &str, parts: &[(&str, &str)]| {
        let parts: Vec<Json> = parts.iter().map(|(i, t)| json!({"instrument": i, "target": t})).collect();
        json!({"role": role, "set": set, "waves": ["T0", "T2"], "parts": parts})
    };
    study["batteries"] = json!([
        battery(
            "parent",
            "adult",
            &[
                ("kindstem-begin-parent", "self"),
                ("kindstem-background-parent", "self"),
                ("phq-9", "self"),
                ("kindstem-safety-adult-parent", "a1"),
                ("kindstem-safety-adult-parent", "a2"),
                ("kindstem-safety-child-parent", "k1"),
            ]
        ),
        battery("child", "8-11", &[("kindstem-begin-child", "self"), ("cries-8", "self")]),
        battery("young", "12-17", &[("kindstem-begin-young", "self"), ("cries-8", "self")]),
    ]);
    study["exit"]["12-17"] = "about:blank".into();
    desk.write("template.json", study.to_string());
    ["phq-9", "cries-8"].iter().for_each(|id| desk.write(&format!("brought/{id}.json"), pack(id).to_string()));
    desk.say("study pin template.json --out study.json --instruments brought").fine();
    desk
}

fn simulate(desk: &Desk, families: usize, seed: u64, parameters: &Json) -> Ran {
    desk.write("parameters.json", parameters.to_string());
    desk.say(&format!(
        "simulate study.json --families {families} --seed {seed} --out made --parameters parameters.json"
    ))
}

/// Simulated, opened, scored again and compared.
fn compared(families: usize, seed: u64, parameters: &Json) -> (Desk, Json) {
    let desk = studying();
    simulate(&desk, families, seed, parameters).fine();
    let key = key_file("answers-1");
    let ran = desk.say(&format!(
        "unseal --register made/register.age --identity {key} --out open made/envelopes --study made/study.json"
    ));
    let twice = parameters["faults"]["duplicate"].as_f64().is_some_and(|share| share > 0.0);
    if twice {
        ran.finds(&["sealed under another name and moved or copied here"])
    } else {
        ran.fine()
    };
    desk.say("score open").fine();
    desk.say(&format!(
        "change open --out tables --study made/study.json --register made/register.age --identity {key}"
    ))
    .fine();
    let truth = serde_json::from_str(&desk.read("made/truth.json")).unwrap();
    (desk, truth)
}

fn at(family: &Json, roster: &str, wave: usize) -> bool {
    family["answered"][wave].as_array().unwrap().iter().any(|r| r == roster)
}

fn number(row: &Row, column: &str) -> f64 {
    row[column].parse().unwrap_or_else(|_| panic!("{column} of {row:?}"))
}

/// Whether a share of `n` is within four standard errors of what it was drawn with.
#[track_caller]
fn near(share: f64, drawn: f64, n: f64) {
    let error = (drawn * (1.0 - drawn) / n).sqrt();
    assert!((share - drawn).abs() <= 4.0 * error + 1e-9, "{share} is far from {drawn} for {n}");
}

#[test]
fn the_whole_way_gives_back_what_went_in() {
    let faults = json!({"resumed": 0.3, "gap": 0.0, "duplicate": 0.1});
    let parameters = json!({"gedwongen": 0.5, "second_parent": 0.3, "person_silent": 0.1, "faults": faults});
    let (desk, truth) = compared(60, 7, &parameters);
    let families = truth["families"].as_array().unwrap();
    let classes = table(&desk, "tables/classes.csv");
    let main: Vec<&Row> =
        classes.iter().filter(|r| r["informants"] == "main_caregiver" && r["home"].is_empty()).collect();
    assert_eq!(main.len(), 60);
    let mut stopped = 0;
    for family in families {
        let found = main.iter().find(|r| r["family_id"] == family["family_id"].as_str().unwrap()).unwrap();
        let both = at(family, "a1", 0) && at(family, "a1", 1);
        for (wave, column) in ["class_from", "class_to"].iter().enumerate() {
            let truth = if both { family["class"][wave].as_str().unwrap() } else { "" };
            assert_eq!(found[*column], truth, "{found:?}");
        }
        assert_eq!(found["reason"].is_empty(), both, "{found:?}");
        stopped += usize::from(both && family["class"][0] != "none" && family["class"][1] == "none");
    }
    let counted: f64 = table(&desk, "tables/stopped.csv")
        .iter()
        .filter(|r| r["informants"] == "main_caregiver" && r["sample"] == "all")
        .map(|r| number(r, "stopped"))
        .sum();
    assert!(counted as usize == stopped && stopped > 3, "{counted} {stopped}");

    let counts = table(&desk, "tables/class_counts.csv");
    let all = [("sample", "all"), ("informants", "main_caregiver"), ("who", "answered")];
    for group in ["gedwongen", "vrijwillig"] {
        for (wave, end) in [("T0", "first"), ("T2", "last")] {
            for (n, class) in ["none", "moderate", "frequent_or_severe"].iter().enumerate() {
                let drawn = truth["parameters"]["class"][group][end][n].as_f64().unwrap();
                let more = [("group", group), ("wave", wave), ("class", *class)];
                let found = row(&counts, &[&all[..], &more[..]].concat());
                near(number(found, "share"), drawn, number(found, "of"));
            }
        }
    }
    // The clinical range, of children who were asked: as drawn, and as the parameters say.
    let bands = table(&desk, "tables/bands.csv");
    for group in ["gedwongen", "vrijwillig"] {
        for (wave, id) in ["T0", "T2"].iter().enumerate() {
            let of_group = families.iter().filter(|f| f["group"] == group);
            let children = of_group.flat_map(|f| {
                let asked = f["answered"][wave].as_array().unwrap().iter().filter_map(|r| r.as_str());
                asked.filter(|r| r.starts_with('k')).map(|r| f["clinical"][r][wave].as_bool().unwrap())
            });
            let children: Vec<bool> = children.collect();
            let rows = bands.iter().filter(|r| {
                r["instrument"] == "cries-8" && r["group"] == group && r["wave"] == *id && r["who"] == "answered"
            });
            let rows: Vec<&Row> = rows.filter(|r| r["sample"] == "all").collect();
            let (n, inside) = rows
                .iter()
                .fold((0.0, 0.0), |(n, inside), r| (n + number(r, "n"), inside + number(r, "n") * number(r, "share")));
            assert_eq!(n as usize, children.len(), "{group} {id}");
            assert_eq!(inside.round() as usize, children.iter().filter(|c| **c).count(), "{group} {id}");
            near(inside / n, truth["parameters"]["clinical"][group][wave].as_f64().unwrap(), n);
        }
    }
    let sums = table(&desk, "tables/change_sums.csv");
    let sum = sums.iter().find(|r| r["instrument"] == "phq-9" && r["score"] == "total").unwrap();
    assert!(sum["rc_sources"].contains("SD 5.5") && number(sum, "n_rc") > 5.0, "{sum:?}");
    let balance = table(&desk, "tables/balance.csv");
    assert!(balance.iter().any(|r| r["covariate"] == "income" && r["matched_by"] == "1"), "{balance:?}");
    let beside = row(&balance, &[("covariate", "class_at_t0")]);
    assert_eq!(beside["matched_by"], "0");
    let codebook = table(&desk, "tables/codebook.csv");
    assert!(codebook.iter().any(|r| r["column"] == "stopped") && codebook.len() > 15);
}

#[test]
fn without_change_there_is_none_however_many_drop_out() {
    let parameters = json!({
        "change": false, "second_parent": 0.6, "family_lost": 0.1, "person_silent": 0.4,
        "faults": {"resumed": 0.1, "gap": 0.0, "duplicate": 0.0},
    });
    let (desk, _) = compared(50, 11, &parameters);
    for moved in table(&desk, "tables/transitions.csv") {
        let n = number(&moved, "n");
        assert!(n == 0.0 || moved["class_from"] == moved["class_to"], "{moved:?}");
    }
    let stopped = table(&desk, "tables/stopped.csv");
    assert!(stopped.iter().any(|r| r["informants"] == "any" && number(r, "n") > 5.0));
    assert!(stopped.iter().all(|r| number(r, "stopped") == 0.0), "{stopped:?}");
    let change = table(&desk, "tables/change.csv");
    let rc: Vec<&Row> =
        change.iter().filter(|r| r["instrument"] == "phq-9" && r["score"] == "total" && !r["rc"].is_empty()).collect();
    let beyond = rc.iter().filter(|r| r["reliable"] != "within_error").count();
    let (n, share) = (rc.len() as f64, beyond as f64 / rc.len() as f64);
    assert!(n > 15.0 && share <= 0.05 + 4.0 * (0.05 * 0.95 / n).sqrt(), "{beyond} of {n}");
    let silent = change.iter().filter(|r| r["reason"] == "not asked or not answered at T2").count();
    assert!(silent > 50, "who dropped out has a reason: {silent}");
}

#[test]
fn the_same_seed_gives_the_same_cohort_and_real_studies_are_refused() {
    let desk = studying();
    let made = |seed| {
        simulate(&desk, 3, seed, &json!({})).fine();
        let out = ["truth.json", "links.csv"].map(|f| desk.read(&format!("made/{f}")));
        std::fs::remove_dir_all(desk.path("made")).unwrap();
        out
    };
    let first = made(1);
    assert_eq!(first, made(1));
    assert_ne!(first, made(2));
    assert!(first[0].contains("(Steketee & Doelman 2022)") && first[0].contains("assumed"));
    simulate(&desk, 3, 1, &json!({"familes": 3})).refuses(2, &["unknown field", "truth.json"]);
    let bad = json!({"class": {"gedwongen": {"first": [0.5, 0.5, 0.5], "last": [0, 0, 1]},
        "vrijwillig": {"first": [1, 0, 0], "last": [1, 0, 0]}}});
    simulate(&desk, 3, 1, &bad).refuses(1, &["add up to 1"]);
    simulate(&desk, 3, 1, &json!({})).fine();
    simulate(&desk, 3, 1, &json!({})).refuses(2, &["already exists"]);
    desk.write("study.json", desk.read("study.json").replace("\"trial\"", "\"live\""));
    std::fs::remove_dir_all(desk.path("made")).unwrap();
    simulate(&desk, 3, 1, &json!({})).refuses(1, &["simulated answers must not be mixed with real ones"]);
    assert!(!desk.has("made"));
}

#[test]
fn views_of_one_family_go_to_no_file() {
    let desk = studying();
    let key = key_file("answers-1");
    desk.say(&format!(
        "compare-informants open --study study.json --register r --identity {key} --family F1 --wave T0"
    ))
    .refuses(2, &["shown on a terminal only", "kindstem change"]);
}

#[test]
fn change_says_what_it_cannot_use() {
    let (desk, _) = compared(4, 3, &json!({"family_lost": 0.0, "person_silent": 0.0}));
    let key = key_file("answers-1");
    let change = |more: &str| {
        let held = format!("--study made/study.json --register made/register.age --identity {key}");
        desk.say(&format!("change open --out more {held} {more}"))
    };
    change("--from T2 --to T0").refuses(2, &["swap --from and --to"]);
    change("--from T9").refuses(2, &["\"T9\" is not a wave", "T0, T2"]);
    change("--caliper -1").refuses(2, &[]);
    desk.write("figures.csv", "instrument,score,sd,reliability,kind,source\ncries-8,total,0,1,test,\n");
    change("--figures figures.csv").refuses(
        1,
        &["line 2, column sd", "line 2, column reliability", "retest, alpha, omega", "line 2, column source"],
    );
    desk.write("covariates.csv", "instrument,item,kind\nkindstem-background-parent,income,band\n");
    change("--covariates covariates.csv").refuses(1, &["number, category"]);
    assert!(!desk.has("more/change.csv"));
    desk.write("figures.csv", "instrument,score,sd,reliability,kind,source\ncries-8,total,9.5,0.8,retest,a pilot\n");
    change("--figures figures.csv").fine();
    let sums = table(&desk, "more/change_sums.csv");
    let of = sums.iter().find(|r| r["instrument"] == "cries-8" && r["score"] == "total");
    assert!(of.is_none_or(|r| r["rc_sources"].contains("a pilot")), "{of:?}");
}
