//! Exports that are one file: records as JSON Lines, a FHIR bundle, a DDI codebook.

use super::load::{self, Load};
use super::source::{Given, Sink, Source};
use crate::desk::host::error::{Failure, Outcome};
use crate::desk::host::files::Growing;
use crate::export::{Bundle, ddi, line};
use crate::record::Record;
use std::io::Write;

/// records.jsonl: a record per line, with answers, scores and how it was filled in
#[derive(clap::Args)]
#[command(
    after_help = "One JSON object per person, wave and about whom: who (the register's family_id, person_id and roster), \
    the parts with instrument, version and hash, answers by item ({\"missing\": \"refused\"} where there is none), scores \
    with a value or why there is none. Own words are {\"given\": true}. Written one by one: memory stays flat. For \
    research on groups; scores are not validated for decisions about a person."
)]
pub struct LinesArgs {
    #[command(flatten)]
    source: Source,
}

/// bundle.json: FHIR R4, Questionnaire, QuestionnaireResponse, Observation
#[derive(clap::Args)]
#[command(
    after_help = "A Bundle of the type collection. A Questionnaire per instrument (our own with English words, published \
    ones without), a QuestionnaireResponse per part of a record, an Observation per score with its value or \
    dataAbsentReason. Missing answers carry the data-absent-reason that FHIR has and the study's own code beside it. \
    People are identifiers only, those of the register; there is no Patient. Own words are masked. For research on groups; \
    scores are not validated for decisions about a person."
)]
pub struct FhirArgs {
    #[command(flatten)]
    source: Source,
}

/// ddi.xml: DDI-Codebook 2.5 of the long table
#[derive(clap::Args)]
#[command(
    after_help = "Every variable of kindstem export csv's long.csv: label, question text (of our own instruments), \
    categories, missing codes, who was asked, how a score is made, sources, and whether anybody validated or checked it. \
    No data stand in it."
)]
pub struct DdiArgs {
    #[command(flatten)]
    source: Source,
}

pub fn lines(args: &LinesArgs) -> Outcome {
    let out = &args.source.out;
    args.source.run(|given| {
        let file = Growing::begin(out.join("records.jsonl"))?;
        Ok(Box::new(Lines { given, file, load: Load::begin(out, load::JSONL)? }))
    })
}

pub fn fhir(args: &FhirArgs) -> Outcome {
    let out = &args.source.out;
    args.source.run(|given| {
        let mut file = Growing::begin(out.join("bundle.json"))?;
        let mut bundle = Bundle::new(given.people, given.structures, given.words);
        file.add(|out| bundle.begin(out, given.study, given.used.identified()))?;
        Ok(Box::new(Fhir { bundle, file, load: Load::begin(out, load::FHIR)? }))
    })
}

pub fn codebook(args: &DdiArgs) -> Outcome {
    let out = &args.source.out;
    args.source.run(|given| {
        let mut file = Growing::begin(out.join("ddi.xml"))?;
        file.add(|out| ddi(out, given.study, given.people, given.used.all(), given.words))?;
        Ok(Box::new(Ddi { file, load: Load::begin(out, load::DDI)? }))
    })
}

struct Lines<'a> {
    given: Given<'a>,
    file: Growing,
    load: Load,
}

impl Sink for Lines<'_> {
    fn add(&mut self, records: &[Record]) -> Result<(), Failure> {
        let Given { people, structures, .. } = self.given;
        self.file.add(|out| records.iter().try_for_each(|r| writeln!(out, "{}", line(people, structures, r))))
    }

    fn finish(self: Box<Self>) -> Result<(), Failure> {
        self.file.finish()?;
        self.load.finish()
    }
}

struct Fhir<'a> {
    bundle: Bundle<'a>,
    file: Growing,
    load: Load,
}

impl Sink for Fhir<'_> {
    fn add(&mut self, records: &[Record]) -> Result<(), Failure> {
        let bundle = &mut self.bundle;
        self.file.add(|out| records.iter().try_for_each(|r| bundle.record(out, r)))
    }

    fn finish(mut self: Box<Self>) -> Result<(), Failure> {
        let bundle = self.bundle;
        self.file.add(|out| bundle.end(out))?;
        self.file.finish()?;
        self.load.finish()
    }
}

struct Ddi {
    file: Growing,
    load: Load,
}

impl Sink for Ddi {
    fn add(&mut self, _: &[Record]) -> Result<(), Failure> {
        Ok(())
    }

    fn finish(self: Box<Self>) -> Result<(), Failure> {
        self.file.finish()?;
        self.load.finish()
    }
}
