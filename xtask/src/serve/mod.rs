//! `serve`: a study for a demo family in `target/serve/`, served on this machine only.

mod family;
mod keys;
mod port;

pub use family::{parent, parent_link};
pub use keys::Keys;
pub use port::free;

use crate::build::{self, RESEARCH_PAGE, Site};
use crate::command::{cargo, command, run as run_command, short, show};
use crate::publish::{Page, Sources, publish};
use crate::steps::Steps;
use crate::{files, paths};
use anyhow::{Context, Result};
use serde_json::Value;
use std::path::{Path, PathBuf};

/// What to serve, and where.
#[derive(clap::Args)]
pub struct Args {
    /// Port on this machine; the next free one if it is taken
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// Build and print the command that serves it
    #[arg(long)]
    no_serve: bool,
    /// Folder with the study's keys, in place of those made under target/
    #[arg(long, value_name = "DIR")]
    keys: Option<PathBuf>,
    /// The researcher's page too: minutes more in a fresh clone
    #[arg(long)]
    research: bool,
}

/// A page with everything that the researcher's side of it needs.
pub struct Demo {
    /// The element that it shows.
    pub site: Site,
    /// The page.
    pub page: Page,
    /// The desk's program.
    pub desk: PathBuf,
    /// Folder with `families.csv`, `register.age`, `links.csv` and `envelopes/`.
    pub office: PathBuf,
    /// Secret keys of the study.
    pub keys: Vec<PathBuf>,
    /// Whether the researcher's page is in the folder.
    pub research: bool,
}

/// The verb.
///
/// # Errors
/// The build fails, or no port is free.
pub fn run(args: Args) -> Result<()> {
    let keys = args.keys.map_or(Keys::Demo, Keys::Folder);
    let mut steps = Steps::default();
    let mut demo = prepare_in(&mut steps, &keys, "serve")?;
    if args.research {
        steps.need("the researcher's page", || build::research(&demo.page.dir))?;
        demo.research = true;
    }
    steps.print();
    let port = free(args.port)?;
    demo.greet(port)?;
    if args.no_serve {
        return Ok(());
    }
    run_command(&mut demo.server(port))
}

/// Builds page and desk into `target/NAME/` and `target/NAME-desk/`. Links and envelopes of an earlier run stay as
/// long as the study is the same.
///
/// # Errors
/// The build fails, or the desk refuses the study.
pub fn prepare(keys: &Keys, name: &str) -> Result<Demo> {
    prepare_in(&mut Steps::default(), keys, name)
}

fn prepare_in(steps: &mut Steps, keys: &Keys, name: &str) -> Result<Demo> {
    let site = build::site_in(steps)?;
    let desk = steps.need("the desk's program", desk)?;
    steps.need("study and page", || {
        let (template, secrets) = template(keys, &desk)?;
        let sources = Sources { site: &site, desk: &desk, template: &template, instruments: None };
        let page = publish(&sources, &paths::target().join(name))?;
        let office = paths::target().join(format!("{name}-desk"));
        let demo = Demo { site, page, desk, office, keys: secrets, research: false };
        invite(&demo)?;
        Ok(demo)
    })
}

/// Makes register and links of the demo family, unless they are there for this very study.
///
/// # Errors
/// What `kindstem study invite` says.
pub fn invite(demo: &Demo) -> Result<()> {
    family::invite(&demo.page, &demo.desk, &demo.office)
}

/// The study template with the public keys filled in, and the files of the secret ones.
///
/// # Errors
/// A key is missing, or the template has no recipients.
pub fn template(keys: &Keys, desk: &Path) -> Result<(Value, Vec<PathBuf>)> {
    let path = paths::root().join("www/study.template.json");
    let mut template: Value = serde_json::from_slice(&files::read(&path)?).context("www/study.template.json")?;
    let mut secrets = Vec::new();
    for (list, purpose) in [("recipients", "answers"), ("contact_recipients", "contact")] {
        let recipients = template[list].as_array_mut();
        for (i, recipient) in
            recipients.with_context(|| format!("www/study.template.json: no {list}"))?.iter_mut().enumerate()
        {
            let name = recipient["name"].as_str().unwrap_or_default().to_string();
            let key = keys.find(desk, purpose, i + 1, &name)?;
            recipient["age"] = Value::String(key.public);
            secrets.push(key.secret);
        }
    }
    Ok((template, secrets))
}

/// Builds the desk's program.
///
/// # Errors
/// It does not compile.
pub fn desk() -> Result<PathBuf> {
    run_command(&mut cargo(&["build", "--quiet", "--features", "cli", "--bin", "kindstem"]))?;
    Ok(desk_path())
}

/// Where [`desk`] puts it.
pub fn desk_path() -> PathBuf {
    paths::target().join("debug").join("kindstem").with_extension(std::env::consts::EXE_EXTENSION)
}

impl Demo {
    /// The server, as a command.
    pub fn server(&self, port: u16) -> std::process::Command {
        let mut c = command(&self.desk);
        c.arg("serve").arg(&self.page.dir).arg("--intake").arg(self.office.join("envelopes"));
        c.args(["--port", &port.to_string()]);
        c
    }

    /// Prints where everybody goes, and what the researcher types afterwards.
    ///
    /// # Errors
    /// The list of links cannot be read.
    pub fn greet(&self, port: u16) -> Result<()> {
        println!("\nA demo study for a made-up family, in trial mode. Its keys are for trying out only.\n");
        for (who, link) in family::links(&self.office)? {
            println!("  {who:<8} http://127.0.0.1:{port}/{link}");
        }
        let (desk, office, study) = (short(&self.desk), short(&self.office), short(&self.page.dir.join("study.json")));
        let key = self.keys.first().map(|k| short(k)).unwrap_or_default();
        println!(
            "\nWhat they confirm is sealed, and lands in {office}/envelopes. The researcher opens it in another terminal:\n"
        );
        println!(
            "  {desk} unseal {office}/envelopes --study {study} --register {office}/register.age --identity {key} \
             --out {office}/opened"
        );
        println!("  {desk} score {office}/opened");
        println!(
            "  {desk} export csv {office}/opened --study {study} --register {office}/register.age --identity {key} \
             --out {office}/tables"
        );
        if self.research {
            println!("\nOr in the browser, on this machine only: http://127.0.0.1:{port}/{RESEARCH_PAGE}");
        } else {
            println!(
                "\nThe researcher's page opens it in the browser: cargo xtask serve --research builds that page too."
            );
        }
        println!("\nTo serve it again without building: {}\n", show(&self.server(port)));
        Ok(())
    }
}
