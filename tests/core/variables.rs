//! `export::variables`: the columns of an instrument, written out by hand for every kind of item.

use kindstem::export::{Of, Variable, variables};
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
            {"id": "why", "kind": "text"},
            {"id": "all_kinds_own", "kind": "own_words"},
        ]}]}],
        "scores": [{"id": "how", "rule": "sum", "items": ["how"]}],
    });
    parse(structure.to_string().as_bytes()).unwrap()
}

#[test]
fn every_kind_of_item_has_its_columns() {
    let column = |name: &str, of: Of| Variable { name: name.into(), of };
    let id = String::from;
    assert_eq!(
        variables(&instrument()),
        [
            column("all_kinds_how", Of::Item(id("how"))),
            // Whether it was touched is a column of its own.
            column("all_kinds_slid", Of::Item(id("slid"))),
            column("all_kinds_slid_chosen", Of::Chose(id("slid"))),
            column("all_kinds_times", Of::Item(id("times"))),
            column("all_kinds_which_m1", Of::Chosen(id("which"), -1)),
            column("all_kinds_which_2", Of::Chosen(id("which"), 2)),
            column("all_kinds_which_3", Of::Chosen(id("which"), 3)),
            column("all_kinds_first_place1", Of::Place(id("first"), 1)),
            column("all_kinds_first_place2", Of::Place(id("first"), 2)),
            column("all_kinds_order_place1", Of::Place(id("order"), 1)),
            column("all_kinds_order_place2", Of::Place(id("order"), 2)),
            column("all_kinds_order_place3", Of::Place(id("order"), 3)),
            column("all_kinds_why_given", Of::Given(id("why"))),
            // An id that begins with the instrument's has its name once.
            column("all_kinds_own_given", Of::Given(id("all_kinds_own"))),
            // Two columns never have one name.
            column("all_kinds_how_score", Of::Score(id("how"))),
        ]
    );
}
