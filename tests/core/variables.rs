//! `export::variables`: the columns of an instrument, written out by hand for every kind of item.

use kindstem::export::{Of, variables};
use kindstem::instrument::kind::Reads;
use kindstem::instrument::{Instrument, parse};
use serde_json::json;

fn instrument() -> Instrument {
    let structure = json!({
        "format": 1, "id": "all-kinds", "version": "1.0.0", "status": "own_not_validated", "name": "All kinds",
        "licence": {"name": "CC-BY-4.0", "holder": "", "permission": "free", "how": "", "source": "", "checked": true},
        "for": {"roles": ["parent"], "about": "myself"},
        "options": {
            "often": [{"code": 0}, {"code": 1}, {"code": 9, "missing": "not_applicable"}],
            "things": [{"code": -1}, {"code": 2}, {"code": 3}],
        },
        "blocks": [{"id": "b", "pages": [{"id": "p", "items": [
            {"id": "hello", "kind": "info"},
            {"id": "how", "kind": "choice", "options": "often"},
            {"id": "slid", "kind": "choice", "options": "often", "default": 0},
            {"id": "times", "kind": "number", "min": 0, "max": 9},
            {"id": "which", "kind": "choices", "options": "things"},
            {"id": "first", "kind": "rank", "options": "things", "at_most": 2},
            {"id": "order", "kind": "rank", "options": "things"},
            {"id": "why", "kind": "text", "max_bytes": 100},
            {"id": "all_kinds_own", "kind": "own_words", "max_bytes": 100},
        ]}]}],
        "scores": [{"id": "how", "rule": "sum", "items": ["how"]}],
    });
    parse(structure.to_string().as_bytes()).unwrap()
}

#[test]
fn every_kind_of_item_has_its_columns() {
    let columns: Vec<(String, String, Option<Reads>)> = variables(&instrument())
        .into_iter()
        .map(|v| match v.of {
            Of::Item(id, column) => (v.name, id, Some(column.reads)),
            Of::Score(id) => (v.name, id, None),
        })
        .collect();
    let expected = [
        ("all_kinds_how", "how", Some(Reads::Number)),
        // Whether it was touched is a column of its own.
        ("all_kinds_slid", "slid", Some(Reads::Number)),
        ("all_kinds_slid_chosen", "slid", Some(Reads::Touched)),
        ("all_kinds_times", "times", Some(Reads::Number)),
        ("all_kinds_which_m1", "which", Some(Reads::Has(-1))),
        ("all_kinds_which_2", "which", Some(Reads::Has(2))),
        ("all_kinds_which_3", "which", Some(Reads::Has(3))),
        ("all_kinds_first_place1", "first", Some(Reads::Nth(1))),
        ("all_kinds_first_place2", "first", Some(Reads::Nth(2))),
        ("all_kinds_order_place1", "order", Some(Reads::Nth(1))),
        ("all_kinds_order_place2", "order", Some(Reads::Nth(2))),
        ("all_kinds_order_place3", "order", Some(Reads::Nth(3))),
        ("all_kinds_why_given", "why", Some(Reads::Given)),
        // An id that begins with the instrument's has its name once.
        ("all_kinds_own_given", "all_kinds_own", Some(Reads::Given)),
        // Two columns never have one name.
        ("all_kinds_how_score", "how", None),
    ];
    assert_eq!(columns, expected.map(|(name, id, reads)| (name.to_string(), id.to_string(), reads)));
}
