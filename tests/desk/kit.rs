//! A researcher's desk: a folder of its own, the program, and the published test keys.

use super::clock;
use serde_json::Value as Json;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Command;
use tempfile::TempDir;

/// A folder in which the program runs.
pub struct Desk(TempDir);

/// What a run gave.
#[derive(Debug)]
pub struct Ran {
    pub code: i32,
    pub out: String,
    pub err: String,
}

pub fn desk() -> Desk {
    Desk(tempfile::tempdir().unwrap())
}

/// `answers-1`, `answers-2`, `contact-1`, `contact-2`.
pub fn key_file(name: &str) -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/keys/test-key-{name}.txt")).display().to_string()
}

pub fn public_key(name: &str) -> String {
    let text = std::fs::read_to_string(key_file(name)).unwrap();
    text.lines().find_map(|l| l.strip_prefix("# public key: ")).unwrap().to_string()
}

impl Desk {
    pub fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub fn write(&self, name: &str, text: impl AsRef<[u8]>) {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }

    pub fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).unwrap_or_else(|e| panic!("{name}: {e}"))
    }

    pub fn has(&self, name: &str) -> bool {
        self.path(name).exists()
    }

    pub fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_kindstem"));
        command.current_dir(self.0.path()).env(clock::VARIABLE, clock::NOW);
        command
    }

    /// Runs the program with these arguments.
    pub fn run<S: AsRef<OsStr>>(&self, args: impl IntoIterator<Item = S>) -> Ran {
        Ran::of(self.command().args(args))
    }

    /// Runs the program with arguments that have no spaces in them.
    pub fn say(&self, line: &str) -> Ran {
        self.run(line.split_whitespace())
    }

    /// `study.json` for two recipients and two readers of contacts, pinned, with its instruments in `site/`.
    pub fn pinned_study(&self) {
        self.pinned_study_with("");
    }

    pub fn pinned_study_with(&self, more: &str) {
        self.write("template.json", template().to_string());
        self.say(&format!("study pin template.json --out study.json --site site {more}")).fine();
    }
}

/// Changes the register of a desk as somebody does who has a key and an editor.
pub fn change_register(desk: &Desk, change: impl FnOnce(&mut Json)) {
    let key: age::x25519::Identity = secret("answers-1").parse().unwrap();
    let plain = age::decrypt(&key, &std::fs::read(desk.path("register.age")).unwrap()).unwrap();
    let mut register = serde_json::from_slice(&plain).unwrap();
    change(&mut register);
    desk.write("register.age", age::encrypt(&key.to_public(), register.to_string().as_bytes()).unwrap());
}

fn secret(name: &str) -> String {
    let text = std::fs::read_to_string(key_file(name)).unwrap();
    text.lines().find(|l| l.starts_with("AGE-SECRET-KEY-1")).unwrap().to_string()
}

impl Ran {
    pub fn of(command: &mut Command) -> Self {
        let done = command.output().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        let err = clock::without_notice(&text(done.stderr));
        Ran { code: done.status.code().unwrap(), out: text(done.stdout), err }
    }

    #[track_caller]
    pub fn fine(self) -> Self {
        assert_eq!(self.code, 0, "out: {}\nerr: {}", self.out, self.err);
        self
    }

    /// Ends with code 1, because something needs a person's attention, and says all of these.
    #[track_caller]
    pub fn finds(self, says: &[&str]) -> Self {
        assert_eq!(self.code, 1, "out: {}\nerr: {}", self.out, self.err);
        for text in says {
            assert!(self.out.contains(text) || self.err.contains(text), "{text:?} is not in: {}{}", self.out, self.err);
        }
        self
    }

    /// Ends with this code, and says all of these on standard error.
    #[track_caller]
    pub fn refuses(self, code: i32, says: &[&str]) -> Self {
        assert_eq!(self.code, code, "out: {}\nerr: {}", self.out, self.err);
        for text in says {
            assert!(self.err.contains(text), "{text:?} is not in: {}", self.err);
        }
        self
    }

    #[track_caller]
    pub fn json(&self) -> Json {
        serde_json::from_str(&self.out).unwrap_or_else(|e| panic!("{e}: {}", self.out))
    }
}

/// A trial study for one parent and one child, with the test keys.
pub fn template() -> Json {
    with_keys(include_str!("study.template.json"))
}

/// A study template with the test keys.
pub fn with_keys(template: &str) -> Json {
    let mut study: Json = serde_json::from_str(template).unwrap();
    for (list, keys) in [("recipients", ["answers-1", "answers-2"]), ("contact_recipients", ["contact-1", "contact-2"])]
    {
        for (i, key) in keys.iter().enumerate() {
            study[list][i]["age"] = public_key(key).into();
        }
    }
    study
}
