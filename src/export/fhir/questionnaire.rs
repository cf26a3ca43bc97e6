//! An instrument as a Questionnaire.

use super::coded::{canonical, codes, coding, recall_period, system};
use crate::instrument::{Comparison, Decimal, Instrument, Item, Op, Status, Wording};
use serde_json::{Map, Value as Json, json};

/// The resource; `words` are those of an instrument of our own.
pub(super) fn of(x: &Instrument, sha256: &str, words: Option<&Wording>) -> Json {
    let items = x.items().map(|(_, _, i)| i).filter(|i| i.kept() || i.info().is_some());
    let own = x.status == Status::OwnNotValidated;
    let mut out = json!({
        "resourceType": "Questionnaire",
        "url": canonical(sha256),
        "identifier": [{"system": system("instrument"), "value": x.id}],
        "version": x.version,
        "title": x.name,
        "status": if own { "draft" } else { "active" },
        "experimental": own,
        "description": format!("{} ({})", x.construct, x.status.words()).trim(),
        "copyright": format!("{}; {}", x.licence.name, x.licence.holder),
        "subjectType": ["Patient"],
        "item": items.map(|i| item(x, i, sha256, words)).collect::<Vec<_>>(),
    });
    if let Some(period) = x.period {
        out["extension"] = json!([recall_period(period)]);
    }
    if let Some(words) = words {
        out["language"] = words.lang.as_str().into();
    }
    out
}

fn item(x: &Instrument, item: &Item, sha256: &str, words: Option<&Wording>) -> Json {
    let fhir = item.kind.at_desk().fhir(x.choices(item));
    let mut out = Map::new();
    out.insert("linkId".into(), item.id.as_str().into());
    out.insert("type".into(), fhir.kind.into());
    if let Some(text) = words.and_then(|w| w.items.get(&item.id)).filter(|t| !t.text.trim().is_empty()) {
        out.insert("text".into(), text.text.trim().into());
    }
    if fhir.repeats {
        out.insert("repeats".into(), true.into());
    }
    if fhir.read_only {
        out.insert("readOnly".into(), true.into());
    }
    if let Some(most) = fhir.max_length {
        out.insert("maxLength".into(), most.into());
    }
    if !fhir.extensions.is_empty() {
        let one = |(url, name, value): &(&str, &str, Json)| {
            let mut extension = json!({"url": url});
            extension[*name] = value.clone();
            extension
        };
        out.insert("extension".into(), fhir.extensions.iter().map(one).collect());
    }
    let options: Vec<Json> =
        codes(x, item).map(|code| json!({"valueCoding": coding(item, code, sha256, words)})).collect();
    if fhir.kind == "choice" && !options.is_empty() {
        out.insert("answerOption".into(), options.into());
    }
    let (when, behavior) = enable_when(x, item, sha256, words);
    if when.len() > 1 {
        out.insert("enableBehavior".into(), behavior.into());
    }
    if !when.is_empty() {
        out.insert("enableWhen".into(), when.into());
    }
    out.into()
}

/// When an item is shown, and whether all of it must hold or any.
fn enable_when(x: &Instrument, item: &Item, sha256: &str, words: Option<&Wording>) -> (Vec<Json>, &'static str) {
    let Some(show_if) = &item.show_if else { return (Vec::new(), "all") };
    // One comparison is both; as `any` it lists the codes that count.
    let any = !show_if.any.is_empty() || show_if.all.len() == 1;
    let list = if show_if.any.is_empty() { &show_if.all } else { &show_if.any };
    let when = list.iter().flat_map(|c| comparison(x, c, any, sha256, words)).collect();
    (when, if any { "any" } else { "all" })
}

/// FHIR compares codings for equality only, so "at least 2" becomes each code that is, or none that is not.
fn comparison(x: &Instrument, c: &Comparison, any: bool, sha256: &str, words: Option<&Wording>) -> Vec<Json> {
    let when = |operator: &str, key: &str, value: Json| {
        let mut out = json!({"question": c.item, "operator": operator});
        out[key] = value;
        out
    };
    let value = c.value.unwrap_or_default();
    let operator = match c.op {
        Op::Exists => return vec![when("exists", "answerBoolean", true.into())],
        Op::Missing => return vec![when("exists", "answerBoolean", false.into())],
        Op::Eq => "=",
        Op::Ne => "!=",
        Op::Lt => "<",
        Op::Le => "<=",
        Op::Gt => ">",
        Op::Ge => ">=",
    };
    let Some(on) = x.item(&c.item) else { return Vec::new() };
    if on.range(x.choices(on)).is_some() {
        return vec![when(operator, "answerDecimal", json!(value))];
    }
    let test = |code: i32| {
        let code = Decimal::whole(code);
        match c.op {
            Op::Eq => code == value,
            Op::Ne => code != value,
            Op::Lt => code < value,
            Op::Le => code <= value,
            Op::Gt => code > value,
            _ => code >= value,
        }
    };
    let coded = |code| coding(on, code, sha256, words);
    if any {
        return codes(x, on).filter(|code| test(*code)).map(|code| when("=", "answerCoding", coded(code))).collect();
    }
    let not = codes(x, on).filter(|code| !test(*code)).map(|code| when("!=", "answerCoding", coded(code)));
    std::iter::once(when("exists", "answerBoolean", true.into())).chain(not).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::instrument::{library, parse};

    #[test]
    fn every_condition_of_the_library_can_hold() {
        for entry in library::entries() {
            let x = parse(entry.structure).unwrap();
            for (_, _, i) in x.items().filter(|(_, _, i)| i.kept() && i.show_if.is_some()) {
                let (when, _) = enable_when(&x, i, "", None);
                assert!(!when.is_empty(), "{} {}", x.id, i.id);
            }
        }
    }
}
