//! Respondents who grow out of an instrument between two waves: its scores then cannot be compared.

use super::Instruments;
use crate::instrument::Findings;
use crate::study::{Role, Set, Study};
use std::collections::{BTreeMap, BTreeSet};

/// Oldest age in years at T0 of those who read a set; `None` for adults.
fn oldest(set: Set) -> Option<u32> {
    match set {
        Set::Child => Some(11),
        Set::Young | Set::Easy => Some(17),
        Set::Adult => None,
    }
}

/// One warning per role and set, with every instrument that the oldest of them can leave before it is last asked.
pub(super) fn ages(s: &Study, instruments: &Instruments, out: &mut Findings) {
    let mut seen = BTreeSet::new();
    for (b, battery) in s.batteries.iter().enumerate() {
        let (true, Some(top)) = (matches!(battery.role, Role::Child | Role::Young), oldest(battery.set)) else {
            continue;
        };
        if !seen.insert((battery.role, battery.set)) {
            continue;
        }
        let mut left = Vec::new();
        for (id, months) in last_asked(s, battery.role, battery.set) {
            let Some(audience) = instruments.get(id).map(|x| &x.audience) else { continue };
            // On the last day of that year of life at T0.
            let age = ((top + 1) * 12 - 1).saturating_add(months) / 12;
            if let Some(to) = audience.age_to.filter(|to| age > *to) {
                let from = audience.age_from.map_or(String::new(), |from| format!("{from} "));
                left.push(format!("{id} (for {from}to {to}, asked of somebody of {age})"));
            }
        }
        if !left.is_empty() {
            out.warning(
                format!("$.batteries[{b}]"),
                "grows_out",
                format!(
                    "somebody of {top} at T0 is too old for these when they are last asked; plan which instrument \
                     follows, as change is not computed across them: {}",
                    left.join(", ")
                ),
            );
        }
    }
}

/// Instrument → months after the first wave at which a role and set is last asked it.
fn last_asked(s: &Study, role: Role, set: Set) -> BTreeMap<&str, u32> {
    let first = s.waves.first().map_or(0, |w| w.offset_months);
    let mut out = BTreeMap::new();
    for battery in s.batteries.iter().filter(|b| b.role == role && b.set == set) {
        let waves = s.waves.iter().filter(|w| battery.waves.contains(&w.id));
        let Some(last) = waves.map(|w| w.offset_months.saturating_sub(first)).max() else { continue };
        for part in &battery.parts {
            let months = out.entry(part.instrument.as_str()).or_insert(0);
            *months = last.max(*months);
        }
    }
    out
}
