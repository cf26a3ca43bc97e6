//! `study pin`: says in a study exactly which files its instruments are, and lays those files out for the page.

use super::served;
use crate::desk::host::error::{Exit, Failure, Outcome};
use crate::desk::host::zone::Zone;
use crate::desk::host::{files, print};
use crate::desk::inputs::instruments::{InstrumentStore, Loaded};
use crate::desk::inputs::verification_log::Book;
use crate::desk::inputs::{recordings, study};
use crate::encoding;
use crate::instrument::{Finding, Limit, Severity, VecMap, from_json, identity, lint, lint_wording};
use crate::study::{EASY, Mode, Pin, Set, Study};
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// The code of a page, beside its other files; entries name it by its hash.
const CODE: &str = "respond_bg.wasm";

/// Pin the instruments of a study, and write the files for its site
#[derive(clap::Args)]
#[command(
    after_help = "Writes two files: STUDY.JSON with every pin, which you keep and give to the other verbs, and with \
    --site the same study as the page reads it, page.json. Prints the integrity value that the page pins it by. Pin \
    before T0 and keep the files: a wave that asks with other files cannot be compared. In live mode every recipient must \
    have opened a test envelope of this page (kindstem study verify), with the keys as they are now."
)]
pub struct Args {
    /// Study file; existing pins are ignored
    #[arg(value_name = "TEMPLATE.JSON")]
    template: PathBuf,
    /// File for the pinned study; replaced if it exists
    #[arg(long, value_name = "STUDY.JSON")]
    out: PathBuf,
    /// Folder of the page: page.json, batteries/, instruments/ and audio/ are written into it
    #[arg(long, value_name = "DIR")]
    site: Option<PathBuf>,
    /// Folder of structures and text packs that are not in the library, with their recordings in audio/
    #[arg(long, value_name = "DIR")]
    instruments: Option<PathBuf>,
    /// One JSON object instead of a line
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct Pinned<'a> {
    study: &'a str,
    /// Of `page.json`, where there is a page.
    integrity: Option<String>,
    pins: usize,
}

pub fn run(args: &Args) -> Outcome {
    let mut study = template(&args.template)?;
    ready(&study, args)?;
    let store = InstrumentStore::with_folder(args.instruments.as_deref())?;
    let Laid { files: laid_out, recordings } = fill(&mut study, &store, &args.template, args.instruments.as_deref())?;
    write(&study, &args.out)?;
    let mut integrity = None;
    if let Some(site) = &args.site {
        lay_out(&site.join("instruments"), &laid_out)?;
        recordings::lay_out(&site.join("audio"), &recordings)?;
        let page = served::lay_out(&study, &store, site)?;
        integrity = Some(format!("sha256-{}", encoding::base64(&Sha256::digest(&page))));
    }
    if args.json {
        print::json(&Pinned { study: &study.id, integrity, pins: study.pins.len() })?;
    } else {
        let pins = print::count(study.pins.len(), "pin");
        print::line(format_args!("{}: {pins}", args.out.display()))?;
        if let Some(integrity) = integrity {
            print::line(format_args!("study=\"page.json\" integrity=\"{integrity}\""))?;
        }
    }
    Ok(Exit::Success)
}

/// Refuses live mode while a recipient has not shown that what this page seals can be opened.
fn ready(study: &Study, args: &Args) -> Result<(), Failure> {
    if study.mode == Mode::Trial {
        return Ok(());
    }
    let code = args.site.as_ref().map(|site| site.join(CODE)).filter(|code| code.exists());
    let app = code.map(|code| files::read(&code).map(|bytes| identity(&bytes))).transpose()?;
    let findings = Book::beside(study, &args.template)?.findings(study, Zone::of(study)?.today(), app.as_deref());
    print::findings(&args.template.display().to_string(), &findings)?;
    if print::any_error(&findings) {
        let advice = "set mode to trial, pin, fill in a trial session, and have each recipient open what it sealed (kindstem study verify)";
        return Err(Failure::findings(
            "nothing was pinned: the study is in live mode, and not every recipient has been verified",
            advice,
        ));
    }
    Ok(())
}

/// What a page of the study loads.
pub struct Laid<'a> {
    /// SHA-256 of a structure or text pack → its bytes.
    pub files: BTreeMap<String, &'a [u8]>,
    recordings: BTreeMap<String, Vec<u8>>,
}

/// Fills in the pins of a study that was read from `from`, or says everything that is in the way.
pub fn fill<'a>(
    study: &mut Study,
    store: &'a InstrumentStore,
    from: &Path,
    instruments: Option<&Path>,
) -> Result<Laid<'a>, Failure> {
    let mut findings = Vec::new();
    let mut laid_out = BTreeMap::new();
    let mut recordings = BTreeMap::new();
    let ids: BTreeSet<&String> = study.batteries.iter().flat_map(|b| &b.parts).map(|p| &p.instrument).collect();
    let pins = ids.into_iter().filter_map(|id| {
        let easy = study.batteries.iter().any(|b| b.set == Set::Easy && b.parts.iter().any(|p| p.instrument == *id));
        pin(id, &study.languages, easy, store, &mut laid_out, &mut findings)
    });
    study.pins = pins.collect();
    // From a page's study; the desk's has the pins themselves.
    study.batteries.iter_mut().for_each(|b| b.files.clear());
    let used = study.pins.iter().flat_map(|p| p.wording.iter().map(move |(_, sha256)| (&p.instrument, sha256)));
    for (id, sha256) in used {
        let packs = store.wordings.get(id).into_iter().flat_map(BTreeMap::values);
        for pack in packs.filter(|w| w.sha256 == *sha256) {
            let (found, missing) = recordings::of(&pack.value, instruments);
            recordings.extend(found);
            findings.extend(in_file(pack, missing));
        }
    }
    if print::any_error(&findings) {
        print::findings(&from.display().to_string(), &findings)?;
        return Err(Failure::findings("nothing was pinned", "correct the findings listed above and pin again"));
    }
    Ok(Laid { files: laid_out, recordings })
}

/// Writes a pinned study.
pub fn write(study: &Study, out: &Path) -> Result<(), Failure> {
    let mut bytes = serde_json::to_vec_pretty(study).map_err(Failure::internal)?;
    bytes.push(b'\n');
    files::replace(out, &bytes, false)
}

/// A study whose pins are still to come, or are there from an earlier time.
fn template(path: &Path) -> Result<Study, Failure> {
    let bytes = files::read(path)?;
    let json = from_json::<serde_json::Value>(&bytes, Limit::STUDY);
    let mut json = json.map_err(|e| Failure::unusable(format_args!("{}: {e}", path.display()), "correct the JSON"))?;
    match json.as_object_mut() {
        Some(object) if !object.contains_key("pins") => object.insert("pins".into(), serde_json::json!([])),
        // Read from the file's own bytes, so that an error names the line.
        _ => return study::parse(&bytes, path),
    };
    study::parse(json.to_string().as_bytes(), path)
}

/// The pin of one instrument, with its easy words where a battery of that set asks it; its files added to `laid_out`.
fn pin<'a>(
    id: &str,
    languages: &[String],
    easy: bool,
    store: &'a InstrumentStore,
    laid_out: &mut BTreeMap<String, &'a [u8]>,
    findings: &mut Vec<Finding>,
) -> Option<Pin> {
    let mut error = |code, advice| {
        findings.push(Finding { path: format!("$.batteries ({id})"), code, severity: Severity::Error, advice });
    };
    let Some(structure) = store.structures.get(id) else {
        error(
            "not_found",
            "there is no such structure; put its file into a folder and pass it with --instruments DIR".into(),
        );
        return None;
    };
    let mut wording = VecMap::new();
    let mut words = Vec::new();
    for lang in languages {
        match store.wordings.get(id).and_then(|w| w.get(lang)) {
            Some(pack) => {
                wording.insert(lang.clone(), pack.sha256.clone());
                words.push(pack);
            }
            // Easy words are for those instruments that have them.
            None if lang.ends_with(EASY) => {}
            None => {
                error("missing_language", format!("there is no text pack in {lang}: {}", structure.value.licence.how))
            }
        }
        let easier = format!("{lang}{EASY}");
        if let Some(pack) = store.wordings.get(id).and_then(|w| w.get(&easier)).filter(|_| easy) {
            wording.insert(easier, pack.sha256.clone());
            words.push(pack);
        }
    }
    laid_out.insert(structure.sha256.clone(), &structure.bytes);
    findings.extend(in_file(structure, lint(&structure.value)));
    for pack in words {
        laid_out.insert(pack.sha256.clone(), &pack.bytes);
        findings.extend(in_file(pack, lint_wording(&structure.value, &pack.value)));
    }
    let version = structure.value.version.clone();
    Some(Pin { instrument: id.to_string(), version, structure: structure.sha256.clone(), wording })
}

/// Findings about an instrument's file, in a list about the study.
fn in_file<T>(file: &Loaded<T>, findings: Vec<Finding>) -> impl Iterator<Item = Finding> {
    findings.into_iter().map(|f| Finding { path: format!("{} {}", file.from, f.path), ..f })
}

fn lay_out(folder: &Path, files: &BTreeMap<String, &[u8]>) -> Result<(), Failure> {
    files::folder(folder)?;
    files.iter().try_for_each(|(sha256, bytes)| files::replace(&folder.join(format!("{sha256}.json")), bytes, false))
}
