//! What documents say of tests: the threats of `SECURITY.md` and the index of the stories in a browser.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Numbers of threats in a text, `T-07` or `t_07`.
fn numbers(text: &str) -> BTreeSet<String> {
    let numbered = |before: &'static str| {
        text.match_indices(before).filter_map(move |(n, _)| {
            let number = text.get(n + 2..n + 4)?;
            let alone = text[..n].chars().next_back().is_none_or(|c| !c.is_alphanumeric() || c == '_');
            let ends = text[n + 4..].chars().next().is_none_or(|c| !c.is_ascii_digit());
            (alone && ends && number.bytes().all(|b| b.is_ascii_digit())).then(|| format!("T-{number}"))
        })
    };
    numbered("T-").chain(numbered("t_")).collect()
}

fn files(dir: &Path, out: &mut Vec<PathBuf>) {
    for file in fs::read_dir(dir).unwrap() {
        let path = file.unwrap().path();
        if path.is_dir() && !path.ends_with("node_modules") {
            files(&path, out);
        } else if path.extension().is_some_and(|e| e == "rs" || e == "mjs") {
            out.push(path);
        }
    }
}

/// Lines that name a test: `fn t_25_…` and `test('T-01 …'`; in `others/`, which no test runner reads, the rows of the
/// table that the story prints and its first line.
fn names(path: &Path, text: &str) -> String {
    let other = path.parent().is_some_and(|p| p.ends_with("others"));
    let names = |(n, line): &(usize, &str)| {
        let line = line.trim_start();
        line.starts_with("fn t_")
            || (line.starts_with("test(") || line.starts_with("await t.test("))
            || other && (*n == 0 || line.contains("['T-"))
    };
    text.lines().enumerate().filter(names).map(|(_, line)| line).collect::<Vec<_>>().join("\n")
}

#[test]
fn every_threat_of_the_table_is_in_the_name_of_a_test() {
    let security = fs::read_to_string(root().join("SECURITY.md")).unwrap();
    let table: Vec<&str> = security.lines().filter(|l| l.starts_with('|')).collect();
    let threats = numbers(&table.join("\n"));
    assert!(threats.len() > 30, "{threats:?}");
    let mut all = Vec::new();
    files(&root().join("tests"), &mut all);
    let mut held = BTreeSet::new();
    for path in all {
        held.extend(numbers(&names(&path, &fs::read_to_string(&path).unwrap())));
    }
    let missing: Vec<_> = threats.difference(&held).collect();
    assert!(missing.is_empty(), "SECURITY.md names these threats, and no test has them in its name: {missing:?}");
    let unknown: Vec<_> = held.difference(&threats).collect();
    assert!(unknown.is_empty(), "tests name these threats, and the table of SECURITY.md does not: {unknown:?}");
}

#[test]
fn a_number_stands_alone() {
    let found = numbers("T-01, T-17; t_25_x `T-9` ST-31 at_25 2026-11-23T-05 T-042");
    assert_eq!(found.into_iter().collect::<Vec<_>>(), ["T-01", "T-17", "T-25"]);
}

#[test]
fn every_story_in_a_browser_has_a_row_in_the_index() {
    let folder = root().join("tests/browser");
    let index = fs::read_to_string(folder.join("README.md")).unwrap();
    let rows = index.lines().filter_map(|l| l.strip_prefix("| `")?.split_once("` | ")).map(|(file, told)| {
        assert!(told.trim_end_matches(['|', ' ']).len() > 10, "{file}: say what it tells");
        file.to_string()
    });
    let listed: BTreeSet<String> = rows.filter(|name| !name.ends_with('/')).collect();
    let there = fs::read_dir(&folder).unwrap().map(|f| f.unwrap().file_name().into_string().unwrap());
    let there: BTreeSet<String> = there.filter(|name| name.ends_with(".test.mjs")).collect();
    assert_eq!(listed, there, "tests/browser/README.md lists on the left, the folder has on the right");
}

#[test]
fn workflows_call_what_a_developer_can_run_and_say_that_nobody_has_run_them() {
    let folder = root().join(".github/workflows");
    let mut seen = 0;
    for file in fs::read_dir(folder).unwrap() {
        let text = fs::read_to_string(file.unwrap().path()).unwrap();
        assert!(text.starts_with("# This file has never been run"), "delete this test once a host has run it");
        assert!(
            text.contains("- run: .ci/run\n") && !text.contains("cargo "),
            "nothing is tested in the workflow alone"
        );
        seen += 1;
    }
    assert_eq!(seen, 1);
    assert!(fs::read_to_string(root().join(".ci/run")).unwrap().contains("cargo --locked xtask test"));
}

#[test]
fn what_contributing_names_is_there() {
    let mut named = 0;
    for document in ["CONTRIBUTING.md", "tests/browser/README.md"] {
        let text = fs::read_to_string(root().join(document)).unwrap();
        let quoted = text.split('`').skip(1).step_by(2).filter(|q| !q.contains([' ', '*']));
        for path in quoted.filter(|q| ["src/", "tests/", "www/", "xtask/", ".ci/"].iter().any(|top| q.starts_with(top)))
        {
            assert!(root().join(path).exists(), "{document}: {path} is not there");
            named += 1;
        }
    }
    assert!(named > 20, "{named}");
}
