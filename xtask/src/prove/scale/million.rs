//! `prove million`: ten thousand and a million records, really sealed and opened. A study of the demo's length would
//! need some 370 GB for them; this one asks a parent about each child and how it went, in about a tenth of that.

use super::{Desk, Ran, lines, number, of, rate, side_by_side};
use crate::{files, measure};
use anyhow::{Context, Result, bail};
use serde_json::{Value, json};
use std::fs;
use std::path::Path;

/// Records: at least so many.
const RECORDS: [u64; 2] = [10_000, 1_000_000];
/// Of a hundred families, with which the number of families is found.
const TRIAL: usize = 100;
const CHILDREN: [&str; 3] = ["k1", "k2", "k3"];

/// Seals and opens both, and writes `proofs/million.md`.
///
/// # Errors
/// A step fails, or fewer records come out than were wanted.
pub fn run() -> Result<()> {
    let desk = Desk::set_up("million", short)?;
    // Each family has three children, so that an envelope holds as much of a record as it can.
    let parameters = desk.folder.join("parameters.json");
    files::write(&parameters, json!({"further_child": 1}).to_string())?;
    let (trial, _) = desk.million(TRIAL, &parameters)?;
    let mut columns = Vec::new();
    for wanted in RECORDS {
        // A little more than one by one: families differ.
        let families = (wanted * TRIAL as u64 * 21 / 20).div_ceil(trial);
        let (records, column) = desk.million(usize::try_from(families)?, &parameters)?;
        if records < wanted {
            bail!("{records} records, and {wanted} were wanted");
        }
        columns.push(column);
    }
    let [small, large] = columns.as_slice() else { bail!("two deliveries were wanted") };
    let text = format!(
        "{}\nMade-up families of three children answer a study of two instruments in three waves, the real way: `simulate` \
         (plan, session, seal), `unseal` with the keys of answers and contacts, and `unseal` again, which opens nothing \
         anew. Release build. Memory is the most that the process held (VmHWM). `export parquet` holds the register and \
         what arrived of each slot, so it grows with them; `unseal` holds neither.\n\n| | | |\n|---|---|---|\n{}\n",
        measure::heading("Ten thousand records and a million", "cargo xtask prove million")?,
        side_by_side(small, large),
    );
    measure::write("million", &text).map(|_| ())
}

/// A parent is asked about each child and how it went, three times.
fn short(study: &mut Value) -> Result<()> {
    let part = |instrument: &str, target: &str| json!({"instrument": instrument, "target": target});
    let about = CHILDREN.iter().map(|child| part("kindstem-child-short-parent", child));
    let parts: Vec<Value> = about.chain([part("kindstem-after-parent", "self")]).collect();
    let waves = study["waves"].as_array_mut().context("a study without waves")?;
    waves.retain(|wave| wave.get("any_time").is_none());
    let battery = |wave: &Value| json!({"role": "parent", "set": "adult", "waves": [wave["id"]], "parts": parts});
    study["batteries"] = waves.iter().map(battery).collect();
    Ok(())
}

impl Desk {
    /// How many records a delivery gave, and a column of the table.
    fn million(&self, families: usize, parameters: &Path) -> Result<(u64, Vec<(&'static str, String)>)> {
        let dir = self.folder.join(families.to_string());
        files::fresh_dir(&dir)?;
        let (made, opened) = (dir.join("made"), dir.join("opened"));
        let path = parameters.to_str().context("a path that is no text")?;
        let simulated = self.simulated(families, &made, &["--parameters", path])?;
        let envelopes = number(&simulated.printed, "envelopes")?;
        let first = self.unsealed(&made, &opened, "1/1")?;
        let records = lines(&opened.join("records.jsonl"))?;
        let waiting = lines(&opened.join("contacts.csv"))? - 1;
        let again = self.unsealed(&made, &opened, "1/1")?;
        if lines(&opened.join("records.jsonl"))? != records {
            bail!("a second run gave another number of records");
        }
        let exported = self.exported(&made, &opened, &dir.join("tables"))?;
        if number(&exported.printed, "records")? != records {
            bail!("{records} records, and the export says {}", exported.printed["records"]);
        }
        let mib = |ran: &Ran| format!("{:.1}", ran.mib);
        let column = vec![
            ("families", families.to_string()),
            ("envelopes", envelopes.to_string()),
            ("records", records.to_string()),
            ("people who wait for a talk", waiting.to_string()),
            ("made up and sealed: envelopes per second", rate(envelopes, &simulated)),
            ("opened: envelopes per second", rate(envelopes, &first)),
            ("opened: seconds", format!("{:.1}", first.seconds)),
            ("**opened: peak MiB**", mib(&first)),
            ("opened again: seconds", format!("{:.1}", again.seconds)),
            ("**opened again: peak MiB**", mib(&again)),
            ("exported to Parquet: seconds, peak MiB", of(&exported)),
        ];
        // Gigabytes, for a large one.
        fs::remove_dir_all(&dir).with_context(|| format!("{}: cannot be removed", dir.display()))?;
        Ok((records, column))
    }
}
