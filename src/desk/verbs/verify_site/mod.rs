//! `verify-site`: whether what a host serves is the release, file by file, with the header set.

mod fetch;
pub mod headers;
pub mod page_addresses;
mod sums;

use crate::desk::host::error::{Exit, Failure, Outcome};
use crate::desk::host::{files, print, progress};
use crate::instrument::identity;
use fetch::{Answer, Site};
use headers::HeaderSet;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use sums::Sums;

/// Compare a served site with a release: files, pages and headers
#[derive(clap::Args)]
#[command(
    after_help = "Fetches every file of the list and names each that is missing or another one, each address that a page \
    asks for and the list does not have, and each header that is not as it should be. Run it from other networks than the \
    host's, now and then: a host can serve something else to others, and to homes at night. Exits with 1 where something \
    differs."
)]
pub struct Args {
    /// Address of the folder with index.html
    #[arg(value_name = "URL")]
    url: String,
    /// SHA256SUMS of the release. Without it the site's own list is taken, which shows only that the site is whole
    #[arg(long, value_name = "FILE")]
    sums: Option<PathBuf>,
    /// Compare with a folder on this machine instead of a list
    #[arg(long, value_name = "DIR", conflicts_with = "sums")]
    site: Option<PathBuf>,
    /// One JSON object instead of lines
    #[arg(long)]
    json: bool,
}

/// One difference.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
struct Difference {
    /// Address in the site; of a header that is wrong in several places, the first.
    file: String,
    what: String,
}

#[derive(Serialize)]
struct Verified<'a> {
    url: &'a str,
    /// Where the list came from.
    list: String,
    files: usize,
    differences: &'a [Difference],
}

pub fn run(args: &Args) -> Outcome {
    let site = Site::at(&args.url)?;
    let (sums, list) = match (&args.sums, &args.site) {
        (Some(file), _) => (Sums::parse(&files::read(file)?, &file.display())?, file.display().to_string()),
        (_, Some(folder)) => (Sums::of_folder(folder)?, folder.display().to_string()),
        _ => (Sums::parse(&site.get(sums::NAME)?.whole()?, &site.url(sums::NAME))?, "the site's own".to_string()),
    };
    let differences = compare(&site, &sums)?;
    if args.json {
        print::json(&Verified { url: &args.url, list, files: sums.0.len(), differences: &differences })?;
    } else {
        differences.iter().try_for_each(|d| print::line(format_args!("{}: {}", d.file, d.what)))?;
        let (n, m) = (print::count(sums.0.len(), "file"), print::count(differences.len(), "difference"));
        print::line(format_args!("{}: {n} of the list ({list}), {m}", args.url))?;
        if args.sums.is_none() && args.site.is_none() {
            print::line(
                "the list came from the site itself: this shows that the site is complete, not that it is the release",
            )?;
        }
    }
    Ok(if differences.is_empty() { Exit::Success } else { Exit::Findings })
}

fn compare(site: &Site, sums: &Sums) -> Result<Vec<Difference>, Failure> {
    let mut out = BTreeSet::new();
    let mut header = BTreeMap::new();
    let served = |name: &str| site.get(name).and_then(Answer::whole).ok();
    let wanted = HeaderSet::of(sums.0.contains_key(STUDY).then(|| served(STUDY)).flatten().as_deref());
    let bar = progress::bar("fetching", sums.0.len() + 1);
    // The folder's own address shows its first page.
    let first = sums.0.get(FIRST).map(|sum| ("", sum));
    for (name, sum) in sums.0.iter().map(|(name, sum)| (name.as_str(), sum)).chain(first) {
        let mut differs = |what: String| out.insert(Difference { file: shown(name), what });
        bar.inc(1);
        let answer = site.get(name)?;
        if let Some(what) = answer.refused() {
            differs(what);
            continue;
        }
        for what in wanted.compare(&answer.headers) {
            header.entry(what).or_insert_with(Vec::new).push(shown(name));
        }
        let now = identity(&answer.body);
        if now != *sum {
            differs(format!("differs: its SHA-256 is {now}, the list has {sum}"));
        }
        if name.is_empty() || name.ends_with(".html") {
            for address in page_addresses::of(&String::from_utf8_lossy(&answer.body)) {
                if !sums.0.contains_key(&address) {
                    differs(format!("asks for {address:?}, which is not in the list"));
                }
            }
        }
    }
    bar.finish_and_clear();
    out.extend(header.into_iter().map(|(what, names)| {
        let (first, others) = (names[0].clone(), names.len() - 1);
        let more = if others == 0 { String::new() } else { format!(", and so have {}", print::count(others, "other")) };
        Difference { file: first, what: format!("{what}{more}") }
    }));
    Ok(out.into_iter().collect())
}

/// The page of a folder, and the study as it reads it.
const FIRST: &str = "index.html";
const STUDY: &str = "page.json";

fn shown(name: &str) -> String {
    if name.is_empty() { "/".into() } else { name.into() }
}
