//! `export jsonl`: one JSON object per record.

use crate::desk::export::format::{Format, Request};
use crate::desk::export::load::{self, Texts};
use crate::desk::export::source::{Given, Sink};
use crate::desk::host::error::Failure;
use crate::desk::host::files::PartialFile;
use crate::export::line;
use crate::record::Record;
use std::io::Write;

/// JSON Lines.
pub struct Jsonl;

impl Format for Jsonl {
    fn name(&self) -> &'static str {
        "jsonl"
    }

    fn about(&self) -> &'static str {
        "records.jsonl: one record per line, with answers, scores and mode of administration"
    }

    fn help(&self) -> &'static str {
        "One JSON object per person, wave and about whom: who (the register's family_id, person_id and roster), \
         the parts with instrument, version and hash, answers by item ({\"missing\": \"refused\"} where there is none), scores \
         with a value or why there is none. Own words are {\"given\": true}. Written one by one: memory stays flat. For \
         research on groups; scores are not validated for decisions about a person."
    }

    fn load(&self) -> Texts {
        load::texts!("jsonl")
    }

    fn begin<'a>(&self, given: Given<'a>, request: &Request<'_>) -> Result<Box<dyn Sink + 'a>, Failure> {
        Ok(Box::new(LinesFile { given, file: PartialFile::begin(request.out.join("records.jsonl"))? }))
    }
}

struct LinesFile<'a> {
    given: Given<'a>,
    file: PartialFile,
}

impl Sink for LinesFile<'_> {
    fn add(&mut self, records: &[Record]) -> Result<(), Failure> {
        let Given { people, structures, .. } = self.given;
        self.file.add(|out| records.iter().try_for_each(|r| writeln!(out, "{}", line(people, structures, r))))
    }

    fn finish(self: Box<Self>) -> Result<(), Failure> {
        self.file.finish()
    }
}
