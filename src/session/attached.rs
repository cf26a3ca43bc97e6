//! What was spoken or drawn, as it is held until it is sealed.

use crate::seal::{Input, State};

/// What was spoken or drawn on one page.
#[derive(Debug)]
pub(super) struct Attached {
    pub step: usize,
    /// How it came in; none once it was taken back.
    pub input: Option<Input>,
    /// Until it is sealed.
    pub bytes: Vec<u8>,
    /// No envelope holds it yet, or says yet that it was taken back.
    pub unsealed: bool,
}

/// What one envelope holds.
#[derive(Clone, Debug)]
pub(super) struct AttachmentPiece {
    pub step: usize,
    pub n: u32,
    pub state: State,
    pub bytes: Vec<u8>,
}
