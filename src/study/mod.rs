//! Who is asked what, when, by whom: the study file, invites, the plan of one session, and the register.

mod battery;
#[cfg(feature = "check")]
mod check;
#[cfg(feature = "desk")]
mod due;
mod invite;
#[cfg(feature = "desk")]
mod language;
mod link;
mod plan;
mod protocol;
mod register;
mod served;

pub use battery::{Battery, EASY, Feedback, Part, Pin, Sitting, Target, Wave};
#[cfg(feature = "desk")]
pub use check::telltale;
#[cfg(feature = "check")]
pub use check::{Length, Minutes, lengths, lint_study};
#[cfg(feature = "desk")]
pub use due::{Due, DueChange, DueState, Newcomer, Seen, absence, due, newcomers};
pub use invite::{ADULTS, BadInvite, CHILDREN, Consent, HOMES, Invite, Person, Relation};
#[cfg(feature = "desk")]
pub use language::{ByAddress, LetterWords, PageWords, Review, ShellWords};
#[cfg(feature = "desk")]
pub use language::{Direction, Language, LanguageHead, language, languages};
pub use link::{Link, proof_hash};
pub use plan::{About, NoPlan, Plan, PlanPart, Words};
#[cfg(feature = "check")]
pub use protocol::STAMP_KEY;
pub use protocol::{
    Acute, Closed, ContactPerson, HelpLine, HelpList, Letterbox, OwnWords, Protocol, Results, ReviewRule, Sharing,
};
#[cfg(feature = "desk")]
pub use register::{Change, Fact, RegisterError, What};
pub use register::{Group, Measure, MeasureKind, Outcome, OutcomeKind, RegisterFamily, RegisterHome};
pub use register::{Register, RegisterPerson, RegisterRow, is_birth};
pub use served::Served;

/// Defined beside the instruments that are made for them.
pub use crate::instrument::{Role, Set};

use crate::instrument::{Limit, ParseError, VecMap, fields, from_json, names};
use serde::{Deserialize, Serialize};

/// Language → text.
pub type Texts = VecMap<String, String>;

/// A study: the one file that a page is pinned to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "desk", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Study {
    /// Format of this file, [`crate::instrument::FORMAT`].
    pub format: u32,
    /// Lower-case letters, digits and single hyphens, at most 64 bytes. It is in every entry: never change it.
    pub id: String,
    /// For researchers; no respondent sees it.
    pub title: String,
    /// Whether answers are meant.
    pub mode: Mode,
    /// Languages that a respondent may choose, BCP 47 tags such as `nl`; the first is the fallback.
    pub languages: Vec<String>,
    /// Where the study is, as a name of the time zone database (`Europe/Amsterdam`): which day it is there decides on
    /// windows, waits and reminders at the desk. UTC where absent; no page has it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time_zone: Option<String>,
    /// Waves in their order.
    pub waves: Vec<Wave>,
    /// Who can open the answers: at least two, so that losing one key does not lose the data.
    pub recipients: Vec<Recipient>,
    /// Who can open contact envelopes.
    pub contact_recipients: Vec<Recipient>,
    /// Who fills in what.
    pub batteries: Vec<Battery>,
    /// Exactly which files each instrument is.
    pub pins: Vec<Pin>,
    /// What was promised.
    pub protocol: Protocol,
    /// Help, the same for everybody of a set.
    pub help: Vec<HelpList>,
    /// Where *Snel weg* leads, per set. `about:blank` or an https address without news.
    pub exit: VecMap<Set, String>,
    /// Address of the intake, relative to the page or absolute; absent where envelopes stay on the device or go to
    /// the host page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub intake: Option<String>,
    /// Origins that may show the page in a frame.
    #[serde(default)]
    pub embed_origins: Vec<String>,
    /// How a respondent's youth-protection worker or counsellor is called, per language.
    #[serde(default)]
    pub worker: Texts,
    /// What the study found, for who opens a finished link of the last wave.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub results: Option<Results>,
    /// The letter that a link comes with, per set and language; `{name}` and `{phone}` are the contact person's.
    #[serde(default, skip_serializing_if = "VecMap::is_empty")]
    pub letter: VecMap<Set, Texts>,
    /// What reminds somebody of an open link, per set and language; `{date}` is its last day, `{link}` the link.
    #[serde(default, skip_serializing_if = "VecMap::is_empty")]
    pub reminder: VecMap<Set, Texts>,
}

fields!(Study {
    format, id, title, mode, languages, waves, recipients, contact_recipients, batteries, pins, protocol, help,
    exit;
    time_zone, intake, embed_origins, worker, results, letter, reminder
});

/// Whether answers are meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "desk", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    /// Visibly marked; what comes in is not data.
    Trial,
    /// The real thing; `study check` refuses it while anything is incomplete.
    Live,
}

names!(Mode { Trial = "trial", Live = "live" });

/// Somebody who can open what is sealed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "desk", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Recipient {
    /// A person's name, as a respondent reads it.
    pub name: String,
    /// The X25519 public key, `age1…` (62 characters).
    pub age: String,
}

fields!(Recipient { name, age });

impl Study {
    /// Returns the ids of the waves that are letterboxes, open at any time.
    #[cfg(feature = "desk")]
    pub fn letterboxes(&self) -> std::collections::BTreeSet<String> {
        self.waves.iter().filter(|w| w.any_time).map(|w| w.id.clone()).collect()
    }

    /// Reads a study file: JSON (UTF-8) of at most [`Limit::STUDY`] bytes. [`lint_study`] checks what it means.
    ///
    /// # Errors
    /// [`ParseError`] with the JSON path, line and column: too long, not JSON, or an unknown, missing or wrong field.
    ///
    /// ```
    /// use kindstem::study::Study;
    ///
    /// let error = Study::parse(br#"{"format": 1, "id": 7}"#).unwrap_err();
    /// assert_eq!((error.path.as_str(), error.line), ("$.id", 1));
    /// ```
    pub fn parse(bytes: &[u8]) -> Result<Self, ParseError> {
        from_json(bytes, Limit::STUDY)
    }

    /// Returns the battery of a role and audience in a wave (its id, such as `T0`); at most one is valid.
    pub fn battery(&self, role: Role, set: Set, wave: &str) -> Option<&Battery> {
        self.batteries.iter().find(|b| b.role == role && b.set == set && b.waves.iter().any(|w| w == wave))
    }

    /// Returns the battery that an invite is for.
    pub fn invited(&self, invite: &Invite) -> Option<&Battery> {
        let wave = self.waves.get(usize::from(invite.wave))?;
        self.battery(invite.role, invite.set, &wave.id)
    }

    /// Returns the SHA-256 (64 hex digits) of the file with the first part of an invite's battery in a language; if
    /// there is none, in the study's first language.
    pub fn begins(&self, invite: &Invite, lang: &str) -> Option<&str> {
        let files = &self.invited(invite)?.files;
        files.get(lang).or_else(|| files.get(self.languages.first()?)).map(String::as_str)
    }

    /// Returns the pin of an instrument, by its id.
    pub fn pin(&self, instrument: &str) -> Option<&Pin> {
        self.pins.iter().find(|p| p.instrument == instrument)
    }

    /// Returns how this audience may speak or draw own words; `None` if they can only be typed.
    pub fn own_words(&self, set: Set) -> Option<&OwnWords> {
        self.protocol.own_words.as_ref().filter(|w| w.sets.contains(&set))
    }

    /// Returns the study's results in an audience's words; empty before their day or in another wave than the last.
    /// `today` is
    /// `YYYY-MM-DD`. It depends on no answer.
    pub fn results(&self, wave: &str, set: Set, lang: &str, today: &str) -> &str {
        let last = self.waves.iter().rfind(|w| !w.any_time).is_some_and(|w| w.id == wave);
        let open = self.results.as_ref().filter(|r| last && today >= r.from.as_str());
        open.map_or("", |r| self.told(&r.texts, set, lang))
    }

    /// Returns the words of an instrument for an audience in a language; if there are none, in the study's first
    /// language.
    pub fn words<'a>(&self, pin: &'a Pin, lang: &str, set: Set) -> Option<(&'a str, &'a str)> {
        pin.words(lang, set).or_else(|| pin.words(self.languages.first()?, set))
    }

    /// Returns the help list of an audience.
    pub fn help(&self, set: Set) -> Option<&HelpList> {
        self.help.iter().find(|h| h.sets.contains(&set))
    }

    /// Returns a text in a language; else without its subtags (`nl` for `nl-x-easy` and `nl-BE`); else in the study's
    /// first language.
    pub fn text<'a>(&self, texts: &'a Texts, lang: &str) -> &'a str {
        let base = || lang.split_once('-').and_then(|(base, _)| texts.get(base));
        let first = || self.languages.first().and_then(|l| texts.get(l));
        texts.get(lang).or_else(base).or_else(first).map_or("", String::as_str)
    }

    /// Returns what is told to an audience in a language; empty if nothing is.
    pub fn told<'a>(&self, list: &'a [Feedback], set: Set, lang: &str) -> &'a str {
        list.iter().find(|f| f.sets.contains(&set)).map_or("", |f| self.text(&f.text, lang))
    }

    /// Returns the public keys (`age1…`) of the readers of answers, in the order of the file.
    pub fn recipient_keys(&self) -> Vec<String> {
        self.recipients.iter().map(|r| r.age.clone()).collect()
    }

    /// Returns the public keys (`age1…`) of the readers of contacts, in the order of the file.
    pub fn contact_keys(&self) -> Vec<String> {
        self.contact_recipients.iter().map(|r| r.age.clone()).collect()
    }
}
