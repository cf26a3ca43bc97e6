//! `bench-page`: the page that `prove peers` measures: the 40 items that the peers' pages ask, five to a page, to a
//! parent, in trial mode, sealed to the test keys, with no screens before the first question.

use crate::publish::{Sources, publish};
use crate::serve::{self, Keys};
use crate::{build, files, paths};
use anyhow::{Context, Result};
use serde_json::{Map, Value, json};
use std::path::PathBuf;

/// As in `benches/peers/pages/items.mjs`, which is what the other pages ask.
const ITEMS: usize = 40;
const PER_PAGE: usize = 5;
const LABELS: [&str; 5] = ["Nooit", "Zelden", "Soms", "Vaak", "Altijd"];

const STUDY: &str = "bench";
const ID: &str = "bench-40";
const VERSION: &str = "1.0.0";

/// A folder to serve and the address of the page in it.
pub struct BenchPage {
    /// The folder.
    pub dir: PathBuf,
    /// Path and fragment.
    pub address: String,
}

/// Makes the page and says how to look at it.
pub fn run() -> Result<()> {
    let page = make()?;
    println!("page: {}\nto measure: benches/peers/peers.sh 'kindstem={0}:{}'", page.dir.display(), page.address);
    Ok(())
}

/// Makes the page.
///
/// # Errors
/// The build fails, or the generated instrument does not pass its own checks.
pub fn make() -> Result<BenchPage> {
    let site = build::site()?;
    let desk = serve::desk()?;
    let instruments = paths::target().join("bench-instruments");
    files::fresh_dir(&instruments)?;
    files::write(&instruments.join("structure.json"), bytes(&structure())?)?;
    files::write(&instruments.join("wording.nl.json"), bytes(&wording())?)?;

    let (mut study, _) = serve::template(&Keys::tests(), &desk)?;
    let wave = study["waves"][0]["id"].clone();
    study["id"] = json!(STUDY);
    study["mode"] = json!("trial");
    study["languages"] = json!(["nl"]);
    study["batteries"] = json!([
        { "role": "parent", "set": "adult", "waves": [wave], "parts": [{ "instrument": ID, "target": "self" }] }
    ]);
    // Nothing listens: the page measures itself.
    study.as_object_mut().map(|s| s.remove("intake"));

    let sources = Sources { site: &site, desk: &desk, template: &study, instruments: Some(&instruments) };
    let page = publish(&sources, &paths::target().join("bench-page"))?;
    Ok(BenchPage { dir: page.dir, address: format!("/#{}", serve::parent_link(STUDY)) })
}

fn structure() -> Value {
    let item = |n: usize| json!({ "id": format!("item_{n}"), "kind": "choice", "options": "frequency" });
    let numbers: Vec<usize> = (1..=ITEMS).collect();
    let pages: Vec<Value> = numbers
        .chunks(PER_PAGE)
        .enumerate()
        .map(|(i, page)| json!({ "id": format!("p{}", i + 1), "items": page.iter().copied().map(item).collect::<Vec<_>>() }))
        .collect();
    let options: Vec<Value> = (0..LABELS.len()).map(|code| json!({ "code": code })).collect();
    json!({
        "format": kindstem::instrument::FORMAT, "id": ID, "version": VERSION, "status": "own_not_validated",
        "name": "Benchmark", "construct": "Nothing: measures pages, not people",
        "licence": {
            "name": "CC-BY-4.0", "holder": "Kindstem contributors", "permission": "cite",
            "how": "Generated for a benchmark; not for use.", "source": "benches/peers/pages/items.mjs", "checked": true
        },
        "for": { "roles": ["parent"], "about": "myself" },
        "options": { "frequency": options },
        "blocks": [{ "id": "all", "pages": pages }],
    })
}

fn wording() -> Value {
    let text = |n| format!("Vraag {n}: hoe vaak is dit in de afgelopen vier weken bij u thuis gebeurd?");
    let items: Map<String, Value> = (1..=ITEMS).map(|n| (format!("item_{n}"), json!({ "text": text(n) }))).collect();
    let labels: Map<String, Value> = LABELS.iter().enumerate().map(|(i, l)| (i.to_string(), json!(l))).collect();
    json!({
        "format": kindstem::instrument::FORMAT, "instrument": ID, "version": VERSION, "lang": "nl",
        "licence": "CC-BY-4.0", "source": "benches/peers/pages/items.mjs", "brought_by": "Kindstem contributors",
        "title": "Benchmark", "blocks": { "all": { "title": "Benchmark" } }, "items": items,
        "options": { "frequency": labels },
    })
}

fn bytes(value: &Value) -> Result<Vec<u8>> {
    serde_json::to_vec(value).context("the bench instrument as JSON")
}
