//! The plaintext of one page. Fields stand in the order of their names: that is what makes the JSON canonical.

use crate::answers::{Said, clean_text};
use crate::instrument::Period;
use crate::study::{About, Role, Set, Words};
use crate::time::{Day, Minute};
use serde::{Deserialize, Serialize};

/// The version of entry, manifest and contact that this code writes.
pub const VERSION: u32 = 1;

/// One page of one part, as the respondent left it. Each page gives exactly one entry, whether or not it was answered.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// About whom.
    pub about: About,
    /// One per item that asks, in the order of the page.
    pub answers: Vec<Said>,
    /// SHA-256 of the page's wasm, 64 hex digits.
    pub app: String,
    /// When it was sealed, by the device's clocks.
    pub clock: Clock,
    /// SHA-256 of the contact envelope that this session sealed last, 64 hex digits; absent before the first. It is
    /// sealed to other keys, and so it has a chain of its own; this field joins the two chains.
    pub contact: Option<String>,
    /// SHA-256 of the last ciphertext for the readers of answers that an earlier session sealed on this device, 64 hex
    /// digits: this session goes on from there. Absent where this device knows of none.
    pub continues: Option<String>,
    /// Which structure.
    pub instrument: InstrumentId,
    /// Always `page`.
    pub kind: PageKind,
    /// How it was filled in.
    pub mode: Mode,
    /// How many sessions this device had begun for this slot before this one.
    pub opened: u32,
    /// Page id.
    pub page: String,
    /// Number of the part in the plan, from 0.
    pub part: u32,
    /// The period that was asked about; absent where the instrument asks about now.
    pub period: Option<Period>,
    /// SHA-256 of the previous ciphertext of this session, 64 hex digits; absent for the first entry and for drafts.
    pub prev: Option<String>,
    /// What shows that it was written with the link: 16 bytes that only the link has, 32 hex digits.
    pub proof: String,
    /// Who answers.
    pub role: Role,
    /// Number in the session's chain, from 0; 0 for drafts, which stand outside it.
    pub seq: u32,
    /// Session: 16 random bytes, 32 hex digits.
    pub session: String,
    /// For whom texts and look were made.
    pub set: Set,
    /// The invite's slot, 32 hex digits.
    pub slot: String,
    /// Whether it counts.
    pub state: State,
    /// Study id.
    pub study: String,
    /// Which words were read.
    pub text: Words,
    /// [`VERSION`].
    pub v: u32,
    /// Wave id.
    pub wave: String,
}

/// Says that an envelope holds a page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PageKind {
    /// A page.
    #[default]
    Page,
}

/// Whether an entry counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// The respondent went on.
    Confirmed,
    /// Words that were not confirmed; read only if `protocol.use_unconfirmed` is set.
    Draft,
    /// The respondent threw the session away; the desk drops all of it unread.
    Erased,
    /// Fills the place of a page that was never asked because the respondent does not take part; dropped unread.
    Dummy,
}

/// When an envelope was sealed, by the device's clocks. The time of day is kept to the hour only.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Clock {
    /// Milliseconds since the session began, from a clock that only goes forward; it orders entries even if `wall` is
    /// wrong.
    pub mono_ms: u64,
    /// Minutes east of UTC: 60 in a Dutch winter.
    pub tz: i32,
    /// The hour by the device's clock, `YYYY-MM-DDTHH:00Z` in UTC; minutes are left out on purpose.
    pub wall: String,
}

impl Clock {
    /// The day that the device showed. `None` where `wall` is not an hour.
    pub fn day(&self) -> Option<Day> {
        Minute::parse(&self.wall)?.day_at(self.tz)
    }
}

/// Exactly which structure of an instrument.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InstrumentId {
    /// Instrument id.
    pub id: String,
    /// SHA-256 of the structure's bytes, 64 hex digits.
    pub sha256: String,
    /// Its version, for people.
    pub version: String,
}

/// How a page was filled in: what an analysis must be able to hold constant.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mode {
    /// What it was shown on.
    pub device: Device,
    /// Whether faces stood beside words.
    pub faces: bool,
    /// Who held the device.
    pub how: How,
    /// How own words came in.
    pub input: Input,
    /// The interviewer's code, at most 16 bytes; never the family's own worker.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub interviewer: Option<String>,
    /// Who was near, as the interviewer saw it; absent for a respondent alone, whose own words say so (`alone_start`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub near: Option<Near>,
    /// Where, in the interviewer's words, at most [`PLACE_BYTES`]; absent for a respondent alone.
    pub place: Option<String>,
    /// Whether anything on the page was read aloud.
    pub read_aloud: bool,
}

/// Longest place of a [`Mode`], in bytes.
pub const PLACE_BYTES: u32 = 64;
/// Longest code of an interviewer, in bytes.
pub const INTERVIEWER_BYTES: u32 = 16;

impl Mode {
    /// Returns the same, its words cleaned and cut so that every entry has room for them.
    pub fn fitting(mut self) -> Self {
        let cut = |text: Option<String>, most| text.map(|t| clean_text(&t, most)).filter(|t| !t.is_empty());
        self.place = cut(self.place, PLACE_BYTES);
        self.interviewer = cut(self.interviewer, INTERVIEWER_BYTES);
        self
    }
}

/// Who was near while an interviewer was there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Near {
    /// Nobody but the interviewer.
    Nobody,
    /// A parent, or who stands in for one.
    Parent,
    /// Another child.
    Child,
    /// Somebody else.
    Other,
}

/// What a page was shown on, by the width of the form.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Device {
    /// Under 600 CSS pixels.
    #[default]
    Phone,
    /// Under 1024.
    Tablet,
    /// Wider.
    Computer,
}

/// Who held the device.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum How {
    /// The respondent.
    #[default]
    #[serde(rename = "self")]
    Myself,
    /// The respondent, with an interviewer near.
    #[serde(rename = "interviewer_present")]
    InterviewerPresent,
    /// An interviewer who read the questions.
    #[serde(rename = "interviewer_reads")]
    InterviewerReads,
    /// An interviewer on the telephone.
    #[serde(rename = "phone")]
    Phone,
}

/// How own words came in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Input {
    /// Typed or tapped.
    #[default]
    Typed,
    /// Spoken.
    Spoken,
    /// Drawn.
    Drawn,
}
