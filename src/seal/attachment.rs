//! What was spoken or drawn, cut into envelopes of one size.
//!
//! A plaintext is canonical JSON, one line feed, and the bytes as they are: base64 would cost a third of the room.
//! Everybody of a role to whom it is offered sends the same number of them after every page in own words; who typed,
//! or said nothing, sends fillers.

use super::canonical;
use super::entry::State;
use serde::{Deserialize, Serialize};

/// Padded plaintext of every attachment, in bytes (64 KiB).
pub const ATTACHMENT_SIZE: usize = 64 << 10;
/// Bytes of a recording or drawing that one envelope holds; the rest is for the JSON in front of them.
pub const ATTACHMENT_ROOM: usize = 64_000;

/// A piece of what was spoken or drawn. Who, when and about whom stands in its page. Fields stand in the order of their
/// names.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Attachment {
    /// How many bytes follow, at most [`ATTACHMENT_ROOM`].
    pub bytes: u32,
    /// Item id.
    pub item: String,
    /// Always `attachment`.
    pub kind: AttachmentKind,
    /// Which piece, from 0.
    pub n: u32,
    /// Of how many.
    pub of: u32,
    /// Page id.
    pub page: String,
    /// Number of the part in the plan, from 0.
    pub part: u32,
    /// SHA-256 of the previous ciphertext of this session, 64 hex digits.
    pub prev: Option<String>,
    /// As in [`super::Entry::proof`].
    pub proof: String,
    /// Number in the session's chain.
    pub seq: u32,
    /// Session, 32 hex digits.
    pub session: String,
    /// The invite's slot, 32 hex digits.
    pub slot: String,
    /// `confirmed`: these are the words of the item now. `erased`: those that an earlier page had are taken back.
    /// `dummy`: a filler; what an earlier page had stays.
    pub state: State,
    /// Study id.
    pub study: String,
    /// [`super::VERSION`].
    pub v: u32,
    /// The bytes.
    #[serde(skip)]
    pub payload: Vec<u8>,
}

/// Says that an envelope holds a piece of what was spoken or drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AttachmentKind {
    /// A piece.
    #[default]
    Attachment,
}

/// What was spoken or drawn; its own bytes tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Media {
    /// Speech in a WebM container.
    Webm,
    /// Speech in an Ogg container.
    Ogg,
    /// Speech in an MP4 container.
    Mp4,
    /// The strokes of a drawing, JSON.
    Strokes,
}

impl Media {
    /// Recognises bytes by how they begin; `None` for anything that our page would not send.
    pub fn of(bytes: &[u8]) -> Option<Self> {
        match bytes {
            [0x1a, 0x45, 0xdf, 0xa3, ..] => Some(Media::Webm),
            [b'O', b'g', b'g', b'S', ..] => Some(Media::Ogg),
            [_, _, _, _, b'f', b't', b'y', b'p', ..] => Some(Media::Mp4),
            [b'{', ..] => Some(Media::Strokes),
            _ => None,
        }
    }

    /// Returns the file name extension, without the dot.
    pub fn extension(self) -> &'static str {
        match self {
            Media::Webm => "webm",
            Media::Ogg => "ogg",
            Media::Mp4 => "mp4",
            Media::Strokes => "json",
        }
    }
}

impl Attachment {
    /// Returns the plaintext for [`super::seal()`]: canonical JSON, one line feed, the bytes.
    pub fn plain(&self) -> Vec<u8> {
        let mut out = canonical(self);
        out.push(b'\n');
        out.extend(&self.payload);
        out
    }
}
