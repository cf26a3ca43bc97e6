//! What somebody said as a QuestionnaireResponse, and its scores as Observations.

use super::coded::{absent, canonical, coding, reason, recall_period, system, urn};
use crate::answers::Answer;
use crate::export::People;
use crate::instrument::{Instrument, Item, Leaving, Status, Wording};
use crate::record::{Record, RecordPart};
use crate::scoring::Scored;
use serde_json::{Map, Value as Json, json};

/// One part of a record.
pub(super) struct Said<'a> {
    pub people: &'a People,
    pub record: &'a Record,
    pub part: &'a RecordPart,
    pub x: &'a Instrument,
    /// Words of an instrument of our own.
    pub words: Option<&'a Wording>,
}

impl Said<'_> {
    /// Returns the address of the response in its bundle.
    pub fn address(&self) -> String {
        urn(&[&self.person(), &self.record.study, &self.record.wave, &self.subject().1, &self.part.part.to_string()])
    }

    /// The one who answered, as the register knows them.
    fn person(&self) -> String {
        self.people.row(&self.record.slot).map(|r| format!("{}/{}", r.family_id, r.person_id)).unwrap_or_default()
    }

    /// Type and identifier of whom it is about: a person or a home of the family.
    fn subject(&self) -> (&'static str, String) {
        let row = self.people.row(&self.record.slot);
        let (family, roster) = row.map_or(("", ""), |r| (r.family_id.as_str(), r.roster.as_str()));
        let about = &self.record.about;
        let person = about.child.as_deref().or(about.adult.as_deref());
        match (person, &about.home) {
            (None, Some(home)) => ("Group", format!("{family}/{home}")),
            (person, _) => ("Patient", format!("{family}/{}", person.unwrap_or(roster))),
        }
    }

    fn subject_reference(&self) -> Json {
        let (kind, value) = self.subject();
        json!({"type": kind, "identifier": {"system": system("family-roster"), "value": value}})
    }

    /// Study, wave, role and set: FHIR has no place of its own for them.
    fn meta(&self) -> Json {
        let r = self.record;
        let tags =
            [("study", &r.study), ("wave", &r.wave), ("role", &r.role.name().into()), ("set", &r.set.name().into())];
        let tag = |(what, code): &(&str, &String)| json!({"system": system(what), "code": code});
        json!({"tag": tags.iter().map(tag).collect::<Vec<_>>()})
    }

    /// Returns the QuestionnaireResponse.
    pub fn response(&self) -> Json {
        let items = self.x.items().map(|(_, _, i)| i).filter(|i| i.kept()).filter_map(|i| self.item(i));
        let mut out = json!({
            "resourceType": "QuestionnaireResponse",
            "meta": self.meta(),
            "questionnaire": format!("{}|{}", canonical(&self.part.instrument.sha256), self.x.version),
            "status": if self.part.complete { "completed" } else { "stopped" },
            "subject": self.subject_reference(),
            "source": {"identifier": {"system": system("family-person"), "value": self.person()}},
            "item": items.collect::<Vec<_>>(),
        });
        // A study may ask about another time than the form does.
        if let Some(period) = self.part.period {
            out["extension"] = json!([recall_period(period)]);
        }
        out
    }

    fn item(&self, item: &Item) -> Option<Json> {
        let mut out = Map::new();
        out.insert("linkId".into(), item.id.as_str().into());
        let code = |c: i32| json!({"valueCoding": coding(item, c, &self.part.instrument.sha256, self.words)});
        let (key, value) = match self.part.answers.get(&item.id)? {
            Answer::Missing(m) => ("extension", absent(*m)),
            Answer::Value(value) => match item.kind.checked().typed(value.clone()).leaving() {
                // Own words leave by the restricted export only.
                Leaving::Words => ("extension", json!([reason("masked")])),
                Leaving::Coded(codes) => ("answer", codes.into_iter().map(code).collect()),
                Leaving::Plain(fhir, value) => {
                    ("answer", Json::Array(vec![[(fhir, json!(value))].into_iter().collect()]))
                }
            },
        };
        // None chosen of several: asked, and nothing more to say.
        if !value.as_array().is_some_and(Vec::is_empty) {
            out.insert(key.into(), value);
        }
        Some(out.into())
    }

    /// Returns the Observation of a score.
    pub fn observation(&self, score: &Scored, response: &str) -> Json {
        let code = json!({"system": canonical(&self.part.instrument.sha256), "code": score.id});
        let mut out = json!({
            "resourceType": "Observation",
            "meta": self.meta(),
            "status": "final",
            "code": {"coding": [code], "text": format!("{}: {}", self.x.name, score.id)},
            "subject": self.subject_reference(),
            "derivedFrom": [{"reference": response}],
        });
        match &score.result {
            Ok(value) => out["valueQuantity"] = json!({"value": value}),
            Err(why) => {
                let code = "http://terminology.hl7.org/CodeSystem/data-absent-reason";
                out["dataAbsentReason"] =
                    json!({"coding": [{"system": code, "code": "unknown"}], "text": why.to_string()});
            }
        }
        if self.x.status == Status::OwnNotValidated {
            out["note"] = json!([{"text": self.x.status.words()}]);
        }
        out
    }
}
