//! The invite: for whom a link was made. A link holds it with a proof ([`super::Link`]); a register holds it alone, so that
//! whoever reads a register cannot write for anybody.
//!
//! 45 bytes, so 60 characters of base64url without padding, the same length for everybody:
//!
//! | bytes | what |
//! |---|---|
//! | 0 | layout, 1 |
//! | 1–16 | slot, random |
//! | 17 | role |
//! | 18 | set |
//! | 19 | wave, its number in the study |
//! | 20 | language, its number in the study |
//! | 21 | consent class |
//! | 22 | who the respondent is: 0 nobody of the roster, 16 + n child n, 32 + n adult n |
//! | 23–28 | age of child 1 to 6 in years, 0 where there is none |
//! | 29–34 | relation of adult 1 to 6 to the respondent, 0 where there is none |
//! | 35–38 | home 1 to 4: one bit per adult, 0 where there is none |
//! | 39–42 | first 4 bytes of the SHA-256 of the study's id |
//! | 43–44 | first 2 bytes of the SHA-256 of all before: catches a text that was cut or mistyped |

use super::{Role, Set, Target};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fmt;

/// Children that an invite can hold.
pub const CHILDREN: usize = 6;
/// Adults that an invite can hold.
pub const ADULTS: usize = 6;
/// Homes that an invite can hold.
pub const HOMES: usize = 4;
/// Bytes of an invite without its checksum.
pub(super) const FIELDS: usize = 43;
const LEN: usize = FIELDS + 2;

/// For whom a link was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invite {
    /// The respondent's slot: 16 random bytes for one person in one wave.
    pub slot: [u8; 16],
    /// Who answers.
    pub role: Role,
    /// Which texts and look.
    pub set: Set,
    /// Index of the wave in the study, from 0.
    pub wave: u8,
    /// Index of the language in the study, from 0.
    pub language: u8,
    /// Whose consent was needed.
    pub consent: Consent,
    /// Who the respondent is in the family's roster; `None` for a professional.
    pub me: Option<Person>,
    /// Age of k1 to k6 in whole years; 0 if there is no such child.
    pub children: [u8; CHILDREN],
    /// What a1 to a6 are to the respondent; `None` if there is no such adult, or it is the respondent.
    pub adults: [Option<Relation>; ADULTS],
    /// Adults of h1 to h4: bit 0 is a1; 0 if there is no such home.
    pub homes: [u8; HOMES],
    /// First bytes of the SHA-256 of the study's id.
    pub study: [u8; 4],
}

/// A person of the roster.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Person {
    /// k1 to k6.
    Child(u8),
    /// a1 to a6.
    Adult(u8),
}

/// Consent class, set by the researcher; the page knows no birth date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "desk", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Consent {
    /// An adult for themselves.
    Own,
    /// Under 12: those with authority.
    Under12,
    /// 12 to 15: those with authority and the young person.
    From12,
    /// 16 and 17: the young person.
    From16,
}

/// What an adult is to the respondent; decides how a screen names them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation {
    /// Mother of the child who answers.
    Mother,
    /// Father of the child who answers.
    Father,
    /// New partner of a parent of the child who answers.
    StepParent,
    /// Foster parent of the child who answers.
    FosterParent,
    /// Partner now of the adult who answers.
    Partner,
    /// Former partner of the adult who answers.
    ExPartner,
    /// Other parent of the child, never a partner of the adult who answers.
    OtherParent,
    /// Another adult.
    Other,
}

impl Consent {
    /// All classes, in the order of their number in an invite.
    pub const ALL: [Consent; 4] = [Consent::Own, Consent::Under12, Consent::From12, Consent::From16];

    /// Its name, as in a register.
    pub const fn name(self) -> &'static str {
        match self {
            Consent::Own => "own",
            Consent::Under12 => "under12",
            Consent::From12 => "from12",
            Consent::From16 => "from16",
        }
    }
}

impl Relation {
    /// All relations, in the order of their number in an invite, from 1.
    pub const ALL: [Relation; 8] = [
        Relation::Mother,
        Relation::Father,
        Relation::StepParent,
        Relation::FosterParent,
        Relation::Partner,
        Relation::ExPartner,
        Relation::OtherParent,
        Relation::Other,
    ];

    /// Its name, as in a register and in the screen's texts.
    pub const fn name(self) -> &'static str {
        match self {
            Relation::Mother => "mother",
            Relation::Father => "father",
            Relation::StepParent => "step_parent",
            Relation::FosterParent => "foster_parent",
            Relation::Partner => "partner",
            Relation::ExPartner => "ex_partner",
            Relation::OtherParent => "other_parent",
            Relation::Other => "other",
        }
    }
}

/// Why a link cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BadInvite {
    /// Cut, mistyped, or not an invite.
    Damaged,
    /// Made for another study.
    OtherStudy,
    /// Has a number that this version does not know.
    Unknown,
}

impl fmt::Display for BadInvite {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            BadInvite::Damaged => "the link is incomplete or mistyped; copy the whole link again",
            BadInvite::OtherStudy => "the invite belongs to another study",
            BadInvite::Unknown => "the invite holds a number that this version does not know; update the page",
        })
    }
}

impl std::error::Error for BadInvite {}

impl Invite {
    /// Returns the text that goes into a register: 60 characters of base64url without padding, the same length for
    /// everybody.
    ///
    /// ```
    /// use kindstem::study::{BadInvite, Consent, Invite, Role, Set};
    ///
    /// let invite = Invite {
    ///     slot: [7; 16],
    ///     role: Role::Child,
    ///     set: Set::Child,
    ///     wave: 0,
    ///     language: 0,
    ///     consent: Consent::Under12,
    ///     me: None,
    ///     children: [9, 0, 0, 0, 0, 0],
    ///     adults: [None; 6],
    ///     homes: [0; 4],
    ///     study: [0; 4],
    /// };
    /// let text = invite.encode();
    /// assert_eq!(text.len(), 60);
    /// assert_eq!(Invite::decode(&text), Ok(invite));
    /// assert_eq!(Invite::decode(&text[..59]), Err(BadInvite::Damaged));
    /// ```
    pub fn encode(&self) -> String {
        let mut b = self.fields();
        b.extend(check(&b));
        crate::encoding::base64url(&b)
    }

    /// Everything but the checksum.
    pub(super) fn fields(&self) -> Vec<u8> {
        let mut b = Vec::with_capacity(LEN);
        b.push(1);
        b.extend(self.slot);
        b.extend([place(&Role::ALL, &self.role), place(&Set::ALL, &self.set), self.wave, self.language]);
        b.push(self.consent as u8);
        b.push(match self.me {
            None => 0,
            Some(Person::Child(n)) => 16 + n,
            Some(Person::Adult(n)) => 32 + n,
        });
        b.extend(self.children);
        b.extend(self.adults.map(|a| a.map_or(0, |r| place(&Relation::ALL, &r) + 1)));
        b.extend(self.homes);
        b.extend(self.study);
        b
    }

    /// Reads such a text; white space around it is ignored. A checksum of 2 bytes catches texts that were cut or
    /// mistyped.
    ///
    /// # Errors
    /// [`BadInvite::Damaged`], or [`BadInvite::Unknown`] if a later version made it.
    pub fn decode(text: &str) -> Result<Self, BadInvite> {
        let bytes = crate::encoding::from_base64url(text.trim()).ok_or(BadInvite::Damaged)?;
        let b: [u8; LEN] = bytes.try_into().map_err(|_| BadInvite::Damaged)?;
        let (fields, sum) = b.split_at(FIELDS);
        if sum != check(fields) {
            return Err(BadInvite::Damaged);
        }
        Invite::from_fields(fields.first_chunk().ok_or(BadInvite::Damaged)?)
    }

    pub(super) fn from_fields(b: &[u8; FIELDS]) -> Result<Self, BadInvite> {
        if b[0] != 1 {
            return Err(BadInvite::Unknown);
        }
        let mut adults = [None; ADULTS];
        for (to, from) in adults.iter_mut().zip(&b[29..35]) {
            *to = if *from == 0 { None } else { Some(at(&Relation::ALL, *from - 1)?) };
        }
        let me = match b[22] {
            0 => None,
            n @ 17..=22 => Some(Person::Child(n - 16)),
            n @ 33..=38 => Some(Person::Adult(n - 32)),
            _ => return Err(BadInvite::Unknown),
        };
        Ok(Invite {
            slot: part(b, 1),
            role: at(&Role::ALL, b[17])?,
            set: at(&Set::ALL, b[18])?,
            wave: b[19],
            language: b[20],
            consent: at(&Consent::ALL, b[21])?,
            me,
            children: part(b, 23),
            adults,
            homes: part(b, 35),
            study: part(b, 39),
        })
    }

    /// Checks that the invite was made for this study.
    ///
    /// # Errors
    /// [`BadInvite::OtherStudy`], or [`BadInvite::Unknown`] for a wave or language that the study does not have.
    pub fn belongs_to(&self, study: &super::Study) -> Result<(), BadInvite> {
        if self.study != study_mark(&study.id) {
            return Err(BadInvite::OtherStudy);
        }
        if usize::from(self.wave) >= study.waves.len() || usize::from(self.language) >= study.languages.len() {
            return Err(BadInvite::Unknown);
        }
        Ok(())
    }

    /// Returns whether the family of this invite has this target; `self` is always there.
    pub fn has(&self, target: Target) -> bool {
        let there = |n: u8, present: &dyn Fn(usize) -> bool| n >= 1 && present(usize::from(n) - 1);
        match target {
            Target::Myself => true,
            Target::Child(n) => there(n, &|i| self.children.get(i).is_some_and(|a| *a > 0)),
            Target::Adult(n) => there(n, &|i| self.adults.get(i).is_some_and(Option::is_some)),
            Target::Home(n) => there(n, &|i| self.homes.get(i).is_some_and(|h| *h > 0)),
        }
    }

    /// Returns the slot as 32 lower-case hex digits, as in an object key.
    pub fn slot_hex(&self) -> String {
        crate::encoding::hex(&self.slot)
    }
}

/// What an invite holds of a study's id.
pub(crate) fn study_mark(id: &str) -> [u8; 4] {
    let hash = Sha256::digest(id.as_bytes());
    [hash[0], hash[1], hash[2], hash[3]]
}

pub(super) fn check(b: &[u8]) -> [u8; 2] {
    let hash = Sha256::digest(b);
    [hash[0], hash[1]]
}

fn part<const N: usize>(b: &[u8; FIELDS], from: usize) -> [u8; N] {
    std::array::from_fn(|i| b[from + i])
}

fn place<T: PartialEq>(all: &[T], x: &T) -> u8 {
    all.iter().position(|y| y == x).unwrap_or_default() as u8
}

fn at<T: Copy>(all: &[T], n: u8) -> Result<T, BadInvite> {
    all.get(usize::from(n)).copied().ok_or(BadInvite::Unknown)
}

#[cfg(test)]
mod tests {
    use super::super::Link;
    use super::*;

    /// `www/element.js` reads this one character before any code is there.
    #[test]
    fn the_28th_character_of_a_link_is_its_language() {
        let mut invite = Invite {
            slot: [255; 16],
            role: Role::Young,
            set: Set::Easy,
            wave: 19,
            language: 0,
            consent: Consent::From16,
            me: None,
            children: [255; CHILDREN],
            adults: [None; ADULTS],
            homes: [255; HOMES],
            study: [255; 4],
        };
        for (language, letter) in ('A'..='T').enumerate() {
            invite.language = u8::try_from(language).unwrap();
            // Whatever stands beside it in the link.
            for byte in [0, 255] {
                (invite.slot, invite.wave, invite.children) = ([byte; 16], byte, [byte; CHILDREN]);
                let link = Link { invite: invite.clone(), proof: [byte; 16] };
                assert_eq!(link.encode().chars().nth(27), Some(letter));
                assert_eq!(invite.encode().chars().nth(27), Some(letter));
            }
        }
    }
}
