//! Why sealing or opening failed.

use super::pad::PadError;
use std::fmt;

/// Why sealing or opening failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SealError {
    /// Fewer than two different recipients: losing one key would lose the data.
    TooFewRecipients,
    /// A recipient is not an X25519 public key (`age1…`).
    BadRecipient,
    /// age forbids recipients of these kinds in one file.
    MixedRecipients,
    /// A text is not an identity file with lines `AGE-SECRET-KEY-1…`.
    BadIdentity,
    /// The plaintext does not fit its padded size.
    Size(PadError),
    /// The operating system or browser provided no randomness.
    NoRandomness,
    /// age refused to encrypt.
    Encrypt,
    /// None of the identities opens it.
    NoMatchingKey,
    /// Not an age file, or changed after it was sealed.
    Damaged,
}

impl fmt::Display for SealError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            SealError::TooFewRecipients => {
                "there must be at least two different recipients, so that losing one key does not lose the data"
            }
            SealError::BadRecipient => "a recipient is not an age public key, which begins with age1",
            SealError::MixedRecipients => "these kinds of recipient keys must not be mixed; give all keys of one kind",
            SealError::BadIdentity => "no identity found; it is a line that begins with AGE-SECRET-KEY-1",
            SealError::Size(e) => return e.fmt(f),
            SealError::NoRandomness => "the operating system provided no randomness",
            SealError::Encrypt => "the envelope could not be sealed",
            SealError::NoMatchingKey => "none of the identity files opens this envelope",
            SealError::Damaged => "this is not an envelope, or it was changed after sealing",
        })
    }
}

impl std::error::Error for SealError {}
