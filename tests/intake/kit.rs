//! A running intake, and what lies in its store.

use super::http::{Answer, send};
use kindstem::encoding;
use kindstem::intake::{Headers, Intake, Limits, Site, Store};
use sha2::{Digest, Sha256};
use std::fs;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, mpsc};
use tempfile::TempDir;

pub const KSET: &str = "00112233445566ff";
pub const SLOT: &str = "0123456789abcdef0123456789abcdef";
/// The eid of the secret of 32 bytes 7.
pub const SECRET: [u8; 32] = [7; 32];

pub struct Running {
    pub at: SocketAddr,
    pub dir: TempDir,
    pub troubles: Arc<AtomicUsize>,
}

/// A site with an intake on a free port of this machine.
pub fn running(change: impl FnOnce(Store) -> Store, origins: &[&str]) -> Running {
    limited(change, origins, Limits::default())
}

/// The same, with other limits.
pub fn limited(change: impl FnOnce(Store) -> Store, origins: &[&str], limits: Limits) -> Running {
    let dir = tempfile::tempdir().unwrap();
    for (path, text) in [
        ("secret.txt", "outside"),
        ("site/index.html", "<!doctype html>first page"),
        ("site/respond.wasm", "\0asm"),
        ("site/element.js", "export {}"),
        ("site/instruments/aa.json", "{}"),
        ("site/.hidden", "hidden"),
        ("store/.keep", ""),
    ] {
        fs::create_dir_all(dir.path().join(path).parent().unwrap()).unwrap();
        fs::write(dir.path().join(path), text).unwrap();
    }
    #[cfg(unix)]
    std::os::unix::fs::symlink(dir.path().join("secret.txt"), dir.path().join("site/link.txt")).unwrap();
    let troubles = Arc::new(AtomicUsize::new(0));
    let heard = troubles.clone();
    let count = move |_| {
        heard.fetch_add(1, Ordering::SeqCst);
    };
    let store = change(Store::folder(&dir.path().join("store")).unwrap().on_error(count));
    let origins: Vec<String> = origins.iter().map(ToString::to_string).collect();
    let site = Site::new(&dir.path().join("site")).unwrap();
    let intake = Intake::new(site, Headers::new(&origins).unwrap(), Some(store), limits);
    let (send_at, at) = mpsc::channel();
    std::thread::spawn(move || {
        tokio::runtime::Runtime::new().unwrap().block_on(async move {
            let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
            send_at.send(listener.local_addr().unwrap()).unwrap();
            intake.serve(listener, std::future::pending()).await;
        });
    });
    Running { at: at.recv().unwrap(), dir, troubles }
}

pub fn intake() -> Running {
    running(|store| store, &[])
}

pub fn eid() -> String {
    encoding::hex(&Sha256::digest(SECRET)[..16])
}

pub fn sha256(bytes: &[u8]) -> String {
    encoding::hex(&Sha256::digest(bytes))
}

/// An age file from outside: the intake cannot and need not look further.
pub fn envelope(content: &str) -> Vec<u8> {
    sized(content, 4096)
}

/// The same with a padded plaintext of this size.
pub fn sized(content: &str, size: usize) -> Vec<u8> {
    let mac = "A".repeat(43);
    let mut out = format!("age-encryption.org/v1\n-> X25519 AAAA\nAAAA\n--- {mac}\n").into_bytes();
    let header = out.len();
    out.extend(content.bytes());
    out.resize(header + 16 + size + 16 * size.div_ceil(64 << 10), b'.');
    out
}

impl Running {
    pub fn put(&self, eid: &str, body: &[u8]) -> Answer {
        self.send("PUT", SLOT, eid, &[("kindstem-kset", KSET), ("if-none-match", "*")], body)
    }

    pub fn delete(&self, secret: &str) -> Answer {
        self.send("DELETE", SLOT, &eid(), &[("kindstem-kset", KSET), ("kindstem-secret", secret)], b"")
    }

    pub fn send(&self, method: &str, slot: &str, eid: &str, headers: &[(&str, &str)], body: &[u8]) -> Answer {
        send(self.at, method, &format!("/v1/s/{slot}/e/{eid}"), headers, body)
    }

    pub fn get(&self, path: &str) -> Answer {
        send(self.at, "GET", path, &[], b"")
    }

    pub fn stored(&self, eid: &str) -> Option<Vec<u8>> {
        fs::read(self.dir.path().join(format!("store/{KSET}/{SLOT}/{eid}.age"))).ok()
    }

    /// Every file of the store, by its path in it.
    pub fn files(&self) -> Vec<String> {
        let root = self.dir.path().join("store");
        let mut out: Vec<String> =
            walk(&root).iter().map(|p| p.strip_prefix(&root).unwrap().display().to_string()).collect();
        out.retain(|f| f != ".keep");
        out.sort();
        out
    }
}

fn walk(dir: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(dir).unwrap().map(|e| e.unwrap().path());
    entries.flat_map(|p| if p.is_dir() { walk(&p) } else { vec![p] }).collect()
}
