//! One edit of a JSON file, and what a lint must say of it.

use kindstem::instrument::Finding;
use serde_json::Value as Json;
use std::collections::BTreeSet;

/// One broken edit: `(pointer, value, code, path)`. A pointer that ends in `-` adds to a list; `null` takes out.
pub type Row = (&'static str, Json, &'static str, &'static str);

/// The file with one place changed.
pub fn edited(base: &Json, pointer: &str, value: &Json) -> Json {
    let mut file = base.clone();
    let (parent, key) = pointer.rsplit_once('/').unwrap();
    match file.pointer_mut(parent).unwrap_or_else(|| panic!("no place {parent}")) {
        Json::Object(map) if value.is_null() => drop(map.remove(key).unwrap_or_else(|| panic!("no {pointer}"))),
        Json::Object(map) => drop(map.insert(key.to_string(), value.clone())),
        Json::Array(list) if key == "-" => list.push(value.clone()),
        Json::Array(list) => list[key.parse::<usize>().unwrap()] = value.clone(),
        other => panic!("{parent} is {other}"),
    }
    file
}

/// Holds each row against the lint: the finding must be there, and its advice must be a sentence.
pub fn hold(base: &Json, rows: &[Row], lint: impl Fn(&Json) -> Vec<Finding>) {
    assert_eq!(lint(base), [], "the file is good before the edit");
    for (pointer, value, code, path) in rows {
        let found = lint(&edited(base, pointer, value));
        let finding = found.iter().find(|f| f.code == *code && f.path == *path);
        let finding = finding.unwrap_or_else(|| panic!("{pointer} = {value}: no {code} at {path} in {found:#?}"));
        assert!(finding.advice.len() > 8, "{code}: say what to do");
    }
}

/// Every code that a lint's source can give, for the test that none is forgotten in the table.
pub fn codes_in(source: &str) -> BTreeSet<&str> {
    let calls = source.split("out.error(").skip(1).chain(source.split("out.warning(").skip(1));
    let is_code = |text: &&str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
    // What stands in `field(…)` is the name of a place.
    let named = |call: &str| ["at.field(", "self.field("].iter().any(|f| call.trim_start().starts_with(f));
    let behind = |call| if named(call) { call.split_once("),").map_or(call, |(_, rest)| rest) } else { call };
    calls.filter_map(|call| behind(call).split('"').skip(1).step_by(2).find(is_code)).collect()
}

/// Every code of a table.
pub fn codes_of<'a>(tables: impl IntoIterator<Item = &'a [Row]>) -> BTreeSet<&'a str> {
    tables.into_iter().flatten().map(|row| row.2).collect()
}
