//! `study people`: month of birth and sex into the register, for scores that need norms.

use super::families::cells::{name, person};
use crate::desk::host::error::{Exit, Failure, Outcome};
use crate::desk::host::spreadsheet::{Row, Sheet, one_of_or_none};
use crate::desk::host::{files, print};
use crate::desk::inputs::{register, study};
use crate::instrument::Sex;
use crate::study::{Register, RegisterPerson, is_birth};
use serde::Serialize;
use std::path::{Path, PathBuf};

/// Add people's month of birth and sex to the register, for normed scores
#[derive(clap::Args)]
#[command(after_help = EXAMPLE)]
pub struct Args {
    /// The pinned study
    #[arg(value_name = "STUDY.JSON")]
    study: PathBuf,
    /// One row per person, including children who answer nothing themselves
    #[arg(long, value_name = "FILE")]
    people: PathBuf,
    /// The register that kindstem study invite wrote
    #[arg(long, value_name = "FILE")]
    register: PathBuf,
    /// The second copy of the register; by default NAME.copy.age beside it
    #[arg(long, value_name = "FILE")]
    copy: Option<PathBuf>,
    /// Secret key that opens the register
    #[arg(long, value_name = "FILE", required = true)]
    identity: Vec<PathBuf>,
    /// Replace a month or sex that the register already has
    #[arg(long)]
    correct: bool,
    /// One JSON object instead of a line
    #[arg(long)]
    json: bool,
}

const COLUMNS: [&str; 4] = ["family_id", "roster", "birth", "sex"];
const EXAMPLE: &str = "people.csv, the first lines:

  family_id,roster,birth,sex
  F1,k1,2016-05,f
  F1,k2,2013-11,m

birth: year and month. sex: f or m. Either may be left empty; scores that need it then say so. Keep people.csv no longer \
than this takes.";

#[derive(Serialize)]
struct Done {
    added: usize,
    changed: usize,
    people_in_register: usize,
}

pub fn run(args: &Args) -> Outcome {
    let study = study::read(&args.study)?;
    let mut register = register::open(&args.register, &args.identity, &study)?;
    let sheet = Sheet::read(&files::read(&args.people)?, &args.people, &COLUMNS, "; --help shows an example row")?;
    let (mut done, mut problems) = (Done { added: 0, changed: 0, people_in_register: 0 }, Vec::new());
    let mut rows: Vec<RegisterPerson> = Vec::new();
    for row in sheet.rows() {
        let Some(new) = read(row, &args.people, &mut problems) else { continue };
        let misfit = misfit(&new, &rows, &register, args.correct);
        problems.extend(misfit.map(|what| format!("{}: line {}: {what}", args.people.display(), row.line)));
        rows.push(new);
    }
    if !problems.is_empty() {
        problems.iter().for_each(|p| eprintln!("{p}"));
        let (many, file) = (print::count(problems.len(), "problem"), args.people.display());
        return Err(Failure::findings(
            format_args!("{many} in {file}; the register was not changed"),
            "correct the file and run again",
        ));
    }
    for new in rows {
        match register.people.iter_mut().find(|p| same(p, &new)) {
            None => {
                done.added += 1;
                register.people.push(new);
            }
            Some(known) if (&known.birth, known.sex) == (&new.birth, new.sex) => {}
            Some(known) => {
                done.changed += 1;
                (known.birth, known.sex) = (new.birth, new.sex);
            }
        }
    }
    done.people_in_register = register.people.len();
    register::write(&args.register, args.copy.as_deref(), &register, &study)?;
    if args.json {
        print::json(&done)?;
    } else {
        let Done { added, changed, people_in_register } = done;
        let people = if people_in_register == 1 { "person" } else { "people" };
        print::line(format_args!("{added} added, {changed} changed; {people_in_register} {people} in the register"))?;
    }
    Ok(Exit::Success)
}

fn read(row: Row<'_>, path: &Path, problems: &mut Vec<String>) -> Option<RegisterPerson> {
    let mut cells = row.cells(path, problems);
    let family_id = cells.take("family_id", name);
    let roster = cells.take("roster", |c| match person(c)? {
        Some(_) => Ok(c.to_string()),
        None => Err("write a roster code, such as k1".into()),
    });
    let birth = cells.take("birth", |c| match c {
        "" => Ok(None),
        c if is_birth(c) => Ok(Some(c.to_string())),
        c => Err(format!("{c:?} is not a month; write YYYY-MM, such as 2016-05, or leave the cell empty")),
    });
    let sex = cells.take("sex", |c| one_of_or_none(c, &Sex::ALL, Sex::name));
    Some(RegisterPerson {
        family_id: family_id?,
        roster: roster?,
        birth: birth?,
        sex: sex?,
        ..RegisterPerson::default()
    })
}

fn same(a: &RegisterPerson, b: &RegisterPerson) -> bool {
    (&a.family_id, &a.roster) == (&b.family_id, &b.roster)
}

/// What a row says against the file or the register. Never repeats a month of birth.
fn misfit(new: &RegisterPerson, earlier: &[RegisterPerson], register: &Register, correct: bool) -> Option<String> {
    let RegisterPerson { family_id, roster, .. } = new;
    if earlier.iter().any(|p| same(p, new)) {
        return Some(format!("{roster} of family {family_id} appears twice; keep one of the rows"));
    }
    if !register.rows.iter().any(|r| r.family_id == *family_id) {
        return Some(format!("the register has no family {family_id}; check the id"));
    }
    let known = register.person(family_id, roster)?;
    let other = |known: bool, same: bool| known && !same;
    let differs = [
        ("birth", other(known.birth.is_some(), known.birth == new.birth)),
        ("sex", other(known.sex.is_some(), known.sex == new.sex)),
    ];
    let differs: Vec<&str> = differs.iter().filter(|(_, differs)| *differs).map(|(field, _)| *field).collect();
    let what = || {
        format!(
            "the register has a different {} for {roster} of family {family_id}; add --correct to replace it",
            differs.join(" and ")
        )
    };
    (!correct && !differs.is_empty()).then(what)
}
