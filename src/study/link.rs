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

#[cfg(test)]
mod tests {
    use super::super::{Consent, Role, Set};
    use super::*;

    fn link() -> Link {
        let invite = Invite {
            slot: [7; 16],
            role: Role::Child,
            set: Set::Child,
            wave: 0,
            language: 0,
            consent: Consent::Under12,
            me: None,
            children: [9, 0, 0, 0, 0, 0],
            adults: [None; 6],
            homes: [0; 4],
            study: [0; 4],
        };
        Link { invite, proof: [5; 16] }
    }

    #[test]
    fn a_link_without_its_proof_or_of_a_wrong_length_is_refused_like_one_that_was_cut() {
        let text = link().encode();
        assert_eq!((text.len(), Link::decode(&text)), (82, Ok(link())));
        assert_eq!(Link::decode(&format!(" {text}\n")), Ok(link()));
        let of_register = link().invite.encode();
        for bad in [of_register.clone(), format!("{text}A"), format!("{text}AAAA"), String::new(), "A".repeat(82)] {
            assert_eq!(Link::decode(&bad), Err(BadInvite::Damaged), "{bad}");
        }
        for cut in 0..text.len() {
            assert_eq!(Link::decode(&text[..cut]), Err(BadInvite::Damaged), "{cut}");
        }
        assert_eq!(Invite::decode(&text), Err(BadInvite::Damaged), "a register holds no whole link");
        // Another proof under the same sum is refused too: a mistyped link must not write what nobody can use.
        let other = Link { proof: [6; 16], ..link() }.encode();
        let mixed = [&text[..60], &other[60..]].concat();
        assert_eq!(Link::decode(&mixed), Err(BadInvite::Damaged));
    }

    #[test]
    fn a_proof_is_named_by_its_hash() {
        // printf '\5%.0s' {1..16} | sha256sum
        let hash = proof_hash(&"05".repeat(16)).unwrap();
        assert_eq!(hash, crate::instrument::identity(&[5; 16]));
        for bad in ["", "05", &"05".repeat(15), &"05".repeat(17), &"0G".repeat(16), &"AB".repeat(16)] {
            assert_eq!(proof_hash(bad), None, "{bad}");
        }
    }
}
