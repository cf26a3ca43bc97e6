//! Padding: `u32` length, big-endian ‖ plaintext ‖ zeros, to one size.

use std::fmt;

/// Bytes of the length in front.
const HEAD: usize = 4;
/// Bytes in front of every plaintext, inside the seal: key set and entry id, as in the object key.
pub const NAME_BYTES: usize = 8 + 16;

/// Why a plaintext cannot be padded or read back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PadError {
    /// There is nothing to pad.
    Empty,
    /// The plaintext is larger than the size that was computed for its part.
    TooLarge,
    /// Not a padded plaintext: a length that does not fit, or something after the end that is not zero.
    Malformed,
}

impl fmt::Display for PadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            PadError::Empty => "there is nothing to pad",
            PadError::TooLarge => "the entry is larger than its part's size",
            PadError::Malformed => "this is not a padded entry",
        })
    }
}

impl std::error::Error for PadError {}

/// Pads to exactly `size` bytes, the length in front included.
///
/// # Errors
/// [`PadError::Empty`] for no bytes, [`PadError::TooLarge`] for more than `size` − 4.
pub fn pad(plain: &[u8], size: usize) -> Result<Vec<u8>, PadError> {
    if plain.is_empty() {
        return Err(PadError::Empty);
    }
    let length = u32::try_from(plain.len()).map_err(|_| PadError::TooLarge)?;
    if plain.len() + HEAD > size {
        return Err(PadError::TooLarge);
    }
    let mut out = Vec::with_capacity(size);
    out.extend(length.to_be_bytes());
    out.extend(plain);
    out.resize(size, 0);
    Ok(out)
}

/// Returns the plaintext without its padding.
///
/// # Errors
/// [`PadError::Malformed`] for anything that [`pad`] would not have written.
pub fn unpad(padded: &[u8]) -> Result<&[u8], PadError> {
    let (head, rest) = padded.split_first_chunk::<HEAD>().ok_or(PadError::Malformed)?;
    let length = u32::from_be_bytes(*head) as usize;
    match rest.split_at_checked(length) {
        Some((plain, zeros)) if length > 0 && zeros.iter().all(|b| *b == 0) => Ok(plain),
        _ => Err(PadError::Malformed),
    }
}
