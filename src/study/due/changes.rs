//! What birthdays, moves and earlier links change between two waves.
//!
//! Look and tone follow the age now, the instruments that are compared stay those of the first wave. At 16 young
//! people consent for themselves, at 18 they are adults and no parent is asked about them. The register knows months
//! of birth only, so in the month of a birthday nobody is older yet, and the list says so.

use super::{moments, window};
use crate::study::{Consent, HOMES, Invite, Register, RegisterRow, Role, Set, Study, Target, Wave};
use crate::time::{Age, Day, Month};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// Ages at which something changes.
const BIRTHDAYS: [u32; 4] = [8, 12, 16, 18];

/// Something that is otherwise than in the wave before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum DueChange {
    /// No link was made for this wave.
    NoLink,
    /// Texts and look follow the age now.
    Set {
        /// In the person's first wave.
        from: Set,
        /// Now.
        to: Set,
    },
    /// Another consent is needed.
    Consent {
        /// In the person's first wave.
        from: Consent,
        /// Now.
        to: Consent,
    },
    /// Has become an adult.
    Grown,
    /// A child whom no parent is asked about any more.
    NoReport {
        /// `k1`, ….
        child: String,
    },
    /// A birthday in this very month that changes something.
    Birthday {
        /// Age that is reached.
        years: u32,
    },
    /// The link was made before the birthday, for another set.
    LinkSet {
        /// That of the link.
        set: Set,
    },
    /// The homes are others than when the last link was made.
    Homes {
        /// As the register has them now, `h1:a1+a2`.
        now: Vec<String>,
    },
    /// The study asks nobody of this age in this wave.
    NoBattery,
}

impl fmt::Display for DueChange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            DueChange::NoLink => f.write_str("no link yet"),
            DueChange::Set { from, to } => {
                let (from, to) = (from.name(), to.name());
                write!(f, "texts and look were {from}, now {to}; what is compared stays that of {from}")
            }
            DueChange::Consent { from, to } => write!(f, "consent class was {}, now {}", from.name(), to.name()),
            DueChange::Grown => f.write_str("18 or older: an adult, who consents alone"),
            DueChange::NoReport { child } => write!(f, "{child} is 18 or older: leave {child} out of the link"),
            DueChange::Birthday { years } => {
                write!(f, "turns {years} this month: ask whether the birthday has been, and make the link by that")
            }
            DueChange::LinkSet { set } => write!(f, "the link that was made is for {}", set.name()),
            DueChange::Homes { now } => write!(f, "other homes since the last link: {}", now.join(", ")),
            DueChange::NoBattery => f.write_str("the study asks nobody of this role and set in this wave"),
        }
    }
}

/// A child who has a place in the register, is old enough to be asked now, and never had a link.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Newcomer {
    /// Wave id.
    pub wave: String,
    /// The researcher's name for the family.
    pub family_id: String,
    /// `k1`, ….
    pub roster: String,
    /// Role.
    pub role: Role,
    /// Texts and look.
    pub set: Set,
    /// Whose consent is needed.
    pub consent: Consent,
    /// Last day of the window, `YYYY-MM-DD`.
    pub to: Day,
}

/// Role and set that fit a person in a wave, and what is otherwise. `day` is absent where nobody knows
/// when the wave is.
pub(super) fn of(
    study: &Study,
    register: &Register,
    rows: &[&RegisterRow],
    wave: &Wave,
    day: Option<Day>,
) -> (Role, Set, Vec<DueChange>) {
    let mut out = Vec::new();
    let Some(first) = moments(study).find_map(|w| rows.iter().find(|r| r.wave == w.id)) else {
        return (Role::Parent, Set::Adult, out);
    };
    let link = rows.iter().find(|r| r.wave == wave.id);
    if link.is_none() {
        out.push(DueChange::NoLink);
    }
    let age = |roster: &str| age(register.person(&first.family_id, roster)?.birth.as_deref()?, day?);
    let (mut role, mut set) = (first.role, first.set);
    if matches!(first.role, Role::Child | Role::Young) {
        if let Some((years, birthday)) = age(&first.roster) {
            (role, set) = fits(years, first.set);
            let was = Invite::decode(&first.invite).ok().map(|i| i.consent);
            let now = consent(years);
            if set != first.set {
                out.push(DueChange::Set { from: first.set, to: set });
            }
            out.extend(was.filter(|was| *was != now).map(|from| DueChange::Consent { from, to: now }));
            out.extend((years >= 18).then_some(DueChange::Grown));
            out.extend(birthday.filter(|y| BIRTHDAYS.contains(y)).map(|years| DueChange::Birthday { years }));
        }
    } else if first.role == Role::Parent {
        let children = register.people.iter().filter(|p| p.family_id == first.family_id);
        let grown = children.filter(|p| is_child(&p.roster) && age(&p.roster).is_some_and(|(years, _)| years >= 18));
        out.extend(grown.map(|p| DueChange::NoReport { child: p.roster.clone() }));
    }
    out.extend(link.filter(|l| l.set != set).map(|l| DueChange::LinkSet { set: l.set }));
    if study.battery(role, set, &wave.id).is_none() {
        out.push(DueChange::NoBattery);
    }
    out.extend(homes(register, rows, study));
    (role, set, out)
}

/// Returns children of the register who are asked for the first time: old enough now, in a wave whose window is open.
pub fn newcomers(
    study: &Study,
    register: &Register,
    seen: &BTreeMap<String, super::Seen>,
    today: Day,
) -> Vec<Newcomer> {
    let starts = super::starts(study, register, seen);
    let mut out = Vec::new();
    for wave in moments(study) {
        for person in register.people.iter().filter(|p| is_child(&p.roster)) {
            if register.rows.iter().any(|r| r.family_id == person.family_id && r.roster == person.roster) {
                continue;
            }
            let window = window(study, wave, starts.get(&person.family_id).copied());
            let Some((_, to)) = window.filter(|(from, to)| (*from..=*to).contains(&today)) else { continue };
            let Some((years, _)) = person.birth.as_deref().and_then(|b| age(b, today)) else { continue };
            let (role, set) = fits(years, Set::Child);
            if (8..18).contains(&years) && study.battery(role, set, &wave.id).is_some() {
                let (family_id, roster) = (person.family_id.clone(), person.roster.clone());
                let (wave, consent, to) = (wave.id.clone(), consent(years), to);
                out.push(Newcomer { wave, family_id, roster, role, set, consent, to });
            }
        }
    }
    out
}

fn is_child(roster: &str) -> bool {
    matches!(Target::parse(roster), Some(Target::Child(_)))
}

/// Whole years on a day, not counting a birthday of this very month, and the age that such a birthday gives.
fn age(birth: &str, day: Day) -> Option<(u32, Option<u32>)> {
    let Age { at_least, at_most } = Age::of(Month::parse(birth)?, day)?;
    Some((at_least, Some(at_most).filter(|years| *years != at_least)))
}

/// Role and set at an age; easy words stay.
fn fits(years: u32, first: Set) -> (Role, Set) {
    match (years, first) {
        (12.., Set::Easy) => (Role::Young, Set::Easy),
        (12.., _) => (Role::Young, Set::Young),
        _ => (Role::Child, Set::Child),
    }
}

fn consent(years: u32) -> Consent {
    match years {
        ..12 => Consent::Under12,
        12..16 => Consent::From12,
        16..18 => Consent::From16,
        18.. => Consent::Own,
    }
}

/// The homes of the register where they are others than those of the last link.
fn homes(register: &Register, rows: &[&RegisterRow], study: &Study) -> Option<DueChange> {
    let now: BTreeSet<(String, Vec<String>)> = {
        let known = register.family(&rows.first()?.family_id)?;
        known.homes.iter().map(|h| (h.home.clone(), h.adults.clone())).collect()
    };
    let last = moments(study).filter_map(|w| rows.iter().find(|r| r.wave == w.id)).last()?;
    let invite = Invite::decode(&last.invite).ok()?;
    let adults = |bits: u8| (0..8).filter(|n| bits & (1 << n) != 0).map(|n| format!("a{}", n + 1)).collect();
    let before = (0..HOMES).filter(|n| invite.homes[*n] != 0).map(|n| (format!("h{}", n + 1), adults(invite.homes[n])));
    let before: BTreeSet<(String, Vec<String>)> = before.collect();
    let said = || now.iter().map(|(home, adults)| format!("{home}:{}", adults.join("+"))).collect();
    (!now.is_empty() && now != before).then(|| DueChange::Homes { now: said() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_older_before_the_month_of_the_birthday_is_over() {
        let on = |day: &str| age("2014-11", Day::parse(day).unwrap());
        assert_eq!(on("2026-10-31"), Some((11, None)));
        assert_eq!(on("2026-11-01"), Some((11, Some(12))));
        assert_eq!(on("2026-12-01"), Some((12, None)));
        assert_eq!(on("2014-11-20"), Some((0, None)));
        assert_eq!(on("2014-10-20"), None);
        assert_eq!(age("2014", Day::parse("2026-10-31").unwrap()), None);
    }

    #[test]
    fn at_twelve_sixteen_and_eighteen_something_changes_and_easy_words_stay() {
        let at = |years| (fits(years, Set::Child).1.name(), consent(years).name());
        assert_eq!(at(11), ("8-11", "under12"));
        assert_eq!(at(12), ("12-17", "from12"));
        assert_eq!(at(16), ("12-17", "from16"));
        assert_eq!(at(18), ("12-17", "own"));
        assert_eq!(fits(15, Set::Easy), (Role::Young, Set::Easy));
    }
}
