//! What is heard: pages read aloud, and words that are spoken or drawn.

pub(super) mod media;
pub(super) mod voice;
