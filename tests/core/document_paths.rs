//! The documents at the root and in `docs/` name files that are there.

use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_path_buf()
}

/// Every document, with its path below the root.
fn documents() -> Vec<(PathBuf, String)> {
    let mut files: Vec<PathBuf> = ["README.md", "ARCHITECTURE.md", "SECURITY.md"].map(PathBuf::from).into();
    let docs = fs::read_dir(root().join("docs")).unwrap();
    files.extend(docs.map(|f| Path::new("docs").join(f.unwrap().file_name())));
    files.into_iter().map(|f| (f.clone(), fs::read_to_string(root().join(f)).unwrap())).collect()
}

/// What stands between two marks, without line breaks.
fn between<'a>(text: &'a str, open: &'a str, close: char) -> impl Iterator<Item = &'a str> {
    text.split(open).skip(1).filter_map(move |rest| rest.split_once(close)).map(|(inside, _)| inside)
}

/// Code in sentences and tables: what stands between two backticks, outside code blocks.
fn code(text: &str) -> Vec<&str> {
    let outside = text.split("```").step_by(2);
    outside.flat_map(|t| t.split('`').skip(1).step_by(2)).collect()
}

/// The anchor that a heading gets: lower case, hyphens for spaces, no other signs.
fn anchor(heading: &str) -> String {
    let kept = heading.chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-'));
    kept.flat_map(char::to_lowercase).map(|c| if c == ' ' { '-' } else { c }).collect()
}

fn has_heading(text: &str, wanted: &str) -> bool {
    text.lines().filter(|l| l.starts_with('#')).any(|l| anchor(l.trim_start_matches('#').trim()) == wanted)
}

/// What a document names and the tree does not have.
fn broken(path: &Path, text: &str) -> Vec<String> {
    let mut out = Vec::new();
    let folder = root().join(path.parent().unwrap());
    let links = between(text, "](", ')').chain(between(text, "src=\"", '"'));
    for link in links.filter(|l| l.starts_with(|c: char| c.is_alphanumeric() || "./#".contains(c))) {
        // The address of a host, or a file beside a host's own page.
        if link.starts_with("https:") || link.starts_with("kindstem/") {
            continue;
        }
        let (file, heading) = link.split_once('#').unwrap_or((link, ""));
        let target = if file.is_empty() { root().join(path) } else { folder.join(file) };
        if !target.exists() {
            out.push(format!("{}: there is no {link}", path.display()));
        } else if !heading.is_empty() && !has_heading(&fs::read_to_string(target).unwrap(), heading) {
            out.push(format!("{}: there is no heading {link}", path.display()));
        }
    }
    let ours = |n: &&str| ["src/", "tests/", "proofs/", "schema/"].iter().any(|d| n.starts_with(d));
    let named = code(text).into_iter().filter(ours);
    for name in named.filter(|n| !n.contains(['*', ' ', '…'])) {
        if !root().join(name).exists() {
            out.push(format!("{}: there is no {name}", path.display()));
        }
    }
    out
}

#[test]
fn every_link_and_path_of_the_documents_is_there() {
    let documents = documents();
    assert!(documents.len() > 8, "{} documents only", documents.len());
    let all: Vec<String> = documents.iter().flat_map(|(path, text)| broken(path, text)).collect();
    assert_eq!(all, [""; 0]);
}

#[test]
fn a_link_or_path_that_is_not_there_is_found() {
    let text = "[a](none.md) [b](README.md#no-such-heading) `tests/none.rs` [c](README.md) ![d](https://example.org/x)";
    let found = broken(Path::new("README.md"), text);
    assert_eq!(found.len(), 3, "{found:?}");
}
