//! The page's reader gives what the desk's gives, and refuses what the desk refuses: on every file of the library, on
//! the study that the pages are tried with, and on both with one place changed.

use kindstem::instrument::{FromTree, Instrument, Wording, from_json, library};
use kindstem::study::Study;
use proptest::prelude::*;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use std::fmt::Debug;

/// No enum of ours has a value of this name.
const OTHER: &str = "no_such_name";

fn study() -> Vec<u8> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/www/study.template.json");
    std::fs::read(path).unwrap()
}

fn structures() -> Vec<&'static [u8]> {
    library::entries().iter().map(|e| library::structure(e.id).unwrap()).collect()
}

fn wordings() -> Vec<&'static [u8]> {
    let both = |id| ["nl", "en"].into_iter().filter_map(move |lang| library::wording(id, lang));
    library::entries().iter().flat_map(|e| both(e.id)).collect()
}

fn desk<T: DeserializeOwned>(tree: &Value) -> Option<T> {
    from_json(&serde_json::to_vec(tree).unwrap(), 1 << 20).ok()
}

/// Takes out what only the desk reads.
fn as_a_page(tree: &mut Value) {
    tree.as_object_mut().map(|x| ["topic", "covariates"].map(|name| x.remove(name)));
}

fn agree<T: DeserializeOwned + FromTree + PartialEq + Debug>(bytes: &[u8]) {
    let mut tree: Value = serde_json::from_slice(bytes).unwrap();
    assert!(desk::<T>(&tree).is_some());
    let page = T::from_tree(&tree);
    as_a_page(&mut tree);
    assert_eq!(page, desk::<T>(&tree));
}

#[test]
fn every_file_reads_the_same() {
    structures().into_iter().for_each(agree::<Instrument>);
    wordings().into_iter().for_each(agree::<Wording>);
    agree::<Study>(&study());
}

#[test]
fn a_name_that_is_not_listed_is_an_error_only_at_the_desk() {
    let mut tree: Value = serde_json::from_slice(&study()).unwrap();
    tree["surprise"] = json!(1);
    assert_eq!(desk::<Study>(&tree), None);
    assert!(Study::from_tree(&tree).is_some());
}

/// Every place in a tree, as a JSON pointer.
fn places(tree: &Value, at: &str, out: &mut Vec<String>) {
    out.push(at.into());
    match tree {
        Value::Object(o) => o.iter().for_each(|(name, v)| places(v, &format!("{at}/{}", escaped(name)), out)),
        Value::Array(a) => a.iter().enumerate().for_each(|(n, v)| places(v, &format!("{at}/{n}"), out)),
        _ => {}
    }
}

fn escaped(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}

/// One place left out, or something else put there.
fn change(tree: &mut Value, place: &str, how: usize) {
    let new = match how {
        0 => None,
        1 => Some(json!(null)),
        2 => Some(json!(OTHER)),
        3 => Some(json!(1.5)),
        4 => Some(json!(-1)),
        5 => Some(json!(true)),
        6 => Some(json!({})),
        7 => Some(json!(4_294_967_296_u64)),
        _ => Some(json!(0.000_01)),
    };
    let (of, name) = place.rsplit_once('/').unwrap_or_default();
    match (new, tree.pointer_mut(if place.is_empty() { "" } else { of })) {
        (Some(new), _) => *tree.pointer_mut(place).unwrap() = new,
        (None, Some(Value::Object(o))) => drop(o.remove(&name.replace("~1", "/").replace("~0", "~"))),
        (None, Some(Value::Array(a))) => drop(a.remove(name.parse().unwrap())),
        (None, _) => {}
    }
}

fn changed<T: DeserializeOwned + FromTree + PartialEq + Debug>(
    bytes: &[u8],
    place: usize,
    how: usize,
) -> Result<(), TestCaseError> {
    let mut tree: Value = serde_json::from_slice(bytes).unwrap();
    as_a_page(&mut tree);
    let mut all = Vec::new();
    places(&tree, "", &mut all);
    let place = &all[place % all.len()];
    change(&mut tree, place, how);
    prop_assert_eq!(T::from_tree(&tree), desk::<T>(&tree), "{} at {}", how, place);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn changed_structures(file: prop::sample::Index, place: usize, how in 0..9usize) {
        changed::<Instrument>(file.get::<&[u8]>(&structures()), place, how)?;
    }

    #[test]
    fn changed_wordings(file: prop::sample::Index, place: usize, how in 0..9usize) {
        changed::<Wording>(file.get::<&[u8]>(&wordings()), place, how)?;
    }

    #[test]
    fn changed_studies(place: usize, how in 0..9usize) {
        changed::<Study>(&study(), place, how)?;
    }
}
