//! Generic code knows no instrument: what a structure is for, the structure says.

use super::{all, without_tests};
use kindstem::instrument::library;

/// The library, the only place that lists its instruments.
const LIBRARY: &str = "instrument/library/";

/// `FILE:LINE: ID` of every id of a library instrument that stands in a string of the code. Comments may give examples.
fn named(file: &str, text: &str) -> Vec<String> {
    let part = |c: char| c.is_alphanumeric() || c == '_' || c == '-';
    let mut out = Vec::new();
    let lines = without_tests(text).lines().enumerate();
    for (n, line) in lines.filter(|(_, line)| !line.trim_start().starts_with("//")) {
        let words = line.split('"').skip(1).step_by(2).flat_map(|quoted| quoted.split(|c| !part(c)));
        let ids = words.filter(|word| library::entry(word).is_some());
        out.extend(ids.map(|id| format!("src/{file}:{}: {id}", n + 1)));
    }
    out
}

#[test]
fn generic_code_names_no_instrument() {
    let generic = all().into_iter().filter(|(path, _)| !path.starts_with(LIBRARY));
    let found: Vec<String> = generic.flat_map(|(path, text)| named(&path, &text)).collect();
    assert!(found.is_empty(), "a field of the structure or of the study says it instead:\n{}", found.join("\n"));
}

#[test]
fn an_id_is_found_with_its_line() {
    let code =
        "//! Like \"phq-9\".\n\nconst A: &str = \"phq-9\";\nlet b = (\"x\", \"own/kindstem-top3-child/nl.json\");\n";
    assert_eq!(named("a.rs", code), ["src/a.rs:3: phq-9", "src/a.rs:4: kindstem-top3-child"]);
    let fine =
        "let phq = \"phq-99\";\n    /// \"gad-7\"\n#[cfg(test)]\nmod tests {\n    const A: &str = \"phq-9\";\n}\n";
    assert_eq!(named("a.rs", fine), [""; 0]);
}
