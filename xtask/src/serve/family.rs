//! The demo family: a mother, a child of 9 and a young person of 14, whose parents live apart.

use crate::command::{command, run};
use crate::files;
use crate::publish::Page;
use anyhow::{Context, Result};
use kindstem::study::{ADULTS, CHILDREN, Consent, HOMES, Invite, Link, Person, Relation, Role, Set};
use sha2::{Digest, Sha256};
use std::path::Path;

/// As a researcher keeps it in a spreadsheet.
const FAMILIES: &str = include_str!("family.csv");
/// Which study the links are for.
const MADE_FOR: &str = "made-for.txt";

/// Makes register and links in `office`, unless they are there for this very study.
///
/// # Errors
/// What `kindstem study invite` says.
pub fn invite(page: &Page, desk: &Path, office: &Path) -> Result<()> {
    let made_for = format!("{}\n{FAMILIES}", page.integrity);
    if std::fs::read_to_string(office.join(MADE_FOR)).is_ok_and(|m| m == made_for) {
        return Ok(());
    }
    files::fresh_dir(office)?;
    files::write(&office.join("families.csv"), FAMILIES)?;
    let mut c = command(desk);
    c.args(["study", "invite"]).arg(page.dir.join("study.json"));
    c.arg("--families").arg(office.join("families.csv"));
    c.arg("--out").arg(office.join("links.csv")).arg("--register").arg(office.join("register.age"));
    run(&mut c)?;
    files::write(&office.join(MADE_FOR), made_for)
}

/// Who goes where: person and the link behind the page's address.
///
/// # Errors
/// `links.csv` is not there, or no list of links.
pub fn links(office: &Path) -> Result<Vec<(String, String)>> {
    let text = files::read_text(&office.join("links.csv"))?;
    let mut lines = text.lines().map(|l| l.split(',').collect::<Vec<_>>());
    let head = lines.next().unwrap_or_default();
    let column = |name: &str| head.iter().position(|h| *h == name).with_context(|| format!("links.csv: no {name}"));
    let (person, link) = (column("person_id")?, column("link")?);
    // The demo's own cells hold neither commas nor quotes.
    Ok(lines.filter_map(|l| Some((l.get(person)?.to_string(), l.get(link)?.to_string()))).collect())
}

/// The parent of the demo family at the first wave, in a slot that is the same every time: for sizes and benches.
pub fn parent(study: &str) -> Invite {
    let mark = Sha256::digest(study.as_bytes());
    let mut invite = Invite {
        slot: [0x6b; 16],
        role: Role::Parent,
        set: Set::Adult,
        wave: 0,
        language: 0,
        consent: Consent::Own,
        me: Some(Person::Adult(1)),
        children: [0; CHILDREN],
        adults: [None; ADULTS],
        homes: [0; HOMES],
        study: std::array::from_fn(|i| mark[i]),
    };
    invite.children[..2].copy_from_slice(&[9, 14]);
    invite.adults[1] = Some(Relation::ExPartner);
    invite.homes[..2].copy_from_slice(&[0b01, 0b10]);
    invite
}

/// The text of that parent's link.
pub fn parent_link(study: &str) -> String {
    Link { invite: parent(study), proof: [0x70; 16] }.encode()
}
