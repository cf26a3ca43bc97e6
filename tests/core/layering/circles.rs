//! Files that import each other, directly or through others: nobody can read one of them without the rest.

use super::graph::Graph;
use std::collections::{BTreeMap, BTreeSet};

/// Circles that are there: the folder that holds one, and how many files it may have. Shrink them; add none.
const THERE: [(&str, usize); 0] = [];

/// Sets of more than one file, each of which reaches all others.
fn circles<'g>(edges: &BTreeMap<&'g str, BTreeSet<&'g str>>) -> Vec<BTreeSet<&'g str>> {
    let reach = |from: &'g str| {
        let (mut found, mut open) = (BTreeSet::new(), vec![from]);
        while let Some(file) = open.pop() {
            for next in edges.get(file).into_iter().flatten() {
                if found.insert(*next) {
                    open.push(next);
                }
            }
        }
        found
    };
    let reached: BTreeMap<&str, BTreeSet<&str>> = edges.keys().map(|file| (*file, reach(file))).collect();
    let with = |file: &&'g str| -> BTreeSet<&'g str> {
        let all = reached[file].iter().filter(|other| reached.get(*other).is_some_and(|r| r.contains(file)));
        all.copied().collect()
    };
    let all: BTreeSet<BTreeSet<&str>> = edges.keys().map(with).filter(|circle| circle.len() > 1).collect();
    all.into_iter().collect()
}

#[test]
fn no_files_import_each_other_but_those_that_are_listed() {
    let files = super::all();
    let graph = Graph::new(&files);
    let found = circles(&graph.edges());
    let allowed = |circle: &BTreeSet<&str>| {
        THERE.iter().any(|(folder, most)| circle.len() <= *most && circle.iter().all(|file| file.starts_with(folder)))
    };
    let new: Vec<_> = found.iter().filter(|circle| !allowed(circle)).collect();
    assert!(new.is_empty(), "files that import each other:\n{new:#?}");
    let gone = THERE.iter().filter(|(folder, _)| !found.iter().any(|c| c.iter().all(|file| file.starts_with(folder))));
    let gone: Vec<_> = gone.collect();
    assert!(gone.is_empty(), "these circles are gone; delete their rows in tests/core/layering/circles.rs: {gone:?}");
}

#[test]
fn no_files_of_the_build_import_each_other() {
    let files = super::all_of("xtask/src");
    assert!(files.len() > 20, "found {} files only", files.len());
    let graph = Graph::new(&files);
    assert_eq!(circles(&graph.edges()), Vec::<BTreeSet<&str>>::new());
}

#[test]
fn a_circle_is_found_through_re_exports_and_macros() {
    let file = |path: &str, text: &str| (path.to_string(), text.to_string());
    let of = |files: &[(String, String)]| -> Vec<Vec<String>> {
        let graph = Graph::new(files);
        circles(&graph.edges()).into_iter().map(|c| c.into_iter().map(String::from).collect()).collect()
    };
    // a → b by a name that the module passes on; b → a inside a macro.
    let mut files = vec![
        file("lib.rs", "pub mod m;"),
        file("m/mod.rs", "mod a;\nmod b;\npub use a::A;\npub use b::{B, C as D};"),
        file("m/a.rs", "use super::D;\npub struct A;"),
        file("m/b.rs", "pub struct B;\npub struct C;\nfn f() { html! { <x y={crate::m::A}/> } }"),
    ];
    assert_eq!(of(&files), [["m/a.rs", "m/b.rs"]]);
    // Both import what the module itself defines; the module only passes them on.
    files[1].1 = "mod a;\nmod b;\npub use a::A;\npub use b::B;\npub struct D;".into();
    files[3].1 = "use super::D;\npub struct B;".into();
    assert_eq!(of(&files), Vec::<Vec<String>>::new());
    // The module uses a child that uses it: a folder is one thing.
    files[1].1 = "mod a;\nmod b;\nuse a::A;\npub use b::*;\npub struct D(A);".into();
    assert_eq!(of(&files), Vec::<Vec<String>>::new());
    // Two modules are not.
    files.push(file("n.rs", "pub fn n() -> crate::m::A {}"));
    files[2].1 = "use super::D;\npub struct A;\nfn f() { crate::n::n(); }".into();
    assert_eq!(of(&files), [["m/a.rs", "n.rs"]]);
    // A glob is followed; tests at the end of a file do not count.
    files[1].1 = "mod a;\nmod b;\npub use b::*;".into();
    files[2].1 = "use super::B;\npub struct A;".into();
    files[3].1 = "pub struct B;\n#[cfg(test)]\nmod tests {\n    use super::super::a::A;\n}\n".into();
    assert_eq!(of(&files), Vec::<Vec<String>>::new());
}
