//! What goes over the network: files by their hash, envelopes and deletions.

pub(super) mod announce;
pub(super) mod fetch;
pub(super) mod outbox;
pub(super) mod sealing;
