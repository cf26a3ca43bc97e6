//! `study invite`: a link for everybody, and the register that says which link is whose.

mod letter;
pub mod validate;

use super::families::{self, Row};
use crate::desk::host::error::{Exit, Failure, Outcome};
use crate::desk::host::{files, print};
use crate::desk::inputs::{register, study};
use crate::intake::Slots;
use crate::study::{Invite, Link, Register, RegisterRow, Study, proof_hash, telltale};
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::path::PathBuf;

/// Create invitation links for families, and the register that says whose they are
#[derive(clap::Args)]
#[command(after_help = EXAMPLE)]
pub struct Args {
    /// The pinned study
    #[arg(value_name = "STUDY.JSON")]
    study: PathBuf,
    /// One row per person and wave
    #[arg(long, value_name = "FILE")]
    families: PathBuf,
    /// File for the links; must not exist yet
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
    /// The register, encrypted to the study's recipients; extended if it exists
    #[arg(long, value_name = "FILE")]
    register: PathBuf,
    /// The second copy of the register; by default NAME.copy.age beside it
    #[arg(long, value_name = "FILE")]
    copy: Option<PathBuf>,
    /// Secret key that opens an existing register
    #[arg(long, value_name = "FILE")]
    identity: Vec<PathBuf>,
    /// Address of the page. A link is this address, "#" and the invite; if it ends in /i/, the invite is part of the path, see
    /// --host-sees-links
    #[arg(long, value_name = "URL", default_value = "")]
    base: String,
    /// Accept that the host sees every link: with a --base that ends in /i/, or where a host page sets the invite itself. The
    /// host could then write for each person, and the register marks these links
    #[arg(long)]
    host_sees_links: bool,
    /// Folder for one invitation letter per person, with the link as a QR code; print them from a browser
    #[arg(long, value_name = "DIR", requires = "base")]
    letters: Option<PathBuf>,
    /// Write the hashes of the register's slots to this file, for serve --slots; replaced each time
    #[arg(long, value_name = "FILE")]
    slots: Option<PathBuf>,
    /// One JSON object instead of a line
    #[arg(long)]
    json: bool,
}

const EXAMPLE: &str = "families.csv, the first lines:

  family_id,person_id,roster,role,set,wave,lang,consent,delivered_via,adults,children,homes
  F1,P1,a1,parent,adult,T0,nl,own,interviewer,a2:ex_partner,k1:9+k2:13,h1:a1+h2:a2
  F1,P2,k1,child,8-11,T0,nl,under12,school,a1:mother+a2:father,k2:13,h1:a1+h2:a2

adults: what each is to the person of the row (mother, father, step_parent, foster_parent, partner, ex_partner, \
other_parent, other). children: age in years. homes: the adults of each. consent: own, under12, from12, from16. \
Keep the second copy of the register on another disk, and links.csv and the letters no longer than it takes to hand the \
links over. Letters say what $.letter of the study says, else a text of this program; none names the study or its topic, \
and the register keeps how each was to be delivered.";

#[derive(Serialize)]
struct Made {
    links: usize,
    rows_in_register: usize,
}

/// One line of links.csv. No role and no name: whoever sees it learns no more than it must say.
#[derive(Serialize)]
struct LinkRow<'a> {
    family_id: &'a str,
    person_id: &'a str,
    wave: &'a str,
    delivered_via: &'a str,
    link: String,
}

pub fn run(args: &Args) -> Outcome {
    check_base(args)?;
    if args.out.exists() {
        return Err(files::there_already(&args.out));
    }
    if let Some(dir) = args.letters.as_deref().filter(|dir| dir.exists()) {
        return Err(files::there_already(dir));
    }
    let study = study::read(&args.study)?;
    let (rows, mut problems) = families::read(&files::read(&args.families)?, &args.families, &study)?;
    let mut register = register::open_or_begin(&args.register, &args.identity, &study)?;
    if let Some(word) = telltale(&args.base, &study).filter(|_| args.letters.is_some()) {
        let what = format!("the address {} gives away the topic by {word:?}", args.base);
        return Err(Failure::findings(what, "others may read the letters; use a neutral address"));
    }
    let mut links = csv::Writer::from_writer(Vec::new());
    let mut letters = Vec::new();
    for row in &rows {
        let wave = &study.waves[usize::from(row.wave)].id;
        for what in validate::misfits(row, &study, wave, &register) {
            problems.push(format!("{}: line {}: {what}", args.families.display(), row.line));
        }
        let link = Link { invite: invite(row, &study)?, proof: random()? };
        register.rows.push(register_row(row, wave, &link, args.host_sees_links)?);
        let link = address(&args.base, &link);
        if args.letters.is_some() {
            letters.push((letter::name(row), letter::page(&study, row, &link)?));
        }
        let Row { family_id, person_id, delivered_via, .. } = row;
        links.serialize(LinkRow { family_id, person_id, wave, delivered_via, link }).map_err(Failure::internal)?;
    }
    if !problems.is_empty() {
        problems.iter().for_each(|p| eprintln!("{p}"));
        let what =
            format!("{} in {}; no link was made", print::count(problems.len(), "problem"), args.families.display());
        return Err(Failure::findings(what, "correct the file and run again"));
    }
    let links = links.into_inner().map_err(Failure::internal)?;
    // The register first: a link that nobody can assign is worse than a row whose link was never handed over.
    register::write(&args.register, args.copy.as_deref(), &register, &study)?;
    // And the list before the links: nobody who was invited may be turned away.
    if let Some(list) = &args.slots {
        files::replace(list, slots(&register)?.as_bytes(), false)?;
    }
    files::write_new(&args.out, &links, true)?;
    if let Some(dir) = &args.letters {
        files::folder(dir)?;
        letters.iter().try_for_each(|(name, page)| files::write_new(&dir.join(name), page.as_bytes(), true))?;
    }
    let made = Made { links: rows.len(), rows_in_register: register.rows.len() };
    if args.json {
        print::json(&made)?;
    } else {
        let links = print::count(made.links, "link");
        print::line(format_args!(
            "{links} in {}; {} in the register",
            args.out.display(),
            print::count(made.rows_in_register, "row")
        ))?;
    }
    Ok(Exit::Success)
}

/// One line per slot, sorted, so that their order says nothing about who was invited when.
fn slots(register: &Register) -> Result<String, Failure> {
    let invites = register.rows.iter().map(|row| Invite::decode(&row.invite).map_err(Failure::internal));
    let mut lines = invites.map(|i| Ok(Slots::line(&i?.slot))).collect::<Result<Vec<_>, Failure>>()?;
    lines.sort_unstable();
    Ok(lines.iter().map(|line| format!("{line}\n")).collect())
}

fn check_base(args: &Args) -> Result<(), Failure> {
    let base = args.base.as_str();
    let rest = ["http://127.0.0.1", "http://localhost"].iter().find_map(|l| base.strip_prefix(l));
    let local = rest.is_some_and(|rest| rest.is_empty() || rest.starts_with([':', '/']));
    let fits = base.is_empty() || base.starts_with("https://") || local;
    if !fits || base.contains(['#', ' ']) {
        let what = format!("{base:?} cannot be the base of a link");
        return Err(Failure::unusable(what, "give an https address without #"));
    }
    if base.ends_with("/i/") && !args.host_sees_links {
        let what =
            format!("with {base:?} every request holds the whole link, so that the host could write for each person");
        let advice = "leave out /i/, so that the link stands behind #; or add --host-sees-links if you accept that";
        return Err(Failure::unusable(what, advice));
    }
    if args.host_sees_links {
        let note = "note: the host sees these links and could write for each person; see SECURITY.md. Let its log keep no path";
        eprintln!("{note}");
    }
    Ok(())
}

fn address(base: &str, link: &Link) -> String {
    let mark = if base.ends_with("/i/") { "" } else { "#" };
    format!("{base}{mark}{}", link.encode())
}

/// 16 random bytes.
fn random() -> Result<[u8; 16], Failure> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).map_err(|e| {
        Failure::unusable(format_args!("the operating system provided no randomness: {e}"), "run again")
    })?;
    Ok(bytes)
}

fn invite(row: &Row, study: &Study) -> Result<Invite, Failure> {
    let mark = Sha256::digest(study.id.as_bytes());
    let invite = Invite {
        slot: random()?,
        role: row.role,
        set: row.set,
        wave: row.wave,
        language: row.language,
        consent: row.consent,
        me: row.me,
        children: row.children,
        adults: row.adults,
        homes: row.homes,
        study: std::array::from_fn(|i| mark[i]),
    };
    // What the page will do with it first.
    invite.belongs_to(study).map_err(Failure::internal)?;
    Ok(invite)
}

fn register_row(row: &Row, wave: &str, link: &Link, seen: bool) -> Result<RegisterRow, Failure> {
    let proof = crate::encoding::hex(&link.proof);
    Ok(RegisterRow {
        slot: link.invite.slot_hex(),
        family_id: row.family_id.clone(),
        person_id: row.person_id.clone(),
        roster: row.roster.clone(),
        wave: wave.to_string(),
        role: row.role,
        set: row.set,
        delivered_via: row.delivered_via.clone(),
        invite: link.invite.encode(),
        proof_sha256: proof_hash(&proof).ok_or_else(|| Failure::internal("a proof that is none"))?,
        proof_seen_by_host: seen,
    })
}
