//! From files to what is held: contacts first, then slot after slot, with room for the browser in between.

use super::given::{Found, Given};
use super::held::Held;
use super::host::Picked;
use super::voice::voices;
use crate::instrument::library;
use crate::record::{
    Assembled, Call, Finding, Handled, Links, OpenedContact, Options, Promise as Promised, Removed, Structures,
    assemble_without, calls, in_order, review,
};
use crate::seal::{Envelope, Identities, SecretFile, SecretFileError, check_identity, kset, open};
use crate::study::{Register, RegisterError, Study};
use gloo_timers::future::TimeoutFuture;
use js_sys::{Array, Date, Promise, Uint8Array};
use std::collections::BTreeMap;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// Milliseconds of work after which the browser gets its turn.
const TURN: f64 = 40.0;

/// Why nothing was opened, and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Refusal {
    pub what: String,
    pub advice: String,
}

/// How far it is.
pub(super) enum Step {
    /// Who waits: known before anything else is opened, in the order of the list.
    Contacts(Vec<Call>),
    /// Slots that are open, of how many.
    Slots(usize, usize),
}

fn refused(what: impl Into<String>, advice: impl Into<String>) -> Refusal {
    Refusal { what: what.into(), advice: advice.into() }
}

/// Opens everything. The keys live in here and are gone when this returns.
pub(super) async fn open_all(given: Given, tell: impl Fn(Step)) -> Result<Held, Refusal> {
    let study = study(&given).await?;
    let identities = identities(&given).await?;
    let register = register(&given, &identities, &study).await?;
    let handled = handled(&given, &identities, &study).await?;
    let mut structures = library::structures().map_err(|e| {
        refused(
            format!("the instrument library cannot be read: {e}"),
            "reload the page; if it fails again, rebuild it with cargo xtask research",
        )
    })?;
    for file in &given.instruments {
        let bytes = bytes(file).await?;
        library::add_structure(&mut structures, &bytes);
    }
    let mut work = Work::new(study, register, handled, structures);
    work.contacts(&given, &identities, &tell).await?;
    work.slots(&given, &identities, &tell).await?;
    drop(identities);
    work.end()
}

/// What is being opened.
struct Work {
    held: Held,
    handled: Handled,
    contacts: Vec<OpenedContact>,
    /// What was drawn or spoken.
    files: BTreeMap<String, Vec<u8>>,
    options: Options,
    now: String,
    /// When the browser had its turn.
    turn: f64,
}

impl Work {
    fn new(study: Study, register: Option<Register>, handled: Handled, structures: Structures) -> Self {
        let options = Options { links: register.as_ref().map(Links::of).unwrap_or_default(), ..Options::of(&study) };
        Work {
            held: Held {
                study,
                register,
                structures,
                records: Vec::new(),
                waiting: Vec::new(),
                erased_by_mark: 0,
                set_aside: 0,
                contacts_closed: 0,
                review: Vec::new(),
                letters: 0,
                slots: Vec::new(),
                envelopes: 0,
                faults: BTreeMap::new(),
                voices: Vec::new(),
                measures: Vec::new(),
                strangers: 0,
            },
            handled,
            contacts: Vec::new(),
            files: BTreeMap::new(),
            options,
            now: String::from(Date::new_0().to_iso_string()).get(..16).map(|m| format!("{m}Z")).unwrap_or_default(),
            turn: Date::now(),
        }
    }

    fn contact_keys(&self) -> String {
        kset(&self.held.study.contact_keys())
    }

    /// Before anything else: somebody may be waiting.
    async fn contacts(&mut self, given: &Given, keys: &Identities, tell: &impl Fn(Step)) -> Result<(), Refusal> {
        let theirs = self.contact_keys();
        for (slot, found) in &given.slots {
            let made = self.open(given, slot, found.iter().filter(|f| f.kset == theirs), keys).await?;
            self.held.contacts_closed += made.report.faults.get("no_matching_key").map_or(0, Vec::len);
            self.take(made);
        }
        self.list();
        tell(Step::Contacts(self.held.waiting.clone()));
        Ok(())
    }

    async fn slots(&mut self, given: &Given, keys: &Identities, tell: &impl Fn(Step)) -> Result<(), Refusal> {
        let theirs = self.contact_keys();
        let all = given.slots.len();
        for (n, (slot, found)) in given.slots.iter().enumerate() {
            let made = self.open(given, slot, found.iter().filter(|f| f.kset != theirs), keys).await?;
            self.take(made);
            if Date::now() - self.turn > TURN {
                tell(Step::Slots(n + 1, all));
                TimeoutFuture::new(0).await;
                self.turn = Date::now();
            }
        }
        // A contact may lie in another key set than it should.
        self.list();
        Ok(())
    }

    async fn open(
        &mut self,
        given: &Given,
        slot: &str,
        found: impl Iterator<Item = &Found>,
        keys: &Identities,
    ) -> Result<Assembled, Refusal> {
        let found: Vec<&Found> = found.collect();
        let files: Array = found.iter().map(|f| f.file.bytes()).collect();
        let read = JsFuture::from(Promise::all(&files)).await;
        let read: Array = read.map_err(|_| gone(&format!("files of {slot}")))?.unchecked_into();
        let envelope = |(f, buffer): (&Found, JsValue)| Envelope {
            kset: f.kset.clone(),
            slot: slot.to_string(),
            eid: f.eid.clone(),
            ciphertext: Uint8Array::new(&buffer).to_vec(),
        };
        let envelopes: Vec<Envelope> = found.into_iter().zip(read.iter()).map(envelope).collect();
        self.held.envelopes += envelopes.len();
        let opened = open(envelopes, keys);
        let is_marked = |key: &str| key.rsplit('/').next().is_some_and(|eid| given.gone.contains(eid));
        let marks = opened.entries.iter().filter(|e| is_marked(&e.key)).map(|e| e.link.clone()).collect();
        let removed = Removed { marks, ..Removed::default() };
        Ok(assemble_without(opened, &removed, &self.held.structures, &self.options))
    }

    fn take(&mut self, made: Assembled) {
        for record in &made.records {
            self.held.review.extend(review(record, &self.held.structures, &self.held.study.protocol));
        }
        self.contacts.extend(made.contacts);
        self.held.set_aside += made.set_aside.len();
        self.held.letters += made.letters.len();
        self.held.records.extend(made.records);
        self.files.extend(made.words);
        let by_mark = |f: &Finding| if let Finding::ErasedByMark { entries, .. } = f { *entries } else { 0 };
        self.held.erased_by_mark += made.report.slots.iter().flat_map(|s| &s.findings).map(by_mark).sum::<usize>();
        self.held.slots.extend(made.report.slots);
        for (fault, keys) in made.report.faults {
            *self.held.faults.entry(fault).or_default() += keys.len();
        }
    }

    fn list(&mut self) {
        let every_days = Some(self.held.study.protocol.read_interval_days);
        let promised =
            Promised { every_days, now: &self.now, letterboxes: &self.options.letterboxes, links: &self.options.links };
        self.held.waiting = calls(&self.contacts, &self.handled, promised);
    }

    fn end(mut self) -> Result<Held, Refusal> {
        if self.held.slots.is_empty() && self.contacts.is_empty() {
            let advice = "Check that the key's public key is in study.json.";
            return Err(refused("None of these keys opens any of these envelopes.", advice));
        }
        if let Some(record) = self.held.records.iter().find(|r| r.study != self.held.study.id) {
            let what = format!("The records are of {}, the study is {}.", record.study, self.held.study.id);
            return Err(refused(what, "Give the study.json that these envelopes belong to."));
        }
        in_order(&mut self.held.review);
        self.held.voices = voices(&self.held.records, &self.held.structures, self.files);
        self.held.look();
        Ok(self.held)
    }
}

async fn bytes(file: &Picked) -> Result<Vec<u8>, Refusal> {
    let buffer = JsFuture::from(file.bytes()).await.map_err(|_| gone(&file.path()))?;
    Ok(Uint8Array::new(&buffer).to_vec())
}

fn gone(what: &str) -> Refusal {
    refused(format!("{what} cannot be read any more."), "It may have been moved or changed. Choose the folder again.")
}

async fn study(given: &Given) -> Result<Study, Refusal> {
    let Some(file) = &given.study else {
        return Err(refused("There is no study.json.", "Choose the folder that has it; it may be another one."));
    };
    let advice = "Give the study.json that kindstem study pin wrote; kindstem study check lists every finding.";
    Study::parse(&bytes(file).await?).map_err(|e| refused(format!("{}: {e}", file.path()), advice))
}

async fn identities(given: &Given) -> Result<Identities, Refusal> {
    let mut all = String::new();
    for file in &given.keys {
        let path = file.path();
        let of_file = |e: SecretFileError| {
            let mut advice = e.advice().to_string();
            if let Some(first) = advice.get_mut(..1) {
                first.make_ascii_uppercase();
            }
            refused(format!("{}.", e.what(&path)), format!("{advice}."))
        };
        let text = match SecretFile::read(secret(file).await?).map_err(of_file)? {
            SecretFile::Text(text) => text,
            SecretFile::Protected(file) => {
                // Opening takes a second, in which nothing else is drawn.
                TimeoutFuture::new(50).await;
                let passphrase = given.passphrases.get(&path).map(String::as_str).unwrap_or_default();
                file.unlock(passphrase).map_err(of_file)?
            }
        };
        check_identity(&text).map_err(of_file)?;
        all.push_str(&text);
        all.push('\n');
    }
    Identities::parse(&all).map_err(|e| refused(e.to_string(), "Choose the file that kindstem keygen wrote."))
}

/// Which of these files have a passphrase.
pub(super) async fn protected(files: &[Picked]) -> Vec<String> {
    let mut out = Vec::new();
    for file in files {
        // What cannot be read is told when it is opened.
        let read = secret(file).await.map(SecretFile::read);
        if matches!(read, Ok(Ok(SecretFile::Protected(_)))) {
            out.push(file.path());
        }
    }
    out
}

/// A file's bytes, without a copy that the browser keeps; ours is zeroed when it is freed.
async fn secret(file: &Picked) -> Result<Vec<u8>, Refusal> {
    let buffer = JsFuture::from(file.bytes()).await.map_err(|_| gone(&file.path()))?;
    let there = Uint8Array::new(&buffer);
    let bytes = there.to_vec();
    there.fill(0, 0, there.length());
    Ok(bytes)
}

async fn register(given: &Given, keys: &Identities, study: &Study) -> Result<Option<Register>, Refusal> {
    let Some(file) = &given.register else { return Ok(None) };
    let path = file.path();
    let plain = keys.decrypt(&bytes(file).await?).map_err(|e| {
        refused(format!("{path}: {e}."), "Add the key of one of the study's recipients, or leave the register out.")
    })?;
    Register::read(&plain, study).map(Some).map_err(|e| match e {
        RegisterError::Unreadable(e) => {
            refused(format!("{path}: {e}"), "Give the register that kindstem study invite wrote.")
        }
        RegisterError::Contradicts(findings) => {
            let first = findings.first().map(ToString::to_string).unwrap_or_default();
            let advice = "Give the study that the links were made with, or the other copy of the register.";
            refused(format!("{path}: {first}"), advice)
        }
    })
}

/// The file of handled contacts; without one nobody is known to be handled.
async fn handled(given: &Given, keys: &Identities, study: &Study) -> Result<Handled, Refusal> {
    let Some(file) = &given.handled else { return Ok(Handled::default()) };
    let path = file.path();
    let plain = keys
        .decrypt(&bytes(file).await?)
        .map_err(|e| refused(format!("{path}: {e}."), "Add the key of a reader of contacts, or leave the file out."))?;
    let advice = "Give the file that kindstem contacts --handled wrote for this study, or its second copy.";
    let read = Handled::read(&plain, &study.id);
    read.map(|(_, handled)| handled).map_err(|(line, what)| refused(format!("{path}: line {line}: {what}"), advice))
}
