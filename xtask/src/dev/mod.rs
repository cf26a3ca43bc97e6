//! `dev`: the demo study on this machine while somebody works on it. A changed style or text is copied, a changed Rust
//! file compiled with a quick profile; open pages load themselves again.
//!
//! ```text
//! www/  ──────────────► site/ ─┐
//! src/  ─► doors/ ─────► site/ ─┼─► page/ ◄── kindstem serve
//!       └► the desk ──► study/ ─┘
//! ```
//! All of it lies in `target/dev/`. The page has a script that no built site may have: [`crate::build::RELOAD`].

mod change;
mod page;

use crate::serve::{self, Keys};
use anyhow::{Context, Result, bail};
use change::Change;
use notify::Watcher;
use page::DevPage;
use std::path::PathBuf;
use std::process::Child;
use std::sync::mpsc::{self, Receiver};
use std::time::{Duration, Instant};

/// An editor writes a file in several steps; this much silence ends them.
const QUIET: Duration = Duration::from_millis(60);

/// Where to serve.
#[derive(clap::Args)]
pub struct Args {
    /// Port on this machine; the next free one if it is taken
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// Folder with the study's keys, in place of those made under target/
    #[arg(long, value_name = "DIR")]
    keys: Option<PathBuf>,
}

/// The verb; it ends with Ctrl-C.
///
/// # Errors
/// The first build fails, no port is free, or files cannot be watched. Later builds that fail are shown, and the page stays.
pub fn run(args: Args) -> Result<()> {
    let mut page = DevPage::new(args.keys.map_or(Keys::Demo, Keys::Folder))?;
    let port = serve::free(args.port)?;
    let (send, changed) = mpsc::channel();
    let mut watcher = notify::recommended_watcher(send).context("files cannot be watched")?;
    for (path, mode) in change::WATCHED {
        watcher.watch(&crate::paths::root().join(path), mode).with_context(|| format!("{path} cannot be watched"))?;
    }
    for change in [Change::Code, Change::Study, Change::Page] {
        timed(change, || page.make(change))?;
    }
    let mut server = Server::start(&page, port)?;
    page.demo()?.greet(port)?;
    println!(
        "Watching www/ and src/. The researcher's page is not part of it: `cargo xtask research`. Ctrl-C ends this."
    );
    while let Some(change) = next(&changed)? {
        if let Err(e) = again(&mut page, &mut server, change, port) {
            eprintln!("\nxtask: {e:#}\nThe page stays as it was. Correct it and save.");
        }
    }
    bail!("the system has stopped to say which files change; start `cargo xtask dev` again")
}

/// Makes what a change is about, shows it, then what takes longer and seldom matters to a page.
fn again(page: &mut DevPage, server: &mut Server, change: Change, port: u16) -> Result<()> {
    if change == Change::Code {
        timed(Change::Code, || page.make(Change::Code))?;
        timed(Change::Page, || page.make(Change::Page))?;
    }
    if change != Change::Page && timed(Change::Study, || page.make(Change::Study))? {
        // Keys, waves and instruments may be others: the server reads them when it starts.
        timed(Change::Page, || page.make(Change::Page))?;
        *server = Server::start(page, port)?;
        page.demo()?.greet(port)?;
    }
    if change == Change::Page {
        timed(Change::Page, || page.make(Change::Page))?;
    }
    Ok(())
}

fn timed<T>(change: Change, make: impl FnOnce() -> Result<T>) -> Result<T> {
    let begin = Instant::now();
    let made = make()?;
    println!("{change}: {:.1} s", begin.elapsed().as_secs_f64());
    Ok(made)
}

/// Waits for changes and gives the largest of those that come together. `None` when nobody watches any more.
fn next(changed: &Receiver<notify::Result<notify::Event>>) -> Result<Option<Change>> {
    let mut found = None;
    loop {
        let event = match found {
            None => changed.recv().ok(),
            Some(_) => match changed.recv_timeout(QUIET) {
                Ok(event) => Some(event),
                Err(_) => return Ok(found),
            },
        };
        let Some(event) = event else { return Ok(None) };
        found = found.max(Change::of(&event.context("files cannot be watched")?));
    }
}

/// `kindstem serve`, which ends with this value.
struct Server(Child);

impl Server {
    fn start(page: &DevPage, port: u16) -> Result<Self> {
        let child = page.demo()?.server(port).spawn().context("kindstem serve cannot be started")?;
        Ok(Server(child))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // One that has ended already is fine.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}
