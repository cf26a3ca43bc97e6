//! Senders that are slow, greedy or wrong, and a server that is asked to stop in the middle of a request.

use super::http::{post, send};
use super::kit::{KSET, Running, SLOT, eid, envelope, limited};
use kindstem::intake::{Headers, Intake, Limits, Site, Store};
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::num::NonZeroU32;
use std::sync::mpsc;
use std::time::{Duration, Instant};

const SOON: Duration = Duration::from_millis(300);

fn impatient() -> Running {
    let limits = Limits { head_time: SOON, body_time: SOON, ..Limits::default() };
    limited(|store| store, &[], limits)
}

/// Sends these bytes and gives back everything that comes until the server hangs up.
fn say(to: SocketAddr, bytes: &[u8]) -> String {
    let mut stream = TcpStream::connect(to).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
    let _ = stream.write_all(bytes);
    let mut out = Vec::new();
    // A server that refuses may cut the connection off while we still write.
    let _ = stream.read_to_end(&mut out);
    String::from_utf8_lossy(&out).into_owned()
}

fn head(length: usize) -> String {
    format!(
        "PUT /v1/s/{SLOT}/e/{} HTTP/1.1\r\nhost: x\r\nkindstem-kset: {KSET}\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n",
        eid()
    )
}

#[test]
fn slow_heads_and_bodies_come_to_an_end_and_keep_nobody_out() {
    let intake = impatient();
    let began = Instant::now();
    let slow: Vec<_> = (0..100)
        .map(|_| {
            let mut stream = TcpStream::connect(intake.at).unwrap();
            stream.write_all(b"PUT /v1/s/").unwrap();
            stream.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
            stream
        })
        .collect();
    assert_eq!(intake.put(&eid(), &envelope("quick")).status, 201, "others are served meanwhile");
    for mut stream in slow {
        let _ = stream.read_to_end(&mut Vec::new());
    }
    let cut = say(intake.at, format!("{}age-", head(5000)).as_bytes());
    assert!(cut.starts_with("HTTP/1.1 408 "), "{cut}");
    assert!(began.elapsed() < Duration::from_secs(8), "{:?}", began.elapsed());
    assert_eq!(intake.files().len(), 1);
}

#[test]
fn heads_that_are_too_large_and_lengths_that_lie_leave_nothing() {
    let intake = impatient();
    let long = format!("GET / HTTP/1.1\r\nhost: x\r\nx: {}\r\n\r\n", "x".repeat(64 << 10));
    let answer = say(intake.at, long.as_bytes());
    assert!(answer.is_empty() || answer.starts_with("HTTP/1.1 4"), "{answer}");
    let many: String = (0..200).map(|n| format!("x{n}: y\r\n")).collect();
    let answer = say(intake.at, format!("GET / HTTP/1.1\r\nhost: x\r\n{many}\r\n").as_bytes());
    assert!(answer.is_empty() || answer.starts_with("HTTP/1.1 4"), "{answer}");
    let whole = envelope("a length that lies");
    let short = say(intake.at, &[head(whole.len() - 1).as_bytes(), &whole].concat());
    assert!(short.starts_with("HTTP/1.1 400 "), "{short}");
    let two = head(whole.len()).replace("host: x", "host: x\r\ncontent-length: 5");
    let answer = say(intake.at, &[two.as_bytes(), &whole].concat());
    assert!(answer.is_empty() || answer.starts_with("HTTP/1.1 4"), "{answer}");
    assert_eq!(intake.files(), [] as [String; 0]);
}

#[test]
fn who_asks_too_often_is_told_when_to_come_back() {
    let limits = Limits { per_minute: NonZeroU32::new(3), ..Limits::default() };
    let intake = limited(|store| store, &[], limits);
    let answers: Vec<_> = (0..5).map(|_| intake.put(&eid(), &envelope("again"))).collect();
    let statuses: Vec<u16> = answers.iter().map(|a| a.status).collect();
    assert_eq!(statuses, [201, 200, 200, 429, 429]);
    let wait: u64 = answers[4].header("retry-after").unwrap().parse().unwrap();
    assert!((1..=21).contains(&wait), "{wait}");
    assert_eq!(answers[4].header("cache-control"), Some("no-store"), "the header set is on this answer too");
    assert_eq!(intake.get("/").status, 200, "pages are not counted");
    assert_eq!(intake.files().len(), 1);
}

#[test]
fn one_sender_does_not_take_every_connection() {
    let limits = Limits { connections_each: Some(2), ..Limits::default() };
    let intake = limited(|store| store, &[], limits);
    let held: Vec<_> = (0..2).map(|_| TcpStream::connect(intake.at).unwrap()).collect();
    assert_eq!(say(intake.at, b"GET / HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n"), "", "the third is cut off");
    drop(held);
    std::thread::sleep(SOON);
    assert_eq!(intake.get("/").status, 200);
}

#[test]
fn a_server_that_is_asked_to_stop_finishes_what_it_is_taking_in() {
    let dir = tempfile::tempdir().unwrap();
    std::fs::create_dir_all(dir.path().join("store")).unwrap();
    std::fs::write(dir.path().join("index.html"), "first page").unwrap();
    let store = Store::folder(&dir.path().join("store")).unwrap();
    let site = Site::new(dir.path()).unwrap();
    let intake = Intake::new(site, Headers::new(&[]).unwrap(), Some(store), Limits::default());
    let (tell, told) = mpsc::channel();
    let (stop, stopping) = tokio::sync::oneshot::channel::<()>();
    let server = std::thread::spawn(move || {
        tokio::runtime::Runtime::new().unwrap().block_on(async move {
            let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
            tell.send(listener.local_addr().unwrap()).unwrap();
            intake.serve(listener, async move { drop(stopping.await) }).await;
        });
    });
    let at = told.recv().unwrap();
    let whole = envelope("under way");
    let mut stream = TcpStream::connect(at).unwrap();
    stream.write_all(&[head(whole.len()).as_bytes(), &whole[..1000]].concat()).unwrap();
    std::thread::sleep(SOON);
    stop.send(()).unwrap();
    std::thread::sleep(SOON);
    assert!(TcpStream::connect(at).is_err(), "nobody new is taken in");
    stream.write_all(&whole[1000..]).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 201 "), "{answer}");
    server.join().unwrap();
    assert_eq!(std::fs::read(dir.path().join(format!("store/{KSET}/{SLOT}/{}.age", eid()))).unwrap(), whole);
}

#[test]
fn several_intakes_before_one_folder_lose_and_duplicate_nothing() {
    let first = limited(|store| store, &[], Limits::default());
    let folder = first.dir.path().join("store");
    let others: Vec<_> = (0..2).map(|_| limited(|_| Store::folder(&folder).unwrap(), &[], Limits::default())).collect();
    let at: Vec<SocketAddr> = [first.at].into_iter().chain(others.iter().map(|o| o.at)).collect();
    let (names, per) = (20, 6);
    let statuses: Vec<u16> = std::thread::scope(|scope| {
        let put = |n: usize| {
            let path = format!("/v1/s/{SLOT}/e/{:032x}", n % names);
            let body = envelope(&format!("entry {}", n % names));
            // Every other one hangs up without hearing the answer, and is sent again by whoever comes next.
            if n.is_multiple_of(2) {
                drop(post(at[n % 3], "PUT", &path, &[("kindstem-kset", KSET)], &body));
            }
            send(at[(n + 1) % 3], "PUT", &path, &[("kindstem-kset", KSET)], &body).status
        };
        let all: Vec<_> = (0..names * per).map(|n| scope.spawn(move || put(n))).collect();
        all.into_iter().map(|t| t.join().unwrap()).collect()
    });
    assert!(statuses.iter().all(|s| [200, 201].contains(s)), "{statuses:?}");
    std::thread::sleep(SOON);
    let expected: Vec<String> = (0..names).map(|n| format!("{KSET}/{SLOT}/{n:032x}.age")).collect();
    assert_eq!(first.files(), expected, "each once, none in quarantine, nothing half-written");
    for n in 0..names {
        assert_eq!(first.stored(&format!("{n:032x}")), Some(envelope(&format!("entry {n}"))));
    }
}
