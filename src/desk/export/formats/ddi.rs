//! `export ddi`: a DDI codebook of the long table.

use crate::desk::export::format::{Format, Request};
use crate::desk::export::load::{self, Texts};
use crate::desk::export::source::{Given, Sink};
use crate::desk::host::error::Failure;
use crate::desk::host::files::PartialFile;
use crate::export::ddi;
use crate::record::Record;

/// DDI-Codebook 2.5.
pub struct Ddi;

impl Format for Ddi {
    fn name(&self) -> &'static str {
        "ddi"
    }

    fn about(&self) -> &'static str {
        "ddi.xml: DDI-Codebook 2.5 of the long table"
    }

    fn help(&self) -> &'static str {
        "Every variable of kindstem export csv's long.csv: label, question text (of our own instruments), \
         categories, missing codes, who was asked, how a score is made, sources, and whether anybody validated or checked it. \
         No data stand in it."
    }

    fn load(&self) -> Texts {
        load::texts!("ddi")
    }

    fn begin<'a>(&self, given: Given<'a>, request: &Request<'_>) -> Result<Box<dyn Sink + 'a>, Failure> {
        let mut file = PartialFile::begin(request.out.join("ddi.xml"))?;
        file.add(|out| ddi(out, given.study, given.people, given.used.all(), given.words))?;
        Ok(Box::new(DdiFile { file }))
    }
}

struct DdiFile {
    file: PartialFile,
}

impl Sink for DdiFile {
    fn add(&mut self, _: &[Record]) -> Result<(), Failure> {
        Ok(())
    }

    fn finish(self: Box<Self>) -> Result<(), Failure> {
        self.file.finish()
    }
}
