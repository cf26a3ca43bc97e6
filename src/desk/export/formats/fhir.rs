//! `export fhir`: one FHIR R4 bundle.

use crate::desk::export::format::{Format, Request};
use crate::desk::export::load::{self, Texts};
use crate::desk::export::source::{Given, Sink};
use crate::desk::host::error::Failure;
use crate::desk::host::files::PartialFile;
use crate::export::Bundle;
use crate::record::Record;

/// HL7 FHIR R4.
pub struct Fhir;

impl Format for Fhir {
    fn name(&self) -> &'static str {
        "fhir"
    }

    fn about(&self) -> &'static str {
        "bundle.json: FHIR R4, Questionnaire, QuestionnaireResponse, Observation"
    }

    fn help(&self) -> &'static str {
        "A Bundle of the type collection. A Questionnaire per instrument (our own with English words, published \
         ones without), a QuestionnaireResponse per part of a record, an Observation per score with its value or \
         dataAbsentReason. Missing answers carry the data-absent-reason that FHIR has and the study's own code beside it. \
         People are identifiers only, those of the register; there is no Patient. Own words are masked. For research on groups; \
         scores are not validated for decisions about a person."
    }

    fn load(&self) -> Texts {
        load::texts!("fhir")
    }

    fn begin<'a>(&self, given: Given<'a>, request: &Request<'_>) -> Result<Box<dyn Sink + 'a>, Failure> {
        let mut file = PartialFile::begin(request.out.join("bundle.json"))?;
        let mut bundle = Bundle::new(given.people, given.structures, given.words);
        file.add(|out| bundle.begin(out, given.study, given.used.identified()))?;
        Ok(Box::new(FhirFile { bundle, file }))
    }
}

struct FhirFile<'a> {
    bundle: Bundle<'a>,
    file: PartialFile,
}

impl Sink for FhirFile<'_> {
    fn add(&mut self, records: &[Record]) -> Result<(), Failure> {
        let bundle = &mut self.bundle;
        self.file.add(|out| records.iter().try_for_each(|r| bundle.record(out, r)))
    }

    fn finish(mut self: Box<Self>) -> Result<(), Failure> {
        let bundle = self.bundle;
        self.file.add(|out| bundle.end(out))?;
        self.file.finish()
    }
}
