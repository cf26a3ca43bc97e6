//! A page for one study: the element, the instruments that the study pins, `study.json`, and `index.html` pinned to it.

use crate::build::{ELEMENT, INTERVIEWER, PAGE, Site, integrity};
use crate::command::{command, run};
use crate::{files, paths};
use anyhow::{Context, Result, bail};
use kindstem::study::{Invite, Pin, Study, needed};
use serde_json::Value;
use std::path::{Path, PathBuf};

/// Tokens of the pages in `www/`, each of which stands there once.
const INTEGRITY: &str = "__KINDSTEM_STUDY_INTEGRITY__";
const PRELOADS: &str = "__KINDSTEM_PRELOADS__";
const STUDY: &str = "study.json";

/// A published page.
pub struct Page {
    /// The folder to serve.
    pub dir: PathBuf,
    /// The study, pins included.
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
    let template = dir.with_extension("template.json");
    files::write(&template, serde_json::to_vec(from.template).context("the study's template as JSON")?)?;
    let mut pin = command(from.desk);
    pin.args(["study", "pin"]).arg(&template).arg("--out").arg(dir.join(STUDY)).arg("--site").arg(dir);
    if let Some(folder) = from.instruments {
        pin.arg("--instruments").arg(folder);
    }
    run(&mut pin)?;

    let json = files::read(&dir.join(STUDY))?;
    let study = Study::parse(&json).context(STUDY)?;
    let page = Page { dir: dir.to_path_buf(), study, integrity: integrity(&json) };
    for name in [PAGE, INTERVIEWER] {
        let mut html = files::read_text(&paths::root().join("www").join(name))?;
        for (token, text) in
            [(INTEGRITY, page.integrity.clone()), (PRELOADS, preloads(from.site, &page.preloaded(from.site)))]
        {
            if html.matches(token).count() != 1 {
                bail!("www/{name}: {token} must stand there once");
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
        let mut out = vec!["respond_bg.wasm".to_string(), ELEMENT.into(), "respond.js".into(), STUDY.into()];
        out.push(format!("text/{}.json", self.language()));
        out.extend(site.hashes.keys().filter(|f| f.starts_with("styles/")).cloned());
        let all = |id: &str| self.study.batteries.iter().all(|b| b.parts.iter().any(|p| p.instrument == id));
        out.extend(self.study.pins.iter().filter(|p| all(&p.instrument)).flat_map(|p| self.files_of(p)));
        out
    }

    /// Where the page fetches an instrument and its words.
    fn files_of(&self, pin: &Pin) -> Vec<String> {
        let ids = [&pin.structure].into_iter().chain(pin.wording.get(self.language()));
        ids.map(|id| format!("instruments/{id}.json")).collect()
    }

    /// Everything that this invite fetches before the first question, in the study's first language.
    ///
    /// # Errors
    /// The study has no battery for it.
    pub fn before_first(&self, site: &Site, invite: &Invite) -> Result<Vec<String>> {
        let mut out = self.preloaded(site);
        out.extend([PAGE, "page.js", "icon.svg", "styles/page.css"].map(String::from));
        out.extend(needed(&self.study, invite)?.into_iter().take(1).flat_map(|pin| self.files_of(pin)));
        Ok(out)
    }

    /// The instruments that this invite fetches behind the first question.
    ///
    /// # Errors
    /// The study has no battery for it.
    pub fn behind_first(&self, invite: &Invite) -> Result<Vec<String>> {
        Ok(needed(&self.study, invite)?.into_iter().skip(1).flat_map(|pin| self.files_of(pin)).collect())
    }

    /// The language that a page falls back to.
    fn language(&self) -> &str {
        self.study.languages.first().map_or("", String::as_str)
    }
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
