//! What all families send, and what the register knows of them.

use super::family::{Family, proof, roster};
use super::sitting::fill_in;
use super::world::{World, YEAR};
use crate::desk::host::error::Failure;
use crate::encoding::hex;
use crate::instrument::FORMAT;
use crate::study::{
    Group, Link, Measure, MeasureKind, Outcome, OutcomeKind, Register, RegisterFamily, RegisterHome, RegisterPerson,
    RegisterRow, proof_hash,
};

/// What a family sends.
pub struct Made {
    pub rows: Vec<RegisterRow>,
    /// As many, in the same order.
    pub links: Vec<Link>,
    /// Object key → age file.
    pub envelopes: Vec<(String, Vec<u8>)>,
    pub sessions: usize,
}

/// Everybody of a family answers, in every wave in which they do.
pub fn answer(world: &World<'_>, family: &Family) -> Result<Made, Failure> {
    let mut made = Made { rows: Vec::new(), links: Vec::new(), envelopes: Vec::new(), sessions: 0 };
    for (n, wave) in world.study.waves.iter().enumerate() {
        for who in family.people(world, n) {
            let invite = family.invite(world, who, n);
            let proof = proof(world, family, &invite);
            made.rows.push(RegisterRow {
                slot: invite.slot_hex(),
                family_id: family.id.clone(),
                person_id: format!("{}-{}", family.id, roster(who.0)),
                roster: roster(who.0),
                wave: wave.id.clone(),
                role: who.1,
                set: who.2,
                delivered_via: "simulation".into(),
                invite: invite.encode(),
                proof_sha256: proof_hash(&hex(&proof)).unwrap_or_default(),
                proof_seen_by_host: false,
            });
            made.links.push(Link { invite: invite.clone(), proof });
            if family.answers(world, who.0, n) {
                made.sessions += fill_in(world, family, (&invite, proof), n, &mut made.envelopes)?;
            }
        }
    }
    Ok(made)
}

/// What the register knows beside the links.
pub fn register(world: &World<'_>, families: &[Family]) -> Register {
    let mut out = Register { format: FORMAT, study: world.study.id.clone(), ..Register::default() };
    for family in families {
        let home = |home: &str, adults: &[&str]| RegisterHome {
            home: home.into(),
            adults: adults.iter().map(|a| (*a).to_string()).collect(),
        };
        let homes = if family.together {
            vec![home("h1", &["a1", "a2"])]
        } else {
            vec![home("h1", &["a1"]), home("h2", &["a2"])]
        };
        out.families.push(RegisterFamily { family_id: family.id.clone(), group: Some(family.group), homes, t0: None });
        let person = |roster: String| RegisterPerson { family_id: family.id.clone(), roster, ..Default::default() };
        out.people.push(RegisterPerson { main_caregiver: true, ..person("a1".into()) });
        for (n, child) in family.children.iter().enumerate() {
            let roster = format!("k{}", n + 1);
            let months = YEAR * 12 - child.months;
            let birth = format!("{:04}-{:02}", months / 12, months % 12 + 1);
            out.people.push(RegisterPerson { birth: Some(birth), sex: Some(child.sex), ..person(roster.clone()) });
            let kind = if family.group == Group::Gedwongen { MeasureKind::Ots } else { MeasureKind::None };
            let (family_id, start) = (family.id.clone(), Some(format!("{YEAR}-01-01")));
            let wave = world.study.waves.first().map(|w| w.id.clone()).unwrap_or_default();
            let start = start.filter(|_| kind == MeasureKind::Ots);
            out.measures.push(Measure { family_id, roster, wave, kind, start, end: None });
        }
        for (n, wave) in world.study.waves.iter().enumerate() {
            for (who, ..) in family.people(world, n).into_iter().filter(|(who, ..)| !family.answers(world, *who, n)) {
                let kind = if n >= family.lost_from { OutcomeKind::Withdrawn } else { OutcomeKind::NotReached };
                let (family_id, wave) = (family.id.clone(), wave.id.clone());
                out.outcomes.push(Outcome { family_id, roster: roster(who), wave, kind });
            }
        }
    }
    out
}
