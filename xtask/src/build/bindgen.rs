//! The JavaScript side of a door: `NAME.js` and `NAME_bg.wasm`.

use crate::files;
use anyhow::{Context, Result, bail};
use std::collections::BTreeMap;
use std::path::Path;
use wasm_bindgen_cli_support::Bindgen;

/// Writes both files into `to`.
///
/// # Errors
/// The file is no wasm of this wasm-bindgen, or it wants files of its own beside it.
pub fn generate(wasm: &Path, name: &str, to: &Path) -> Result<()> {
    let mut bindgen = Bindgen::new();
    bindgen
        .input_path(wasm)
        .out_name(name)
        .web(true)?
        .typescript(false)
        // The element hands the Response over; no address stands in the script that nobody checked.
        .omit_default_module_path(true)
        .remove_name_section(true)
        .remove_producers_section(true);
    let mut output = bindgen.generate_output().with_context(|| format!("{}: wasm-bindgen", wasm.display()))?;
    // Every crate has a list; most are empty.
    let own: Vec<&String> = output.snippets().iter().filter(|(_, files)| !files.is_empty()).map(|(of, _)| of).collect();
    if !own.is_empty() || !output.local_modules().is_empty() {
        // They would be loaded by `import` without integrity, past the list in element.js.
        bail!("{name}: {own:?} bring JavaScript files of their own; the element loads only files whose hash it has");
    }
    // wasm-bindgen's names of the browser's functions are long and end in hashes; only the two sides need to agree.
    let mut script = output.js().to_string();
    let mut names = BTreeMap::new();
    for import in output.wasm_mut().imports.iter_mut() {
        // The linker may import one function twice.
        let next = format!("f{}", names.len());
        let short = names.entry(import.name.clone()).or_insert(next).clone();
        import.name = short;
    }
    for (long, short) in &names {
        let long = format!("{long}:");
        if script.matches(&long).count() != 1 {
            bail!("{name}.js: {long} must stand there once, as wasm-bindgen wrote it");
        }
        script = script.replace(&long, &format!("{short}:"));
    }
    files::write(&to.join(format!("{name}.js")), &script)?;
    files::write(&to.join(format!("{name}_bg.wasm")), output.wasm_mut().emit_wasm())
}
