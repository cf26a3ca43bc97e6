//! What was spoken or drawn: in memory until its page is confirmed, then in envelopes of one size and nowhere else.
//!
//! | the page has | its envelopes are |
//! |---|---|
//! | words that were not sealed yet | `confirmed` |
//! | words that an earlier confirmation sealed | `dummy`: those stay |
//! | none any more, and an earlier confirmation sealed some | `erased`: those are taken back |
//! | nothing | `dummy` |

use super::attached::{Attached, AttachmentPiece};
use super::conversation::Session;
use super::pending::Pending;
use crate::answers::{Answer, Answers, Missing, Value};
use crate::instrument::Item;
use crate::seal::{ATTACHMENT_ROOM, Attachment, Input, State, VERSION};

/// The item of a page that may be spoken or drawn: the first in own words.
fn recordable(items: &[Item]) -> Option<&Item> {
    items.iter().find(|i| i.is_aloud())
}

impl Session {
    /// Takes what was spoken or drawn on the page on the screen. A drawing begins with a brace, no recording does.
    pub(super) fn attach(&mut self, bytes: Vec<u8>) {
        let (n, fits) = (self.current, bytes.len() <= ATTACHMENT_ROOM * self.plan.envelopes as usize);
        let Some((first, true)) = bytes.first().map(|b| (*b, fits)) else { return };
        let Some(item) = self.step_at(n).and_then(|(.., page)| Some(recordable(&page.items)?.id.clone())) else {
            return;
        };
        let Some(said) = self.answers_here(&item) else { return };
        // A recording replaces the missing code that was chosen before.
        if matches!(said.get(&item), Some(Answer::Missing(_))) {
            said.remove(&item);
        }
        let input = Some(if first == b'{' { Input::Drawn } else { Input::Spoken });
        self.attachments.retain(|a| a.step != n);
        self.attachments.push(Attached { step: n, input, bytes, unsealed: true });
    }

    /// Throws away what was spoken or drawn on the page on the screen.
    pub(super) fn detach(&mut self) {
        let n = self.current;
        // Where the page was confirmed before, an envelope may have it; then the next ones say that it is gone.
        let sealed = self.sealed.get(n).is_some_and(Option::is_some);
        let had = self.attachments.iter().any(|a| a.step == n);
        self.attachments.retain(|a| a.step != n);
        if had && sealed {
            self.attachments.push(Attached { step: n, input: None, bytes: Vec::new(), unsealed: true });
        }
    }

    /// Throws it away where this is the item that it was for.
    pub(super) fn detach_from(&mut self, item: &str) {
        if self.step_at(self.current).and_then(|(.., page)| recordable(&page.items)).is_some_and(|i| i.id == item) {
            self.detach();
        }
    }

    /// Whether a page has something that no envelope says yet.
    pub(super) fn has_unsealed(&self, n: usize) -> bool {
        self.attachments.iter().any(|a| a.unsealed && a.step == n)
    }

    /// How own words of a page came in.
    pub(super) fn input(&self, n: usize) -> Input {
        self.attachments.iter().find(|a| a.step == n).and_then(|a| a.input).unwrap_or_default()
    }

    /// A recording without typed words is an answer, with an empty text.
    pub(super) fn count_recording(&self, n: usize, answers: &mut Answers) {
        let item =
            self.step_at(n).and_then(|(.., page)| recordable(&page.items)).filter(|_| self.input(n) != Input::Typed);
        if let Some(item) = item.filter(|i| answers.get(&i.id) == Some(&Answer::Missing(Missing::NoChoice))) {
            answers.insert(item.id.clone(), Answer::Value(Value::Text(String::new())));
        }
    }

    /// Puts the envelopes of a page's own words into the queue: as many for everybody.
    pub(super) fn queue_attachment(&mut self, n: usize) {
        if self.step_at(n).is_none_or(|(.., page)| recordable(&page.items).is_none()) {
            return;
        }
        let (mut state, mut bytes) = (State::Dummy, Vec::new());
        if let Some(aside) = self.attachments.iter_mut().find(|a| a.step == n && a.unsealed) {
            aside.unsealed = false;
            state = if aside.input.is_some() { State::Confirmed } else { State::Erased };
            bytes = std::mem::take(&mut aside.bytes);
        }
        let mut pieces = bytes.chunks(ATTACHMENT_ROOM);
        for nth in 0..self.plan.envelopes {
            let bytes = pieces.next().unwrap_or_default().to_vec();
            self.jobs.push_back(Pending::Attachment(AttachmentPiece { step: n, n: nth, state, bytes }));
        }
    }

    /// The plaintext of a piece, here in the chain.
    pub(super) fn piece(&self, of: &AttachmentPiece) -> Option<Vec<u8>> {
        let (part, _, page) = self.step_at(of.step)?;
        let piece = Attachment {
            bytes: of.bytes.len() as u32,
            item: recordable(&page.items)?.id.clone(),
            kind: Default::default(),
            n: of.n,
            of: self.plan.envelopes,
            page: page.id.clone(),
            part: part as u32,
            prev: self.prev.clone(),
            proof: self.visit.proof.clone(),
            seq: self.seq,
            session: self.visit.session.clone(),
            slot: self.visit.slot.clone(),
            state: of.state,
            study: self.plan.study.clone(),
            v: VERSION,
            payload: of.bytes.clone(),
        };
        Some(piece.plain())
    }
}
