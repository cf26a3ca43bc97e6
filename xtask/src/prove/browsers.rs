//! `prove browsers`: what the tests show of Chromium, in Firefox and in WebKit, with the disk that each leaves.

use crate::command::{command, read, show};
use crate::serve::{self, Keys};
use crate::{measure, paths, tools};
use anyhow::{Result, bail};

/// Debian packages, each with what can be run once it is there. The window with WebKit is a program in Debian's Python.
const WANTED: [(&str, &str, &[&str]); 5] = [
    ("age", "age", &["--version"]),
    ("firefox-esr", "firefox-esr", &["--version"]),
    ("webkit2gtk-driver", "WebKitWebDriver", &["--help"]),
    ("xvfb", "Xvfb", &["-help"]),
    (
        "python3-gi gir1.2-webkit2-4.1",
        "/usr/bin/python3",
        &["-c", "import gi; gi.require_version('Gtk', '3.0'); gi.require_version('WebKit2', '4.1')"],
    ),
];

const ABOUT: &str = "\
A child, a parent and two young people fill in on the page of `kindstem serve`. Every free text is a word of 28 \
letters and digits that stands nowhere else. T-01: the whole questionnaire, then the browser is quit. T-02: the \
intake is gone once the questions about the household begin, and all processes of the browser get SIGKILL in the \
middle of a word; afterwards every page whose successor was shown is compared with what arrives, opened with age's \
own program. Each time every file below the browser's home is searched for every word (UTF-8, UTF-16, base64, hex), \
Firefox's packed sessions and every cell of every database unpacked. In the same browser a careless page keeps such \
words in two fields (`area`, `line`) and by its script (`indexed`, `local`, `session`): the rows name those that the \
search finds, and all that the browser is known to keep must be among them. T-10 and T-11: *Snel weg* with a word on \
the screen, and ways to come back, with the careless page as the measure.

WebKit stands for Safari as far as both share code. It runs in a window of this project's own that keeps what pages \
store and, every second, its history, because the browser that comes with the driver keeps nothing while it is \
driven. Fields and `sessionStorage` of the careless page are not among what it keeps, so of these there is no \
measure on its disk. Safari itself, phones, and what their systems keep of a screen or a keyboard were not tested.";

/// Tells the story in both and writes `proofs/browsers.md`.
///
/// # Errors
/// A package is missing, a word that was typed is found, or one that was confirmed is lost.
pub fn run() -> Result<()> {
    tools::debian(&WANTED)?;
    tools::npm_ci(&paths::root().join("tests/browser"))?;
    let demo = serve::prepare(&Keys::tests(), "prove")?;
    let mut c = command("node");
    c.arg("tests/browser/others/story.mjs").env("KINDSTEM_SITE", &demo.page.dir).env("KINDSTEM_DESK", &demo.desk);
    eprintln!("+ {}", show(&c));
    let printed = read(&mut c)?;
    print!("{printed}");
    let rows: Vec<&str> = printed.lines().filter(|l| l.starts_with("| ")).collect();
    if rows.is_empty() {
        bail!("the story printed no rows");
    }
    let text = format!(
        "{}\n{ABOUT}\n\n| browser | what | result |\n|---|---|---|\n{}\n",
        measure::heading("Firefox and WebKit", "cargo xtask prove browsers")?,
        rows.join("\n"),
    );
    measure::write("browsers", &text).map(|_| ())
}
