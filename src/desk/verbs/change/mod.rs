//! `change`: what moved between two waves, as tables with their codebook; and one family's views, on the screen only.

pub mod compare_informants;
mod given;

pub use compare_informants::Args as ViewsArgs;
pub use compare_informants::run as views;

use crate::change::{
    Cohort, bands, change_codebook, class_table, classes, counts_table, matching, scores, stopped_table,
    trajectories_table, transitions_table,
};
use crate::desk::host::error::{Exit, Failure, Outcome};
use crate::desk::host::{files, print};
use crate::desk::inputs::joined::JoinedInputs;
use crate::desk::inputs::norms;
use crate::desk::inputs::records::Records;
use crate::export::{Cell, People, Table, write_row};
use crate::study::Study;
use files::PartialFile;
use serde::Serialize;
use std::path::{Path, PathBuf};

/// Compare two waves: reliable change, clinical bands, violence classes, matched families
#[derive(clap::Args)]
#[command(
    after_help = "Writes change.csv, change_sums.csv, bands.csv, classes.csv, class_counts.csv, transitions.csv, \
    stopped.csv, trajectories.csv, matched.csv, balance.csv, unmatched.csv and codebook.csv. Two answers are compared only \
    if informant, target, instrument, wording, language, mode and recall period are the same; otherwise the table gives \
    a reason instead of a number. Families enter the study in a crisis, so scores tend to fall (regression to the mean): report \
    change next to the comparison group; it is not an effect estimate. Violence classes follow this project's own rule, which is not \
    validated.\n\nfigures.csv: instrument,score,sd,reliability,kind,source; kind is retest, alpha or omega. \
    covariates.csv: instrument,item,kind; kind is number or category."
)]
pub struct Args {
    /// Folder that kindstem unseal wrote
    dir: PathBuf,
    /// Output folder; it must not contain any of these tables yet
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    #[command(flatten)]
    held: JoinedInputs,
    /// Earlier wave (default: the study's first)
    #[arg(long, value_name = "WAVE")]
    from: Option<String>,
    /// Later wave (default: the study's last)
    #[arg(long, value_name = "WAVE")]
    to: Option<String>,
    /// Your own standard deviations and reliabilities, with sources; they take precedence over the library's
    #[arg(long, value_name = "FILE")]
    figures: Option<PathBuf>,
    /// Folder of norm tables, as for kindstem export: also compares scores normed by age and sex
    #[arg(long, value_name = "DIR")]
    norms: Option<PathBuf>,
    /// Covariates for matching, instead of those that the study's instruments name
    #[arg(long, value_name = "FILE")]
    covariates: Option<PathBuf>,
    /// Caliper: largest distance of a matched pair, in standard deviations of the logit of the propensity score
    #[arg(long, value_name = "NUMBER", default_value = "0.2")]
    caliper: f64,
    /// One JSON object instead of lines
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct Done {
    from: String,
    to: String,
    scores_compared: usize,
    families_with_a_class_in_both: [usize; 2],
    pairs: usize,
    not_in_register: usize,
    /// Why no family was matched.
    unmatched: Option<String>,
}

pub fn run(args: &Args) -> Outcome {
    let (study, register, structures) = args.held.open()?;
    let figures = args.figures.as_deref().map(given::figures).transpose()?.unwrap_or_default();
    if !(args.caliper.is_finite() && args.caliper >= 0.0) {
        return Err(Failure::unusable(
            format_args!("{} is not a caliper", args.caliper),
            "give a number above 0, such as 0.2",
        ));
    }
    let (from, to) = waves(&study, args.from.as_deref(), args.to.as_deref())?;
    let covariates = match &args.covariates {
        Some(path) => given::covariates(path)?,
        None => crate::change::covariates(&study, &structures, from),
    };
    let norms = args.norms.as_deref().map(norms::read).transpose()?.map(|n| (n, People::new(register.clone())));
    let mut cohort = Cohort::new(&register, &structures);
    let mut strangers = 0;
    for record in Records::open(&args.dir, "reading")? {
        let mut record = record?;
        if let Some((norms, people)) = &norms {
            norms::add(&mut record, &structures, people, norms);
        }
        strangers += usize::from(!cohort.add(&record));
    }
    files::folder(&args.out)?;
    let both = classes(&cohort, &[from, to]);
    let each: Vec<_> = study.waves.iter().map(|w| classes(&cohort, &[&w.id])).collect();
    let all_waves: Vec<&str> = study.waves.iter().map(|w| w.id.as_str()).collect();
    let at_from = classes(&cohort, &[from]);
    let matched = matching(&cohort, from, &covariates, args.caliper, &at_from);
    let families = matched.as_ref().ok().map(|m| &m.families);
    let changed = scores(&cohort, from, to, &figures, families);
    let class_rows = class_table(&cohort, &both);
    let compared = changed.change.rows.iter().filter(|r| r.get(DIFFERENCE).is_some_and(|c| *c != Cell::Blank)).count();
    let known = crate::change::Informants::ALL.map(|i| {
        let of = both.families.iter().filter(|f| f.informants == i && f.home.is_empty());
        of.filter(|f| f.waves.len() == 2 && f.waves.iter().all(|b| b.exact().is_some())).count()
    });
    let mut tables: Vec<(&str, &Table)> = vec![("change", &changed.change), ("change_sums", &changed.sums)];
    let others = [
        ("bands", bands(&cohort, from, to, families)),
        ("class_counts", counts_table(&cohort, &both, &each, families)),
        ("transitions", transitions_table(&cohort, &both, families)),
        ("stopped", stopped_table(&cohort, &both, families)),
        ("trajectories", trajectories_table(&cohort, &classes(&cohort, &all_waves))),
        ("codebook", change_codebook()),
    ];
    tables.push(("classes", &class_rows));
    tables.extend(others.iter().map(|(name, table)| (*name, table)));
    if let Ok(m) = &matched {
        tables.extend([("matched", &m.pairs), ("balance", &m.balance), ("unmatched", &m.left)]);
    }
    write(&args.out, &tables)?;
    let unmatched = matched.as_ref().err().map(ToString::to_string);
    let done = Done {
        from: from.to_string(),
        to: to.to_string(),
        scores_compared: compared,
        families_with_a_class_in_both: known,
        pairs: matched.as_ref().map_or(0, |m| m.pairs.rows.len()),
        not_in_register: strangers,
        unmatched,
    };
    say(&done, &args.out, args.json)
}

/// Where the difference stands in change.csv.
const DIFFERENCE: usize = 18;

fn say(done: &Done, out: &Path, json: bool) -> Outcome {
    if json {
        print::json(done)?;
    } else {
        let Done { from, to, scores_compared, pairs, .. } = done;
        let [main, any] = done.families_with_a_class_in_both;
        print::line(format_args!("{from} to {to} in {}: {}", out.display(), print::count(*scores_compared, "score")))?;
        print::line(format_args!(
            "class in both waves: {main} families by the main caregiver, {any} by any informant"
        ))?;
        print::line(match &done.unmatched {
            Some(why) => why.clone(),
            None => print::count(*pairs, "matched pair"),
        })?;
    }
    if done.not_in_register == 0 {
        return Ok(Exit::Success);
    }
    let what = format!("{} of slots that are not in the register", print::count(done.not_in_register, "record"));
    Err(Failure::findings(what, "kindstem export csv lists the slots; rows that were written are complete"))
}

/// All tables or none has its name.
fn write(out: &Path, tables: &[(&str, &Table)]) -> Result<(), Failure> {
    let mut files = Vec::new();
    for (name, table) in tables {
        let mut file = PartialFile::begin(out.join(format!("{name}.csv")))?;
        let head: Vec<Cell> = table.columns.iter().map(Cell::text).collect();
        file.add(|to| std::iter::once(&head).chain(&table.rows).try_for_each(|row| write_row(to, row)))?;
        files.push(file);
    }
    files.into_iter().try_for_each(PartialFile::finish)
}

fn waves<'a>(study: &'a Study, from: Option<&str>, to: Option<&str>) -> Result<(&'a str, &'a str), Failure> {
    let ids: Vec<&str> = study.waves.iter().map(|w| w.id.as_str()).collect();
    let place = |named: Option<&str>, otherwise: usize| match named {
        None => Ok(otherwise),
        Some(id) => ids.iter().position(|w| *w == id).ok_or_else(|| {
            Failure::unusable(
                format_args!("{id:?} is not a wave of the study"),
                format!("give one of {}", ids.join(", ")),
            )
        }),
    };
    let (a, b) = (place(from, 0)?, place(to, ids.len().saturating_sub(1))?);
    match (ids.get(a), ids.get(b)) {
        (Some(from), Some(to)) if a < b => Ok((from, to)),
        _ => Err(Failure::unusable("the later wave does not come after the earlier one", "swap --from and --to")),
    }
}
