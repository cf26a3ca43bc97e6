//! FHIR R4: a Bundle of the type collection, entry by entry.
//!
//! | resource | one per | says |
//! |---|---|---|
//! | Questionnaire | instrument version | items, options, branching; the words of our own |
//! | QuestionnaireResponse | part of a record | answers, or why there are none |
//! | Observation | score | the value, or `dataAbsentReason` |
//!
//! A Questionnaire's address is the SHA-256 of the structure's file (RFC 6920), which is what a study pins. People are
//! identifiers, those of the register; there is no Patient, no day and no hour.

mod coded;
mod questionnaire;
mod response;

use super::People;
use super::column::own_words_of;
use crate::instrument::{Instrument, Wording};
use crate::record::{Record, Structures};
use crate::study::{Mode, Study};
use serde_json::{Value as Json, json};
use std::collections::BTreeMap;
use std::io::{self, Write};

/// A bundle on its way out.
#[derive(Debug)]
pub struct Bundle<'a> {
    people: &'a People,
    structures: &'a Structures,
    /// Instrument id → words of instruments of our own.
    words: &'a BTreeMap<String, Wording>,
    any: bool,
}

impl<'a> Bundle<'a> {
    /// Returns an empty bundle (FHIR R4, type `collection`). `words` as in [`crate::export::codebook()`].
    pub fn new(people: &'a People, structures: &'a Structures, words: &'a BTreeMap<String, Wording>) -> Self {
        Bundle { people, structures, words, any: false }
    }

    /// Writes the beginning, and a Questionnaire for each of these instruments (with the SHA-256 of their files, 64 hex digits).
    ///
    /// # Errors
    /// Returns any error from writing `out`.
    pub fn begin<'i>(
        &mut self,
        out: &mut impl Write,
        study: &Study,
        used: impl IntoIterator<Item = (&'i str, &'i Instrument)>,
    ) -> io::Result<()> {
        out.write_all(b"{\"resourceType\":\"Bundle\",\"type\":\"collection\",")?;
        if study.mode == Mode::Trial {
            // The code of HL7 for data that are not meant.
            let tag =
                json!({"tag": [{"system": "http://terminology.hl7.org/CodeSystem/v3-ActReason", "code": "HTEST"}]});
            write!(out, "\"meta\":{tag},")?;
        }
        out.write_all(b"\"entry\":[")?;
        for (sha256, x) in used {
            let resource = questionnaire::of(x, sha256, own_words_of(x, self.words));
            self.entry(out, &coded::urn(&[sha256]), &resource)?;
        }
        Ok(())
    }

    /// Writes a QuestionnaireResponse for each part of a record and an Observation for each score.
    ///
    /// # Errors
    /// Returns any error from writing `out`.
    pub fn record(&mut self, out: &mut impl Write, record: &Record) -> io::Result<()> {
        for part in &record.parts {
            let Some(x) = self.structures.get(&part.instrument.sha256) else { continue };
            let said = response::Said { people: self.people, record, part, x, words: own_words_of(x, self.words) };
            let address = said.address();
            self.entry(out, &address, &said.response())?;
            for score in &part.scores.scores {
                self.entry(out, &coded::urn(&[&address, &score.id]), &said.observation(score, &address))?;
            }
        }
        Ok(())
    }

    /// Writes the end of the JSON.
    ///
    /// # Errors
    /// Returns any error from writing `out`.
    pub fn end(self, out: &mut impl Write) -> io::Result<()> {
        out.write_all(b"\n]}\n")
    }

    fn entry(&mut self, out: &mut impl Write, address: &str, resource: &Json) -> io::Result<()> {
        let comma = if std::mem::replace(&mut self.any, true) { "," } else { "" };
        write!(out, "{comma}\n{}", json!({"fullUrl": address, "resource": resource}))
    }
}
