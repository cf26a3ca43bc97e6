//! The study and its instruments as a page fetches them: two files for a battery, in one language each.

use crate::desk::host::error::Failure;
use crate::desk::host::files;
use crate::desk::inputs::instruments::InstrumentStore;
use crate::instrument::{VecMap, identity};
use crate::study::{Pin, Study};
use std::borrow::Cow;
use std::path::Path;

/// Writes `batteries/SHA256.json` and `page.json` into a page's folder. Returns the bytes of the latter, which the
/// page pins the study by.
pub fn lay_out(study: &Study, store: &InstrumentStore, site: &Path) -> Result<Vec<u8>, Failure> {
    let folder = site.join("batteries");
    files::folder(&folder)?;
    let keep = |file: String| {
        let sha256 = identity(file.as_bytes());
        files::replace(&folder.join(format!("{sha256}.json")), file.as_bytes(), false).map(|()| sha256)
    };
    let mut page = Study { pins: Vec::new(), ..study.clone() };
    // No page has anything to do with it.
    page.protocol.stamp = None;
    page.time_zone = None;
    for (battery, served) in study.batteries.iter().zip(&mut page.batteries) {
        let mut pins: Vec<&Pin> = Vec::new();
        for pin in battery.parts.iter().filter_map(|p| study.pin(&p.instrument)) {
            if !pins.contains(&pin) {
                pins.push(pin);
            }
        }
        let (first, others) = pins.split_at(pins.len().min(1));
        served.files = VecMap::new();
        for lang in &study.languages {
            let file = |pins: &[&Pin], rest: &str| {
                let words: Vec<&str> =
                    pins.iter().filter_map(|p| study.words(p, lang, battery.set)).map(|(_, sha256)| sha256).collect();
                file(pins, &words, rest, store)
            };
            let rest = if others.is_empty() { String::new() } else { keep(file(others, "")?)? };
            served.files.insert(lang.clone(), keep(file(first, &rest)?)?);
        }
    }
    let mut bytes = serde_json::to_vec(&page).map_err(Failure::internal)?;
    bytes.push(b'\n');
    files::replace(&site.join("page.json"), &bytes, false)?;
    Ok(bytes)
}

/// Structures and words stand in it byte for byte as in their own files, so that anybody can check their hashes.
fn file(pins: &[&Pin], words: &[&str], rest: &str, store: &InstrumentStore) -> Result<String, Failure> {
    let structures = pins.iter().filter_map(|p| store.structures.get(&p.instrument)).map(|s| text(&s.bytes));
    let packs = pins.iter().zip(words).filter_map(|(pin, sha256)| {
        let packs = store.wordings.get(&pin.instrument)?;
        packs.values().find(|w| w.sha256 == **sha256).map(|w| text(&w.bytes))
    });
    let pins = serde_json::to_string(pins).map_err(Failure::internal)?;
    let (structures, packs) = (list(structures), list(packs));
    Ok(format!("{{\"pins\":{pins},\"rest\":\"{rest}\",\"structures\":[{structures}],\"wordings\":[{packs}]}}"))
}

fn list<'a>(all: impl Iterator<Item = Cow<'a, str>>) -> String {
    all.collect::<Vec<_>>().join(",")
}

/// JSON that was read is UTF-8.
fn text(bytes: &[u8]) -> Cow<'_, str> {
    String::from_utf8_lossy(bytes)
}
