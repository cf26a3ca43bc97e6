//! `slider`: a whole number on a line between two ends with words: a rating of 0 to 10, or a visual analogue line. The
//! value is the number. Nothing is preset: an untouched slider has no answer.

use super::super::{Choice, Decimal, Unfit, Value, fields};
#[cfg(feature = "desk")]
use super::{AtDesk, Fhir, ItemColumn, Labels};
#[cfg(feature = "check")]
use super::{Checked, Place};
use super::{Kind, answer_codes};
#[cfg(feature = "check")]
use crate::instrument::Findings;
use serde::{Deserialize, Serialize};

/// A number on a line.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "desk", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Slider {
    /// Name of the option list: the lowest and the highest code are the ends of the line, and their labels stand there.
    pub options: String,
    /// Distance between two answers; 1 where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub step: Option<u32>,
    /// A visual analogue line: neither the number nor the numbers of the ends are shown.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub analogue: bool,
}

fields!(Slider { options; step, analogue });

impl Slider {
    /// Distance between two answers, at least 1.
    pub fn step(&self) -> i32 {
        self.step.and_then(|n| i32::try_from(n).ok()).unwrap_or(1).max(1)
    }

    /// Smallest and largest answer: the ends of the list. 0 and 0 for an empty list.
    pub fn ends(choices: &[Choice]) -> (i32, i32) {
        let codes = || answer_codes(choices);
        (codes().min().unwrap_or_default(), codes().max().unwrap_or_default())
    }
}

impl Kind for Slider {
    fn options(&self) -> Option<&str> {
        Some(&self.options)
    }

    fn fits(&self, choices: &[Choice], value: &Value) -> Result<(), Unfit> {
        let Value::Number(n) = value else { return Err(Unfit::Kind) };
        let (low, high) = Slider::ends(choices);
        let whole = n.as_whole().filter(|n| (i64::from(low)..=i64::from(high)).contains(n));
        let on_step = whole.is_some_and(|n| (n - i64::from(low)) % i64::from(self.step()) == 0);
        if on_step { Ok(()) } else { Err(Unfit::Range) }
    }

    fn largest(&self, choices: &[Choice]) -> Option<Value> {
        let (low, high) = Slider::ends(choices);
        // The end with the most digits, with the sign that any answer below zero has.
        let longest = low.saturating_abs().max(high.saturating_abs());
        Some(Value::Number(Decimal::whole(if low < 0 { -longest } else { longest })))
    }

    fn range(&self, choices: &[Choice]) -> Option<(Decimal, Decimal)> {
        let (low, high) = Slider::ends(choices);
        Some((Decimal::whole(low), Decimal::whole(high)))
    }
}

#[cfg(feature = "check")]
impl Checked for Slider {
    fn lint(&self, at: &Place<'_>, out: &mut Findings) {
        at.list(&self.options, out);
        let (low, high) = Slider::ends(at.choices);
        if at.choices.iter().any(|c| c.missing.is_some()) {
            let advice = "a line has no place for an option that stands for a missing code; take it out of the list";
            out.error(at.field("options"), "not_for_kind", advice);
        }
        if self.step == Some(0) || (i64::from(high) - i64::from(low)) % i64::from(self.step()) != 0 {
            let advice = format!("steps from {low} have to end at {high}; give a step that divides their distance");
            out.error(at.field("step"), "impossible_range", advice);
        }
    }

    fn typed(&self, value: Value) -> Value {
        value.number().map_or(value, Value::Number)
    }

    fn advice(&self, _: Unfit, choices: &[Choice]) -> String {
        let (low, high) = Slider::ends(choices);
        format!("give a whole number from {low} to {high}, in steps of {}", self.step())
    }

    fn can_be_scored(&self) -> bool {
        true
    }
}

#[cfg(feature = "desk")]
impl AtDesk for Slider {
    fn columns(&self, _: &[Choice]) -> Vec<ItemColumn> {
        vec![ItemColumn { labels: Labels::Options, scale: true, ..ItemColumn::item() }]
    }

    fn fhir(&self, choices: &[Choice]) -> Fhir {
        let (low, high) = Slider::ends(choices);
        let control = serde_json::json!({
            "coding": [{"system": "http://hl7.org/fhir/questionnaire-item-control", "code": "slider"}]
        });
        Fhir {
            extensions: vec![
                ("http://hl7.org/fhir/StructureDefinition/questionnaire-itemControl", "valueCodeableConcept", control),
                (
                    "http://hl7.org/fhir/StructureDefinition/questionnaire-sliderStepValue",
                    "valueInteger",
                    self.step().into(),
                ),
                ("http://hl7.org/fhir/StructureDefinition/minValue", "valueDecimal", low.into()),
                ("http://hl7.org/fhir/StructureDefinition/maxValue", "valueDecimal", high.into()),
            ],
            ..Fhir::of("decimal")
        }
    }

    fn made_up(&self, choices: &[Choice], below: &mut dyn FnMut(usize) -> usize) -> Option<Value> {
        let (low, high) = Slider::ends(choices);
        let answers = (i64::from(high) - i64::from(low)) / i64::from(self.step()) + 1;
        let nth = i32::try_from(below(usize::try_from(answers).ok()?)).ok()?;
        Some(Value::Number(Decimal::whole(low.saturating_add(nth.saturating_mul(self.step())))))
    }
}

#[cfg(all(test, feature = "desk"))]
mod tests {
    use super::*;
    use crate::instrument::{Instrument, lint, parse};

    fn instrument(item: &str, codes: &str) -> Instrument {
        let codes: Vec<String> = codes.split(' ').map(|c| format!("{{\"code\": {c}}}")).collect();
        let text = format!(
            r#"{{"format": 1, "id": "x", "version": "1", "status": "own_not_validated", "name": "X", "topic": "other", "licence": {{"name": "-",
            "holder": "-", "permission": "free", "how": "-", "source": "-", "checked": true}}, "for": {{"roles": ["parent"],
            "about": "myself"}}, "options": {{"o": [{}]}}, "blocks": [{{"id": "b", "pages": [{{"id": "p", "items": [
            {{"id": "s", "kind": "slider", "options": "o"{item}}}]}}]}}]}}"#,
            codes.join(", ")
        );
        parse(text.as_bytes()).unwrap()
    }

    fn number(n: &str) -> Value {
        Value::Number(Decimal::from_typed(n).unwrap())
    }

    #[test]
    fn only_whole_numbers_between_the_ends_and_on_a_step_fit() {
        let x = instrument(r#", "step": 5"#, "0 100");
        let item = x.item("s").unwrap();
        let fits = |value: &Value| item.kind.fits(x.choices(item), value);
        for good in ["0", "5", "100"] {
            assert_eq!(fits(&number(good)), Ok(()), "{good}");
        }
        for bad in ["-5", "105", "7", "2.5", "50.5"] {
            assert_eq!(fits(&number(bad)), Err(Unfit::Range), "{bad}");
        }
        assert_eq!(fits(&Value::Code(5)), Err(Unfit::Kind));
        assert_eq!(item.kind.checked().typed(Value::Code(5)), number("5"), "JSON does not tell a code from a number");
        assert_eq!(fits(&Value::Text("5".into())), Err(Unfit::Kind));
    }

    #[test]
    fn no_answer_is_longer_than_the_largest() {
        for codes in ["0 10", "-5 1000", "-1000 5", "0 100", "-10 10"] {
            let x = instrument("", codes);
            let item = x.item("s").unwrap();
            let long = |v: &Value| serde_json::to_string(v).unwrap().len();
            let most = long(&item.kind.largest(x.choices(item)).unwrap());
            let (low, high) = Slider::ends(x.choices(item));
            for n in low..=high {
                assert!(long(&Value::Number(Decimal::whole(n))) <= most, "{codes}: {n}");
            }
        }
    }

    #[test]
    fn what_a_line_cannot_show_is_found() {
        let found = |item, codes| lint(&instrument(item, codes)).into_iter().map(|f| f.code).collect::<Vec<_>>();
        assert_eq!(found("", "0 10"), Vec::<&str>::new());
        assert_eq!(found(r#", "step": 3"#, "0 10"), ["impossible_range"]);
        assert_eq!(found(r#", "step": 0"#, "0 10"), ["impossible_range"]);
        assert_eq!(found("", r#"0 10 9,"missing":"dont_know"}"#.trim_end_matches('}')), ["not_for_kind"]);
    }

    #[test]
    fn the_desk_has_one_column_with_the_words_of_the_ends() {
        let x = instrument("", "0 10");
        let item = x.item("s").unwrap();
        let columns = item.kind.at_desk().columns(x.choices(item));
        assert!(matches!(&columns[..], [c] if c.scale && c.whole && c.labels == Labels::Options), "{columns:?}");
        let fhir = item.kind.at_desk().fhir(x.choices(item));
        assert_eq!((fhir.kind, fhir.extensions.len()), ("decimal", 4));
        let drawn: Vec<_> =
            (0..11).map(|n| item.kind.at_desk().made_up(x.choices(item), &mut |_| n).unwrap()).collect();
        assert!(drawn.iter().all(|v| item.kind.fits(x.choices(item), v).is_ok()), "{drawn:?}");
    }
}
