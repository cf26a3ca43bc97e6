//! Opening a whole delivery with `kindstem unseal`, held against plain age over the same files, and the memory that it
//! takes for one cohort and for one four times as large.

use age::x25519;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// Families in the cohort; each sends some eighty envelopes.
const FAMILIES: usize = 60;
const TURNS: usize = 3;
const KEYS: [&str; 2] = ["answers-1", "contact-1"];
const STUDY: &str = include_str!("../tests/desk/study.template.json");

fn main() {
    // `cargo test --benches` only wants to know that this runs.
    let families = if std::env::args().any(|a| a == "--bench") { FAMILIES } else { 1 };
    let desk = tempfile::tempdir().unwrap();
    let small = cohort(desk.path(), families);
    let files = below(&small);
    let identities: Vec<x25519::Identity> = KEYS.map(|k| secret(k).parse().unwrap()).to_vec();
    let n = files.len() as f64;
    let say = |what: &str, took: Duration, cores: usize| {
        let each = n / took.as_secs_f64() / cores as f64;
        println!("{what:<44} thrpt: {each:.0} envelopes per second and core ({n} envelopes, {took:.2?})");
    };
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let times = |what: String, one: Duration, all: Duration| {
        println!("{what:<44} time: {:.2} times as fast", one.as_secs_f64() / all.as_secs_f64());
    };
    let age = best(|| plain_age(&files, &identities, 1));
    say("plain age, one core", age, 1);
    let shared = best(|| plain_age(&files, &identities, cores));
    say(&format!("plain age, {cores} cores"), shared, cores);
    times(format!("plain age, {cores} cores against one"), age, shared);
    let mut memory = 0;
    let mut one = || unseal(desk.path(), &small, "open", 1, &mut memory);
    let unsealed = best(&mut one);
    say("unseal on one core", unsealed, 1);
    let mut peak = 0;
    let all = best(|| unseal(desk.path(), &small, "open", cores, &mut peak));
    say(&format!("unseal on {cores} cores"), all, cores);
    times(format!("unseal, {cores} cores against one"), unsealed, all);
    unseal_into(desk.path(), &small, "open", cores, &mut peak);
    let begin = Instant::now();
    unseal_into(desk.path(), &small, "open", cores, &mut peak);
    println!("{:<44} time: {:.2?}", "again, with nothing new", begin.elapsed());
    let large = cohort(desk.path(), 4 * families);
    let mut larger = 0;
    unseal(desk.path(), &large, "large", cores, &mut larger);
    println!("{:<44} time: {peak} kB, then {larger} kB", "memory, and for four times the envelopes");
}

/// The shortest of some turns: the machine may be busy with other things.
fn best(mut work: impl FnMut() -> Duration) -> Duration {
    (0..TURNS).map(|_| work()).min().unwrap()
}

/// Reads and decrypts every file as a few lines around the age library do, an even share on each core: as fast as this
/// machine can be.
fn plain_age(files: &[PathBuf], identities: &[x25519::Identity], cores: usize) -> Duration {
    let begin = Instant::now();
    std::thread::scope(|scope| {
        for share in files.chunks(files.len().div_ceil(cores)) {
            scope.spawn(|| share.iter().for_each(|path| decrypt(path, identities)));
        }
    });
    begin.elapsed()
}

fn decrypt(path: &Path, identities: &[x25519::Identity]) {
    let bytes = std::fs::read(path).unwrap();
    let mut out = Vec::new();
    let decryptor = age::Decryptor::new_buffered(&bytes[..]).unwrap();
    let keys = identities.iter().map(|k| k as &dyn age::Identity);
    decryptor.decrypt(keys).unwrap().read_to_end(&mut out).unwrap();
    std::hint::black_box(out);
}

/// Opens everything anew.
fn unseal(desk: &Path, envelopes: &Path, out: &str, jobs: usize, memory: &mut u64) -> Duration {
    let _ = std::fs::remove_dir_all(desk.join(out));
    let begin = Instant::now();
    unseal_into(desk, envelopes, out, jobs, memory);
    begin.elapsed()
}

fn unseal_into(desk: &Path, envelopes: &Path, out: &str, jobs: usize, memory: &mut u64) {
    let mut command = kindstem(desk);
    command.arg("unseal").arg(envelopes).args(["--out", out, "--jobs", &jobs.to_string()]);
    for key in KEYS {
        command.arg("--identity").arg(key_file(key));
    }
    let mut child = command.spawn().unwrap();
    while child.try_wait().unwrap().is_none() {
        *memory = (*memory).max(peak(child.id()));
        std::thread::sleep(Duration::from_millis(5));
    }
}

/// The most memory that a process has had, in kB; 0 where the system does not say.
fn peak(process: u32) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = status.lines().find_map(|l| l.strip_prefix("VmHWM:"));
    line.and_then(|l| l.trim().strip_suffix(" kB")?.parse().ok()).unwrap_or_default()
}

/// A made-up cohort's envelopes.
fn cohort(desk: &Path, families: usize) -> PathBuf {
    let mut study: serde_json::Value = serde_json::from_str(STUDY).unwrap();
    for (list, keys) in [("recipients", ["answers-1", "answers-2"]), ("contact_recipients", ["contact-1", "contact-2"])]
    {
        for (n, key) in keys.iter().enumerate() {
            let text = std::fs::read_to_string(key_file(key)).unwrap();
            study[list][n]["age"] = text.lines().find_map(|l| l.strip_prefix("# public key: ")).unwrap().into();
        }
    }
    std::fs::write(desk.join("template.json"), study.to_string()).unwrap();
    let out = format!("cohort-{families}");
    run(kindstem(desk).args(["study", "pin", "template.json", "--out", "study.json"]));
    run(kindstem(desk).args([
        "simulate",
        "study.json",
        "--families",
        &families.to_string(),
        "--seed",
        "1",
        "--out",
        &out,
    ]));
    desk.join(out).join("envelopes")
}

fn kindstem(desk: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kindstem"));
    command.current_dir(desk).stdout(Stdio::null()).stderr(Stdio::null());
    command
}

fn run(command: &mut Command) {
    assert!(command.status().unwrap().success());
}

fn key_file(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/keys/test-key-{name}.txt"))
}

fn secret(name: &str) -> String {
    let text = std::fs::read_to_string(key_file(name)).unwrap();
    text.lines().find(|l| l.starts_with("AGE-SECRET-KEY-1")).unwrap().to_string()
}

fn below(dir: &Path) -> Vec<PathBuf> {
    let mut out = Vec::new();
    for entry in std::fs::read_dir(dir).unwrap().map(Result::unwrap) {
        if entry.path().is_dir() { out.extend(below(&entry.path())) } else { out.push(entry.path()) }
    }
    out
}
