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
pub use sums::{RELOAD, SUMS, write as write_sums};

use crate::steps::Steps;
use crate::{files, paths};
use anyhow::Result;
use std::path::{Path, PathBuf};

/// The template of the page around the element; [`crate::publish`] fills it in for one study.
pub const PAGE: &str = "index.html";
/// The same for the study's own tablet, with an interviewer.
pub const INTERVIEWER: &str = "interviewer.html";

/// The profile of Cargo.toml for [`quick_doors`].
const QUICK: &str = "wasm-dev";

/// What [`site`] made.
pub struct Site {
    /// The folder.
    pub dir: PathBuf,
    /// Address, relative to `element.js` → `sha256-…`, of the element and every file that it loads.
    pub hashes: Hashes,
}

/// Compiles both doors in seconds, large and slow, into a folder. Only for [`crate::dev`].
///
/// # Errors
/// A door does not compile.
pub fn quick_doors(dir: &Path) -> Result<()> {
    for door in &door::DOORS {
        let wasm = door::compile_plainly(door, QUICK)?;
        let stamp = dir.join(door.name).with_extension("made-from");
        let hash = integrity(&files::read(&wasm)?);
        // wasm-bindgen takes longer than cargo does to see that nothing changed.
        if !std::fs::read(&stamp).is_ok_and(|made_from| made_from == hash.as_bytes()) {
            bindgen::generate(&wasm, door.name, dir)?;
            files::write(&stamp, hash)?;
        }
    }
    Ok(())
}

/// Makes a site of doors that are there and of `www/` as it is now. Only for [`crate::dev`].
///
/// # Errors
/// A file of `www/` is missing.
pub fn quick_site(doors: &Path, dir: &Path) -> Result<Site> {
    files::fresh_dir(dir)?;
    for door in &door::DOORS {
        for file in [format!("{}.js", door.name), format!("{}_bg.wasm", door.name)] {
            files::write(&dir.join(&file), files::read(&doors.join(&file))?)?;
        }
    }
    Ok(Site { dir: dir.to_path_buf(), hashes: element::assemble(dir)? })
}

/// Builds the site without a study.
///
/// # Errors
/// A step that fails, with its command; a file of `www/` that is missing.
pub fn site() -> Result<Site> {
    site_in(&mut Steps::default())
}

/// The same, each part a step that is named and timed.
///
/// # Errors
/// As [`site`].
pub fn site_in(steps: &mut Steps) -> Result<Site> {
    pinned::check()?;
    let dir = paths::target().join("site");
    files::fresh_dir(&dir)?;
    steps.need("tools from npm", crate::tools::modules)?;
    for door in &door::DOORS {
        let wasm = steps.need(&format!("{}: compile", door.name), || door::compile(door))?;
        steps.need(&format!("{}: make small", door.name), || {
            bindgen::generate(&wasm, door.name, &dir)?;
            shrink::wasm(&dir.join(format!("{}_bg.wasm", door.name)))?;
            shrink::script(&dir.join(format!("{}.js", door.name)))
        })?;
    }
    let hashes = element::assemble(&dir)?;
    sums::write(&dir)?;
    Ok(Site { dir, hashes })
}
