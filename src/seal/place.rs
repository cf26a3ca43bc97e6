//! Where an envelope lies: its object key, and the names beside it, in any folder of an intake.

/// What a file in an intake's folder is, judged by its path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// `{kset}/{slot}/{eid}.age`.
    Envelope {
        /// Key set, 16 hex digits.
        kset: String,
        /// Slot, 32 hex digits.
        slot: String,
        /// Entry id, 32 hex digits.
        eid: String,
    },
    /// `gone/{eid}`: the mark of a deletion, with the entry id (32 hex digits). The entry is not read, even if an older
    /// copy of the folder has it.
    Gone(String),
    /// `quarantine/…`: it arrived under a name that other bytes already had.
    Quarantined,
    /// Anything else.
    Other,
}

impl Place {
    /// Judges a path with `/` between its parts. Only the last parts count, so the folder may be anywhere.
    ///
    /// ```
    /// use kindstem::seal::Place;
    ///
    /// let (kset, id) = ("0123456789abcdef", "00112233445566778899aabbccddeeff");
    /// assert!(matches!(Place::of(&format!("copy/{kset}/{id}/{id}.age")), Place::Envelope { .. }));
    /// assert_eq!(Place::of(&format!("copy/gone/{id}")), Place::Gone(id.into()));
    /// assert_eq!(Place::of("copy/register.age"), Place::Other);
    /// ```
    pub fn of(path: &str) -> Self {
        let steps: Vec<&str> = path.split('/').collect();
        if steps.iter().rev().skip(1).any(|s| *s == QUARANTINE) {
            return Place::Quarantined;
        }
        match steps.as_slice() {
            [.., GONE, eid] if is_entry(eid) => Place::Gone((*eid).to_string()),
            [.., kset, slot, file] if is_key_set(kset) && is_slot(slot) => match entry_of(file) {
                Some(eid) => {
                    Place::Envelope { kset: (*kset).to_string(), slot: (*slot).to_string(), eid: eid.to_string() }
                }
                None => Place::Other,
            },
            _ => Place::Other,
        }
    }
}

/// Name of the folder with the marks of deletions.
pub const GONE: &str = "gone";
/// Name of the folder for what arrived under a name that was already taken.
pub const QUARANTINE: &str = "quarantine";

/// Returns whether this is the name of a key set: 16 lower-case hex digits.
pub fn is_key_set(name: &str) -> bool {
    is_hex(name, 16)
}

/// Returns whether this is the name of a slot: 32 lower-case hex digits.
pub fn is_slot(name: &str) -> bool {
    is_hex(name, 32)
}

/// Returns whether this is an entry id: 32 lower-case hex digits.
pub fn is_entry(name: &str) -> bool {
    is_hex(name, 32)
}

/// Returns the entry id of an envelope's file name, `{eid}.age`.
pub fn entry_of(file: &str) -> Option<&str> {
    file.strip_suffix(".age").filter(|eid| is_entry(eid))
}

pub(super) fn is_hex(text: &str, digits: usize) -> bool {
    text.len() == digits && text.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b))
}

#[cfg(test)]
mod tests {
    use super::*;

    const KSET: &str = "0123456789abcdef";
    const SLOT: &str = "00112233445566778899aabbccddeeff";

    #[test]
    fn a_path_says_what_a_file_is_wherever_the_folder_stands() {
        let envelope = Place::Envelope { kset: KSET.into(), slot: SLOT.into(), eid: SLOT.into() };
        for before in ["", "envelopes/", "made/of/envelopes/"] {
            assert_eq!(Place::of(&format!("{before}{KSET}/{SLOT}/{SLOT}.age")), envelope);
            assert_eq!(Place::of(&format!("{before}gone/{SLOT}")), Place::Gone(SLOT.into()));
            assert_eq!(Place::of(&format!("{before}quarantine/{KSET}/{SLOT}/{SLOT}.age")), Place::Quarantined);
        }
        let upper = SLOT.to_uppercase();
        for other in [
            String::new(),
            "register.age".into(),
            format!("{SLOT}/{SLOT}.age"),
            format!("{KSET}/{upper}/{SLOT}.age"),
            format!("{KSET}/{SLOT}/{SLOT}"),
            format!("{KSET}/{SLOT}/{SLOT}.age/more"),
            "quarantine".into(),
            format!("gone/{KSET}"),
        ] {
            assert_eq!(Place::of(&other), Place::Other, "{other}");
        }
    }
}
