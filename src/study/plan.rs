//! The plan of one session: the battery's parts with their instruments, for the targets that the invite has.

use super::{EASY, Invite, Part, Person, Pin, Study, Target};
use crate::instrument::{Instrument, Period, VecMap};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt;
use std::rc::Rc;

/// What is asked in one session, in order. Depends on study and invite, never on an answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    /// Study id.
    pub study: String,
    /// Wave id.
    pub wave: String,
    /// Somebody carries out what is said about sharing, so it is asked.
    pub sharing: bool,
    /// Parts in order.
    pub parts: Vec<PlanPart>,
    /// Envelopes for what is spoken or drawn, for every page with own words; 0 where the study does not offer that.
    pub envelopes: u32,
}

/// One instrument about one target.
#[derive(Clone, Debug, PartialEq)]
pub struct PlanPart {
    /// The structure.
    pub instrument: Rc<Instrument>,
    /// SHA-256 of its bytes, 64 hex digits.
    pub structure: String,
    /// The target.
    pub target: Target,
    /// About whom, in the roster's codes.
    pub about: About,
    /// The period that is asked about, as the study sets it or as the instrument has it.
    pub period: Option<Period>,
    /// Language of the screen → identity of the words that this set reads in it.
    pub wording: VecMap<String, Words>,
}

/// Identity of a wording pack.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    /// Language.
    pub lang: String,
    /// `INSTRUMENT@VERSION`.
    pub pack: String,
    /// SHA-256 of its bytes, 64 hex digits.
    pub sha256: String,
}

/// About whom, in the roster's codes; absent where it is nobody of that kind.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct About {
    /// `a1`, `a2`, ….
    pub adult: Option<String>,
    /// `k1`, `k2`, ….
    pub child: Option<String>,
    /// `h1`, `h2`, ….
    pub home: Option<String>,
}

/// Why there is no plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoPlan {
    /// The study has no battery for this role, set and wave.
    NoBattery,
    /// An instrument of the battery is not pinned or was not loaded.
    NotLoaded(String),
}

impl fmt::Display for NoPlan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            NoPlan::NoBattery => f.write_str("the study has no battery for this role, set and wave"),
            NoPlan::NotLoaded(id) => write!(f, "instrument {id} is not pinned in the study or was not loaded"),
        }
    }
}

impl std::error::Error for NoPlan {}

fn parts<'a>(study: &'a Study, invite: &Invite) -> Result<Vec<&'a Part>, NoPlan> {
    let battery = study.invited(invite).ok_or(NoPlan::NoBattery)?;
    Ok(battery.parts.iter().filter(|p| invite.has(p.target)).collect())
}

/// An instrument, and which files it is.
type Loaded<'a> = (&'a Pin, Rc<Instrument>);

impl Plan {
    /// Makes the plan from the instruments that were loaded (id → structure).
    ///
    /// # Errors
    /// [`NoPlan::NoBattery`], or [`NoPlan::NotLoaded`] with the id of the first instrument that is not pinned or not in
    /// `loaded`.
    pub fn new(study: &Study, invite: &Invite, loaded: &BTreeMap<String, Rc<Instrument>>) -> Result<Self, NoPlan> {
        Self::of(study, invite, &|id| Some((study.pin(id)?, loaded.get(id)?.clone())), usize::MAX)
    }

    /// Returns the same where pins come with the instruments, of at most so many parts: a page shows the first question
    /// before the rest of the battery is there.
    ///
    /// # Errors
    /// As [`Self::new`].
    pub fn of<'a>(
        study: &Study,
        invite: &Invite,
        loaded: &dyn Fn(&str) -> Option<Loaded<'a>>,
        at_most: usize,
    ) -> Result<Self, NoPlan> {
        let wave = study.waves.get(usize::from(invite.wave)).ok_or(NoPlan::NoBattery)?;
        let mut out = Vec::new();
        for part in parts(study, invite)?.into_iter().take(at_most) {
            let missing = || NoPlan::NotLoaded(part.instrument.clone());
            let (pin, instrument) = loaded(&part.instrument).ok_or_else(missing)?;
            let pack = format!("{}@{}", pin.instrument, pin.version);
            let mut wording = VecMap::new();
            for lang in pin.wording.keys().chain(&study.languages).filter(|l| !l.ends_with(EASY)) {
                let Some((key, sha256)) = study.words(pin, lang, invite.set) else { continue };
                wording.insert(lang.clone(), Words { lang: key.into(), pack: pack.clone(), sha256: sha256.into() });
            }
            out.push(PlanPart {
                period: part.period.or(instrument.period),
                structure: pin.structure.clone(),
                target: part.target,
                about: about(part.target, invite.me),
                wording,
                instrument,
            });
        }
        let envelopes = study.own_words(invite.set).map_or(0, |w| w.envelopes);
        Ok(Plan {
            study: study.id.clone(),
            wave: wave.id.clone(),
            sharing: study.protocol.sharing.is_some(),
            parts: out,
            envelopes,
        })
    }
}

/// The respondent stands in `about` where the part is about the respondent.
fn about(target: Target, me: Option<Person>) -> About {
    let mut about = About::default();
    match target {
        Target::Myself => match me {
            Some(Person::Child(n)) => about.child = Some(format!("k{n}")),
            Some(Person::Adult(n)) => about.adult = Some(format!("a{n}")),
            None => {}
        },
        Target::Child(_) => about.child = Some(target.code()),
        Target::Adult(_) => about.adult = Some(target.code()),
        Target::Home(_) => about.home = Some(target.code()),
    }
    about
}
