//! What a figure needs beside it: when, on what machine, by which command.

use crate::command::{command, read};
use crate::{files, paths};
use anyhow::{Context, Result};
use std::path::PathBuf;

/// Heading and circumstances of a page in `proofs/`.
///
/// # Errors
/// The system does not tell its date or size.
pub fn heading(title: &str, did: &str) -> Result<String> {
    let date = read(command("date").args(["-u", "+%F"]))?;
    let cores = std::thread::available_parallelism().context("number of cores")?;
    let rustc = read(command("rustc").arg("--version"))?;
    Ok(format!(
        "# {title}\n\nWritten by the command below; the figures are what the tools printed.\n\n\
         | | |\n|---|---|\n| date | {} |\n| machine | {cores} cores, {:.0} GiB, {} |\n| compiler | {} |\n\
         | command | `{did}` |\n",
        date.trim(),
        memory_gib()?,
        processor(),
        rustc.trim(),
    ))
}

/// Writes `proofs/NAME.md`.
pub fn write(name: &str, text: &str) -> Result<PathBuf> {
    let path = paths::root().join("proofs").join(name).with_extension("md");
    files::write(&path, text)?;
    println!("written: proofs/{name}.md");
    Ok(path)
}

fn memory_gib() -> Result<f64> {
    let text = files::read_text("/proc/meminfo".as_ref())?;
    let kib = field(&text, "MemTotal").and_then(|v| v.trim_end_matches(" kB").parse::<f64>().ok());
    kib.map(|k| k / 1024.0 / 1024.0).context("/proc/meminfo: no MemTotal")
}

/// The most memory that a process has had, in KiB; 0 where the system does not say, or it has ended.
pub fn peak_kib(process: u32) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    field(&status, "VmHWM").and_then(|v| v.strip_suffix(" kB")?.trim().parse().ok()).unwrap_or_default()
}

/// Model of the processor, as the kernel names it; some virtual machines hide it.
fn processor() -> String {
    let text = files::read_text("/proc/cpuinfo".as_ref()).unwrap_or_default();
    field(&text, "model name").unwrap_or("processor not named").to_string()
}

/// `NAME: VALUE` in the kernel's lists.
fn field<'a>(text: &'a str, name: &str) -> Option<&'a str> {
    text.lines().filter_map(|l| l.split_once(':')).find(|(n, _)| n.trim() == name).map(|(_, v)| v.trim())
}
