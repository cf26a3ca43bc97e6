//! Which file imports which, and whether any of them come back to where they began.

use super::rust::{code, words};
use std::collections::{BTreeMap, BTreeSet};

/// File → the files that it imports, of files given by their path and their text.
pub type Imports = BTreeMap<String, BTreeSet<String>>;

/// The imports between these files; those of anything else are left out.
pub fn imports(files: &[(String, String)]) -> Imports {
    let modules: BTreeMap<Vec<&str>, &str> = files.iter().map(|(path, _)| (module(path), path.as_str())).collect();
    let one = |(path, text): &(String, String)| {
        let code = code(text);
        // Unit tests stand last in a file.
        let code = code.split("#[cfg(test)]\nmod ").next().unwrap_or_default();
        let target = |named: Vec<String>| {
            let named: Vec<&str> = named.iter().map(String::as_str).collect();
            (0..=named.len()).rev().find_map(|n| modules.get(&named[..n]).copied())
        };
        let targets = named(path, code).into_iter().filter_map(target).filter(|t| t != path);
        (path.clone(), targets.map(String::from).collect())
    };
    files.iter().map(one).collect()
}

/// A circle, each file with the one that it imports; none where there is none.
pub fn circle(imports: &Imports) -> Option<Vec<String>> {
    fn visit(at: &str, imports: &Imports, way: &mut Vec<String>, done: &mut BTreeSet<String>) -> bool {
        if let Some(n) = way.iter().position(|f| f == at) {
            way.drain(..n);
            return true;
        }
        if done.contains(at) {
            return false;
        }
        way.push(at.to_string());
        if imports.get(at).into_iter().flatten().any(|next| visit(next, imports, way, done)) {
            return true;
        }
        way.pop();
        done.insert(at.to_string());
        false
    }
    let (mut way, mut done) = (Vec::new(), BTreeSet::new());
    imports.keys().any(|file| visit(file, imports, &mut way, &mut done)).then_some(way)
}

/// The module of a file: `web/device/log.rs` is `web::device::log`, `web/mod.rs` is `web`.
fn module(path: &str) -> Vec<&str> {
    path.trim_end_matches(".rs").trim_end_matches("/mod").split('/').collect()
}

/// Every path that a file names from the crate, from a module above it, or in `use` from its own.
fn named(path: &str, code: &str) -> Vec<Vec<String>> {
    let own: Vec<String> = module(path).into_iter().map(String::from).collect();
    let mut out = Vec::new();
    // Not `pub(in crate::web)` and `pub(super)`, which say who may see and import nothing.
    let named = |(before, after): &(&str, &str)| {
        after.starts_with("::") && !before.ends_with("::") && !before.ends_with("pub(in ")
    };
    for (_, after) in words(code, "crate").filter(named) {
        spread(Vec::new(), after, &mut out);
    }
    for (_, after) in words(code, "super").filter(named) {
        let mut base = own.clone();
        base.pop();
        let mut rest = after;
        while let Some(further) = rest.strip_prefix("::super") {
            base.pop();
            rest = further;
        }
        spread(base, rest, &mut out);
    }
    for (_, after) in words(code, "use") {
        spread(own.clone(), &format!("::{}", after.trim_start()), &mut out);
    }
    out
}

/// Adds the paths that begin with `base` and go on as `rest` says: `::a::b`, or `::{a, b::c}`.
fn spread(mut base: Vec<String>, rest: &str, out: &mut Vec<Vec<String>>) {
    let mut rest = rest;
    while let Some(after) = rest.strip_prefix("::") {
        if let Some(group) = after.strip_prefix('{') {
            return members(group).iter().for_each(|m| spread(base.clone(), &format!("::{}", m.trim()), out));
        }
        let name: String = after.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
        rest = &after[name.len()..];
        base.push(name);
    }
    out.push(base);
}

/// What stands between the commas of a group, up to its closing brace.
fn members(group: &str) -> Vec<String> {
    let (mut depth, mut out) = (0, vec![String::new()]);
    for c in group.chars() {
        match c {
            '}' if depth == 0 => break,
            ',' if depth == 0 => out.push(String::new()),
            _ => {
                depth += i32::from(c == '{') - i32::from(c == '}');
                if let Some(last) = out.last_mut() {
                    last.push(c);
                }
            }
        }
    }
    out
}
