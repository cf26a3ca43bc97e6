//! Names of envelopes: hex of a fixed length and nothing else, so that no name can leave the store.

use crate::encoding;
use object_store::path::Path;
use sha2::{Digest, Sha256};

/// Where one envelope is kept.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Name {
    kset: [u8; 8],
    slot: [u8; 16],
    eid: [u8; 16],
}

/// The 32 bytes that only the session knew that made an entry; the eid is the beginning of their SHA-256.
pub struct Secret([u8; 32]);

impl Name {
    /// From lower-case hex: 16 digits of the key set, 32 of the slot, 32 of the entry. `None` for anything else.
    pub fn parse(kset: &str, slot: &str, eid: &str) -> Option<Self> {
        Some(Name { kset: hex(kset)?, slot: hex(slot)?, eid: hex(eid)? })
    }

    /// `{kset}/{slot}/{eid}.age`.
    pub fn object(&self) -> Path {
        let [kset, slot, eid] = self.parts();
        Path::from_iter([kset, slot, format!("{eid}.age")])
    }

    /// `quarantine/{kset}/{slot}/{eid}`: the folder of other bytes that came under this name.
    pub fn quarantine(&self) -> Path {
        let [kset, slot, eid] = self.parts();
        Path::from_iter(["quarantine".into(), kset, slot, eid])
    }

    /// `gone/{eid}`: the mark of a deletion, which says no slot.
    pub fn gone(&self) -> Path {
        Path::from_iter(["gone".into(), self.entry()])
    }

    /// Returns the entry's id, 32 lower-case hex digits.
    pub fn entry(&self) -> String {
        encoding::hex(&self.eid)
    }

    /// Returns whether this secret belongs to the entry.
    pub fn is_opened_by(&self, secret: &Secret) -> bool {
        Sha256::digest(secret.0).starts_with(&self.eid)
    }

    /// The slot's 16 bytes.
    pub(super) fn slot(&self) -> &[u8; 16] {
        &self.slot
    }

    fn parts(&self) -> [String; 3] {
        [encoding::hex(&self.kset), encoding::hex(&self.slot), self.entry()]
    }
}

impl Secret {
    /// From 64 lower-case hex digits. `None` for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        hex(text).map(Secret)
    }
}

fn hex<const N: usize>(text: &str) -> Option<[u8; N]> {
    encoding::from_hex(text)?.try_into().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_hex_of_the_right_length_is_a_name() {
        let (k, s, e) = ("00112233445566ff", "0123456789abcdef0123456789abcdef", "ffffffffffffffffffffffffffffffff");
        let name = Name::parse(k, s, e).unwrap();
        assert_eq!(name.object().to_string(), format!("{k}/{s}/{e}.age"));
        assert_eq!(name.quarantine().to_string(), format!("quarantine/{k}/{s}/{e}"));
        assert_eq!(name.gone().to_string(), format!("gone/{e}"));
        for bad in ["", "..", "../../etc/passwd", &s[..30], &s.to_uppercase(), &format!("{s}00"), "é"] {
            assert!(Name::parse(k, bad, e).is_none(), "{bad}");
            assert!(Name::parse(k, s, bad).is_none(), "{bad}");
            assert!(Name::parse(bad, s, e).is_none(), "{bad}");
        }
    }
}
