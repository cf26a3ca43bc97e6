//! Opening envelopes: each is either an entry, an attachment, a manifest or a contact, or a named fault. Nothing is
//! lost silently.

use super::{Attachment, Contact, Entry, Identities, Manifest, SealError, VERSION, canonical, link};
use crate::encoding;
use serde::{Deserialize, Serialize};
use std::cmp::Ordering;
use std::collections::BTreeSet;

/// One envelope as an intake stored it; [`super::Place::of`] reads the names from a path.
#[derive(Clone, Debug)]
pub struct Envelope {
    /// Key set in its object key, 16 hex digits.
    pub kset: String,
    /// Slot in its object key, 32 hex digits.
    pub slot: String,
    /// Entry id in its object key, 32 hex digits.
    pub eid: String,
    /// The age file.
    pub ciphertext: Vec<u8>,
}

/// The result of [`open`].
#[derive(Debug, Default)]
pub struct Opened {
    /// Envelopes that could be read.
    pub entries: Vec<OpenedEnvelope>,
    /// Envelopes that could not: their object key `{kset}/{slot}/{eid}` and the reason.
    pub faults: Vec<(String, Fault)>,
    /// Links of envelopes that none of the identities opens, as contact envelopes are for a reader of answers. They are
    /// there, and that is all that is known of them.
    pub closed: BTreeSet<String>,
}

/// One envelope that could be read.
#[derive(Clone, Debug)]
pub struct OpenedEnvelope {
    /// `{kset}/{slot}/{eid}`.
    pub key: String,
    /// SHA-256 of the ciphertext, 64 hex digits: what the next entry of the chain names as `prev`.
    pub link: String,
    /// What was inside.
    pub plain: Plain,
}

impl Plain {
    /// Returns the session that sealed it, 32 hex digits.
    pub fn session(&self) -> &str {
        match self {
            Plain::Page(e) => &e.session,
            Plain::Manifest(m) => &m.session,
            Plain::Contact(c) => &c.session,
            Plain::Attachment(a) => &a.session,
        }
    }

    /// Returns the slot that it was sealed for, 32 hex digits.
    pub fn slot(&self) -> &str {
        match self {
            Plain::Page(e) => &e.slot,
            Plain::Manifest(m) => &m.slot,
            Plain::Contact(c) => &c.slot,
            Plain::Attachment(a) => &a.slot,
        }
    }

    /// Returns what shows that it was written with the link, 32 hex digits.
    pub fn proof(&self) -> &str {
        match self {
            Plain::Page(e) => &e.proof,
            Plain::Manifest(m) => &m.proof,
            Plain::Contact(c) => &c.proof,
            Plain::Attachment(a) => &a.proof,
        }
    }
}

/// What an envelope held.
#[derive(Clone, Debug, PartialEq)]
pub enum Plain {
    /// A page.
    Page(Box<Entry>),
    /// The end of a session's chain.
    Manifest(Box<Manifest>),
    /// Whether somebody wants to talk.
    Contact(Box<Contact>),
    /// A piece of what was spoken or drawn.
    Attachment(Box<Attachment>),
}

/// Why an envelope is not used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fault {
    /// Sealed to other keys, as contact envelopes are for a reader of answers. A changed byte in the part of the header
    /// for this identity looks the same.
    NoMatchingKey,
    /// Changed after sealing, cut off, or not an age file.
    Damaged,
    /// Opened, but this code would not have written it: not canonical JSON, or another shape.
    Malformed,
    /// Written by a later version.
    LaterVersion,
    /// It was sealed under another key set, slot or entry id than its name has: somebody moved it. What a contact says
    /// is read all the same; nothing else of it is.
    WrongName,
}

/// Opens envelopes one by one. Their order does not matter, and none is dropped silently: each is in
/// [`Opened::entries`] or in [`Opened::faults`]. A contact under a wrong name is in both: somebody may be waiting.
///
/// ```no_run
/// use kindstem::record::{Options, assemble};
/// use kindstem::seal::{Envelope, Identities, open};
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let key = Identities::parse(&std::fs::read_to_string("key.txt")?)?;
/// let envelope = Envelope {
///     kset: "0123456789abcdef".into(),
///     slot: "00112233445566778899aabbccddeeff".into(),
///     eid: "ffeeddccbbaa99887766554433221100".into(),
///     ciphertext: std::fs::read("envelope.age")?,
/// };
/// let structures = kindstem::instrument::library::structures()?;
/// let all = assemble(open([envelope], &key), &structures, &Options::default());
/// println!("{} records", all.records.len());
/// # Ok(())
/// # }
/// ```
pub fn open(envelopes: impl IntoIterator<Item = Envelope>, identities: &Identities) -> Opened {
    let mut out = Opened::default();
    for envelope in envelopes {
        let key = format!("{}/{}/{}", envelope.kset, envelope.slot, envelope.eid);
        match open_one(&envelope, identities) {
            Ok((plain, well_named)) => {
                let is_contact = matches!(plain, Plain::Contact(_));
                if !well_named {
                    out.faults.push((key.clone(), Fault::WrongName));
                }
                if well_named || is_contact {
                    out.entries.push(OpenedEnvelope { key, link: link(&envelope.ciphertext), plain });
                }
            }
            Err(fault) => {
                if fault == Fault::NoMatchingKey {
                    out.closed.insert(link(&envelope.ciphertext));
                }
                out.faults.push((key, fault));
            }
        }
    }
    out
}

/// What it holds, and whether its name is the one that it was sealed under.
fn open_one(envelope: &Envelope, identities: &Identities) -> Result<(Plain, bool), Fault> {
    let inside = identities.open(&envelope.ciphertext).map_err(|e| match e {
        SealError::NoMatchingKey => Fault::NoMatchingKey,
        SealError::Size(_) => Fault::Malformed,
        _ => Fault::Damaged,
    })?;
    let plain = read(&inside.plain)?;
    let well_named = plain.slot() == envelope.slot
        && encoding::hex(&inside.eid) == envelope.eid
        && encoding::hex(&inside.key_set) == envelope.kset;
    Ok((plain, well_named))
}

/// Reads the plaintext of an envelope, without padding. It must be canonical JSON (RFC 8785), so that one meaning has
/// one form; the bytes of an attachment follow after one line feed.
///
/// # Errors
/// [`Fault::LaterVersion`], or [`Fault::Malformed`] for anything that [`canonical`] would not have written.
pub fn read(bytes: &[u8]) -> Result<Plain, Fault> {
    #[derive(Deserialize)]
    struct Head {
        kind: String,
        v: u32,
    }
    // Canonical JSON holds no line feed: behind one stand the bytes of an attachment.
    let (bytes, payload) = match bytes.iter().position(|b| *b == b'\n') {
        Some(at) => (&bytes[..at], bytes.get(at + 1..)),
        None => (bytes, None),
    };
    let head: Head = serde_json::from_slice(bytes).map_err(|_| Fault::Malformed)?;
    match head.v.cmp(&VERSION) {
        Ordering::Greater => return Err(Fault::LaterVersion),
        Ordering::Less => return Err(Fault::Malformed),
        Ordering::Equal => {}
    }
    fn exactly<T: Serialize + for<'a> Deserialize<'a>>(bytes: &[u8]) -> Result<Box<T>, Fault> {
        let value: T = serde_json::from_slice(bytes).map_err(|_| Fault::Malformed)?;
        if canonical(&value) == bytes { Ok(Box::new(value)) } else { Err(Fault::Malformed) }
    }
    match (head.kind.as_str(), payload) {
        ("page", None) => exactly(bytes).map(Plain::Page),
        ("manifest", None) => exactly(bytes).map(Plain::Manifest),
        ("contact", None) => exactly(bytes).map(Plain::Contact),
        ("attachment", Some(payload)) => {
            let mut piece: Box<Attachment> = exactly(bytes)?;
            if piece.bytes as usize != payload.len() {
                return Err(Fault::Malformed);
            }
            piece.payload = payload.to_vec();
            Ok(Plain::Attachment(piece))
        }
        _ => Err(Fault::Malformed),
    }
}
