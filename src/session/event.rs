//! What can happen in a conversation.

use crate::answers::{Missing, Value};
use crate::seal::{Clock, Mode, Wants};
use crate::study::Plan;
use std::rc::Rc;

/// What can happen in a session: an input of the respondent, or a result of sealing.
#[derive(Clone, Debug)]
pub enum Event {
    /// An item of this page was answered.
    Answered {
        /// Item id.
        item: String,
        /// What was said.
        value: Value,
    },
    /// An item of this page was left unanswered on purpose.
    Nonresponse {
        /// Item id.
        item: String,
        /// Skipped, not known or refused; any other missing code changes nothing.
        reason: Missing,
    },
    /// An answer of this page was taken back.
    Cleared {
        /// Item id.
        item: String,
    },
    /// Own words of this page were spoken or drawn; they take the place of those that were there.
    Attached(
        /// The recording, or the strokes as JSON. More than the plan's envelopes hold are no answer.
        Vec<u8>,
    ),
    /// What was spoken or drawn on this page is taken back.
    Detached,
    /// The whole plan, where the session began with [`Plan::of`] of one part.
    PlanLoaded(Rc<Plan>),
    /// Go on: the page is confirmed.
    Next(Clock),
    /// One page back. In an open branch: out of it, and what was said in it is dropped.
    Back,
    /// Back to the page that explained what is asked here.
    Reread,
    /// Stop for now: what was confirmed stays, and a later visit resumes here.
    Stop(Clock),
    /// Discard everything of this session: the desk drops it unread, and a later visit starts over.
    Erase(Clock),
    /// The first job is sealed and on disk; for jobs of the chain with the SHA-256 of its ciphertext, 64 hex digits.
    Sealed {
        /// Link to it.
        link: String,
    },
    /// Whether a talk is wanted, said beside the questions: on a pause, when stopping, after a no.
    TalkWish(Wants),
    /// Where and how to get in touch, said beside the questions.
    TalkPlace(String),
    /// The end of a pause. A contact envelope goes out, whether a talk was asked for there or not.
    PauseEnded(Clock),
    /// Another language of the words.
    Language(String),
    /// Another way of filling in (read aloud, another width).
    Mode(Mode),
}

impl Event {
    /// Whether it answers something on the page, or turns a page back.
    pub(super) fn is_of_page(&self) -> bool {
        use Event::{Answered, Attached, Back, Cleared, Detached, Nonresponse, Reread};
        matches!(self, Answered { .. } | Nonresponse { .. } | Cleared { .. } | Attached(_) | Detached | Back | Reread)
    }
}
