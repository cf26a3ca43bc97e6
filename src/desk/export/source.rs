//! What every export needs: the opened records, the study, the register; and the way through them, slot by slot.

use super::arrived::Arrived;
use super::load::{Load, Texts};
use super::slots::{Slot, Slots};
use super::summary::{Summary, Written};
use crate::desk::host::error::{Failure, Outcome};
use crate::desk::host::files;
use crate::desk::inputs::instruments::InstrumentStore;
use crate::desk::inputs::joined::JoinedInputs;
use crate::desk::inputs::norms;
use crate::desk::inputs::records::{Records, Used};
use crate::export::{Asked, Dictionary, People, dictionary};
use crate::instrument::Wording;
use crate::record::{Record, Structures};
use crate::study::Study;
use std::collections::BTreeMap;
use std::path::PathBuf;

/// Input and output of an export.
#[derive(clap::Args)]
pub struct Source {
    /// Folder that kindstem unseal wrote
    pub dir: PathBuf,
    /// Output folder; it must not contain any of these files yet
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
    #[command(flatten)]
    held: JoinedInputs,
    /// Folder of norm tables (TABLE.csv with columns sex,age_from,age_to,raw,t); ages come from the register
    #[arg(long, value_name = "DIR")]
    norms: Option<PathBuf>,
    /// One JSON object instead of lines
    #[arg(long)]
    json: bool,
}

/// What is known before the first record is written.
#[derive(Clone, Copy)]
pub struct Given<'a> {
    pub study: &'a Study,
    pub people: &'a People,
    pub structures: &'a Structures,
    /// The instruments that records name.
    pub used: &'a Used<'a>,
    /// Instrument id → words of instruments of our own.
    pub words: &'a BTreeMap<String, Wording>,
    pub dictionary: &'a Dictionary,
}

/// Where records go. Nothing has its name before all of it is whole.
pub trait Sink {
    /// Adds the records of a slot.
    fn add(&mut self, records: &[Record]) -> Result<(), Failure>;
    /// Writes what could not be written before the last record was there, and gives every file its name.
    fn finish(self: Box<Self>) -> Result<(), Failure>;
}

impl Source {
    /// Opens everything, sends the records of each slot to what `begin` makes, and prints what went where. `load` says how
    /// R and Python read it.
    pub fn run(
        &self,
        load: Texts,
        begin: impl for<'a> FnOnce(Given<'a>) -> Result<Box<dyn Sink + 'a>, Failure>,
    ) -> Outcome {
        let (study, register, structures) = self.held.open()?;
        let people = People::new(register);
        let norms = self.norms.as_deref().map(norms::read).transpose()?;
        let asked = Asked::new(&study, &structures);
        let records = |what| Records::open(&self.dir, what);
        let reading = records("reading")?;
        let arrived = Arrived::read(&self.dir)?;
        let slots = |records| Slots::new(records, &people, &asked, &arrived);
        // Read twice, so that the columns are known before the first row and no more than one slot is in memory.
        let used = Used::by(slots(reading).flat_map(records_of), &structures)?;
        let words = own_texts(&used)?;
        let dictionary = dictionary(used.all(), &words);
        files::folder(&self.out)?;
        let given = Given {
            study: &study,
            people: &people,
            structures: &structures,
            used: &used,
            words: &words,
            dictionary: &dictionary,
        };
        let load = Load::begin(&self.out, load)?;
        let mut sink = begin(given)?;
        let mut written = Written::default();
        for slot in slots(records("exporting")?) {
            let mut slot = slot?;
            if let Some(norms) = &norms {
                slot.records.iter_mut().for_each(|r| norms::add(r, &structures, &people, norms));
            }
            sink.add(&slot.records)?;
            written.add(slot, &people);
        }
        sink.finish()?;
        load.finish()?;
        Summary::new(&people, &arrived, &used, written).print(&self.out, self.json)
    }
}

fn records_of(slot: Result<Slot, Failure>) -> Vec<Result<Record, Failure>> {
    match slot {
        Ok(slot) => slot.records.into_iter().map(Ok).collect(),
        Err(failure) => vec![Err(failure)],
    }
}

/// The texts of instruments of our own: English where there is one.
fn own_texts(used: &Used<'_>) -> Result<BTreeMap<String, Wording>, Failure> {
    let store = InstrumentStore::library()?;
    let words = |id: &str| {
        let packs = store.wordings.get(id)?;
        packs.get("en").or_else(|| packs.values().next()).map(|w| w.value.clone())
    };
    Ok(used.all().filter_map(|x| Some((x.id.clone(), words(&x.id)?))).collect())
}
