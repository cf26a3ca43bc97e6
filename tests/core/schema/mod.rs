//! The checked-in JSON Schemas and `pkg/structure.d.ts` are those of the Rust types.
//!
//! `KINDSTEM_WRITE_SCHEMA=1 cargo test --test core schema` writes them anew.

mod typescript;

use kindstem::instrument::{Instrument, Wording};
use kindstem::study::{Register, Study};
use schemars::{JsonSchema, schema_for};
use serde_json::Value;
use std::fs;
use std::path::Path;

fn hold<T: JsonSchema>(name: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("schema").join(format!("{name}.schema.json"));
    let schema = schema_for!(T);
    if std::env::var_os("KINDSTEM_WRITE_SCHEMA").is_some_and(|v| v == "1") {
        fs::write(&path, serde_json::to_string_pretty(&schema).unwrap() + "\n").unwrap();
    }
    // Compared as values: the order of keys depends on features that other packages of a build switch on.
    let there: Value = serde_json::from_str(&fs::read_to_string(&path).unwrap_or_default()).unwrap_or_default();
    assert!(
        there == *schema.as_value(),
        "schema/{name}.schema.json is not that of the Rust types; run KINDSTEM_WRITE_SCHEMA=1 cargo test --test core schema"
    );
}

#[test]
fn instrument() {
    hold::<Instrument>("instrument");
}

#[test]
fn wording() {
    hold::<Wording>("wording");
}

#[test]
fn study() {
    hold::<Study>("study");
}

#[test]
fn register() {
    hold::<Register>("register");
}

const HEAD: &str = "// What an instrument asks, and the words it asks in: the two files of an instrument, as types. What a type cannot \
                    say (ids\n// that name something, codes that exist, ends that are not crossed) `lint` and `lintWording` \
                    do.\n// Made from the Rust types by `KINDSTEM_WRITE_SCHEMA=1 cargo test --test schema`; changes are made \
                    there.\n\n";

#[test]
fn types_of_the_package() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("pkg/structure.d.ts");
    let (instrument, wording) = (schema_for!(Instrument), schema_for!(Wording));
    let roots = [("Structure", instrument.as_value()), ("Wording", wording.as_value())];
    let types = HEAD.to_string() + &typescript::declarations(&roots);
    if std::env::var_os("KINDSTEM_WRITE_SCHEMA").is_some_and(|v| v == "1") {
        fs::write(&path, &types).unwrap();
    }
    assert!(
        fs::read_to_string(&path).unwrap_or_default() == types,
        "pkg/structure.d.ts is not that of the Rust types; run KINDSTEM_WRITE_SCHEMA=1 cargo test --test schema"
    );
}
