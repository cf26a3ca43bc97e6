//! `test`: sets up and runs everything that a change must pass. Steps go on after a failure; the end says which.

use crate::args::Args;
use crate::build::{self, BROWSER, add_target};
use crate::command::{cargo, command, run as run_command, works};
use crate::serve::{self, Demo};
use crate::{days, exports, paths, prove, sbom, tools};
use anyhow::{Context, Result, anyhow, bail};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;
use std::time::Instant;

/// A target with neither browser nor system behind it: what compiles here names no screen.
const PURE: &str = "wasm32-wasip1";

/// Runs all steps.
///
/// # Errors
/// A step failed.
pub fn run(mut args: Args) -> Result<()> {
    // Some minutes more, which the half hour on two cores does not have.
    let research = args.switch("--research");
    args.end()?;
    [BROWSER, PURE].into_iter().try_for_each(add_target).context("set-up")?;
    let mut steps = Steps::default();
    // Packages of Debian, npm and Python come and are unpacked while the first steps compile.
    let others = thread::spawn(set_up);
    steps.take("format", || run_command(&mut cargo(&["fmt", "--all", "--check"])));
    // What the default features leave out compiles nothing of its own; `pure core` holds the smallest build.
    steps.take("clippy, cli", || clippy(&["--workspace", "--features", "cli", "--all-targets"]));
    // All doors in one turn: each is compiled with its own feature alone where the page is built.
    steps.take("clippy, doors", || {
        let doors: Vec<_> = build::DOORS.iter().chain([&build::CORE, &build::RESEARCH]).collect();
        let features = doors.iter().map(|d| d.feature).collect::<Vec<_>>().join(",");
        let mut with = vec!["--no-default-features", "--features", &features, "--target", BROWSER, "--lib"];
        with.extend(doors.iter().flat_map(|d| ["--bin", d.name]));
        clippy(&with)
    });
    steps.take("pure core", || {
        run_command(&mut cargo(&["check", "--quiet", "--lib", "--no-default-features", "--target", PURE]))
    });
    steps.take("set-up, the rest of it", || {
        others.join().map_err(|_| anyhow!("it broke off; what it printed says where"))?
    });
    steps.take("tests", || run_command(&mut cargo(&["test", "--quiet", "--features", "cli"])));
    steps.take("tests on another day", on_another_day);
    steps.take("tests of the build", || run_command(&mut cargo(&["test", "--quiet", "--package", "xtask"])));
    // Natively, with every door: the first page of the library links to all of it.
    steps.take("documentation", || {
        let mut c = cargo(&["doc", "--quiet", "--no-deps", "--lib", "--features", "cli,web,door-core,research"]);
        run_command(c.env("RUSTDOCFLAGS", "-D warnings"))
    });
    steps.take("licences, bans, sources", prove::deny);
    steps.take("bills of materials", sbom::write);
    steps.take("exports", || exports::run(None));
    let mut demo = None;
    steps.take("page and desk", || {
        demo = Some(serve::prepare(&serve::Keys::tests(), "test")?);
        Ok(())
    });
    if research {
        steps.take("research page", || build::research(&built(&demo)?.page.dir));
    }
    steps.take("package for JavaScript", || package(built(&demo)?));
    steps.take("stories in the browser", || browser(built(&demo)?, research));
    steps.end()
}

fn clippy(with: &[&str]) -> Result<()> {
    run_command(cargo(&["clippy", "--quiet"]).args(with).args(["--", "-D", "warnings"]))
}

/// The native tests that a wrong day could change, on one of the days that `prove days` runs all of.
fn on_another_day() -> Result<()> {
    let case = days::of_this_commit()?;
    if !days::can_be_set()? {
        return Ok(());
    }
    for program in days::counting()? {
        println!("{:<20}{:>6.1} s", program.name, program.run(&case)?);
    }
    Ok(())
}

/// Debian packages, the browser tests' own packages, and what reads the exports.
fn set_up() -> Result<()> {
    debian(&[("python3-venv", "python3", &["-c", "import venv, ensurepip"])])?;
    set_up_clock()?;
    set_up_browser()?;
    exports::python().map(|_| ())
}

/// Another clock for the native tests, where there are packages of Debian; elsewhere [`days::can_be_set`] says so.
///
/// # Errors
/// A package is missing and may not be installed.
pub fn set_up_clock() -> Result<()> {
    if !Path::new("/var/lib/dpkg").exists() {
        return Ok(());
    }
    let zones = ["-e", "/usr/share/zoneinfo/Europe/Amsterdam"];
    debian(&[("faketime", "faketime", &["--version"]), ("tzdata", "test", &zones)])
}

/// The browser, and what drives it.
///
/// # Errors
/// A package is missing and may not be installed.
pub fn set_up_browser() -> Result<()> {
    debian(&[("chromium", "chromium", &["--version"]), ("age", "age", &["--version"])])?;
    tools::npm_ci(&paths::root().join("tests/browser"))
}

/// Debian packages, each with what can be run once it is there: a browser, age's own command line, which must open our
/// files, and a Python that can have packages of its own.
///
/// # Errors
/// One is missing and may not be installed: the line to run.
pub fn debian(wanted: &[(&str, &str, &[&str])]) -> Result<()> {
    let missing: Vec<&str> =
        wanted.iter().filter(|(_, program, args)| !works(program, args)).map(|(package, ..)| *package).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let line = format!("apt-get update && apt-get install --yes --no-install-recommends {}", missing.join(" "));
    if works("test", &["-w", "/var/lib/dpkg"]) {
        return run_command(command("sh").args(["-c", &line]).env("DEBIAN_FRONTEND", "noninteractive"));
    }
    bail!("missing: {}. Run this line first:\n\n  sudo sh -c '{line}'\n", missing.join(", "))
}

fn built(demo: &Option<Demo>) -> Result<&Demo> {
    demo.as_ref().context("page and desk were not built")
}

/// The npm package as it would be published: scores, errors, types, files.
fn package(demo: &Demo) -> Result<()> {
    build::package(&demo.site)?;
    let mut c = node_tests("tests/pkg", &|_| true)?;
    run_command(c.env("KINDSTEM_DESK", &demo.desk).env("KINDSTEM_TOOLS", tools::modules()?))
}

/// Families in a real browser, on the page that `serve` makes.
fn browser(demo: &Demo, research: bool) -> Result<()> {
    let mut c = node_tests("tests/browser", &|name| research || name != "research.test.mjs")?;
    // The story that has days of its own is told on the one that the native tests had.
    c.env("KINDSTEM_DAYS", days::of_this_commit()?.number.to_string());
    run_command(c.env("KINDSTEM_SITE", &demo.page.dir).env("KINDSTEM_DESK", &demo.desk))
}

/// Every `.test.mjs` of a folder that is wanted. Two at a time: they share two cores.
fn node_tests(folder: &str, wanted: &dyn Fn(&str) -> bool) -> Result<Command> {
    let all = fs::read_dir(paths::root().join(folder))?;
    let mut names: Vec<PathBuf> = all.map(|e| e.map(|e| e.path())).collect::<Result<_, _>>()?;
    let name = |n: &PathBuf| n.file_name().map(|f| f.to_string_lossy().into_owned()).unwrap_or_default();
    names.retain(|n| name(n).ends_with(".test.mjs") && wanted(&name(n)));
    names.sort();
    let mut c = command("node");
    c.args(["--test", "--test-concurrency=2"]).args(names);
    Ok(c)
}

/// What ran, how long it took, and what went wrong.
#[derive(Default)]
struct Steps {
    ran: Vec<(String, f64)>,
    failed: Vec<String>,
}

impl Steps {
    fn take(&mut self, name: &str, step: impl FnOnce() -> Result<()>) {
        eprintln!("\n== {name}");
        let begin = Instant::now();
        if let Err(e) = step() {
            eprintln!("{name}: {e:#}");
            self.failed.push(format!("{name}: {e:#}"));
        }
        self.ran.push((name.to_string(), begin.elapsed().as_secs_f64()));
    }

    fn end(self) -> Result<()> {
        println!("\n{:<28}{:>9}", "step", "seconds");
        for (name, seconds) in &self.ran {
            println!("{name:<28}{seconds:>9.1}");
        }
        let all: f64 = self.ran.iter().map(|(_, s)| s).sum();
        println!("{:<28}{all:>9.1}", "all");
        println!(
            "Not asked: advisories against crates (they need a network), what `cargo xtask prove` runs for long, and, without \
             --research, the research page's story."
        );
        if self.failed.is_empty() {
            println!("All {} steps passed.", self.ran.len());
            return Ok(());
        }
        bail!("{} of {} steps failed:\n  {}", self.failed.len(), self.ran.len(), self.failed.join("\n  "))
    }
}
