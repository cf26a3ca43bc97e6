//! Who is due on a day, in every wave: from the study's windows, the register and what has arrived.
//!
//! | state | means |
//! |---|---|
//! | `unknown` | nobody said when the first wave of this family was |
//! | `not_yet` | the window is still to open |
//! | `due` | the window is open and nothing has arrived |
//! | `begun` | the window is open and somebody broke off |
//! | `missing` | the window is over, nothing arrived, and the register has no reason |
//! | `reason` | the register says why nothing comes |
//! | `early`, `in_time`, `late` | it arrived before, in or after the window |

mod changes;

pub use changes::{DueChange, Newcomer, newcomers};

use super::{OutcomeKind, Register, RegisterFamily, RegisterRow, Role, Set, Study, Wave};
use crate::time::Day;
use serde::Serialize;
use std::collections::BTreeMap;

/// What has arrived from one slot; the default is nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Seen {
    /// The first day on which a page was confirmed, by the device's clock; absent where nothing says.
    pub day: Option<Day>,
    /// It is whole, or the respondent does not take part: nothing more will come.
    pub whole: bool,
}

/// The status of one person in one wave.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum DueState {
    /// The window is over, nothing arrived, and nobody said why.
    Missing,
    /// The window is open and nothing has arrived.
    Due,
    /// The window is open and somebody broke off.
    Begun,
    /// Nobody said when the first wave of this family was.
    Unknown,
    /// The window is still to open.
    NotYet,
    /// The register says why nothing comes.
    Reason,
    /// It arrived before the window.
    Early,
    /// It arrived in the window.
    InTime,
    /// It arrived after the window.
    Late,
}

impl DueState {
    /// All of them, those for whom somebody has to do something first.
    pub const ALL: [DueState; 9] = [
        DueState::Missing,
        DueState::Due,
        DueState::Begun,
        DueState::Unknown,
        DueState::NotYet,
        DueState::Reason,
        DueState::Early,
        DueState::InTime,
        DueState::Late,
    ];

    /// Its name, as in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            DueState::Missing => "missing",
            DueState::Due => "due",
            DueState::Begun => "begun",
            DueState::Unknown => "unknown",
            DueState::NotYet => "not_yet",
            DueState::Reason => "reason",
            DueState::Early => "early",
            DueState::InTime => "in_time",
            DueState::Late => "late",
        }
    }

    /// Returns whether the window is open and something may still come.
    pub const fn open(self) -> bool {
        matches!(self, DueState::Due | DueState::Begun)
    }
}

/// One person in one wave.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Due {
    /// Wave id.
    pub wave: String,
    /// How it stands.
    pub state: DueState,
    /// The researcher's name for the family.
    pub family_id: String,
    /// The researcher's name for the person.
    pub person_id: String,
    /// `a1`, `k1`, …; empty for a professional.
    pub roster: String,
    /// Role that fits the age in this wave.
    pub role: Role,
    /// Texts and look that fit the age in this wave.
    pub set: Set,
    /// Set of the person's first wave: instruments that are compared stay those.
    pub set_at_first: Set,
    /// First day of the window.
    pub from: Option<Day>,
    /// Last day of the window.
    pub to: Option<Day>,
    /// Slot of the link, 32 hex digits; `None` if no link was made.
    pub slot: Option<String>,
    /// Why nothing comes.
    pub reason: Option<OutcomeKind>,
    /// What has to be done otherwise than in the wave before.
    pub changes: Vec<DueChange>,
}

/// Returns the status of every registered person in every wave that asks their role.
///
/// They are in the order of the waves; within a wave, those who need action come first ([`DueState::ALL`]). `seen` says
/// what arrived, by slot (32 hex digits); empty if nobody looked. A wave's window is counted in calendar months from the
/// family's `t0` in the register, or from its first answers.
pub fn due(study: &Study, register: &Register, seen: &BTreeMap<String, Seen>, today: Day) -> Vec<Due> {
    let mut people: BTreeMap<(&str, &str), Vec<&RegisterRow>> = BTreeMap::new();
    for row in &register.rows {
        people.entry((&row.family_id, &row.person_id)).or_default().push(row);
    }
    let starts = starts(study, register, seen);
    let mut out: Vec<(usize, Due)> = Vec::new();
    for rows in people.into_values() {
        let first = moments(study).position(|w| rows.iter().any(|r| r.wave == w.id));
        let Some(first) = first else { continue };
        for (n, wave) in moments(study).enumerate().skip(first) {
            let t0 = rows.first().and_then(|r| starts.get(r.family_id.as_str())).copied();
            out.extend(one(study, register, &rows, wave, seen, t0, today).map(|d| (n, d)));
        }
    }
    out.sort_by(|(n, a), (m, b)| {
        (n, a.state, &a.family_id, &a.person_id).cmp(&(m, b.state, &b.family_id, &b.person_id))
    });
    out.into_iter().map(|(_, d)| d).collect()
}

/// Waves that are moments; a letterbox is none.
fn moments(study: &Study) -> impl Iterator<Item = &Wave> {
    study.waves.iter().filter(|w| !w.any_time)
}

/// The day of each family's first wave: as the register has it, else the first day of what arrived.
fn starts(study: &Study, register: &Register, seen: &BTreeMap<String, Seen>) -> BTreeMap<String, Day> {
    let first = moments(study).next().map_or("", |w| w.id.as_str());
    let mut out: BTreeMap<String, Day> = BTreeMap::new();
    for row in register.rows.iter().filter(|r| r.wave == first) {
        let Some(day) = seen.get(&row.slot).and_then(|s| s.day) else { continue };
        let known = out.entry(row.family_id.clone()).or_insert(day);
        *known = day.min(*known);
    }
    let said = |f: &RegisterFamily| Some((f.family_id.clone(), Day::parse(f.t0.as_deref()?)?));
    out.extend(register.families.iter().filter_map(said));
    out
}

/// First and last day of a wave's window.
fn window(study: &Study, wave: &Wave, t0: Option<Day>) -> Option<(Day, Day)> {
    let first = moments(study).next()?.offset_months;
    let day = t0?.plus_months(wave.offset_months.saturating_sub(first))?;
    Some((day.plus_days(-i64::from(wave.window_before_days))?, day.plus_days(i64::from(wave.window_after_days))?))
}

fn one(
    study: &Study,
    register: &Register,
    rows: &[&RegisterRow],
    wave: &Wave,
    seen: &BTreeMap<String, Seen>,
    t0: Option<Day>,
    today: Day,
) -> Option<Due> {
    let first = rows.first()?;
    let window = window(study, wave, t0);
    let link = rows.iter().find(|r| r.wave == wave.id);
    let arrived = link.and_then(|r| seen.get(&r.slot));
    // While the window is open, what somebody is today; before and after it, what they are on its first day.
    let day = window.map(|(from, to)| if (from..=to).contains(&today) { today } else { from });
    let (role, set, changes) = changes::of(study, register, rows, wave, day);
    let asked = |role, set| study.battery(role, set, &wave.id).is_some();
    // Whose role is not asked in this wave is not waited for.
    if !asked(role, set) && !asked(first.role, first.set) && link.is_none() {
        return None;
    }
    let reason = absence(study, register, first, &wave.id);
    let state = match (window, arrived) {
        (None, Some(_)) => DueState::InTime,
        (None, None) if reason.is_some() => DueState::Reason,
        (None, None) => DueState::Unknown,
        (Some((from, to)), Some(seen)) if !seen.whole && (from..=to).contains(&today) => DueState::Begun,
        (Some((from, to)), Some(seen)) => match seen.day {
            Some(day) if day < from => DueState::Early,
            Some(day) if day > to => DueState::Late,
            _ => DueState::InTime,
        },
        (Some(_), None) if reason.is_some() => DueState::Reason,
        (Some((from, _)), None) if today < from => DueState::NotYet,
        (Some((_, to)), None) if today > to => DueState::Missing,
        (Some(_), None) => DueState::Due,
    };
    Some(Due {
        wave: wave.id.clone(),
        state,
        family_id: first.family_id.clone(),
        person_id: first.person_id.clone(),
        roster: first.roster.clone(),
        role,
        set,
        set_at_first: first.set,
        from: window.map(|(from, _)| from),
        to: window.map(|(_, to)| to),
        slot: link.map(|r| r.slot.clone()),
        reason: reason.filter(|_| arrived.is_none()),
        changes: if matches!(state, DueState::Due | DueState::NotYet) { changes } else { Vec::new() },
    })
}

/// Returns why nothing comes of a person in a wave. Who withdrew or died is asked in no later one.
pub fn absence(study: &Study, register: &Register, row: &RegisterRow, wave: &str) -> Option<OutcomeKind> {
    let place = |id: &str| study.waves.iter().position(|w| w.id == id);
    let at = place(wave);
    let of = register.outcomes.iter().filter(|o| o.family_id == row.family_id && o.roster == row.roster);
    let mut of = of.filter(|o| o.wave == wave || (o.kind.ends() && place(&o.wave) < at));
    of.next().map(|o| o.kind)
}
