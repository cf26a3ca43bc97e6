//! Who is asked what, when, by whom: the study file, invites, the plan of one session, and the register.

mod battery;
#[cfg(feature = "check")]
mod check;
#[cfg(feature = "desk")]
mod due;
mod invite;
#[cfg(feature = "desk")]
mod language;
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
pub use plan::{About, NoPlan, Plan, PlanPart, Words};
#[cfg(feature = "check")]
pub use protocol::STAMP_KEY;
pub use protocol::{
    Acute, Closed, ContactPerson, HelpLine, HelpList, Letterbox, OwnWords, Protocol, Results, ReviewRule, Sharing,
};
#[cfg(feature = "desk")]
pub use register::{Change, Fact, What};
pub use register::{Group, Measure, MeasureKind, Outcome, OutcomeKind, RegisterFamily, RegisterHome};
pub use register::{Register, RegisterPerson, RegisterRow, is_birth};
pub use served::Served;

/// Defined beside the instruments that are made for them.
pub use crate::instrument::{Role, Set};

use crate::instrument::{Limit, Map, ParseError, fields, from_json, names};
use serde::{Deserialize, Serialize};

/// Language → text.
pub type Texts = Map<String, String>;

/// A study: the one file that a page is pinned to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "desk", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Study {
    /// Format of this file, [`crate::instrument::FORMAT`].
    pub format: u32,
    /// Lower-case with hyphens; stands in every entry.
    pub id: String,
    /// For researchers; no respondent sees it.
    pub title: String,
    /// Whether answers are meant.
    pub mode: Mode,
    /// Languages that a respondent may choose; the first is the fallback.
    pub languages: Vec<String>,
    /// Where the study is, as a name of the time zone database (`Europe/Amsterdam`): which day it is there decides on
    /// windows, waits and reminders at the desk. UTC where absent; no page has it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time_zone: Option<String>,
    /// Waves in their order.
    pub waves: Vec<Wave>,
    /// Who can open the answers: at least two, so that one lost key is not lost data.
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
    pub exit: Map<Set, String>,
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
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    pub letter: Map<Set, Texts>,
    /// What reminds somebody of an open link, per set and language; `{date}` is its last day, `{link}` the link.
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    pub reminder: Map<Set, Texts>,
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
    /// The public key, `age1…`.
    pub age: String,
}

fields!(Recipient { name, age });

impl Study {
    /// Reads a study. What it means is checked by [`lint_study`].
    ///
    /// # Errors
    /// See [`from_json`].
    pub fn parse(bytes: &[u8]) -> Result<Self, ParseError> {
        from_json(bytes, Limit::STUDY)
    }

    /// The battery of a role and set in a wave.
    pub fn battery(&self, role: Role, set: Set, wave: &str) -> Option<&Battery> {
        self.batteries.iter().find(|b| b.role == role && b.set == set && b.waves.iter().any(|w| w == wave))
    }

    /// The battery of an invite.
    pub fn invited(&self, invite: &Invite) -> Option<&Battery> {
        let wave = self.waves.get(usize::from(invite.wave))?;
        self.battery(invite.role, invite.set, &wave.id)
    }

    /// The file that begins an invite's battery in a language, where it has none there in the study's first one.
    pub fn begins(&self, invite: &Invite, lang: &str) -> Option<&str> {
        let files = &self.invited(invite)?.files;
        files.get(lang).or_else(|| files.get(self.languages.first()?)).map(String::as_str)
    }

    /// The pin of an instrument.
    pub fn pin(&self, instrument: &str) -> Option<&Pin> {
        self.pins.iter().find(|p| p.instrument == instrument)
    }

    /// How this set may give own words beside typing them; none where it may not.
    pub fn own_words(&self, set: Set) -> Option<&OwnWords> {
        self.protocol.own_words.as_ref().filter(|w| w.sets.contains(&set))
    }

    /// What the study found, in a set's words, once it may be read: for who was asked in the last wave. `today` is
    /// `YYYY-MM-DD`. Depends on no answer.
    pub fn results(&self, wave: &str, set: Set, lang: &str, today: &str) -> &str {
        let last = self.waves.iter().rfind(|w| !w.any_time).is_some_and(|w| w.id == wave);
        let open = self.results.as_ref().filter(|r| last && today >= r.from.as_str());
        open.map_or("", |r| self.told(&r.texts, set, lang))
    }

    /// The words of an instrument for a set in a language, where it has none there in the study's first one.
    pub fn words<'a>(&self, pin: &'a Pin, lang: &str, set: Set) -> Option<(&'a str, &'a str)> {
        pin.words(lang, set).or_else(|| pin.words(self.languages.first()?, set))
    }

    /// The help list of a set.
    pub fn help(&self, set: Set) -> Option<&HelpList> {
        self.help.iter().find(|h| h.sets.contains(&set))
    }

    /// A text in a language; else without its subtags (`nl` for `nl-x-easy` and `nl-BE`); else in the study's first
    /// language.
    pub fn text<'a>(&self, texts: &'a Texts, lang: &str) -> &'a str {
        let base = || lang.split_once('-').and_then(|(base, _)| texts.get(base));
        let first = || self.languages.first().and_then(|l| texts.get(l));
        texts.get(lang).or_else(base).or_else(first).map_or("", String::as_str)
    }

    /// What is told to a set in a language; nothing where nothing is.
    pub fn told<'a>(&self, list: &'a [Feedback], set: Set, lang: &str) -> &'a str {
        list.iter().find(|f| f.sets.contains(&set)).map_or("", |f| self.text(&f.text, lang))
    }

    /// Recipient strings of the answers, in their order.
    pub fn recipient_keys(&self) -> Vec<String> {
        self.recipients.iter().map(|r| r.age.clone()).collect()
    }

    /// Recipient strings of contact envelopes, in their order.
    pub fn contact_keys(&self) -> Vec<String> {
        self.contact_recipients.iter().map(|r| r.age.clone()).collect()
    }
}
