//! `sharing`: what respondents want carried out about sharing, by whom and until when. Prints no answer but that wish.

use crate::desk::host::error::{Exit, Failure, Outcome};
use crate::desk::host::{clock, files, print};
use crate::desk::inputs::instruments::structures;
use crate::desk::inputs::opened_folder::OpenedFolder;
use crate::desk::inputs::records::Records;
use crate::desk::inputs::study;
use crate::record::{Task, Wish, work};
use serde::{Deserialize, Serialize};
use std::path::PathBuf;

/// List what respondents want shared with their worker or discussed first, by deadline
#[derive(clap::Args)]
#[command(
    after_help = "If a respondent left the question untouched, that is a no and is not listed. Run it with --done SLOT and \
    --by NAME when a task is carried out; the log keeps that from one unsealing to the next. If the respondent later asks for \
    something else, that is a new task. Exit code 1: a task is late."
)]
pub struct Args {
    #[command(flatten)]
    of: OpenedFolder,
    /// Log of tasks carried out; created if it does not exist
    #[arg(long, value_name = "FILE")]
    log: PathBuf,
    /// Record that the tasks listed for this slot were carried out
    #[arg(long, value_name = "SLOT", requires = "by")]
    done: Option<String>,
    /// Who carried it out
    #[arg(long, value_name = "NAME", requires = "done")]
    by: Option<String>,
    /// One JSON object instead of lines
    #[arg(long)]
    json: bool,
}

/// One line of the log.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Done {
    slot: String,
    wish: Wish,
    by: String,
    at: String,
}

#[derive(Serialize)]
struct Row {
    #[serde(flatten)]
    task: Task,
    late: bool,
    family_id: Option<String>,
    person_id: Option<String>,
}

pub fn run(args: &Args) -> Outcome {
    let study = study::read(&args.of.study)?;
    let Some(sharing) = &study.protocol.sharing else {
        let what = format!("{} asks nobody about sharing", args.of.study.display());
        return Err(Failure::findings(what, "give a study file with protocol.sharing"));
    };
    let structures = structures(args.of.instruments.as_deref())?;
    let register = args.of.register(&study)?;
    let mut log: Vec<Done> =
        if args.log.exists() { files::json_lines(&args.log, "use the other copy of the log")? } else { Vec::new() };
    let mut tasks = Vec::new();
    for record in Records::open(&args.of.dir, "reading")? {
        tasks.extend(work(&record?, &structures, sharing));
    }
    if let (Some(slot), Some(by)) = (&args.done, &args.by) {
        if !tasks.iter().any(|t| t.slot == *slot) {
            let advice = "copy a slot from the list printed without --done";
            return Err(Failure::findings(format_args!("slot {slot:?} has no open task"), advice));
        }
        let done = |t: &Task| Done { slot: slot.clone(), wish: t.wish, by: by.clone(), at: clock::minute() };
        log.extend(tasks.iter().filter(|t| t.slot == *slot).map(done).collect::<Vec<_>>());
        files::write_lines(&args.log, &log)?;
    }
    // Another wish of the same slot is another task.
    tasks.retain(|t| !log.iter().any(|d| (&d.slot, d.wish) == (&t.slot, t.wish)));
    tasks.sort();
    let now = clock::minute();
    let row = |task: Task| {
        let known = register.as_ref().and_then(|r| r.row(&task.slot));
        Row {
            // Nobody knows how long a wish without an hour waits.
            late: task.deadline.as_ref().is_none_or(|d| *d < now),
            family_id: known.map(|k| k.family_id.clone()),
            person_id: known.map(|k| k.person_id.clone()),
            task,
        }
    };
    let rows: Vec<Row> = tasks.into_iter().map(row).collect();
    if args.json {
        print::json(&rows)?;
    } else {
        rows.iter().try_for_each(line)?;
        let (open, done) = (print::count(rows.len(), "task"), log.len());
        print::line(format_args!("{open} open, {done} done"))?;
    }
    Ok(if rows.iter().any(|r| r.late) { Exit::Findings } else { Exit::Success })
}

fn line(row: &Row) -> Result<(), Failure> {
    let t = &row.task;
    let late = if row.late { "LATE: " } else { "" };
    let by = t.deadline.as_deref().map_or("time unknown".into(), |d| format!("by {d}"));
    let who = match (&row.family_id, &row.person_id) {
        (Some(family), Some(person)) => format!("family {family}, {person}, "),
        _ => String::new(),
    };
    let what = match t.wish {
        Wish::Share => "the worker may know",
        Wish::TalkFirst => "talk with the respondent first",
    };
    print::line(format_args!("{late}{by}: {}: {who}slot {} {}: {what}", t.owner, t.slot, t.wave.escape_debug()))
}
