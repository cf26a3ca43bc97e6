//! What was spoken or drawn, as it is held until it is sealed.

use crate::seal::{Input, State};

/// What was spoken or drawn on one page.
#[derive(Debug)]
pub(super) struct Attached {
    pub step: usize,
    /// How; none once it was thrown away.
    pub input: Option<Input>,
    /// Until it is sealed.
    pub bytes: Vec<u8>,
    /// It is not in any envelope yet, or that it was thrown away is not.
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
