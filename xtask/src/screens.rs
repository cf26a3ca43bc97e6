//! `screens`: pictures of every screen, for people to look at: phone and tablet, light and dark, each language.

use crate::command::{command, run as run_command};
use crate::{files, paths, serve, tools};
use anyhow::Result;

/// Walks everybody of the test family through the page of `serve`, and lays the pictures out on contact sheets.
///
/// # Errors
/// The build fails, or a screen is not what the study says.
pub fn run(people: &[String]) -> Result<()> {
    tools::set_up_browser()?;
    let demo = serve::prepare(&serve::Keys::tests(), "screens-site")?;
    let out = paths::target().join("screens");
    files::fresh_dir(&out)?;
    let mut c = command("node");
    c.arg(paths::root().join("tests/browser/tools/screens.mjs")).arg(&out).args(people);
    run_command(c.env("KINDSTEM_SITE", &demo.page.dir).env("KINDSTEM_DESK", &demo.desk))?;
    println!("written: {}/*/sheet-*.png", out.display());
    Ok(())
}
