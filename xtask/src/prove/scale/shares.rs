//! The same delivery in shares, as several machines would open it: each its own slots into its own tables, and one
//! question to all tables, which must say what it says to the whole.

use super::{Desk, Ran, of};
use anyhow::{Context, Result, bail};
use std::path::Path;

const SHARES: usize = 4;

/// Seconds and memory of the largest share, after the tables of all shares agreed with the whole.
pub fn agree(desk: &Desk, made: &Path, dir: &Path, whole: &Ran) -> Result<String> {
    let all = dir.join("shares");
    let mut largest: Option<Ran> = None;
    for n in 1..=SHARES {
        let opened = dir.join(format!("opened-{n}"));
        let unsealed = desk.unsealed(made, &opened, &format!("{n}/{SHARES}"))?;
        let exported = desk.exported(made, &opened, &all.join(format!("share={n}")))?;
        let ran = Ran { seconds: unsealed.seconds + exported.seconds, mib: unsealed.mib.max(exported.mib), ..exported };
        if largest.as_ref().is_none_or(|l| l.seconds < ran.seconds) {
            largest = Some(ran);
        }
    }
    let asked = desk.asked(&all)?;
    for what in ["rows", "groups", "people_rows", "sums"] {
        if asked.printed[what] != whole.printed[what] {
            bail!("{what}: {} in shares, {} in the whole", asked.printed[what], whole.printed[what]);
        }
    }
    largest.map(|ran| format!("{SHARES} shares: {}", of(&ran))).context("no shares")
}
