//! A record as one JSON object, for programs that read lines.

use super::People;
use crate::answers::Answer;
use crate::instrument::Leaving;
use crate::record::{PageMode, Record, RecordPart, Structures};
use serde_json::{Map, Value as Json, json};

/// Returns one record as a JSON object with the register's pseudonyms, for one line of `records.jsonl`. It contains no
/// slot, day or hour; own words are `{"given": true}`.
pub fn line(people: &People, structures: &Structures, record: &Record) -> Json {
    let row = people.row(&record.slot);
    json!({
        "family_id": row.map(|r| &r.family_id),
        "person_id": row.map(|r| &r.person_id),
        "roster": row.map(|r| &r.roster),
        "study": record.study,
        "wave": record.wave,
        "role": record.role.name(),
        "set": record.set.name(),
        "about": record.about,
        "parts": record.parts.iter().map(|p| part(structures, p)).collect::<Vec<_>>(),
    })
}

fn part(structures: &Structures, part: &RecordPart) -> Json {
    let answers: Map<String, Json> = part.answers.iter().map(|(item, a)| (item.clone(), answer(a))).collect();
    let mode = |m: &PageMode| json!({"page": m.page, "mode": m.mode, "text": m.text});
    json!({
        "part": part.part,
        "instrument": part.instrument,
        "status": structures.get(&part.instrument.sha256).map(|x| x.status.words()),
        "complete": part.complete,
        "answered_again": part.answered_again.len(),
        "period": part.period,
        "modes": part.modes.iter().map(mode).collect::<Vec<_>>(),
        "answers": answers,
        "defaults": part.defaults,
        "scores": part.scores.scores,
    })
}

fn answer(answer: &Answer) -> Json {
    match answer {
        Answer::Value(value) if value.leaving() == Leaving::Words => json!({"given": true}),
        Answer::Value(value) => json!(value),
        Answer::Missing(m) => json!({"missing": m.name()}),
    }
}
