//! `test`: sets up and runs everything that a change must pass. Steps go on after a failure; the end says which.

use crate::build::{self, BROWSER, add_target};
use crate::command::{cargo, command, read, run as run_command};
use crate::serve::{self, Demo};
use crate::steps::Steps;
use crate::{days, exports, paths, prove, sbom, tools};
use anyhow::{Context, Result, anyhow, bail};
use std::fs;
use std::path::PathBuf;
use std::process::Command;
use std::thread;

/// A target with neither browser nor system behind it: what compiles here names no screen.
const PURE: &str = "wasm32-wasip1";

/// Which steps.
#[derive(clap::Args)]
pub struct Args {
    /// The research page's story too, some minutes more
    #[arg(long, conflicts_with = "fast")]
    research: bool,
    /// Format, lints and native tests only: no browser, no site, no other programs
    #[arg(long)]
    fast: bool,
}

/// Runs all steps, or the fast ones.
///
/// # Errors
/// A step failed.
pub fn run(args: &Args) -> Result<()> {
    let mut steps = Steps::default();
    if args.fast {
        fast(&mut steps)?;
        steps.print();
        println!(
            "Run `cargo xtask test` before a change is merged: it has the browser, the exports and the other programs."
        );
    } else {
        all(&mut steps, args.research)?;
        steps.print();
        println!(
            "Not run: advisories against crates (they need a network), the long runs of `cargo xtask prove`, and, without \
             --research, the research page's story."
        );
    }
    steps.end()
}

/// What a change most often breaks.
fn fast(steps: &mut Steps) -> Result<()> {
    add_target(PURE).context("set-up")?;
    steps.take("format", format);
    // Without benches and the build tool, which `all` has.
    steps.take("clippy, cli", || clippy(&["--features", "cli", "--lib", "--bins", "--tests"]));
    steps.take("pure core", pure_core);
    native_tests(steps);
    Ok(())
}

fn all(steps: &mut Steps, research: bool) -> Result<()> {
    [BROWSER, PURE].into_iter().try_for_each(add_target).context("set-up")?;
    // Packages of Debian, npm and Python come and are unpacked while the first steps compile.
    let others = thread::spawn(set_up);
    steps.take("format", format);
    steps.take("clippy, cli", clippy_cli);
    // All doors in one turn: each is compiled with its own feature alone where the page is built.
    steps.take("clippy, doors", || {
        let doors: Vec<_> = build::DOORS.iter().chain([&build::CORE, &build::RESEARCH]).collect();
        let features = doors.iter().map(|d| d.feature).collect::<Vec<_>>().join(",");
        let mut with = vec!["--no-default-features", "--features", &features, "--target", BROWSER, "--lib"];
        with.extend(doors.iter().flat_map(|d| ["--bin", d.name]));
        clippy(&with)
    });
    steps.take("pure core", pure_core);
    steps.take("set-up, the rest of it", || {
        others.join().map_err(|_| anyhow!("it broke off; what it printed says where"))?
    });
    native_tests(steps);
    steps.take("age's own program", age);
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
    Ok(())
}

fn format() -> Result<()> {
    run_command(&mut cargo(&["fmt", "--all", "--check"]))
}

/// What the default features leave out compiles nothing of its own; [`pure_core`] holds the smallest build.
fn clippy_cli() -> Result<()> {
    clippy(&["--workspace", "--features", "cli", "--all-targets"])
}

fn pure_core() -> Result<()> {
    run_command(&mut cargo(&["check", "--quiet", "--lib", "--no-default-features", "--target", PURE]))
}

/// One step for compiling and one for each test program, so that the list of times says which of them grew.
fn native_tests(steps: &mut Steps) {
    let test = |with: &[&str]| run_command(cargo(&["test", "--quiet", "--features", "cli"]).args(with));
    steps.take("tests, compiled", || test(&["--no-run"]));
    steps.take("tests of modules", || test(&["--lib", "--bins"]));
    steps.take("tests of the documentation", || test(&["--doc"]));
    for program in ["core", "desk", "intake"] {
        steps.take(&format!("tests, {program}"), || test(&["--test", program]));
    }
}

/// The tests that need age's own program. That they ran is read from what they print: a filter that fits nothing
/// passes.
fn age() -> Result<()> {
    let mut c = cargo(&["test", "--quiet", "--features", "cli", "--test", "core", "--", "--ignored", "other_age::"]);
    let printed = read(&mut c)?;
    if !printed.contains(" 2 passed") {
        bail!("tests/core/seal/other_age.rs has two tests; this ran:\n{printed}");
    }
    Ok(())
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
    tools::debian(&[("python3-venv", "python3", &["-c", "import venv, ensurepip"])])?;
    tools::set_up_clock()?;
    tools::set_up_browser()?;
    exports::python().map(|_| ())
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
