//! The folder that `dev` serves, made again in parts.

use super::change::Change;
use crate::build::{self, INTERVIEWER, PAGE, RELOAD};
use crate::publish::{self, Page};
use crate::serve::{self, Demo, Keys};
use crate::{files, paths};
use anyhow::{Context, Result, bail};
use std::path::{Path, PathBuf};

const SCRIPT: &str = include_str!("reload.js");
/// Says which build is served; the script asks for it.
const BUILD: &str = "dev-build.txt";

/// What lies in `target/dev/`.
pub struct DevPage {
    keys: Keys,
    dir: PathBuf,
    /// How many pages were made.
    builds: u32,
    demo: Option<Demo>,
}

impl DevPage {
    /// Nothing is made yet, but what an earlier run left.
    ///
    /// # Errors
    /// The folder cannot be made.
    pub fn new(keys: Keys) -> Result<Self> {
        let dir = paths::target().join("dev");
        std::fs::create_dir_all(dir.join("doors")).with_context(|| format!("{}: cannot be made", dir.display()))?;
        Ok(DevPage { keys, dir, builds: 0, demo: None })
    }

    /// Makes one part again. Says whether it is another than before; a page always is.
    ///
    /// # Errors
    /// It cannot be made; what was there stays.
    pub fn make(&mut self, change: Change) -> Result<bool> {
        match change {
            Change::Code => build::quick_doors(&self.dir.join("doors")).map(|()| true),
            Change::Study => self.study(),
            Change::Page => self.page().map(|()| true),
        }
    }

    fn study(&self) -> Result<bool> {
        let desk = serve::desk()?;
        let (template, _) = serve::template(&self.keys, &desk)?;
        let (study, next) = (self.dir.join("study"), self.dir.join("study-next"));
        files::fresh_dir(&next)?;
        publish::pin(&desk, &template, None, &next)?;
        let same = same(&study, &next);
        replace(&study, &next)?;
        Ok(!same)
    }

    fn page(&mut self) -> Result<()> {
        let site = build::quick_site(&self.dir.join("doors"), &self.dir.join("site"))?;
        let (served, next) = (self.dir.join("page"), self.dir.join("page-next"));
        files::fresh_dir(&next)?;
        files::copy_all(&site.dir, &next)?;
        files::copy_all(&self.dir.join("study"), &next)?;
        let page = publish::fill_in(&site, &next)?;
        self.builds += 1;
        for name in [PAGE, INTERVIEWER] {
            let html = files::read_text(&next.join(name))?;
            files::write(&next.join(name), with_reload(&html)?)?;
        }
        files::write(&next.join(RELOAD), SCRIPT)?;
        // A page that was opened before this program was started again must see another number too.
        files::write(&next.join(BUILD), format!("{}{:03}", std::process::id(), self.builds))?;
        replace(&served, &next)?;
        let desk = serve::desk_path();
        let (_, keys) = serve::template(&self.keys, &desk)?;
        let demo = Demo {
            site,
            page: Page { dir: served, ..page },
            desk,
            office: self.dir.join("desk"),
            keys,
            research: false,
        };
        serve::invite(&demo)?;
        self.demo = Some(demo);
        Ok(())
    }

    /// What is served.
    ///
    /// # Errors
    /// No page was made yet.
    pub fn demo(&self) -> Result<&Demo> {
        self.demo.as_ref().context("no page was made yet")
    }
}

/// Puts the script into a page's head.
fn with_reload(html: &str) -> Result<String> {
    if html.matches("</head>").count() != 1 {
        bail!("www/{PAGE}: </head> must be there once");
    }
    // From the root: a page is opened below /i/ too.
    Ok(html.replace("</head>", &format!("<script type=\"module\" src=\"/{RELOAD}\"></script>\n</head>")))
}

/// Whether two folders have the same files.
fn same(one: &Path, other: &Path) -> bool {
    let all = |dir: &Path| -> Result<Vec<(PathBuf, Vec<u8>)>> {
        files::list(dir)?.into_iter().map(|p| Ok((p.clone(), files::read(&dir.join(p))?))).collect()
    };
    matches!((all(one), all(other)), (Ok(one), Ok(other)) if one == other)
}

/// Puts a finished folder in the place of another: a page that loads meanwhile finds the old one or the new one.
fn replace(old: &Path, new: &Path) -> Result<()> {
    if old.exists() {
        std::fs::remove_dir_all(old).with_context(|| format!("{}: cannot be emptied", old.display()))?;
    }
    files::rename(new, old)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_script_is_in_a_page_of_dev_and_keeps_a_site_from_being_listed() {
        let made = with_reload("<head><title>x</title>\n</head>").unwrap();
        assert_eq!(made, "<head><title>x</title>\n<script type=\"module\" src=\"/dev-reload.js\"></script>\n</head>");
        assert!(with_reload("<title>x</title>").is_err());
        // A built site ends with the list of its files; with the script there is no list.
        let dir = paths::target().join("dev-test");
        files::fresh_dir(&dir).unwrap();
        files::write(&dir.join("index.html"), "x").unwrap();
        build::write_sums(&dir).unwrap();
        files::write(&dir.join(RELOAD), SCRIPT).unwrap();
        assert!(build::write_sums(&dir).unwrap_err().to_string().contains(RELOAD));
        std::fs::remove_dir_all(&dir).unwrap();
    }

    #[test]
    fn nothing_of_www_names_the_script() {
        let www = paths::root().join("www");
        for path in files::list(&www).unwrap() {
            let bytes = files::read(&www.join(&path)).unwrap();
            let text = String::from_utf8_lossy(&bytes);
            assert!(!text.contains(RELOAD) && !text.contains(BUILD), "www/{}", path.display());
        }
    }
}
