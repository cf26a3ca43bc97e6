//! Closed: from a plain entry to an envelope that only the recipients open, and back at the desk.
//!
//! | you have | call |
//! |---|---|
//! | an [`Entry`], [`Manifest`] or [`Contact`] to be sent | [`seal()`] with its canonical bytes |
//! | an [`Attachment`] | [`seal()`] with [`Attachment::plain`] |
//! | a file of the researcher's own to be sealed | [`recipient::encrypt`] |
//! | an answer of an intake | [`receipt`], which says whether it proves anything |
//! | envelopes and identities | [`open()`], then [`crate::record::assemble`] |
//!
//! On the wire an envelope is a binary age v1 file of one padded plaintext. Only its object key
//! `{kset}/{slot}/{eid}.age` is in the clear: not the role, the wave or the page, and not whether it is data.
//!
//! Why padding goes by part: one size for all pages of a part means that a size says nothing about an answer or a
//! branch. Why the chain: whoever holds the envelopes cannot drop, swap or repeat one unnoticed. What the chain is
//! not: a proof of who wrote it; whoever has the link and the public key can add an envelope.

mod attachment;
mod contact;
mod entry;
#[cfg(feature = "age")]
mod envelope;
#[cfg(feature = "age")]
mod error;
mod manifest;
#[cfg(feature = "age")]
mod open;
mod pad;
mod place;
pub mod receipt;
#[cfg(feature = "age")]
pub mod recipient;
#[cfg(feature = "age")]
mod secret_file;
mod size;

pub use attachment::{ATTACHMENT_ROOM, ATTACHMENT_SIZE, Attachment, AttachmentKind, Media};
pub use contact::{Contact, Moment, Wants};
pub use entry::{Clock, Device, Entry, How, Input, InstrumentId, Mode, Near, PLACE_BYTES, State, VERSION};
#[cfg(feature = "age")]
pub use envelope::{Identities, Sealed, Unsealed, eid_of, kset, seal};
#[cfg(feature = "age")]
pub use error::SealError;
pub use manifest::{Manifest, PartScores};
#[cfg(feature = "age")]
pub use open::{Envelope, Fault, Opened, OpenedEnvelope, Plain, open, read};
pub use pad::{NAME_BYTES, PadError, pad, unpad};
pub use place::{GONE, Place, QUARANTINE, entry_of, is_entry, is_key_set, is_slot};
#[cfg(feature = "age")]
pub use secret_file::{Protected, SecretFile, SecretFileError, check_identity};
pub use size::{CONTACT_SIZE, SMALLEST, entry_size, manifest_size};

use crate::instrument::Decimal;
use serde::Serialize;
use serde_json::ser::{Formatter, Serializer};
use std::io;

/// Returns the canonical JSON (RFC 8785) of an entry, manifest or contact.
///
/// The types declare their fields in the order of their names, hold only ASCII keys, and numbers that are whole or
/// have at most four decimal places; so serde's own output is canonical. `tests/core/seal/canonical.rs` holds it
/// against an independent writer.
pub fn canonical<T: Serialize>(plain: &T) -> Vec<u8> {
    let mut out = Vec::new();
    match plain.serialize(&mut Serializer::with_formatter(&mut out, Canonical)) {
        Ok(()) => out,
        // Writing these types into memory cannot fail; an empty plaintext would be refused by `pad`.
        Err(_) => Vec::new(),
    }
}

/// Writes a number as [`Decimal`] does. All of ours have at most four places, where that is what RFC 8785 asks for,
/// and the tables with which serde_json writes any float stay out of the page.
struct Canonical;

impl Formatter for Canonical {
    fn write_f64<W: ?Sized + io::Write>(&mut self, to: &mut W, number: f64) -> io::Result<()> {
        let exact = Decimal::from_f64(number).ok_or(io::ErrorKind::InvalidData)?;
        to.write_all(exact.to_string().as_bytes())
    }
}

/// Returns the SHA-256 of a ciphertext, 64 lower-case hex digits: what the next entry of the chain has as `prev`.
pub fn link(ciphertext: &[u8]) -> String {
    crate::instrument::identity(ciphertext)
}
