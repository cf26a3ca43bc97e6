//! `size`: what a phone pays for, file by file, against the budgets of the design.

use crate::build::SUMS;
use crate::{files, serve};
use anyhow::{Context, Result, bail};
use flate2::{Compression, write::GzEncoder};
use std::io::Write;

/// KB are 1024 bytes, as the peers' run prints them.
const KB: f64 = 1024.0;
/// Brotli KB before the first question can be answered.
const FIRST: f64 = 148.3;
/// Brotli KB of a whole session in one language.
const SESSION: f64 = 218.8;

/// When the page fetches a file.
#[derive(Clone, Copy, PartialEq, Eq)]
enum When {
    /// Before the first question can be answered.
    First,
    /// In every session, behind the first question.
    Session,
    /// Only where somebody uses it: another language, another role's instruments.
    Used,
}

/// One served file.
struct Row {
    file: String,
    when: When,
    raw: usize,
    gzip: usize,
    brotli: usize,
}

/// Prints the table of a parent's session in the study of [`serve`], with the test keys.
///
/// # Errors
/// Over budget.
pub fn run() -> Result<()> {
    let demo = serve::prepare(&serve::Keys::tests(), "size")?;
    let rows = rows(&demo)?;
    print(&rows);
    let first = brotli_kb(&rows, |w| w == When::First);
    let session = brotli_kb(&rows, |w| w != When::Used);
    println!("\n{:<44}{:>10}{:>10}", "brotli 11, KB = 1024 bytes", "measured", "budget");
    println!("{:<44}{first:>10.1}{FIRST:>10.1}", "before the first question");
    println!("{:<44}{session:>10.1}{SESSION:>10.1}", "a whole session of a parent, one language");
    println!("Headers are not counted; `prove peers` counts what really crosses the wire.");
    if first > FIRST || session > SESSION {
        bail!("over budget");
    }
    Ok(())
}

fn rows(demo: &serve::Demo) -> Result<Vec<Row>> {
    let page = &demo.page;
    let parent = serve::parent(&page.study.id);
    let (first, later) = (page.before_first(&demo.site, &parent)?, page.behind_first(&parent)?);
    // The sealing door and the rest of the battery come behind the first question; they are needed before the first
    // page is confirmed.
    let when = |file: &str| match file {
        f if first.iter().any(|x| x == f) => When::First,
        "seal.js" | "seal_bg.wasm" => When::Session,
        f if later.as_deref() == Some(f) => When::Session,
        _ => When::Used,
    };
    let mut out = Vec::new();
    for path in files::list(&page.dir)? {
        let file = files::address(&path);
        // Beside the page for the desk, and for who checks it.
        if file == "study.json" || file == SUMS || file.starts_with("instruments/") {
            continue;
        }
        let bytes = files::read(&page.dir.join(&path))?;
        let (gzip, brotli) = (gzip(&bytes)?, brotli(&bytes)?);
        out.push(Row { when: when(&file), raw: bytes.len(), gzip, brotli, file: name(&file, &bytes) });
    }
    out.sort_by_key(|r| (r.when as u8, std::cmp::Reverse(r.brotli)));
    Ok(out)
}

fn print(rows: &[Row]) {
    println!("{:<44}{:>10}{:>10}{:>10}", "file", "raw", "gzip -9", "brotli 11");
    for (when, head) in [
        (When::First, "before the first question"),
        (When::Session, "in every session, later"),
        (When::Used, "only where used"),
    ] {
        println!("\n{head}");
        for r in rows.iter().filter(|r| r.when == when) {
            println!("{:<44}{:>10}{:>10}{:>10}", r.file, r.raw, r.gzip, r.brotli);
        }
    }
}

/// A file of a battery under the name of its first instrument; any other file under its address.
fn name(file: &str, bytes: &[u8]) -> String {
    let served = || -> Option<String> {
        let json: serde_json::Value = serde_json::from_slice(bytes).ok()?;
        let pins = json["pins"].as_array()?;
        let lang = json["wordings"][0]["lang"].as_str()?;
        Some(format!("{} and {} more, {lang}", pins.first()?["instrument"].as_str()?, pins.len() - 1))
    };
    file.starts_with("batteries/").then(served).flatten().unwrap_or_else(|| file.to_string())
}

fn brotli_kb(rows: &[Row], counts: impl Fn(When) -> bool) -> f64 {
    rows.iter().filter(|r| counts(r.when)).map(|r| r.brotli as f64).sum::<f64>() / KB
}

fn gzip(bytes: &[u8]) -> Result<usize> {
    let mut to = GzEncoder::new(Vec::new(), Compression::best());
    to.write_all(bytes).and_then(|()| to.finish()).map(|v| v.len()).context("gzip")
}

fn brotli(bytes: &[u8]) -> Result<usize> {
    let mut out = Vec::new();
    let settings = brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, ..Default::default() };
    brotli::BrotliCompress(&mut &bytes[..], &mut out, &settings).context("brotli")?;
    Ok(out.len())
}
