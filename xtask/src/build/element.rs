//! `www/` into the site, with the names and hashes of everything that the element loads written into `element.js`.

use crate::{files, paths};
use anyhow::{Context, Result, bail};
use kindstem::study::{Language, languages};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::path::Path;

/// Address → `sha256-…`.
pub type Hashes = BTreeMap<String, String>;

/// Stands in `www/element.js` where the build writes [`Hashes`] as a JSON object.
const FILES: &str = "__KINDSTEM_FILES__";
/// Stands in `www/element.js` where the build writes what the shell says, per language.
const WORDS: &str = "__KINDSTEM_WORDS__";
/// Stands in `www/interviewer.js` where the build writes what that page says, per language.
const INTERVIEWER: &str = "__KINDSTEM_INTERVIEWER__";
/// What every `integrity` begins with.
const KIND: &str = "sha256-";
/// The shell.
pub const ELEMENT: &str = "element.js";
/// Files around the element, for a page of its own; who embeds the element does not need them.
const PAGE_FILES: [&str; 3] = ["icon.svg", "styles/page.css", "styles/interviewer.css"];

/// Copies styles, texts and the element beside the doors that are already in `site`.
///
/// # Errors
/// A file is missing, or the token stands there another number of times than once.
pub fn assemble(site: &Path) -> Result<Hashes> {
    let www = paths::root().join("www");
    files::copy_all(&www.join("styles"), &site.join("styles"))?;
    for language in languages() {
        let texts = serde_json::to_vec(&language.page_texts(languages())).context("texts of the form as JSON")?;
        files::write(&site.join("text").join(format!("{}.json", language.code)), texts)?;
    }
    super::shrink::style(&site.join("styles/form.css"))?;
    super::shrink::bundle(&www.join("tools/index.js"), &site.join("tools.js"), &[])?;
    let mut hashes = Hashes::new();
    for path in files::list(site)? {
        let file = files::address(&path);
        if !PAGE_FILES.contains(&file.as_str()) {
            hashes.insert(file, integrity(&files::read(&site.join(&path))?));
        }
    }
    for (script, token, words) in
        [(ELEMENT, WORDS, shell_words()), ("interviewer.js", INTERVIEWER, interviewer_words())]
    {
        let text = fill(script, &files::read_text(&www.join(script))?, token, &words)?;
        files::write(&site.join(script), text)?;
        super::shrink::script(&site.join(script))?;
    }
    for plain in ["icon.svg", "quiet.html"] {
        files::write(&site.join(plain), files::read(&www.join(plain))?)?;
    }

    let shell = files::read_text(&site.join(ELEMENT))?;
    // All are of one kind; the shell knows which.
    let bare: BTreeMap<&String, &str> = hashes.iter().map(|(f, hash)| (f, hash.trim_start_matches(KIND))).collect();
    let shell = fill(ELEMENT, &shell, FILES, &json!(bare))?;
    files::write(&site.join(ELEMENT), &shell)?;
    // A page knows the shell's hash too; the shell cannot hold its own.
    hashes.insert(ELEMENT.into(), integrity(shell.as_bytes()));
    Ok(hashes)
}

/// What the shell says in each language: leave quickly, loading, unsupported, direction.
fn shell_words() -> Value {
    let of = |l: &Language| {
        let words = &l.head.shell;
        let all = [l.leave(), &words.loading, &words.unsupported, l.head.dir.name()];
        (l.code.clone(), json!(all))
    };
    languages().iter().map(of).collect()
}

/// The interviewer's page in each language, with its direction.
fn interviewer_words() -> Value {
    let of = |l: &Language| {
        let mut words = l.head.interviewer.clone();
        words["dir"] = l.head.dir.name().into();
        (l.code.clone(), words)
    };
    languages().iter().map(of).collect()
}

/// Writes a value in place of a token of a script in `www/`.
fn fill(script: &str, text: &str, token: &str, value: &Value) -> Result<String> {
    if text.matches(token).count() != 1 {
        bail!("www/{script}: {token} must be there once; the build writes its value in its place");
    }
    Ok(text.replace(token, &value.to_string()))
}

/// The `integrity` of a file.
pub fn integrity(bytes: &[u8]) -> String {
    format!("{KIND}{}", kindstem::encoding::base64(&Sha256::digest(bytes)))
}

#[cfg(test)]
mod tests {
    #[test]
    fn integrity_is_what_a_browser_computes() {
        // The example of the W3C recommendation "Subresource Integrity", for `alert('Hello, world.');`, in SHA-256.
        assert_eq!(super::integrity(b"alert('Hello, world.');"), "sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng=");
    }
}
