//! `prove network` and `prove kills`: two stories of `tests/browser`, told at length, with the figures that they print.

use crate::command::{command, read, show};
use crate::serve::{self, Keys};
use crate::{files, measure, paths, tools};
use anyhow::{Context, Result, bail};
use std::fs;

/// One story.
struct Story {
    /// Of the proof, and of the verb.
    name: &'static str,
    title: &'static str,
    file: &'static str,
    /// What its length is called, on the command line and for the story.
    option: &'static str,
    variable: &'static str,
    /// How long, where nothing else is said.
    length: u32,
    /// What was done, for who reads the figures.
    about: &'static str,
}

const NETWORK: Story = Story {
    name: "network",
    title: "A network on which everything goes wrong",
    file: "tests/browser/faults.test.mjs",
    option: "--entries",
    variable: "KINDSTEM_ENTRIES",
    length: 5_000,
    about: "Whole sittings of a child, a young person and a parent in Chromium, before `kindstem serve`. Between the two a \
            server does to the page's requests what the rows name, by chance from the seed; the browser goes offline in \
            between. The page's timers between a second and a minute run 20 times faster. In the end every envelope is \
            opened with age's own program and compared with what was said.",
};

const KILLS: Story = Story {
    name: "kills",
    title: "The browser, killed while somebody fills in",
    file: "tests/browser/kills.test.mjs",
    option: "--kills",
    variable: "KINDSTEM_KILLS",
    length: 300,
    about: "Chromium with a profile on disk gets SIGKILL, all of its processes, at a random moment of the first two seconds \
            of a visit; the link is opened again until its ending. In some visits the intake is gone, so that only what \
            the device kept survives. After each kill the whole profile is searched for every word typed so far (UTF-8, \
            UTF-16, base64, hex). In the end every envelope is opened with age's own program and compared with what was \
            said.",
};

/// How long a story is told, and by which chances.
#[derive(clap::Args)]
pub struct Limits {
    /// Stop after so many minutes
    #[arg(long)]
    minutes: Option<u32>,
    /// Where chance begins; the same seed gives the same chances
    #[arg(long)]
    seed: Option<u32>,
}

/// Tells the story of the network and writes `proofs/network.md`.
///
/// # Errors
/// A page that was confirmed is not there exactly once.
pub fn network(entries: Option<u32>, limits: &Limits) -> Result<()> {
    tell(&NETWORK, entries, limits)
}

/// Tells the story of the kills and writes `proofs/kills.md`.
///
/// # Errors
/// A page that was confirmed is lost, or something readable stands on the disk.
pub fn kills(kills: Option<u32>, limits: &Limits) -> Result<()> {
    tell(&KILLS, kills, limits)
}

fn tell(story: &Story, length: Option<u32>, limits: &Limits) -> Result<()> {
    let length = length.unwrap_or(story.length);
    let Limits { minutes, seed } = limits;
    tools::set_up_browser()?;
    let demo = serve::prepare(&Keys::tests(), "prove")?;
    // Copies: what is built meanwhile must not change a run that takes long.
    let own = paths::target().join(format!("prove-{}", story.name));
    let (site, desk) = (own.join("site"), own.join("kindstem"));
    files::fresh_dir(&site)?;
    files::copy_all(&demo.page.dir, &site)?;
    fs::copy(&demo.desk, &desk).with_context(|| format!("{}: cannot be written", desk.display()))?;
    let mut c = command("node");
    c.arg(story.file).env(story.variable, length.to_string());
    c.env("KINDSTEM_SITE", &site).env("KINDSTEM_DESK", &desk);
    c.envs(minutes.map(|minutes| ("KINDSTEM_MINUTES", minutes.to_string())));
    c.envs(seed.map(|seed| ("KINDSTEM_SEED", seed.to_string())));
    eprintln!("+ {}", show(&c));
    let printed = read(&mut c)?;
    print!("{printed}");
    let rows: Vec<&str> = printed.lines().filter(|l| l.starts_with("| ")).collect();
    if rows.is_empty() {
        bail!("{} printed no figures", story.file);
    }
    let Story { name, title, option, about, .. } = story;
    let seed = seed.map(|seed| format!(" --seed {seed}")).unwrap_or_default();
    let minutes = minutes.map(|minutes| format!(" --minutes {minutes}")).unwrap_or_default();
    let did = format!("cargo xtask prove {name} {option} {length}{minutes}{seed}");
    let browser = read(command("chromium").arg("--version"))?;
    let text = format!(
        "{}\n{about} {}.\n\n| | |\n|---|---|\n{}\n",
        measure::heading(title, &did)?,
        browser.trim(),
        rows.join("\n"),
    );
    measure::write(name, &text).map(|_| ())
}
