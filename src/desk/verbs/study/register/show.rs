//! `study register show`: what the register knows, as counts or of one family; on the screen only.

use crate::desk::host::error::{Exit, Failure, Outcome};
use crate::desk::host::print;
use crate::desk::inputs::register::{self, RegisterArgs};
use crate::desk::inputs::study;
use crate::study::{Group, OutcomeKind, Register, Study};
use std::collections::BTreeSet;

/// Show the register: counts, or one family
#[derive(clap::Args)]
#[command(after_help = "Invites are never shown: anybody who has one can add answers to its slot.")]
pub struct Args {
    #[command(flatten)]
    held: RegisterArgs,
    /// Show this family
    #[arg(long, value_name = "ID")]
    family: Option<String>,
}

pub fn run(args: &Args) -> Outcome {
    let study = study::read(&args.held.study)?;
    let register = register::open(&args.held.register, &args.held.identity, &study)?;
    let lines = match &args.family {
        None => counts(&register, &study),
        Some(id) if register.rows.iter().any(|r| r.family_id == *id) => family(&register, id),
        Some(id) => {
            let what = format!("the register has no family {id}");
            return Err(Failure::findings(what, "check the id; it is the family_id of families.csv"));
        }
    };
    lines.into_iter().try_for_each(print::line)?;
    Ok(Exit::Success)
}

fn counts(register: &Register, study: &Study) -> Vec<String> {
    let families: BTreeSet<&str> = register.rows.iter().map(|r| r.family_id.as_str()).collect();
    let people: BTreeSet<&str> = register.rows.iter().map(|r| r.person_id.as_str()).collect();
    let mut out = vec![format!("{} families, {} people with a link", families.len(), people.len())];
    for group in Group::ALL {
        let n = families.iter().filter(|f| register.group(f) == Some(group)).count();
        out.push(format!("{}: {n}", group.name()));
    }
    let unknown = families.iter().filter(|f| register.group(f).is_none()).count();
    out.push(format!("no group: {unknown}"));
    for wave in &study.waves {
        let links = register.rows.iter().filter(|r| r.wave == wave.id).count();
        let measures = register.measures.iter().filter(|m| m.wave == wave.id).count();
        out.push(format!("{}: {}, {}", wave.id, print::count(links, "link"), print::count(measures, "measure")));
        for kind in OutcomeKind::ALL {
            let n = register.outcomes.iter().filter(|o| o.wave == wave.id && o.kind == kind).count();
            out.extend((n > 0).then(|| format!("{} {}: {n}", wave.id, kind.name())));
        }
    }
    out
}

fn family(register: &Register, id: &str) -> Vec<String> {
    let group = register.group(id).map_or("no group said", Group::name);
    let mut out = vec![format!("family {id}: {group}")];
    out.extend(register.family(id).and_then(|f| f.t0.as_ref()).map(|day| format!("T0 on {day}")));
    let homes = register.family(id).into_iter().flat_map(|f| &f.homes);
    out.extend(homes.map(|h| format!("{}: {}", h.home, h.adults.join(", "))));
    for p in register.people.iter().filter(|p| p.family_id == id) {
        let mut known = vec![p.roster.clone()];
        known.extend(p.birth.as_ref().map(|b| format!("born {b}")));
        known.extend(p.sex.map(|s| s.name().to_string()));
        known.extend(p.main_caregiver.then(|| "main caregiver".to_string()));
        known.extend(p.consent.map(|c| format!("consent {}", c.name())));
        known.extend(p.delivery.as_ref().map(|d| format!("delivery: {d}")));
        known.extend(p.safe_contact.as_ref().map(|c| format!("safe contact: {c}")));
        out.push(known.join("; "));
    }
    let links = register.rows.iter().filter(|r| r.family_id == id);
    out.extend(links.map(|r| format!("{} {} {}: link by {}", r.wave, r.person_id, r.roster, r.delivered_via)));
    for m in register.measures.iter().filter(|m| m.family_id == id) {
        let day = |d: &Option<String>| d.clone().unwrap_or_else(|| "?".into());
        out.push(format!("{} {}: {} from {} to {}", m.wave, m.roster, m.kind.name(), day(&m.start), day(&m.end)));
    }
    let outcomes = register.outcomes.iter().filter(|o| o.family_id == id);
    out.extend(outcomes.map(|o| format!("{} {}: {}", o.wave, o.roster, o.kind.name())));
    out
}
