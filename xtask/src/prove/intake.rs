//! `prove intake`: ten thousand entries from two hundred senders while the process is killed three times; before a
//! folder, or with `--store s3` before a server that speaks S3 and is not ours.

use crate::command::{cargo, command, read, show};
use crate::{measure, paths, tools};
use anyhow::{Context, Result, bail};
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

/// The test that prints the figures.
const TEST: &str = "killed::ten_thousand_entries_and_three_kills";
const ABOUT: &str = "built as the tests are, senders try again with a doubled waiting time. The process is killed with \
                     SIGKILL at even shares of the load and started again at the same port. Pages of 4,096 bytes; one entry \
                     in ten has 65,536. Senders and server share the machine.";
const BUCKET: &str = "envelopes";

/// What the intake keeps envelopes in.
#[derive(Clone, Copy, Default, clap::ValueEnum)]
pub enum Store {
    /// A folder
    #[default]
    Folder,
    /// A bucket of a server that speaks S3
    S3,
}

/// Runs it and writes `proofs/intake.md` or `proofs/intake-s3.md`.
///
/// # Errors
/// An entry is missing, doubled or changed, or the memory grows.
pub fn run(store: Store) -> Result<()> {
    match store {
        Store::Folder => folder(),
        Store::S3 => bucket(),
    }
}

fn folder() -> Result<()> {
    let rows = rows(test("cli", &["--exact", TEST]))?;
    let text = format!(
        "{}\n`kindstem serve` before a local folder, {ABOUT}\n\n| | |\n|---|---|\n{rows}\n",
        measure::heading("The intake, killed under load", "cargo xtask prove intake")?,
    );
    measure::write("intake", &text).map(|_| ())
}

fn bucket() -> Result<()> {
    let server = Server::start()?;
    let mut smaller = test("cli,s3", &["bucket::"]);
    print!("{}", read(server.told(&mut smaller))?);
    let mut large = test("cli,s3", &["--exact", &format!("{TEST}_before_a_bucket")]);
    server.told(&mut large);
    let rows = rows(large)?;
    let text = format!(
        "{}\nTwo `kindstem serve` side by side before one bucket of {}, which keeps objects in memory, on one thread of Python \
         at a time: the server, not the intake, sets the pace. Both are {ABOUT} Beside this, the same run of the tests `bucket::` \
         (what a folder keeps, a bucket keeps; three intakes before one bucket).\n\n| | |\n|---|---|\n{rows}\n",
        measure::heading("The intake before a bucket, killed under load", "cargo xtask prove intake --store s3")?,
        server.name,
    );
    measure::write("intake-s3", &text).map(|_| ())
}

/// Ignored tests of `tests/intake/`.
fn test(features: &str, which: &[&str]) -> Command {
    let mut c = cargo(&["test", "--quiet", "--features", features, "--test", "intake", "--"]);
    c.args(["--ignored", "--nocapture"]).args(which);
    c
}

/// Runs a test that prints rows of a table.
fn rows(mut c: Command) -> Result<String> {
    eprintln!("+ {}", show(&c));
    let printed = read(&mut c)?;
    print!("{printed}");
    let rows: Vec<&str> = printed.lines().filter(|l| l.starts_with("| ")).collect();
    if rows.is_empty() {
        bail!("{} printed no figures", show(&c));
    }
    Ok(rows.join("\n"))
}

/// An S3 server, which ends with this value.
struct Server {
    child: Child,
    address: String,
    /// Name and version.
    name: String,
}

impl Server {
    fn start() -> Result<Self> {
        let python = tools::python(&paths::target().join("s3"), "tests/intake/requirements.txt")?;
        let name =
            read(command(&python).args(["-c", "import moto; print('moto', moto.__version__)"]))?.trim().to_string();
        let mut c = command(&python);
        c.args(["tests/intake/s3.py", BUCKET]).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = c.spawn().with_context(|| format!("{}: cannot be started", show(&c)))?;
        let mut line = String::new();
        if let Some(out) = child.stdout.take() {
            BufReader::new(out).read_line(&mut line)?;
        }
        let server = Server { child, address: line.trim().to_string(), name };
        if server.address.is_empty() {
            bail!("{}: did not say where it is", show(&c));
        }
        Ok(server)
    }

    /// Tells a program where the server is, by the variables that every client of S3 reads.
    fn told<'c>(&self, c: &'c mut Command) -> &'c mut Command {
        c.env("KINDSTEM_BUCKET", format!("s3://{BUCKET}")).env("AWS_ENDPOINT_URL", &self.address);
        c.env("AWS_ALLOW_HTTP", "true").env("AWS_REGION", "us-east-1");
        // It asks for some key and knows none.
        c.env("AWS_ACCESS_KEY_ID", "test").env("AWS_SECRET_ACCESS_KEY", "test")
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // One that has ended already is fine.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
