//! How long a battery takes, held against what may be asked of a child, a young person, a parent, a professional.
//!
//! Every item that asks counts, whatever branching would leave out, so nobody is asked more than is printed.

use super::Instruments;
use crate::instrument::{Findings, Instrument, Item};
use crate::study::{Battery, Mode, Part, Role, Set, Sitting, Study, Target};
use serde::{Serialize, Serializer};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// Seconds for an item of an instrument that does not say: an adult's, a young person's, a child's. The pace of this
/// project's own instruments; no published source.
const SECONDS_ADULT: u32 = 8;
const SECONDS_YOUNG: u32 = 12;
const SECONDS_CHILD: u32 = 20;

/// Minutes of one sitting of a child of 8 to 11.
const CHILD_SITTING: u32 = 15;
/// Questionnaire items for a child of 8 to 11.
const CHILD_ITEMS: u32 = 25;
/// Minutes of a young person.
const YOUNG: u32 = 25;
/// Minutes of a parent with two index children.
const PARENT: u32 = 35;
/// Items for a professional about one child.
const PROFESSIONAL_ITEMS: u32 = 10;

/// An expected time, kept in seconds; written in minutes, rounded up to a tenth.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Minutes(u32);

impl Minutes {
    /// Takes a number of seconds.
    pub const fn of_seconds(seconds: u32) -> Self {
        Minutes(seconds)
    }

    fn over(self, minutes: u32) -> bool {
        self.0 > minutes * 60
    }
}

impl fmt::Display for Minutes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let tenths = self.0.div_ceil(6);
        match tenths % 10 {
            0 => write!(f, "{}", tenths / 10),
            rest => write!(f, "{}.{rest}", tenths / 10),
        }
    }
}

impl Serialize for Minutes {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.serialize_f64(f64::from(self.0.div_ceil(6)) / 10.0)
    }
}

/// How long one respondent needs for a battery, and how many items it asks.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Length {
    /// JSON path of the battery.
    pub path: String,
    /// Who answers.
    pub role: Role,
    /// Which texts and look.
    pub set: Set,
    /// The waves of the battery that are this long.
    pub waves: Vec<String>,
    /// Both sittings together, with up to two children (k1, k2) and two adults.
    pub minutes: Minutes,
    /// Of these, the sitting *Jouw stem*.
    pub voice: Minutes,
    /// Of these, the sitting with the questionnaires.
    pub questions: Minutes,
    /// Questionnaire items of that sitting: no ranking, no own words, nothing about taking part or contact.
    pub items: u32,
    /// Items that ask about one child, the most there are; 0 where no part is about a child.
    pub items_per_child: u32,
    /// What each further child (k3, k4, …) adds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub further_child: Option<Minutes>,
    /// What each further adult adds to two.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub further_adult: Option<Minutes>,
}

impl fmt::Display for Length {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (role, set, waves) = (self.role.name(), self.set.name(), self.waves.join(", "));
        write!(f, "{role} {set} {waves}: {} minutes, {} items", self.minutes, self.items)?;
        if self.voice > Minutes::default() {
            write!(f, " (voice {} minutes, questions {} minutes)", self.voice, self.questions)?;
        }
        for (more, who) in [(self.further_child, "child"), (self.further_adult, "adult")] {
            if let Some(minutes) = more {
                write!(f, "; each further {who} adds {minutes} minutes")?;
            }
        }
        Ok(())
    }
}

/// Returns the length of every battery, in the order of the study. Waves of equal length are one row; an instrument
/// that is not in `instruments` counts as 0 minutes.
pub fn lengths(study: &Study, instruments: &BTreeMap<String, Instrument>) -> Vec<Length> {
    let mut out: Vec<Length> = Vec::new();
    for (b, battery) in study.batteries.iter().enumerate() {
        for wave in &battery.waves {
            let mut length = one(format!("$.batteries[{b}]"), battery, wave, instruments);
            match out.last_mut() {
                Some(last) if same(last, &length) => last.waves.append(&mut length.waves),
                _ => out.push(length),
            }
        }
    }
    out
}

fn same(a: &Length, b: &Length) -> bool {
    *a == Length { waves: a.waves.clone(), ..b.clone() }
}

fn one(path: String, battery: &Battery, wave: &str, instruments: &Instruments) -> Length {
    let extra = further(battery);
    let (mut voice, mut questions, mut items) = (0u32, 0u32, 0u32);
    let mut more: BTreeMap<Target, u32> = BTreeMap::new();
    let mut about: BTreeMap<Target, u32> = BTreeMap::new();
    for part in &battery.parts {
        let Some(x) = instruments.get(&part.instrument) else { continue };
        let asked: Vec<&Item> = x.items().map(|(_, _, i)| i).filter(|i| i.asks() && i.in_wave(wave)).collect();
        let number = count(asked.len());
        let usual = seconds_per_item(x, battery.set);
        let seconds = asked.iter().fold(0, |sum, i| u32::saturating_add(sum, i.kind.checked().seconds(usual)));
        let add = |sum: &mut u32, n: u32| *sum = sum.saturating_add(n);
        if let Target::Child(_) = part.target {
            add(about.entry(part.target).or_default(), number);
        }
        if extra.contains(&part.target) {
            add(more.entry(part.target).or_default(), seconds);
        } else if part.sitting == Sitting::Voice {
            add(&mut voice, seconds);
        } else {
            add(&mut questions, seconds);
            add(&mut items, count(asked.iter().filter(|i| in_questionnaire(i)).count()));
        }
    }
    let most = |child: bool| {
        let of_kind = more.iter().filter(|(target, _)| matches!(target, Target::Child(_)) == child);
        of_kind.map(|(_, seconds)| Minutes(*seconds)).max()
    };
    Length {
        path,
        role: battery.role,
        set: battery.set,
        waves: vec![wave.to_string()],
        minutes: Minutes(voice.saturating_add(questions)),
        voice: Minutes(voice),
        questions: Minutes(questions),
        items,
        items_per_child: about.values().copied().max().unwrap_or(0),
        further_child: most(true),
        further_adult: most(false),
    }
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// Children from the third on, and adults beyond the first two that the battery asks about.
fn further(battery: &Battery) -> BTreeSet<Target> {
    let targets: BTreeSet<Target> = battery.parts.iter().map(|p: &Part| p.target).collect();
    let adults = targets.iter().filter(|t| matches!(t, Target::Adult(_))).skip(2);
    let children = targets.iter().filter(|t| matches!(t, Target::Child(3..)));
    adults.chain(children).copied().collect()
}

fn seconds_per_item(x: &Instrument, set: Set) -> u32 {
    match (x.seconds_per_item, set) {
        (0, Set::Adult) => SECONDS_ADULT,
        (0, Set::Young | Set::Easy) => SECONDS_YOUNG,
        (0, Set::Child) => SECONDS_CHILD,
        (seconds, _) => seconds,
    }
}

/// Items of a questionnaire, not the questions around it.
fn in_questionnaire(i: &Item) -> bool {
    let around = i.flow().needed().or(i.flow().defer_code).is_some() || i.destination.is_some();
    !around && i.kind.checked().in_questionnaire()
}

/// Batteries that ask too much: refused in live mode.
pub(super) fn limits(s: &Study, instruments: &Instruments, out: &mut Findings) {
    for length in lengths(s, instruments) {
        for what in too_much(&length) {
            let advice = format!("{}: {what}", length.waves.join(", "));
            if s.mode == Mode::Live {
                out.error(&length.path, "too_long", advice);
            } else {
                out.warning(&length.path, "too_long", format!("{advice} (live mode refuses this)"));
            }
        }
    }
}

fn too_much(l: &Length) -> Vec<String> {
    let mut out = Vec::new();
    let mut over = |time: Minutes, limit: u32, of: &str, advice: &str| {
        if time.over(limit) {
            out.push(format!("{of} takes {time} minutes, at most {limit}; {advice}"));
        }
    };
    match (l.role, l.set) {
        (Role::Parent, _) => over(l.minutes, PARENT, "a parent with two index children", "leave out a part"),
        (Role::Professional, _) => {
            if l.items_per_child > PROFESSIONAL_ITEMS {
                let n = l.items_per_child;
                out.push(format!("{n} items about one child, at most {PROFESSIONAL_ITEMS}; leave out a part"));
            }
        }
        (_, Set::Child) => {
            let advice = "leave out a part, or let \"sitting\" move it to the other one";
            over(l.voice, CHILD_SITTING, "the sitting voice", advice);
            over(l.questions, CHILD_SITTING, "the sitting questions", advice);
            if l.items > CHILD_ITEMS {
                out.push(format!("{} questionnaire items, at most {CHILD_ITEMS}; leave out a part", l.items));
            }
        }
        (_, Set::Young | Set::Easy | Set::Adult) => over(l.minutes, YOUNG, "the battery", "leave out a part"),
    }
    out
}
