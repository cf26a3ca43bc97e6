//! One fact at a time into the register: a row of a file that is read in, or one that is said by hand.
//!
//! | what | of | value |
//! |---|---|---|
//! | `group` | family | `gedwongen`, `vrijwillig` |
//! | `t0` | family | day of the first wave, `2026-11-24` |
//! | `home` | `h1`, … | its adults, `a1+a2` |
//! | `consent` | person | `own`, `under12`, `from12`, `from16` |
//! | `delivery`, `safe_contact` | person | the researcher's words |
//! | `main_caregiver` | adult | `yes`, `no` |
//! | `measure` | child, wave | kind; start and end beside it |
//! | `outcome` | person, wave | why nobody answered |

use super::{
    Group, Measure, MeasureKind, Outcome, OutcomeKind, Register, RegisterFamily, RegisterHome, RegisterPerson,
};
use crate::study::{Consent, Study, Target};
use crate::time::Day;

/// One fact about a family or person: one row of `facts.csv`, as text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fact {
    /// The researcher's name for the family.
    pub family_id: String,
    /// `a1`, `k1`, `h1`; empty for a whole family.
    pub roster: String,
    /// Wave id; empty where it holds for all of them.
    pub wave: String,
    /// Which fact, a name of [`What`]: `group`, `t0`, `home`, ….
    pub what: String,
    /// The value.
    pub value: String,
    /// First day of a measure, `YYYY-MM-DD`, or empty.
    pub start: String,
    /// Last day of a measure, `YYYY-MM-DD`, or empty.
    pub end: String,
}

/// Which fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// Of a family.
    Group,
    /// Of a family.
    T0,
    /// Of a home.
    Home,
    /// Of a person.
    Consent,
    /// Of a person.
    Delivery,
    /// Of a person.
    SafeContact,
    /// Of an adult.
    MainCaregiver,
    /// Of a child in a wave.
    Measure,
    /// Of a person in a wave.
    Outcome,
}

impl What {
    /// All of it.
    pub const ALL: [What; 9] = [
        What::Group,
        What::T0,
        What::Home,
        What::Consent,
        What::Delivery,
        What::SafeContact,
        What::MainCaregiver,
        What::Measure,
        What::Outcome,
    ];

    /// Its name.
    pub const fn name(self) -> &'static str {
        match self {
            What::Group => "group",
            What::T0 => "t0",
            What::Home => "home",
            What::Consent => "consent",
            What::Delivery => "delivery",
            What::SafeContact => "safe_contact",
            What::MainCaregiver => "main_caregiver",
            What::Measure => "measure",
            What::Outcome => "outcome",
        }
    }
}

/// What a fact did to the register.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// It was not known.
    Added,
    /// It was known so already.
    Same,
    /// Something else was known.
    Replaced,
}

impl Register {
    /// Writes a fact into the register. A different value that is already there is replaced only if `correct` is set.
    ///
    /// # Errors
    /// What does not fit, and what to write instead; the text never repeats the old value.
    pub fn take(&mut self, fact: &Fact, study: &Study, correct: bool) -> Result<Change, String> {
        let what = one_of(&fact.what, &What::ALL, What::name)?;
        if !self.rows.iter().any(|r| r.family_id == fact.family_id) {
            return Err(format!("the register has no family {}; check the id", fact.family_id));
        }
        let by_wave = matches!(what, What::Measure | What::Outcome);
        if by_wave != study.waves.iter().any(|w| w.id == fact.wave) || (!by_wave && !fact.wave.is_empty()) {
            let waves: Vec<&str> = study.waves.iter().map(|w| w.id.as_str()).collect();
            return Err(match by_wave {
                true => format!("{:?} is not a wave of the study; write one of {}", fact.wave, waves.join(", ")),
                false => format!("{} applies to all waves; leave the wave empty", what.name()),
            });
        }
        if what != What::Measure && !(fact.start.is_empty() && fact.end.is_empty()) {
            return Err("only a measure has a start and an end".into());
        }
        fits(what, &fact.roster)?;
        let before = self.clone();
        let replaced = self.put(what, fact)?;
        if replaced && !correct {
            *self = before;
            let of = if fact.roster.is_empty() { "" } else { " of " };
            let (family, roster, what) = (&fact.family_id, &fact.roster, what.name());
            return Err(format!(
                "the register has another {what}{of}{roster} in family {family}; --correct replaces it"
            ));
        }
        Ok(match (replaced, *self == before) {
            (true, _) => Change::Replaced,
            (false, true) => Change::Same,
            (false, false) => Change::Added,
        })
    }

    /// Puts it there; `true` where something else stood.
    fn put(&mut self, what: What, fact: &Fact) -> Result<bool, String> {
        let value = fact.value.as_str();
        Ok(match what {
            What::Group => other(&mut self.family_mut(fact).group, one_of(value, &Group::ALL, Group::name)?),
            What::T0 => other(&mut self.family_mut(fact).t0, day(value)?),
            What::Home => {
                let home = RegisterHome { home: fact.roster.clone(), adults: adults(value)? };
                let homes = &mut self.family_mut(fact).homes;
                over(homes, home, |h| h.home == fact.roster)
            }
            What::Consent => other(&mut self.person_mut(fact).consent, one_of(value, &Consent::ALL, Consent::name)?),
            What::Delivery => other(&mut self.person_mut(fact).delivery, words(value)?),
            What::SafeContact => other(&mut self.person_mut(fact).safe_contact, words(value)?),
            What::MainCaregiver => {
                let is = one_of(value, &[true, false], |yes| if yes { "yes" } else { "no" })?;
                let mut others = self.people.iter().filter(|p| p.family_id == fact.family_id && p.main_caregiver);
                if is && let Some(p) = others.find(|p| p.roster != fact.roster) {
                    return Err(format!(
                        "{} is the main caregiver of this family already; say no there first",
                        p.roster
                    ));
                }
                let was = std::mem::replace(&mut self.person_mut(fact).main_caregiver, is);
                was && !is
            }
            What::Measure => {
                let some = |text: &str| if text.is_empty() { Ok(None) } else { day(text).map(Some) };
                let measure = Measure {
                    family_id: fact.family_id.clone(),
                    roster: fact.roster.clone(),
                    wave: fact.wave.clone(),
                    kind: one_of(value, &MeasureKind::ALL, MeasureKind::name)?,
                    start: some(&fact.start)?,
                    end: some(&fact.end)?,
                };
                // A child may have two measures at once; each kind stands once per wave.
                let same = |m: &Measure| {
                    (&m.family_id, &m.roster, &m.wave, m.kind)
                        == (&measure.family_id, &measure.roster, &measure.wave, measure.kind)
                };
                let measure = measure.clone();
                over(&mut self.measures, measure, same)
            }
            What::Outcome => {
                let outcome = Outcome {
                    family_id: fact.family_id.clone(),
                    roster: fact.roster.clone(),
                    wave: fact.wave.clone(),
                    kind: one_of(value, &OutcomeKind::ALL, OutcomeKind::name)?,
                };
                let same =
                    |o: &Outcome| (&o.family_id, &o.roster, &o.wave) == (&fact.family_id, &fact.roster, &fact.wave);
                over(&mut self.outcomes, outcome, same)
            }
        })
    }

    fn family_mut(&mut self, fact: &Fact) -> &mut RegisterFamily {
        let new = || RegisterFamily { family_id: fact.family_id.clone(), ..RegisterFamily::default() };
        entry(&mut self.families, |f| f.family_id == fact.family_id, new)
    }

    fn person_mut(&mut self, fact: &Fact) -> &mut RegisterPerson {
        let new = || RegisterPerson {
            family_id: fact.family_id.clone(),
            roster: fact.roster.clone(),
            ..RegisterPerson::default()
        };
        entry(&mut self.people, |p| p.family_id == fact.family_id && p.roster == fact.roster, new)
    }
}

/// Whether the roster code is of the kind that the fact is about.
fn fits(what: What, roster: &str) -> Result<(), String> {
    let target = Target::parse(roster);
    let (fits, wanted) = match what {
        What::Group | What::T0 => (roster.is_empty(), "nothing: it is the family's"),
        What::Home => (matches!(target, Some(Target::Home(_))), "a home, such as h1"),
        What::Measure => (matches!(target, Some(Target::Child(_))), "a child, such as k1"),
        What::MainCaregiver => (matches!(target, Some(Target::Adult(_))), "an adult, such as a1"),
        _ => (matches!(target, Some(Target::Adult(_) | Target::Child(_))), "a person, such as a1 or k1"),
    };
    if fits { Ok(()) } else { Err(format!("the roster code of {} is {wanted}, not {roster:?}", what.name())) }
}

fn one_of<T: Copy>(text: &str, all: &[T], name: fn(T) -> &'static str) -> Result<T, String> {
    let names = || all.iter().map(|x| name(*x)).collect::<Vec<_>>().join(", ");
    all.iter().copied().find(|x| name(*x) == text).ok_or_else(|| format!("{text:?} is not one of {}", names()))
}

fn day(text: &str) -> Result<String, String> {
    if Day::parse(text).is_some() {
        return Ok(text.to_string());
    }
    Err(format!("{text:?} is not a day; write YYYY-MM-DD, such as 2026-11-24"))
}

fn words(text: &str) -> Result<String, String> {
    let fits = !text.is_empty() && text.chars().count() <= 200 && !text.contains(char::is_control);
    if fits { Ok(text.to_string()) } else { Err("write 1 to 200 characters on one line".into()) }
}

fn adults(text: &str) -> Result<Vec<String>, String> {
    let mut out: Vec<String> = text.split('+').map(|a| a.trim().to_string()).collect();
    out.sort();
    out.dedup();
    let fits = out.iter().all(|a| matches!(Target::parse(a), Some(Target::Adult(_))));
    if fits { Ok(out) } else { Err(format!("{text:?} is not a list of adults; write a1+a2")) }
}

/// Puts a value into its place; `true` where another one stood.
fn other<T: PartialEq>(place: &mut Option<T>, new: T) -> bool {
    let differs = place.as_ref().is_some_and(|old| *old != new);
    *place = Some(new);
    differs
}

/// Puts a row over the one that is `same`; `true` where that said something else.
fn over<T: PartialEq>(rows: &mut Vec<T>, new: T, same: impl Fn(&T) -> bool) -> bool {
    match rows.iter_mut().find(|r| same(r)) {
        None => {
            rows.push(new);
            false
        }
        Some(old) => {
            let differs = *old != new;
            *old = new;
            differs
        }
    }
}

/// The row that is `same`, made where there is none.
fn entry<T>(rows: &mut Vec<T>, same: impl Fn(&T) -> bool, new: impl FnOnce() -> T) -> &mut T {
    let at = rows.iter().position(same).unwrap_or_else(|| {
        rows.push(new());
        rows.len() - 1
    });
    &mut rows[at]
}
