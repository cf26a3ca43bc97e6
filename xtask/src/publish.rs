//! A page for one study: the element, the study as a page reads it with its batteries, and `index.html` pinned to it.

use crate::build::{ELEMENT, INTERVIEWER, PAGE, Site, integrity, write_sums};
use crate::command::{command, run};
use crate::{files, paths};
use anyhow::{Context, Result, bail};
use kindstem::study::{Invite, Language, Study, language};
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Tokens of the pages in `www/`.
const INTEGRITY: &str = "__KINDSTEM_STUDY_INTEGRITY__";
const PRELOADS: &str = "__KINDSTEM_PRELOADS__";
/// The study's first language, its direction and its words around the form; and all languages, in the study's order.
const LANG: &str = "__KINDSTEM_LANG__";
const DIR: &str = "__KINDSTEM_DIR__";
const TITLE: &str = "__KINDSTEM_TITLE__";
const NOSCRIPT: &str = "__KINDSTEM_NOSCRIPT__";
const LANGUAGES: &str = "__KINDSTEM_LANGUAGES__";
/// The study with all its pins, for the desk; `kindstem serve` reads it too.
const STUDY: &str = "study.json";
/// The same as the page reads it.
const SERVED: &str = "page.json";

/// A published page.
pub struct Page {
    /// The folder to serve.
    pub dir: PathBuf,
    /// The study as the page reads it.
    pub study: Study,
    /// The `integrity` that the page pins it by.
    pub integrity: String,
}

/// What a page is made of.
pub struct Sources<'a> {
    /// The element.
    pub site: &'a Site,
    /// The desk's program, which pins.
    pub desk: &'a Path,
    /// The study; its pins are still to come.
    pub template: &'a Value,
    /// Folder with instruments that are not in the library.
    pub instruments: Option<&'a Path>,
}

/// Writes the page into `dir`, which is emptied first.
///
/// # Errors
/// What `kindstem study pin` says; a token that `www/index.html` does not have.
pub fn publish(from: &Sources<'_>, dir: &Path) -> Result<Page> {
    files::fresh_dir(dir)?;
    files::copy_all(&from.site.dir, dir)?;
    pin(from.desk, from.template, from.instruments, dir)?;
    let page = fill_in(from.site, dir)?;
    write_sums(dir)?;
    Ok(page)
}

/// Pins a study: `study.json`, `page.json` and what they name, into a folder.
///
/// # Errors
/// What `kindstem study pin` says.
pub fn pin(desk: &Path, template: &Value, instruments: Option<&Path>, dir: &Path) -> Result<()> {
    let unpinned = dir.with_extension("template.json");
    files::write(&unpinned, serde_json::to_vec(template).context("the study's template as JSON")?)?;
    let mut pin = command(desk);
    pin.args(["study", "pin"]).arg(&unpinned).arg("--out").arg(dir.join(STUDY)).arg("--site").arg(dir);
    if let Some(folder) = instruments {
        pin.arg("--instruments").arg(folder);
    }
    run(&mut pin)
}

/// Writes the pages around the element into a folder that has the element and a pinned study.
///
/// # Errors
/// A token that a page of `www/` does not have once; a study that is none.
pub fn fill_in(site: &Site, dir: &Path) -> Result<Page> {
    let json = files::read(&dir.join(SERVED))?;
    let study = Study::parse(&json).context(SERVED)?;
    let page = Page { dir: dir.to_path_buf(), study, integrity: integrity(&json) };
    for name in [PAGE, INTERVIEWER] {
        let mut html = files::read_text(&paths::root().join("www").join(name))?;
        let head = &page.words()?.head;
        for (token, text) in [
            (INTEGRITY, page.integrity.clone()),
            (PRELOADS, preloads(site, &page.preloaded(site))),
            (LANGUAGES, page.study.languages.join(" ")),
            (LANG, page.language().into()),
            (DIR, head.dir.name().into()),
            (TITLE, head.page.title.clone()),
            (NOSCRIPT, head.page.noscript.clone()),
        ] {
            if !html.contains(token) {
                bail!("www/{name}: {token} is missing; the build writes the study's own text in its place");
            }
            html = html.replace(token, &text);
        }
        files::write(&dir.join(name), html)?;
    }
    Ok(page)
}

impl Page {
    /// What everybody needs before the first question, whoever they are; the page asks for all of it at once, for the
    /// largest file first.
    fn preloaded(&self, site: &Site) -> Vec<String> {
        let mut out = vec!["respond_bg.wasm".to_string(), ELEMENT.into(), "respond.js".into(), SERVED.into()];
        // `nl` for `nl-BE`, as the shell asks for it.
        out.push(format!("text/{}.json", self.language().split('-').next().unwrap_or_default()));
        out.extend(site.hashes.keys().filter(|f| f.starts_with("styles/")).cloned());
        let begin: BTreeSet<_> = self.study.batteries.iter().filter_map(|b| b.files.get(self.language())).collect();
        if let (Some(file), 1) = (begin.first(), begin.len()) {
            out.push(address(file));
        }
        out
    }

    /// The file that begins an invite's battery, in the study's first language.
    fn begins(&self, invite: &Invite) -> Result<&str> {
        self.study.begins(invite, self.language()).context("the page's study has no file for this invite")
    }

    /// Everything that this invite fetches before the first question, in the study's first language.
    ///
    /// # Errors
    /// The study has no battery for it.
    pub fn before_first(&self, site: &Site, invite: &Invite) -> Result<Vec<String>> {
        let mut out = self.preloaded(site);
        out.extend([PAGE, "icon.svg", "styles/page.css"].map(String::from));
        out.push(address(self.begins(invite)?));
        Ok(out)
    }

    /// What this invite asks for behind the first question; none where its battery is one file.
    ///
    /// # Errors
    /// The study has no battery for it, or the file that begins it is not what `study pin` writes.
    pub fn behind_first(&self, invite: &Invite) -> Result<Option<String>> {
        let first = address(self.begins(invite)?);
        let json: Value = serde_json::from_slice(&files::read(&self.dir.join(&first))?).context(first)?;
        Ok(json["rest"].as_str().filter(|sha256| !sha256.is_empty()).map(address))
    }

    /// The words around the form, in the language that a page falls back to.
    fn words(&self) -> Result<&'static Language> {
        let plain = |tag: &String| tag.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
        if let Some(tag) = self.study.languages.iter().find(|tag| !plain(tag)) {
            bail!("$.languages: {tag:?} is not a language tag such as nl or nl-x-easy");
        }
        let tag = self.language();
        language(tag).with_context(|| format!("$.languages: www/text/ has no file for {tag:?}"))
    }

    /// The language that a page falls back to.
    fn language(&self) -> &str {
        self.study.languages.first().map_or("", String::as_str)
    }
}

/// Where the page fetches a file of a battery.
fn address(sha256: &str) -> String {
    format!("batteries/{sha256}.json")
}

/// `<link>` lines. A script carries its hash here; what `fetch` asks for must not: Chromium ignores `integrity` on
/// such a preload and says so in the console (crbug.com/981419), and the fetch itself checks the hash.
/// `crossorigin` is needed even on the own origin: without it the file is fetched twice.
fn preloads(site: &Site, list: &[String]) -> String {
    let line = |file: &String| match site.hashes.get(file) {
        Some(hash) if file.ends_with(".js") => {
            format!("<link rel=\"modulepreload\" href=\"{file}\" integrity=\"{hash}\">")
        }
        _ => format!("<link rel=\"preload\" as=\"fetch\" href=\"{file}\" crossorigin>"),
    };
    list.iter().map(line).collect::<Vec<_>>().join("\n")
}
