//! What a row of families.csv says against the study, the register or itself.

use crate::desk::verbs::study::families::Row;
use crate::study::{Consent, Person, Register, Role, Study};

/// What does not fit the study, or what the register already says.
pub fn misfits(row: &Row, study: &Study, wave: &str, register: &Register) -> Vec<String> {
    let mut out = Vec::new();
    if study.battery(row.role, row.set, wave).is_none() {
        out.push(format!("the study has no battery for {} {} at {wave}", row.role.name(), row.set.name()));
    }
    let fits = match row.role {
        Role::Parent => matches!(row.me, Some(Person::Adult(_))),
        Role::Child | Role::Young => matches!(row.me, Some(Person::Child(_))),
        Role::Professional => row.me.is_none(),
    };
    if !fits {
        out.push(format!(
            "the roster code of a {} cannot be {:?}; a for a parent, k for a child, nothing for a professional",
            row.role.name(),
            row.roster
        ));
    }
    if let Some(what) = consent_misfit(row) {
        out.push(what);
    }
    for other in &register.rows {
        let (same_person, same_family) = (other.person_id == row.person_id, other.family_id == row.family_id);
        if same_person && other.wave == wave {
            out.push(format!("{} already has a link for {wave}; each person has one per wave", row.person_id));
        } else if same_person && (!same_family || other.roster != row.roster) {
            out.push(format!(
                "{} is {} of family {} in another row; codes are fixed for the whole study",
                row.person_id, other.roster, other.family_id
            ));
        } else if same_family && !same_person && other.roster == row.roster && !row.roster.is_empty() {
            out.push(format!("{} of family {} already belongs to {}", row.roster, row.family_id, other.person_id));
        }
    }
    out.dedup();
    out
}

/// The consent class against role and, where the row has it, age.
fn consent_misfit(row: &Row) -> Option<String> {
    let adult = matches!(row.role, Role::Parent | Role::Professional);
    let own_age = match row.me {
        Some(Person::Child(n)) => row.children.get(usize::from(n) - 1).copied().filter(|a| *a > 0),
        _ => None,
    };
    let fits = match (adult, row.consent) {
        (true, consent) => consent == Consent::Own,
        (false, Consent::Own) => false,
        (false, Consent::Under12) => own_age.is_none_or(|a| a < 12),
        (false, Consent::From12) => own_age.is_none_or(|a| (12..16).contains(&a)),
        (false, Consent::From16) => own_age.is_none_or(|a| a >= 16),
    };
    (!fits).then(|| {
        "the consent class does not fit role and age: own for adults, under12, from12 or from16 for children"
            .to_string()
    })
}
