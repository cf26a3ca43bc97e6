//! `build`: the element with its doors, styles and texts, in `target/site/`.
//!
//! ```text
//! cargo ─► wasm-bindgen ─► wasm-opt ─► respond.js, respond_bg.wasm, seal.js, seal_bg.wasm
//! www/ ─► element.js with the names and hashes of what it loads, styles/, text/, and what a page of its own needs
//! ```
//! The researcher's page is made by [`research`], beside it.
//!
//! The same sources, lock files and compiler give the same bytes wherever they are built: no time, no path of the
//! machine, files in sorted order.

mod bindgen;
mod door;
mod element;
mod package;
mod pinned;
mod research;
mod shrink;
mod sums;

pub use door::{BROWSER, CORE, DOORS, add_target};
pub use element::{ELEMENT, Hashes, integrity};
pub use package::package;
pub use research::{RESEARCH, RESEARCH_PAGE, research, research_alone};
pub use sums::{SUMS, write as write_sums};

use crate::{files, paths};
use anyhow::Result;
use std::path::PathBuf;

/// The template of the page around the element; [`crate::publish`] fills it in for one study.
pub const PAGE: &str = "index.html";
/// The same for the study's own tablet, with an interviewer.
pub const INTERVIEWER: &str = "interviewer.html";

/// What [`site`] made.
pub struct Site {
    /// The folder.
    pub dir: PathBuf,
    /// Address, relative to `element.js` → `sha256-…`, of the element and every file that it loads.
    pub hashes: Hashes,
}

/// Builds the site without a study.
///
/// # Errors
/// A step that fails, with its command; a file of `www/` that is missing.
pub fn site() -> Result<Site> {
    pinned::check()?;
    let dir = paths::target().join("site");
    files::fresh_dir(&dir)?;
    for door in &door::DOORS {
        let wasm = door::compile(door)?;
        bindgen::generate(&wasm, door.name, &dir)?;
        shrink::wasm(&dir.join(format!("{}_bg.wasm", door.name)))?;
        shrink::script(&dir.join(format!("{}.js", door.name)))?;
    }
    let hashes = element::assemble(&dir)?;
    sums::write(&dir)?;
    Ok(Site { dir, hashes })
}
