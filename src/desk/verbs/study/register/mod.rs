//! `study register`: what of families and people no page knows, into the register and out to the screen.

mod show;

use crate::desk::host::error::{Exit, Failure, Outcome};
use crate::desk::host::spreadsheet::Sheet;
use crate::desk::host::{files, print};
use crate::desk::inputs::register::{self, RegisterArgs};
use crate::desk::inputs::study;
use crate::study::{Change, Fact};
use clap::Subcommand;
use serde::Serialize;
use std::path::PathBuf;

/// The register: import facts, set one, show them
#[derive(Subcommand)]
pub enum Verb {
    Import(Import),
    Set(Set),
    Show(show::Args),
}

/// How a change is written.
#[derive(clap::Args)]
struct Written {
    /// The second copy of the register; by default NAME.copy.age beside it
    #[arg(long, value_name = "FILE")]
    copy: Option<PathBuf>,
    /// Replace a value that the register already has
    #[arg(long)]
    correct: bool,
    /// One JSON object instead of a line
    #[arg(long)]
    json: bool,
}

/// Import facts from a CSV file, one per row
#[derive(clap::Args)]
#[command(after_help = EXAMPLE)]
pub struct Import {
    #[command(flatten)]
    held: RegisterArgs,
    /// One row per fact
    #[arg(long, value_name = "FILE")]
    facts: PathBuf,
    #[command(flatten)]
    written: Written,
}

/// Set one fact
#[derive(clap::Args)]
#[command(after_help = EXAMPLE)]
pub struct Set {
    #[command(flatten)]
    held: RegisterArgs,
    /// The researcher's name for the family
    #[arg(long, value_name = "ID")]
    family: String,
    /// Roster code: a1, k1 or h1; omit it for the whole family
    #[arg(long, value_name = "CODE", default_value = "")]
    roster: String,
    /// For measure and outcome
    #[arg(long, value_name = "WAVE", default_value = "")]
    wave: String,
    /// Which fact
    #[arg(long, value_name = "WHAT")]
    what: String,
    /// Its value
    #[arg(long, value_name = "VALUE")]
    value: String,
    /// First day of a measure
    #[arg(long, value_name = "YYYY-MM-DD", default_value = "")]
    start: String,
    /// Last day of a measure
    #[arg(long, value_name = "YYYY-MM-DD", default_value = "")]
    end: String,
    #[command(flatten)]
    written: Written,
}

const COLUMNS: [&str; 7] = ["family_id", "roster", "wave", "what", "value", "start", "end"];
const EXAMPLE: &str = "facts.csv, the first lines:

  family_id,roster,wave,what,value,start,end
  F1,,,group,gedwongen,,
  F1,,,t0,2026-11-24,,
  F1,h1,,home,a1+a3,,
  F1,a1,,main_caregiver,yes,,
  F1,k1,T0,measure,ots,2026-09-01,
  F1,k1,T1,outcome,refused_by_parent,,

group: gedwongen, vrijwillig. t0: the day of the first wave. measure: ots, vots, voogdij, uithuisplaatsing, none. outcome: not_reached, \
refused_by_parent, refused_by_child, unsafe_to_contact, too_ill, moved, withdrawn, died. consent: own, under12, from12, \
from16. delivery and safe_contact: free text, never exported. Delete facts.csv after the import.";

#[derive(Default, Serialize)]
struct Done {
    added: usize,
    replaced: usize,
    same: usize,
}

pub fn run(verb: &Verb) -> Outcome {
    match verb {
        Verb::Import(args) => import(args),
        Verb::Set(args) => set(args),
        Verb::Show(args) => show::run(args),
    }
}

fn import(args: &Import) -> Outcome {
    let path = &args.facts;
    let sheet = Sheet::read(&files::read(path)?, path, &COLUMNS, "; --help shows an example row")?;
    let fact = |row: crate::desk::host::spreadsheet::Row<'_>| {
        let cell = |column: &str| row.cell(column).to_string();
        let fact = Fact {
            family_id: cell("family_id"),
            roster: cell("roster"),
            wave: cell("wave"),
            what: cell("what"),
            value: cell("value"),
            start: cell("start"),
            end: cell("end"),
        };
        (format!("{}: line {}", path.display(), row.line), fact)
    };
    take(&args.held, &args.written, &sheet.rows().map(fact).collect::<Vec<_>>())
}

fn set(args: &Set) -> Outcome {
    let fact = Fact {
        family_id: args.family.clone(),
        roster: args.roster.clone(),
        wave: args.wave.clone(),
        what: args.what.clone(),
        value: args.value.clone(),
        start: args.start.clone(),
        end: args.end.clone(),
    };
    take(&args.held, &args.written, &[("this fact".to_string(), fact)])
}

/// All of the facts or none.
fn take(held: &RegisterArgs, written: &Written, facts: &[(String, Fact)]) -> Outcome {
    let study = study::read(&held.study)?;
    let mut register = register::open(&held.register, &held.identity, &study)?;
    let (mut done, mut problems) = (Done::default(), 0);
    for (place, fact) in facts {
        match register.take(fact, &study, written.correct) {
            Ok(Change::Added) => done.added += 1,
            Ok(Change::Replaced) => done.replaced += 1,
            Ok(Change::Same) => done.same += 1,
            Err(what) => {
                problems += 1;
                eprintln!("{place}: {what}");
            }
        }
    }
    let wrong = register.lint(&study);
    wrong.iter().for_each(|f| eprintln!("{f}"));
    problems += wrong.len();
    if problems > 0 {
        let what = format!("{}; the register was not changed", print::count(problems, "problem"));
        return Err(Failure::findings(what, "correct the lines listed above and run again"));
    }
    register::write(&held.register, written.copy.as_deref(), &register, &study)?;
    if written.json {
        print::json(&done)?;
    } else {
        let Done { added, replaced, same } = done;
        print::line(format_args!("{added} added, {replaced} replaced, {same} known already"))?;
    }
    Ok(Exit::Success)
}
