//! Many senders while the intake's process is killed and started again: what a sender was told is kept, is kept.

use super::kit::{KSET, sha256, sized};
use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::time::{Duration, Instant};

/// How long a sender waits for an answer, and at first before it tries again.
const PATIENCE: Duration = Duration::from_secs(20);
const FIRST_WAIT: Duration = Duration::from_millis(20);
const LONGEST_WAIT: Duration = Duration::from_secs(1);
/// Between two looks at the server's memory.
const LOOK: Duration = Duration::from_millis(20);

struct Load {
    entries: usize,
    clients: usize,
    kills: usize,
}

#[derive(Default)]
struct Counts {
    acknowledged: AtomicUsize,
    /// Requests whose answer did not come: the server was gone.
    failed: AtomicUsize,
    /// Requests whose answer the sender did not wait for, and sent again.
    unheard: AtomicUsize,
    /// Entries that were there already when an answer came.
    again: AtomicUsize,
}

/// Resident memory of one process in KiB, from its first answer to its end.
type Life = Vec<u64>;

/// What lies in the store in the end.
struct Left {
    /// Entries with the bytes that were sent.
    whole: usize,
    /// Envelopes beside them: a second copy, or one in quarantine.
    more: usize,
    /// Half-written files.
    half: usize,
    /// Anything else.
    strange: usize,
}

#[test]
fn three_hundred_entries_and_one_kill() {
    run(&Load { entries: 300, clients: 20, kills: 1 });
}

/// Prints rows of a table, which `cargo xtask prove intake` takes over.
#[test]
#[ignore = "minutes: cargo xtask prove intake"]
fn ten_thousand_entries_and_three_kills() {
    let load = Load { entries: 10_000, clients: 200, kills: 3 };
    let began = Instant::now();
    let (counts, lives, left) = run(&load);
    println!("| entries, clients, kills | {}, {}, {} |", load.entries, load.clients, load.kills);
    println!("| acknowledged | {} |", counts.acknowledged.load(SeqCst));
    println!("| there once, byte for byte | {} |", left.whole);
    println!("| envelopes beside these: doubled or in quarantine | {} |", left.more);
    println!("| requests that a kill cut off or that found no server | {} |", counts.failed.load(SeqCst));
    println!("| requests sent again because nobody waited for the answer | {} |", counts.unheard.load(SeqCst));
    println!("| entries that were kept before their sender heard of it | {} |", counts.again.load(SeqCst));
    println!("| half-written files that the kills left, no envelope by their name | {} |", left.half);
    for (n, life) in lives.iter().enumerate() {
        let (first, second) = life.split_at(life.len() / 2);
        let mib = |kib: Option<&u64>| kib.map_or(String::new(), |k| format!("{:.1}", *k as f64 / 1024.0));
        let all = [life.first(), first.iter().max(), second.iter().max(), life.last()].map(mib).join(" · ");
        let name =
            format!("resident MiB of process {}: start · most in its first half · most in its second · end", n + 1);
        println!("| {name} | {all} |");
    }
    println!("| seconds | {:.0} |", began.elapsed().as_secs_f64());
}

/// Sends everything, and looks at what is there in the end.
fn run(load: &Load) -> (Counts, Vec<Life>, Left) {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("index.html"), "first page").unwrap();
    let (mut server, at) = start(dir.path(), 0);
    let counts = Counts::default();
    let mut lives = vec![Life::new()];
    std::thread::scope(|scope| {
        for client in 0..load.clients {
            let counts = &counts;
            scope.spawn(move || (client..load.entries).step_by(load.clients).for_each(|n| deliver(at, n, counts)));
        }
        loop {
            std::thread::sleep(LOOK);
            lives.last_mut().unwrap().extend(resident(&server));
            let done = counts.acknowledged.load(SeqCst);
            if done == load.entries {
                break;
            }
            // At even shares of the load, in the middle of whatever is under way.
            if lives.len() <= load.kills && done >= load.entries * lives.len() / (load.kills + 1) {
                server.kill().unwrap();
                server.wait().unwrap();
                std::thread::sleep(LONGEST_WAIT / 4);
                (server, _) = start(dir.path(), at.port());
                lives.push(Life::new());
            }
        }
    });
    server.kill().unwrap();
    server.wait().unwrap();
    assert_eq!(lives.len(), load.kills + 1);
    for life in &lives {
        let (first, second) = life.split_at(life.len() / 2);
        let (before, after) = (first.iter().max(), second.iter().max());
        // Threads and buffers that are still being made are no growth: eight MiB.
        assert!(after <= before.map(|b| b + 8192).as_ref(), "memory grows: {before:?} to {after:?} KiB");
    }
    let left = left(&dir.path().join("store"), load.entries);
    assert_eq!((left.whole, left.more, left.strange), (load.entries, 0, 0), "each once, and nothing else");
    (counts, lives, left)
}

fn left(store: &Path, entries: usize) -> Left {
    let of = |n: usize| store.join(KSET).join(slot(n)).join(format!("{}.age", eid(n)));
    let whole = (0..entries).filter(|n| fs::read(of(*n)).is_ok_and(|bytes| bytes == body(*n))).count();
    let expected: BTreeSet<PathBuf> = (0..entries).map(of).collect();
    let mut left = Left { whole, more: 0, half: 0, strange: 0 };
    for file in files(store).into_iter().filter(|f| !expected.contains(f)) {
        match file.file_name().map(|n| n.to_string_lossy()) {
            Some(name) if name.ends_with(".age") => left.more += 1,
            Some(name) if name.contains(".age#") => left.half += 1,
            _ => left.strange += 1,
        }
    }
    left
}

/// The program itself, at this port.
fn start(dir: &Path, port: u16) -> (Child, SocketAddr) {
    let mut c = Command::new(env!("CARGO_BIN_EXE_kindstem"));
    c.arg("serve").arg(dir).arg("--intake").arg(dir.join("store"));
    c.args(["--per-minute", "0", "--port", &port.to_string()]);
    let mut child = c.stdout(Stdio::piped()).spawn().unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let at = line.trim_end().trim_end_matches('/').rsplit_once("http://").expect(&line).1;
    (child, at.parse().unwrap())
}

/// Sends one entry until the intake says that it has it.
fn deliver(at: SocketAddr, n: usize, counts: &Counts) {
    let (body, mut wait) = (body(n), FIRST_WAIT);
    let mut listens = !n.is_multiple_of(7);
    loop {
        match put(at, n, &body, listens) {
            Ok(Some((status, said))) => {
                assert!([200, 201].contains(&status), "entry {n}: {status} {said}");
                assert_eq!(said, sha256(&body), "entry {n}");
                counts.again.fetch_add(usize::from(status == 200), SeqCst);
                counts.acknowledged.fetch_add(1, SeqCst);
                return;
            }
            Ok(None) => {
                counts.unheard.fetch_add(1, SeqCst);
                listens = true;
            }
            Err(_) => {
                counts.failed.fetch_add(1, SeqCst);
                std::thread::sleep(wait);
                wait = (wait * 2).min(LONGEST_WAIT);
            }
        }
    }
}

/// One request: status and body of its answer, or nothing where the sender does not listen.
fn put(at: SocketAddr, n: usize, body: &[u8], listens: bool) -> std::io::Result<Option<(u16, String)>> {
    let mut stream = TcpStream::connect(at)?;
    stream.set_read_timeout(Some(PATIENCE))?;
    let (slot, eid, length) = (slot(n), eid(n), body.len());
    let head = format!(
        "PUT /v1/s/{slot}/e/{eid} HTTP/1.1\r\nhost: {at}\r\nconnection: close\r\nkindstem-kset: {KSET}\r\n\
         if-none-match: *\r\ncontent-length: {length}\r\n\r\n"
    );
    stream.write_all(&[head.as_bytes(), body].concat())?;
    if !listens {
        return Ok(None);
    }
    let mut answer = String::new();
    stream.read_to_string(&mut answer)?;
    // An answer that broke off is none.
    let whole = answer.split_once("\r\n\r\n").filter(|(_, said)| !said.is_empty());
    let (head, said) = whole.ok_or(std::io::ErrorKind::UnexpectedEof)?;
    let status = head.split(' ').nth(1).and_then(|s| s.parse().ok());
    Ok(Some((status.ok_or(std::io::ErrorKind::InvalidData)?, said.to_string())))
}

/// Most are pages; one in ten is as large as a recording.
fn body(n: usize) -> Vec<u8> {
    sized(&format!("{n} ").repeat(600), if n.is_multiple_of(10) { 1 << 16 } else { 4096 })
}

fn slot(n: usize) -> String {
    format!("{:032x}", n % 40)
}

fn eid(n: usize) -> String {
    HEXLOWER.encode(&Sha256::digest(n.to_be_bytes())[..16])
}

/// Resident memory in KiB, where the system tells it.
fn resident(server: &Child) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{}/status", server.id())).ok()?;
    let line = status.lines().find_map(|l| l.strip_prefix("VmRSS:"))?;
    line.trim().trim_end_matches(" kB").parse().ok()
}

fn files(dir: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(dir).unwrap().map(|e| e.unwrap().path());
    entries.flat_map(|p| if p.is_dir() { files(&p) } else { vec![p] }).collect()
}
