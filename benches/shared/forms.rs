//! Questionnaires of any length, as a file would bring them.
#![allow(dead_code)] // each bench uses its part of it

use serde_json::{Value, json};

/// `items` choices of five, `per_page` on a page, one page a block; a total, four scales, a mean, a count, a band.
pub fn questionnaire(items: usize, per_page: usize) -> Vec<u8> {
    let ids: Vec<String> = (0..items).map(|n| format!("item_{n:03}")).collect();
    let item = |id: &String| json!({"id": id, "kind": "choice", "options": "often"});
    let block = |(n, ids): (usize, &[String])| {
        let page = json!({"id": format!("page_{n}"), "items": ids.iter().map(item).collect::<Vec<_>>()});
        json!({"id": format!("block_{n}"), "pages": [page]})
    };
    let scale = |n: usize| {
        let own: Vec<&String> = ids.iter().skip(n).step_by(4).collect();
        json!({"id": format!("scale_{n}"), "rule": "sum", "items": own, "reverse": [own[0]], "min": 0, "max": 4 * own.len(),
            "missing": {"at_most": 1, "then": "prorate"}})
    };
    let mut scores: Vec<Value> = (0..4.min(items)).map(scale).collect();
    let missing = json!({"at_most": items / 10, "then": "person_mean"});
    scores.extend([
        json!({"id": "total", "rule": "sum", "items": ids, "min": 0, "max": 4 * items, "missing": missing}),
        json!({"id": "mean", "rule": "mean", "items": ids, "min": 0, "max": 4}),
        json!({"id": "often", "rule": "count", "items": ids, "at_least": 3, "min": 0, "max": items}),
        json!({"id": "doubled", "rule": "linear", "scores": ["total"], "factor": 2}),
    ]);
    let structure = json!({
        "format": 1, "id": "questionnaire", "version": "1.0.0", "status": "own_not_validated", "name": "Questionnaire",
        "licence": {"name": "CC-BY-4.0", "holder": "", "permission": "free", "how": "", "source": "", "checked": true},
        "for": {"roles": ["parent"], "about": "myself"},
        "options": {"often": (0..5).map(|code| json!({"code": code})).collect::<Vec<_>>()},
        "blocks": ids.chunks(per_page).enumerate().map(block).collect::<Vec<_>>(),
        "scores": scores
    });
    serde_json::to_vec(&structure).unwrap()
}

/// An answer to everything, as a file of answers has it.
pub fn answers(items: usize) -> Vec<u8> {
    let all = (0..items).map(|n| (format!("item_{n:03}"), json!(n % 5)));
    serde_json::to_vec(&all.collect::<serde_json::Map<_, _>>()).unwrap()
}
