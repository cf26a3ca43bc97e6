//! The research page: a door of its own with its shell, and the charting library in a file that only figures fetch. Not
//! part of [`super::site`]: nothing of it is the element's, and no family's page has it in its list of files.

use super::door::{Door, compile_plainly};
use super::{bindgen, pinned, shrink, sums};
use crate::{files, paths, tools};
use anyhow::Result;
use std::path::Path;

/// The door for researchers.
pub const RESEARCH: Door = Door { name: "research", feature: "research" };
/// Its profile of Cargo.toml.
const PROFILE: &str = "research";
/// The page itself.
pub const RESEARCH_PAGE: &str = "research.html";
/// Terms of the charting library, which go where it goes.
const TERMS: [&str; 2] = ["LICENSE", "NOTICE"];

/// Writes the page into a folder that is served.
///
/// # Errors
/// A step that fails, with its command.
pub fn research(into: &Path) -> Result<()> {
    pinned::check()?;
    let (www, dir) = (paths::root().join("www"), into.join("research"));
    files::fresh_dir(&dir)?;
    bindgen::generate(&compile_plainly(&RESEARCH, PROFILE)?, RESEARCH.name, &dir)?;
    shrink::script(&dir.join("research.js"))?;
    shrink::bundle(&www.join("research/shell.js"), &dir.join("shell.js"), &["research.js", "charts.js"])?;
    shrink::bundle(&www.join("research/charts.js"), &dir.join("charts.js"), &[])?;
    let echarts = tools::modules()?.join("echarts");
    for terms in TERMS {
        files::write(&dir.join(format!("charts.{terms}.txt")), files::read(&echarts.join(terms))?)?;
    }
    files::write(&dir.join("styles.css"), files::read(&www.join("research/styles.css"))?)?;
    shrink::style(&dir.join("styles.css"))?;
    files::write(&into.join("icon.svg"), files::read(&www.join("icon.svg"))?)?;
    files::write(&into.join(RESEARCH_PAGE), files::read(&www.join(RESEARCH_PAGE))?)?;
    // The list of what is served has these too.
    sums::write(into)
}

/// The page by itself, in `target/research/`, for `kindstem serve`, which begins at `index.html`.
///
/// # Errors
/// As [`research`].
pub fn research_alone() -> Result<()> {
    let dir = paths::target().join("research");
    files::fresh_dir(&dir)?;
    research(&dir)?;
    files::write(&dir.join(super::PAGE), files::read(&dir.join(RESEARCH_PAGE))?)?;
    sums::write(&dir)?;
    println!("kindstem serve {}", dir.display());
    Ok(())
}
