//! Many senders while the intake's process is killed and started again: what a sender was told is kept, is kept.

use super::kit::{KSET, sha256, sized};
use super::place::Place;
use kindstem::encoding;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::Path;
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
    /// Intakes side by side before the one store, killed in turn.
    intakes: usize,
}

#[derive(Default)]
struct Counts {
    acknowledged: AtomicUsize,
    /// Requests whose answer did not come: the server was gone.
    failed: AtomicUsize,
    /// Requests whose answer the sender did not wait for, and sent again.
    unheard: AtomicUsize,
    /// Requests that the store behind the intake failed; sent again.
    troubled: AtomicUsize,
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
fn t_20_three_hundred_entries_and_one_kill() {
    let dir = tempfile::tempdir().unwrap();
    run(&Load { entries: 300, clients: 20, kills: 1, intakes: 1 }, &Place::Folder(dir.path().join("store")));
}

/// Prints rows of a table, which `cargo xtask prove intake` takes over.
#[test]
#[ignore = "minutes: cargo xtask prove intake"]
fn ten_thousand_entries_and_three_kills() {
    let dir = tempfile::tempdir().unwrap();
    tell(&Load { entries: 10_000, clients: 200, kills: 3, intakes: 1 }, &Place::Folder(dir.path().join("store")));
}

/// The same before a bucket, with two intakes side by side.
#[cfg(feature = "s3")]
#[test]
#[ignore = "needs an S3 server: cargo xtask prove intake --store s3"]
fn ten_thousand_entries_and_three_kills_before_a_bucket() {
    tell(&Load { entries: 10_000, clients: 200, kills: 3, intakes: 2 }, &Place::bucket("killed"));
}

/// Runs it and prints the figures.
fn tell(load: &Load, place: &Place) {
    let began = Instant::now();
    let (counts, lives, left) = run(load, place);
    println!("| entries, clients, kills | {}, {}, {} |", load.entries, load.clients, load.kills);
    if load.intakes > 1 {
        println!("| intakes side by side | {} |", load.intakes);
    }
    println!("| acknowledged | {} |", counts.acknowledged.load(SeqCst));
    println!("| there once, byte for byte | {} |", left.whole);
    println!("| envelopes beside these: doubled or in quarantine | {} |", left.more);
    println!("| requests that a kill cut off or that found no server | {} |", counts.failed.load(SeqCst));
    println!("| requests sent again because nobody waited for the answer | {} |", counts.unheard.load(SeqCst));
    println!("| requests that the store failed, sent again | {} |", counts.troubled.load(SeqCst));
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
fn run(load: &Load, place: &Place) -> (Counts, Vec<Life>, Left) {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("index.html"), "first page").unwrap();
    let mut servers: Vec<Server> = (0..load.intakes).map(|_| Server::start(dir.path(), place, 0)).collect();
    let at: Vec<SocketAddr> = servers.iter().map(|s| s.at).collect();
    let (counts, mut lives, mut killed) = (Counts::default(), Vec::new(), 0);
    std::thread::scope(|scope| {
        for client in 0..load.clients {
            let (counts, at) = (&counts, &at);
            let deliver = move |n| deliver(at[client % at.len()], n, counts);
            scope.spawn(move || (client..load.entries).step_by(load.clients).for_each(deliver));
        }
        loop {
            std::thread::sleep(LOOK);
            servers.iter_mut().for_each(Server::look);
            let done = counts.acknowledged.load(SeqCst);
            if done == load.entries {
                break;
            }
            // At even shares of the load, in the middle of whatever is under way.
            if killed < load.kills && done >= load.entries * (killed + 1) / (load.kills + 1) {
                let next = killed % servers.len();
                let server = &mut servers[next];
                lives.push(server.kill());
                killed += 1;
                std::thread::sleep(LONGEST_WAIT / 4);
                *server = Server::start(dir.path(), place, server.at.port());
            }
        }
    });
    lives.extend(servers.iter_mut().map(Server::kill));
    assert_eq!(killed, load.kills);
    for life in &lives {
        let (first, second) = life.split_at(life.len() / 2);
        let (before, after) = (first.iter().max(), second.iter().max());
        // Threads and buffers that are still being made are no growth: eight MiB.
        assert!(after <= before.map(|b| b + 8192).as_ref(), "memory grows: {before:?} to {after:?} KiB");
    }
    let left = left(place, load.entries);
    assert_eq!((left.whole, left.more, left.strange), (load.entries, 0, 0), "each once, and nothing else");
    (counts, lives, left)
}

fn left(place: &Place, entries: usize) -> Left {
    let of = |n: usize| (format!("{KSET}/{}/{}.age", slot(n), eid(n)), n);
    let expected: BTreeMap<String, usize> = (0..entries).map(of).collect();
    let mut left = Left { whole: 0, more: 0, half: 0, strange: 0 };
    for (name, bytes) in place.objects() {
        match expected.get(&name) {
            Some(n) if bytes == body(*n) => left.whole += 1,
            Some(_) => left.strange += 1,
            None if name.ends_with(".age") => left.more += 1,
            None if name.contains(".age#") => left.half += 1,
            None => left.strange += 1,
        }
    }
    left
}

/// The program itself.
pub struct Server {
    child: Child,
    pub at: SocketAddr,
    life: Life,
}

impl Server {
    /// At this port, or a free one.
    pub fn start(dir: &Path, place: &Place, port: u16) -> Self {
        let mut c = Command::new(env!("CARGO_BIN_EXE_kindstem"));
        c.arg("serve").arg(dir).arg("--intake").arg(place.option());
        c.args(["--per-minute", "0", "--port", &port.to_string()]);
        let mut child = c.stdout(Stdio::piped()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let at = line.trim_end().trim_end_matches('/').rsplit_once("http://").expect(&line).1.parse().unwrap();
        Server { child, at, life: Life::new() }
    }

    /// Notes its resident memory in KiB, where the system tells it.
    fn look(&mut self) {
        let status = fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap_or_default();
        let line = status.lines().find_map(|l| l.strip_prefix("VmRSS:"));
        self.life.extend(line.and_then(|l| l.trim().trim_end_matches(" kB").parse::<u64>().ok()));
    }

    fn kill(&mut self) -> Life {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
        std::mem::take(&mut self.life)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // One that has ended already is fine.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Sends one entry until the intake says that it has it.
fn deliver(at: SocketAddr, n: usize, counts: &Counts) {
    let (body, mut wait) = (body(n), FIRST_WAIT);
    let mut listens = !n.is_multiple_of(7);
    loop {
        match put(at, n, &body, listens) {
            Ok(Some((503, _))) => {
                counts.troubled.fetch_add(1, SeqCst);
                std::thread::sleep(wait);
                wait = (wait * 2).min(LONGEST_WAIT);
            }
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
    encoding::hex(&Sha256::digest(n.to_be_bytes())[..16])
}
