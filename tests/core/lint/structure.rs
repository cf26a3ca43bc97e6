//! Structures: what can be wrong with an instrument.

use super::edit::{Row, codes_in, codes_of, hold};
use kindstem::instrument::{lint, parse};
use serde_json::{Value as Json, json};

/// A good structure with one of everything.
pub fn good() -> Json {
    json!({
        "format": 1, "id": "good", "version": "1.0.0", "status": "published", "name": "Good",
        "licence": {"name": "CC-BY-4.0", "holder": "-", "permission": "free", "how": "-", "source": "-",
            "checked": true},
        "topic": "background",
        "for": {"roles": ["parent"], "age_from": 8, "age_to": 12, "about": "myself"},
        "period": {"anchor": "fixed", "length": "P12M"},
        "options": {"o": [{"code": 0}, {"code": 1}, {"code": 2}]},
        "recodes": {"r": [{"code": 0, "points": 0}, {"code": 1, "points": 4}, {"code": 2, "points": 8}]},
        "blocks": [
            {"id": "one", "pages": [
                {"id": "p1", "items": [
                    {"id": "a", "kind": "choice", "options": "o", "flow": {"gate": 1}},
                    {"id": "b", "kind": "choice", "options": "o",
                        "show_if": {"any": [{"item": "a", "op": "eq", "value": 1}]}},
                    {"id": "n", "kind": "number", "min": 0, "max": 9},
                    {"id": "t", "kind": "text", "max_bytes": 100}
                ]},
                {"id": "p2", "items": [
                    {"id": "i", "kind": "info"}, {"id": "many", "kind": "choices", "options": "o", "at_most": 2}
                ]}
            ]},
            {"id": "two", "pages": [{"id": "p3", "items": [{"id": "c", "kind": "choice", "options": "o", "share": true,
                "quality": "onlooker"}]}]}
        ],
        "scores": [
            {"id": "total", "rule": "sum", "items": ["a", "b"], "reverse": ["b"],
                "missing": {"at_most": 1, "then": "prorate"}, "min": 0, "max": 4,
                "bands": [{"id": "low", "from": 0, "to": 1}, {"id": "high", "from": 2, "to": 4}],
                "sd": 1, "reliability": {"value": 0.8, "kind": "alpha"}, "round": {"places": 1}, "sources": ["-"]},
            {"id": "level", "rule": "recode", "scores": ["total"], "steps": [{"from": 0, "to": 4, "value": 1}],
                "only_if": {"item": "a", "is": 1}, "sources": ["-"]},
            {"id": "t", "rule": "norm", "scores": ["total"], "norm": {"table": "x"}, "sources": ["-"]},
            {"id": "class", "rule": "class", "items": ["a", "b"], "recode": "r",
                "class": {"severe": ["b"], "frequent_at": 12, "bound": "exact"}, "sources": ["-"]}
        ]
    })
}

fn items(n: usize) -> Json {
    let all = (0..n).map(|i| json!({"id": format!("x{i}"), "kind": "info"}));
    all.collect()
}

fn head_and_limits() -> Vec<Row> {
    let long = "x".repeat(65);
    let codes = |n: i32| Json::from_iter((0..n).map(|code| json!({"code": code})));
    let points = Json::from_iter((0..101).map(|code| json!({"code": code, "points": 0})));
    let lists = |list: Json| Json::Object((0..501).map(|n| (format!("l{n}"), list.clone())).collect());
    let empty_block = json!({"id": "e", "pages": [{"id": "pe", "items": [{"id": "xe", "kind": "info"}]}]});
    let pages = Json::from_iter((0..2001).map(|n| json!({"id": format!("p{n}"), "items": []})));
    vec![
        ("/format", json!(2), "format", "$.format"),
        ("/topic", Json::Null, "no_topic", "$.topic"),
        ("/id", json!("Not Good"), "id_shape", "$.id"),
        ("/id", json!("not--good"), "id_shape", "$.id"),
        ("/version", json!(""), "version", "$.version"),
        ("/version", json!(long), "version", "$.version"),
        ("/for/age_to", json!(7), "age_range", "$.for"),
        ("/for/roles", json!([]), "no_role", "$.for.roles"),
        ("/blocks", Json::from_iter((0..201).map(|_| empty_block.clone())), "limit", "$.blocks"),
        ("/blocks/1/pages/0/items", items(2001), "limit", "$.blocks"),
        ("/blocks/1/pages", pages, "limit", "$.blocks"),
        ("/options", lists(json!([{"code": 0}, {"code": 1}])), "limit", "$.options"),
        ("/options/o", codes(101), "limit", "$.options.o"),
        ("/recodes", lists(json!([])), "limit", "$.recodes"),
        ("/recodes/r", points, "limit", "$.recodes.r"),
        ("/scores", Json::from_iter((0..501).map(|_| json!({"id": "s", "rule": "sum"}))), "limit", "$.scores"),
        ("/scores/0/items", json!(vec!["a"; 2001]), "limit", "$.scores[0]"),
        ("/blocks", json!([]), "empty", "$.blocks"),
        ("/blocks/1/pages", json!([]), "empty", "$.blocks[1].pages"),
        ("/blocks/1/pages/0/items", json!([]), "empty", "$.blocks[1].pages[0].items"),
    ]
}

fn ids_and_options() -> Vec<Row> {
    vec![
        ("/blocks/0/pages/0/items/0/id", json!("A"), "id_shape", "$.blocks[0].pages[0].items[0].id"),
        ("/blocks/1/id", json!("one"), "duplicate_id", "$.blocks[1].id"),
        ("/blocks/1/pages/0/id", json!("p1"), "duplicate_id", "$.blocks[1].pages[0].id"),
        ("/blocks/1/pages/0/items/0/id", json!("a"), "duplicate_id", "$.blocks[1].pages[0].items[0].id"),
        ("/scores/1/id", json!("total"), "duplicate_id", "$.scores[1].id"),
        ("/options/o", json!([{"code": 1}]), "few_options", "$.options.o"),
        ("/options/o/2/code", json!(1), "duplicate_code", "$.options.o[2].code"),
        ("/options/o/-", json!({"code": -93}), "code_is_missing", "$.options.o[3].code"),
        ("/options/o/-", json!({"code": 1_000_001}), "impossible_range", "$.options.o[3].code"),
        ("/options/p", json!([{"code": 0}, {"code": 1}]), "unused", "$.options.p"),
    ]
}

fn one_item() -> Vec<Row> {
    const A: &str = "/blocks/0/pages/0/items/0";
    let a = |field: &'static str| -> &'static str { Box::leak(format!("{A}/{field}").into_boxed_str()) };
    vec![
        (a("options"), json!("q"), "dangling", "$.blocks[0].pages[0].items[0].options"),
        ("/blocks/0/pages/0/items/2/min", json!(10), "impossible_range", "$.blocks[0].pages[0].items[2].min"),
        (
            "/blocks/0/pages/0/items/3/max_bytes",
            json!(0),
            "impossible_range",
            "$.blocks[0].pages[0].items[3].max_bytes",
        ),
        ("/blocks/0/pages/0/items/3/max_bytes", json!(16_385), "limit", "$.blocks[0].pages[0].items[3].max_bytes"),
        ("/blocks/0/pages/1/items/1/at_most", json!(4), "impossible_range", "$.blocks[0].pages[1].items[1].at_most"),
        (a("flow/gate"), json!(3), "dangling", "$.blocks[0].pages[0].items[0].flow.gate"),
        (a("flow/correct_code"), json!(3), "dangling", "$.blocks[0].pages[0].items[0].flow.correct_code"),
        (a("flow/correct_code"), json!(1), "not_for_kind", "$.blocks[0].pages[0].items[0].flow.correct_code"),
        (a("destination"), json!("contact_where"), "not_for_kind", "$.blocks[0].pages[0].items[0].destination"),
        (a("destination"), json!("nowhere"), "not_scored", "$.blocks[0].pages[0].items[0].destination"),
        (a("parent_option"), json!(1), "dangling", "$.blocks[0].pages[0].items[0].parent_option"),
        (a("parent_option"), json!(1), "not_for_kind", "$.blocks[0].pages[0].items[0].parent_option"),
        (
            "/blocks/0/pages/0/items/2",
            json!({"id": "n", "kind": "rank", "options": "o", "at_most": 1, "shuffled": true}),
            "not_for_kind",
            "$.blocks[0].pages[0].items[2].shuffled",
        ),
        (a("default"), json!(3), "dangling", "$.blocks[0].pages[0].items[0].default"),
        (a("default"), json!(1), "not_for_kind", "$.blocks[0].pages[0].items[0].default"),
        ("/options/o/2/code", json!(3), "not_for_kind", "$.blocks[1].pages[0].items[0].share"),
        ("/options/o/0/code", json!(4), "no_zero", "$.blocks[1].pages[0].items[0].quality"),
    ]
}

#[test]
fn what_a_kind_does_not_have_is_not_read() {
    // (item, field, value): the item has another kind, so the field means nothing to it.
    let strange = [
        (2, "options", json!("o")),
        (0, "min", json!(0)),
        (0, "max_bytes", json!(9)),
        (0, "at_most", json!(1)),
        (0, "shuffled", json!(true)),
        (0, "options_from", json!(["b"])),
        (0, "picture", json!("cup")),
        (2, "share", json!(true)),
        (2, "faces", json!(true)),
        (2, "practice", json!(true)),
        (2, "flow", json!({"gate": 1})),
        (2, "acute", json!(true)),
        (3, "default", json!(1)),
    ];
    for (item, field, value) in strange {
        let edited = super::edit::edited(&good(), &format!("/blocks/0/pages/0/items/{item}/{field}"), &value);
        let error = parse(edited.to_string().as_bytes()).unwrap_err();
        assert_eq!(error.path, format!("$.blocks[0].pages[0].items[{item}].{field}"), "{error}");
        assert!(error.what.starts_with(&format!("unknown field `{field}`, expected")), "{error}");
    }
    let lacking = [("/blocks/0/pages/0/items/2/max", "max"), ("/blocks/0/pages/0/items/3/max_bytes", "max_bytes")];
    for (pointer, field) in lacking.into_iter().chain([("/blocks/1/pages/0/items/0/options", "options")]) {
        let error = parse(super::edit::edited(&good(), pointer, &Json::Null).to_string().as_bytes()).unwrap_err();
        assert!(error.what.starts_with(&format!("missing field `{field}`")), "{error}");
    }
}

fn covariates() -> Vec<Row> {
    let by = |item: &str, kind: &str| json!([{"item": item, "kind": kind}]);
    let item = "$.covariates[0].item";
    let twice = json!([{"item": "n", "kind": "number"}, {"item": "n", "kind": "number"}]);
    let shown = json!([{"item": "n", "kind": "number", "not_shown": 0}]);
    vec![
        ("/covariates", by("x", "number"), "dangling", item),
        ("/covariates", by("t", "number"), "not_for_kind", item),
        ("/covariates", by("many", "category"), "not_for_kind", item),
        ("/covariates", by("n", "category"), "not_for_kind", "$.covariates[0].kind"),
        ("/covariates", twice, "duplicate_id", "$.covariates[1].item"),
        ("/covariates", shown, "unused", "$.covariates[0].not_shown"),
    ]
}

fn show_if() -> Vec<Row> {
    const B: &str = "/blocks/0/pages/0/items/1/show_if";
    let on = |item: &str| json!({"any": [{"item": item, "op": "eq", "value": 1}]});
    let many = json!({"all": vec![json!({"item": "a", "op": "exists"}); 21]});
    vec![
        (B, json!({}), "show_if_shape", "$.blocks[0].pages[0].items[1].show_if"),
        (B, many, "limit", "$.blocks[0].pages[0].items[1].show_if"),
        (B, on("c"), "dangling", "$.blocks[0].pages[0].items[1].show_if.any[0].item"),
        (B, on("n"), "show_if_forward", "$.blocks[0].pages[0].items[1].show_if.any[0].item"),
        (B, on("b"), "show_if_cycle", "$.blocks[0].pages[0].items[1].show_if"),
        ("/blocks/0/pages/0/items/0/show_if", on("b"), "show_if_cycle", "$.blocks[0].pages[0].items[0].show_if"),
        (
            "/blocks/0/pages/1/items/1/show_if",
            on("t"),
            "not_for_kind",
            "$.blocks[0].pages[1].items[1].show_if.any[0].item",
        ),
        (
            "/blocks/0/pages/1/items/1/show_if",
            on("i"),
            "not_for_kind",
            "$.blocks[0].pages[1].items[1].show_if.any[0].item",
        ),
        (
            "/blocks/0/pages/0/items/0/destination",
            json!("nowhere"),
            "not_kept",
            "$.blocks[0].pages[0].items[1].show_if.any[0].item",
        ),
        (
            B,
            json!({"any": [{"item": "a", "op": "eq"}]}),
            "show_if_shape",
            "$.blocks[0].pages[0].items[1].show_if.any[0]",
        ),
        (
            B,
            json!({"any": [{"item": "a", "op": "exists", "value": 1}]}),
            "show_if_shape",
            "$.blocks[0].pages[0].items[1].show_if.any[0]",
        ),
    ]
}

fn scores() -> Vec<Row> {
    vec![
        ("/scores/0/sources", json!([]), "no_source", "$.scores[0]"),
        ("/recodes/r/2/code", json!(1), "duplicate_code", "$.recodes.r"),
        ("/recodes/s", json!([]), "unused", "$.recodes.s"),
        ("/recodes/r/2/code", json!(7), "incomplete", "$.recodes.r"),
        ("/scores/0/items/1", json!("z"), "dangling", "$.scores[0].items[1]"),
        ("/scores/0/items/1", json!("many"), "not_for_kind", "$.scores[0].items[1]"),
        ("/scores/0/items/1", json!("a"), "duplicate_id", "$.scores[0].items[1]"),
        ("/scores/1/scores/0", json!("class"), "dangling", "$.scores[1].scores[0]"),
        ("/scores/0/reverse/0", json!("c"), "dangling", "$.scores[0].reverse[0]"),
        ("/scores/1/only_if", json!({"item": "z", "is": 1}), "dangling", "$.scores[1].only_if.item"),
        ("/scores/1/only_if", json!({"score": "class", "is": 1}), "dangling", "$.scores[1].only_if.score"),
        ("/scores/1/only_if", json!({"is": 1}), "condition", "$.scores[1].only_if"),
        ("/scores/0/items", json!([]), "no_inputs", "$.scores[0]"),
        ("/scores/1/items", json!(["a"]), "one_input", "$.scores[1]"),
        ("/scores/1/steps", json!([]), "no_steps", "$.scores[1]"),
        ("/scores/2/norm", Json::Null, "no_norm", "$.scores[2]"),
        ("/scores/3/class", Json::Null, "no_class", "$.scores[3]"),
        ("/scores/0/at_least", json!(1), "not_for_rule", "$.scores[0].at_least"),
        ("/scores/0/ceiling", json!(1), "not_for_rule", "$.scores[0].ceiling"),
        ("/scores/0/offset", json!(1), "not_for_rule", "$.scores[0].factor"),
        ("/scores/0/steps", json!([{"from": 0, "to": 1, "value": 1}]), "not_for_rule", "$.scores[0].steps"),
        ("/scores/0/norm", json!({"table": "x"}), "not_for_rule", "$.scores[0].norm"),
        ("/scores/3/rule", json!("sum"), "not_for_rule", "$.scores[3].class"),
        ("/scores/0/rule", json!("any"), "not_for_rule", "$.scores[0].missing"),
        ("/scores/0/missing/at_most", json!(2), "impossible_range", "$.scores[0].missing.at_most"),
        ("/scores/0/min", json!(5), "impossible_range", "$.scores[0].min"),
        ("/scores/0/round/places", json!(5), "impossible_range", "$.scores[0].round.places"),
        ("/scores/0/sd", json!(0), "impossible_range", "$.scores[0].sd"),
        ("/scores/0/reliability/value", json!(1), "impossible_range", "$.scores[0].reliability.value"),
        ("/scores/0/bands/1/from", json!(1), "bands", "$.scores[0].bands[1].from"),
        ("/scores/0/bands/1/to", json!(5), "impossible_range", "$.scores[0].bands[1]"),
        ("/scores/1/steps/0/to", json!(-1), "impossible_range", "$.scores[1].steps[0]"),
        ("/scores/3/class/severe/0", json!("c"), "dangling", "$.scores[3].class.severe[0]"),
        ("/scores/3/class/frequent_at", json!(0), "impossible_range", "$.scores[3].class.frequent_at"),
        ("/period", Json::Null, "no_period", "$.scores[3]"),
        ("/scores/3/recode", json!("q"), "dangling", "$.scores[3].recode"),
    ]
}

/// The same with a slider in the place of the number.
fn with_slider() -> Json {
    let mut file = good();
    file["options"]["line"] = json!([{"code": 0}, {"code": 10}]);
    file["blocks"][0]["pages"][0]["items"][2] = json!({"id": "n", "kind": "slider", "options": "line", "step": 2});
    file
}

fn slider() -> Vec<Row> {
    let missing = json!({"code": 10, "missing": "dont_know"});
    vec![
        ("/options/line/1", missing, "not_for_kind", "$.blocks[0].pages[0].items[2].options"),
        ("/blocks/0/pages/0/items/2/step", json!(3), "impossible_range", "$.blocks[0].pages[0].items[2].step"),
    ]
}

#[test]
fn t_27_each_finding_of_a_structure_can_be_provoked() {
    let mut tables = vec![head_and_limits(), ids_and_options(), one_item(), show_if(), covariates(), scores()];
    for rows in &tables {
        hold(&good(), rows, |file| lint(&parse(file.to_string().as_bytes()).unwrap()));
    }
    hold(&with_slider(), &slider(), |file| lint(&parse(file.to_string().as_bytes()).unwrap()));
    tables.push(slider());
    let mut codes = codes_in(include_str!("../../../src/instrument/lint/mod.rs"));
    codes.extend(codes_in(include_str!("../../../src/instrument/lint/items.rs")));
    codes.extend(codes_in(include_str!("../../../src/instrument/lint/covariates.rs")));
    let kinds = concat!(env!("CARGO_MANIFEST_DIR"), "/src/instrument/kind");
    let sources = std::fs::read_dir(kinds).unwrap().map(|f| std::fs::read_to_string(f.unwrap().path()).unwrap());
    let sources: Vec<String> = sources.collect();
    codes.extend(sources.iter().flat_map(|s| codes_in(s)));
    codes.extend(codes_in(include_str!("../../../src/instrument/lint/scores.rs")));
    assert_eq!(codes_of(tables.iter().map(Vec::as_slice)), codes);
}

#[test]
fn an_option_that_is_no_answer_is_never_the_right_one() {
    let right = |code: i32| {
        let mut file = good();
        file["options"]["q"] = json!([{"code": 0}, {"code": 1}, {"code": 9, "missing": "dont_know"}]);
        file["blocks"][0]["pages"][1]["items"][0] =
            json!({"id": "i", "kind": "choice", "options": "q", "flow": {"correct_code": code}});
        lint(&parse(file.to_string().as_bytes()).unwrap())
    };
    assert_eq!(right(1), []);
    let found = right(9);
    assert_eq!(
        (found[0].code, found[0].path.as_str()),
        ("dangling", "$.blocks[0].pages[1].items[0].flow.correct_code"),
        "{found:#?}"
    );
}

#[test]
fn what_is_no_structure_is_refused_with_its_place() {
    let rows: [(&str, Json, &str, &str); 7] = [
        ("/scores/0/rule", json!("average"), "$.scores[0].rule", "unknown variant"),
        ("/blocks/0/pages/0/items/0/colour", json!("red"), "$.blocks[0].pages[0].items[0].colour", "unknown field"),
        ("/blocks/1/pages/0/items/0/kind", Json::Null, "$.blocks[1].pages[0].items[0]", "missing field"),
        ("/scores/0/sd", json!(0.00001), "$.scores[0].sd", "four decimal places"),
        ("/period/length", json!(12), "$.period.length", "invalid type"),
        ("/period/length", json!("P0W"), "$.period.length", "P12M for twelve months"),
        ("/options/o/0/code", json!(5_000_000_000i64), "$.options.o[0].code", "invalid value"),
    ];
    for (pointer, value, path, what) in rows {
        let error = parse(super::edit::edited(&good(), pointer, &value).to_string().as_bytes()).unwrap_err();
        assert_eq!(error.path, path, "{error}");
        assert!(error.what.contains(what), "{error}");
        assert_eq!(error.line, 1, "{error}");
    }
}

#[test]
fn t_26_hostile_files_end_at_once() {
    let deep = "[".repeat(100_000);
    assert!(parse(deep.as_bytes()).is_err());
    let error = parse(&vec![b' '; (1 << 20) + 1]).unwrap_err();
    assert!(error.to_string().starts_with("$: the file has 1048577 bytes"), "{error}");
}
