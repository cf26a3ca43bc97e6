//! `pkg`: what the npm package holds beside the files that stand in `pkg/`: `pkg/dist/`.
//!
//! ```text
//! core.js, core_bg.wasm     the door for JavaScript, which index.mjs and node.mjs wrap
//! instruments/ID.json       the structures of the library, byte for byte, so that their identity holds
//! element/                  the respondent's element as `build` makes it
//! LICENSE-*                 npm packs only what lies below the package
//! ```

use super::{Site, bindgen, door, pinned, shrink};
use crate::{files, paths};
use anyhow::Result;
use kindstem::instrument::library;
use std::path::PathBuf;

const LICENCES: [&str; 3] = ["LICENSE-APACHE", "LICENSE-CC-BY-4.0", "LICENSE-MIT"];

/// Fills `pkg/dist/` and gives the package's folder.
///
/// # Errors
/// A step that fails, with its command.
pub fn package(site: &Site) -> Result<PathBuf> {
    pinned::check()?;
    let package = paths::root().join("pkg");
    let dist = package.join("dist");
    files::fresh_dir(&dist)?;
    let core = &door::CORE;
    bindgen::generate(&door::compile_plainly(core, door::PROFILE)?, core.name, &dist)?;
    shrink::wasm(&dist.join(format!("{}_bg.wasm", core.name)))?;
    shrink::script(&dist.join(format!("{}.js", core.name)))?;
    for entry in library::entries() {
        files::write(&dist.join("instruments").join(entry.id).with_extension("json"), entry.structure)?;
    }
    files::copy_all(&site.dir, &dist.join("element"))?;
    for licence in LICENCES {
        files::write(&dist.join(licence), files::read(&paths::root().join(licence))?)?;
    }
    Ok(package)
}
