//! `prove browsers`: what the tests show of Chromium, in Firefox and in WebKit, with the disk that each leaves.

use crate::args::Args;
use crate::command::{command, read, show};
use crate::serve::{self, Keys};
use crate::{measure, paths, test, tools};
use anyhow::{Result, bail};

/// Debian packages, each with what can be run once it is there.
const WANTED: [(&str, &str, &[&str]); 3] = [
    ("firefox-esr", "firefox-esr", &["--version"]),
    ("webkit2gtk-driver", "WebKitWebDriver", &["--help"]),
    ("xvfb xauth", "xvfb-run", &["--help"]),
];

/// Tells the story in both and writes `proofs/browsers.md`.
///
/// # Errors
/// A package is missing, or a word that was typed is found.
pub fn run(args: Args) -> Result<()> {
    args.end()?;
    test::set_up_browser()?;
    test::debian(&WANTED)?;
    let demo = serve::prepare(&Keys::tests(), "prove")?;
    let folder = paths::root().join("tests/browser/others");
    tools::npm_ci(&folder)?;
    let mut c = command("node");
    c.arg(folder.join("story.mjs")).env("KINDSTEM_SITE", &demo.page.dir).env("KINDSTEM_DESK", &demo.desk);
    eprintln!("+ {}", show(&c));
    let printed = read(&mut c)?;
    print!("{printed}");
    let rows: Vec<&str> = printed.lines().filter(|l| l.starts_with("| ")).collect();
    if rows.is_empty() {
        bail!("the story printed no rows");
    }
    let text = format!(
        "{}\nA family fills in on the page of `kindstem serve`. Every free text is a word of 28 letters and digits; the whole \
         profile is searched for each (UTF-8, UTF-16, base64, hex), Firefox's packed files unpacked. In the same browser a \
         careless page keeps such words in every usual way, which shows what the search finds.\n\n\
         | browser | what | result |\n|---|---|---|\n{}\n",
        measure::heading("Other browsers", "cargo xtask prove browsers")?,
        rows.join("\n"),
    );
    measure::write("browsers", &text).map(|_| ())
}
