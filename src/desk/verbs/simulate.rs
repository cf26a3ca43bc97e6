//! `simulate`: a made-up cohort that goes the real way: plan, session, seal, envelopes, register.

use crate::desk::host::error::{Exit, Failure, Outcome};
use crate::desk::host::{files, ordered_queue, print, progress};
use crate::desk::inputs::instruments::structures;
use crate::desk::inputs::{register, study};
use crate::desk::simulate::cohort::{self, Made};
use crate::desk::simulate::family::{Family, family};
use crate::desk::simulate::world::World;
use crate::desk::simulate::{parameters, truth};
use crate::instrument::Instrument;
use serde::Serialize;
use std::collections::BTreeMap;
use std::path::PathBuf;

/// Simulate a cohort that answers a study, and write its true parameters
#[derive(clap::Args)]
#[command(
    after_help = "Writes envelopes/, register.age (two copies), links.csv, study.json and truth.json. All people are invented. The \
    defaults of --parameters are figures of the article (Steketee & Doelman 2022) or assumptions, each labelled in \
    truth.json. The result only shows whether the tables reproduce the input parameters; it says nothing about \
    families. The same seed gives the same people and answers; keys of envelopes are drawn anew each time.\n\n\
    Then: kindstem unseal, score, export csv, change."
)]
pub struct Args {
    /// The pinned study; a trial study with test keys
    #[arg(value_name = "STUDY.JSON")]
    study: PathBuf,
    /// How many families
    #[arg(long, value_name = "N")]
    families: usize,
    /// Random seed; the same seed gives the same cohort
    #[arg(long, value_name = "S")]
    seed: u64,
    /// Output folder; must not exist yet
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// JSON file that overrides some parameters; truth.json of an earlier run lists them all
    #[arg(long, value_name = "FILE")]
    parameters: Option<PathBuf>,
    /// Folder of instrument structures that are not in the library, such as the site's instruments/
    #[arg(long, value_name = "DIR")]
    instruments: Option<PathBuf>,
    /// One JSON object instead of a line
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct Done {
    families: usize,
    links: usize,
    sessions: usize,
    envelopes: usize,
}

pub fn run(args: &Args) -> Outcome {
    if args.out.exists() {
        return Err(files::there_already(&args.out));
    }
    let study = study::read(&args.study)?;
    if study.mode == crate::study::Mode::Live {
        let what =
            format!("{} is in live mode; simulated answers must not be mixed with real ones", args.study.display());
        return Err(Failure::findings(what, "set $.mode to trial and pin again, with test keys"));
    }
    let at_hand = structures(args.instruments.as_deref())?;
    let pinned = study.pins.iter().filter_map(|p| Some((p.instrument.clone(), at_hand.get(&p.structure)?.clone())));
    let instruments: BTreeMap<String, Instrument> = pinned.collect();
    let parameters = parameters::read(args.parameters.as_deref())?.of_study(instruments.values());
    let world = World { study: &study, parameters: &parameters, instruments, seed: args.seed };
    let families: Vec<Family> = (0..args.families).map(|n| family(&world, n)).collect();
    files::folder(&args.out)?;
    let mut done = Done { families: families.len(), links: 0, sessions: 0, envelopes: 0 };
    let mut links = csv::Writer::from_writer(Vec::new());
    links.write_record(["family_id", "person_id", "wave", "delivered_via", "link"]).map_err(Failure::internal)?;
    let mut register = cohort::register(&world, &families);
    let bar = progress::bar("answering", families.len());
    ordered_queue::in_order(
        &families,
        |family| cohort::answer(&world, family),
        |made: Result<Made, Failure>| {
            let made = made?;
            for (row, link) in made.rows.into_iter().zip(made.links) {
                let link = format!("#{}", link.encode());
                let cells = [&row.family_id, &row.person_id, &row.wave, &row.delivered_via, &link];
                links.write_record(cells).map_err(Failure::internal)?;
                register.rows.push(row);
                done.links += 1;
            }
            done.sessions += made.sessions;
            for (key, ciphertext) in made.envelopes {
                let path = args.out.join("envelopes").join(key);
                path.parent().map_or(Ok(()), files::folder)?;
                // Not synced one by one, as what a family sends is: this can be made again.
                std::fs::write(&path, ciphertext).map_err(|e| files::cannot("write", &path, &e))?;
                done.envelopes += 1;
            }
            bar.inc(1);
            Ok::<(), Failure>(())
        },
    )?;
    bar.finish_and_clear();
    let truth = serde_json::to_vec_pretty(&truth::of(&world, &families)).map_err(Failure::internal)?;
    register::write(&args.out.join("register.age"), None, &register, &study)?;
    files::write_new(&args.out.join("links.csv"), &links.into_inner().map_err(Failure::internal)?, true)?;
    files::write_new(&args.out.join("study.json"), &files::read(&args.study)?, false)?;
    files::write_new(&args.out.join("truth.json"), &truth, false)?;
    if args.json {
        print::json(&done)?;
    } else {
        let Done { families, links, sessions, envelopes } = done;
        let out = args.out.display();
        print::line(format_args!(
            "{families} made-up families in {out}: {links} links, {sessions} sessions, {envelopes} envelopes"
        ))?;
    }
    Ok(Exit::Success)
}
