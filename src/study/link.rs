//! What stands in a link: an invite, and what shows that somebody has the link.
//!
//! 61 bytes, so 82 characters of base64url without padding, the same length for everybody:
//!
//! | bytes | what |
//! |---|---|
//! | 0–42 | the invite, without its checksum (see [`Invite`]) |
//! | 43–58 | the proof: 16 random bytes that are nowhere else |
//! | 59–60 | first 2 bytes of the SHA-256 of all before: catches a link that was cut or mistyped |
//!
//! The proof stands behind the `#` of the address, which no browser sends, and is sealed into every envelope. The register
//! has its hash only. So whoever sees slots and public keys, such as the host, cannot write for anybody.

use super::invite::{BadInvite, FIELDS, Invite, check};
use sha2::{Digest, Sha256};

/// What stands in a link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// For whom it was made.
    pub invite: Invite,
    /// 16 random bytes, in no storage and no request.
    pub proof: [u8; 16],
}

const LEN: usize = FIELDS + 16 + 2;

impl Link {
    /// Returns the text of a link: 82 characters of base64url without padding, the same length for everybody.
    pub fn encode(&self) -> String {
        let mut b = self.invite.fields();
        b.extend(self.proof);
        b.extend(check(&b));
        crate::encoding::base64url(&b)
    }

    /// Reads the text of a link; white space around it is ignored. A checksum of 2 bytes catches links that were cut or
    /// mistyped.
    ///
    /// # Errors
    /// [`BadInvite::Damaged`], also for a text that has no proof; [`BadInvite::Unknown`] if a later version made it.
    ///
    /// ```
    /// use kindstem::study::{BadInvite, Link};
    ///
    /// assert_eq!(Link::decode("AbjDR54B"), Err(BadInvite::Damaged));
    /// ```
    pub fn decode(text: &str) -> Result<Self, BadInvite> {
        let bytes = crate::encoding::from_base64url(text.trim()).ok_or(BadInvite::Damaged)?;
        let b: [u8; LEN] = bytes.try_into().map_err(|_| BadInvite::Damaged)?;
        let (rest, sum) = b.split_at(LEN - 2);
        if sum != check(rest) {
            return Err(BadInvite::Damaged);
        }
        let invite = Invite::from_fields(rest.first_chunk().ok_or(BadInvite::Damaged)?)?;
        Ok(Link { invite, proof: std::array::from_fn(|i| b[FIELDS + i]) })
    }
}

/// Returns what a register has of a proof (32 hex digits, as in an envelope): the SHA-256 of its 16 bytes, 64
/// lower-case hex digits. `None` for anything that is no proof.
pub fn proof_hash(proof: &str) -> Option<String> {
    let bytes: [u8; 16] = crate::encoding::from_hex(proof)?.try_into().ok()?;
    Some(crate::encoding::hex(&Sha256::digest(bytes)))
}
