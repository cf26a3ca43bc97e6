//! One size per part: that of the largest entry that any of its pages can become.
//!
//! The bound is found by building that entry, not by counting bytes by hand, so it follows the format by itself.

use super::entry::{
    Clock, Device, Entry, How, INTERVIEWER_BYTES, Input, InstrumentId, Mode, Near, PLACE_BYTES, PageKind, State,
    VERSION,
};
use super::{Manifest, NAME_BYTES, PartScores, canonical};
use crate::answers::{Answer, Given, Missing, Said};
use crate::instrument::{Anchor, Instrument, Item, Length, Period};
use crate::scoring::{Empty, ScoreDocument, Scored};
use crate::study::{About, Plan, PlanPart, Role, Set, Words};

/// Smallest padded plaintext, in bytes.
pub const SMALLEST: usize = 4096;
/// Padded plaintext of every contact envelope, in bytes; the same as the smallest page.
pub const CONTACT_SIZE: usize = 4096;
/// Room for the length and the name in front.
const HEAD: usize = 4 + NAME_BYTES;
/// A reason of a score is at most this long.
const REASON: usize = 160;

/// Returns the padded size of every entry of a part, in bytes: the next power of two that holds the largest entry which
/// any answer to any page of the part can give, at least [`SMALLEST`]. It depends on no answer.
pub fn entry_size(plan: &Plan, part: &PlanPart) -> usize {
    let pages = part.instrument.blocks.iter().flat_map(|b| &b.pages);
    let largest = pages.map(|p| canonical(&largest_entry(plan, part, &p.id, &p.items)).len()).max();
    (largest.unwrap_or_default() + HEAD).next_power_of_two().max(SMALLEST)
}

/// Returns the padded size of a plan's manifest, in bytes: a power of two, at least [`SMALLEST`].
pub fn manifest_size(plan: &Plan) -> usize {
    let empty = |id: &String| Scored { id: id.clone(), result: Err(Empty::Said("x".repeat(REASON))) };
    let scores = plan.parts.iter().map(|p| PartScores {
        document: ScoreDocument {
            instrument: p.instrument.id.clone(),
            scores: p.instrument.scores.iter().map(|s| empty(&s.id)).collect(),
            version: p.instrument.version.clone(),
        },
        part: u32::MAX,
    });
    let manifest = Manifest {
        app: hex(32),
        clock: largest_clock(),
        contact: Some(hex(32)),
        count: u32::MAX,
        kind: Default::default(),
        prev: Some(hex(32)),
        proof: hex(16),
        role: Role::Professional,
        scores: scores.collect(),
        seq: u32::MAX,
        session: hex(16),
        set: Set::Young,
        slot: hex(16),
        study: plan.study.clone(),
        v: VERSION,
        wave: plan.wave.clone(),
    };
    (canonical(&manifest).len() + HEAD).next_power_of_two().max(SMALLEST)
}

fn largest_entry(plan: &Plan, part: &PlanPart, page: &str, items: &[Item]) -> Entry {
    let instrument = &part.instrument;
    let longest_words = part.wording.values().max_by_key(|w| w.pack.len() + w.lang.len());
    Entry {
        about: About { adult: Some("a9".into()), child: Some("k9".into()), home: Some("h9".into()) },
        answers: items.iter().filter(|i| i.kept()).map(|i| largest_answer(instrument, i)).collect(),
        app: hex(32),
        clock: largest_clock(),
        contact: Some(hex(32)),
        continues: Some(hex(32)),
        instrument: InstrumentId { id: instrument.id.clone(), sha256: hex(32), version: instrument.version.clone() },
        kind: PageKind::Page,
        mode: Mode {
            device: Device::Computer,
            faces: false,
            how: How::InterviewerPresent,
            input: Input::Spoken,
            interviewer: Some(longest_text(INTERVIEWER_BYTES)),
            near: Some(Near::Nobody),
            place: Some(longest_text(PLACE_BYTES)),
            read_aloud: false,
        },
        opened: u32::MAX,
        page: page.into(),
        part: u32::MAX,
        period: Some(Period { anchor: Anchor::PreviousWave, length: Length::WIDEST }),
        prev: Some(hex(32)),
        proof: hex(16),
        role: Role::Professional,
        seq: u32::MAX,
        session: hex(16),
        set: Set::Young,
        slot: hex(16),
        state: State::Confirmed,
        study: plan.study.clone(),
        text: longest_words.cloned().unwrap_or_else(|| Words {
            lang: "x".repeat(35),
            pack: "x".repeat(130),
            sha256: hex(32),
        }),
        v: VERSION,
        wave: plan.wave.clone(),
    }
}

/// The longest of every answer that the item allows, missing codes included.
fn largest_answer(instrument: &Instrument, item: &Item) -> Said {
    let missing = Said { item: item.id.clone(), answer: Answer::Missing(Missing::NotApplicable), given: None };
    let value = item.kind.largest(instrument.choices(item));
    let given = item.default_code().map(|_| Given::Default);
    let value = value.map(|v| Said { item: item.id.clone(), answer: Answer::Value(v), given });
    let longer = |s: &Said| canonical(s).len();
    value.filter(|v| longer(v) > longer(&missing)).unwrap_or(missing)
}

/// A quotation mark, a backslash and a line feed take two bytes each; other controls are taken out before.
fn longest_text(bytes: u32) -> String {
    "\"".repeat(bytes as usize)
}

fn largest_clock() -> Clock {
    Clock { mono_ms: u64::MAX, tz: -1440, wall: "2026-11-23T16:00Z".into() }
}

fn hex(bytes: usize) -> String {
    "f".repeat(2 * bytes)
}
