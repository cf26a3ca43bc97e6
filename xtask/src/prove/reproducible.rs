//! `prove reproducible`: two clean builds in two folders give the same bytes.

use crate::build::SUMS;
use crate::command::{command, read, run as run_command};
use crate::{files, measure, paths};
use anyhow::{Context, Result, bail};
use std::collections::BTreeSet;
use std::path::Path;
use std::time::Instant;

/// Folders of different depth and length of name: a path that stood in a file would change it.
const FOLDERS: [&str; 2] = ["a", "another/and-deeper"];

/// Builds twice and writes `proofs/reproducible.md`.
///
/// # Errors
/// A build fails, or a file differs.
pub fn run() -> Result<()> {
    let all = paths::target().join("reproducible");
    files::fresh_dir(&all)?;
    let mut lists = Vec::new();
    let mut seconds = Vec::new();
    let roots = FOLDERS.map(|folder| all.join(folder));
    // Both before either is built, which takes minutes: the source may be worked on meanwhile.
    roots.iter().try_for_each(|root| copy(root))?;
    for root in &roots {
        let begin = Instant::now();
        build(root)?;
        seconds.push(begin.elapsed().as_secs());
        lists.push(files::read_text(&root.join("target/site").join(SUMS))?);
    }
    let [one, two] = [&lists[0], &lists[1]].map(|list| list.lines().collect::<BTreeSet<_>>());
    if one != two {
        let differing: Vec<_> = one.symmetric_difference(&two).copied().collect();
        bail!("the two builds differ; {} are left for comparison:\n{}", all.display(), differing.join("\n"));
    }
    let text = format!(
        "{}\nTwo copies of the source in folders of different names, each built into an empty target folder with npm packages \
         installed anew ({} and {} seconds). Every file of the site is the same, {} of them:\n\n```\n{}```\n",
        measure::heading("Two clean builds, the same bytes", "cargo xtask prove reproducible")?,
        seconds[0],
        seconds[1],
        one.len(),
        lists[0],
    );
    std::fs::remove_dir_all(&all).with_context(|| format!("{}: cannot be removed", all.display()))?;
    measure::write("reproducible", &text).map(|_| ())
}

/// What git has, as it stands in the work tree.
fn copy(to: &Path) -> Result<()> {
    let listed = read(command("git").args(["ls-files", "-z"])).context("the source's files are asked of git")?;
    for name in listed.split('\0').filter(|n| !n.is_empty()) {
        files::write(&to.join(name), files::read(&paths::root().join(name))?)?;
    }
    Ok(())
}

/// This very program, at work in the other folder.
fn build(root: &Path) -> Result<()> {
    let mut c = command(std::env::current_exe().context("where this program is")?);
    c.arg("build").current_dir(root);
    run_command(c.env("CARGO_MANIFEST_DIR", root.join("xtask")).env_remove("CARGO_TARGET_DIR"))
}
