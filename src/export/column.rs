//! What a column is: its name, what stands in it, and the labels that other programs show.

use super::{Of, Variable, variables};
use crate::answers::Missing;
use crate::instrument::kind::{Labels, Reads};
use crate::instrument::{Instrument, Item, Status, Wording};
use std::collections::BTreeMap;

/// Longest label in UTF-8 bytes, with room for what a layout adds: SPSS shows 255.
const LABEL: usize = 200;

/// One column of a table.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// Name of the column, such as `phq9_1`.
    pub name: String,
    /// What it is, in one line of English.
    pub label: String,
    /// What stands in it.
    pub holds: Holds,
    /// Code → its words; empty words where they are the holder's. Missing codes are not among them.
    pub values: Vec<(i32, String)>,
    /// Whether missing codes may stand in it.
    pub missing: bool,
    /// What may be done with its numbers.
    pub measure: Measure,
}

/// The type of the cells of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holds {
    /// Words of at most so many UTF-8 bytes; 0 where nobody knows before the last row.
    Text(usize),
    /// Whole numbers.
    Whole,
    /// Numbers with at most four places.
    Number,
}

/// Level of measurement, as far as a definition says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// Names.
    Nominal,
    /// An order: the codes go into a score.
    Ordinal,
    /// Counts and sums.
    Scale,
}

impl Column {
    /// Returns a column of texts of at most `bytes` UTF-8 bytes; 0 if the width is unknown before the last row.
    pub fn text(name: impl Into<String>, label: impl Into<String>, bytes: usize) -> Self {
        Column::of(name, label, Holds::Text(bytes), Measure::Nominal)
    }

    /// Returns a column of whole numbers.
    pub fn whole(name: impl Into<String>, label: impl Into<String>) -> Self {
        Column::of(name, label, Holds::Whole, Measure::Scale)
    }

    /// Returns a column of numbers with at most four decimal places.
    pub fn number(name: impl Into<String>, label: impl Into<String>) -> Self {
        Column::of(name, label, Holds::Number, Measure::Scale)
    }

    fn of(name: impl Into<String>, label: impl Into<String>, holds: Holds, measure: Measure) -> Self {
        Column { name: name.into(), label: label.into(), holds, values: Vec::new(), missing: false, measure }
    }

    /// The same under another name, of a person and wave.
    pub(super) fn suffixed(&self, suffix: &str) -> Self {
        let of = suffix.trim_start_matches('_').replace('_', " · ");
        Column {
            name: format!("{}{suffix}", self.name),
            label: if of.is_empty() { self.label.clone() } else { format!("{} · {of}", self.label) },
            ..self.clone()
        }
    }

    /// Labels of the missing codes that may stand in it, and of its values that have words.
    pub fn labels(&self) -> Vec<(i32, String)> {
        let missing = Missing::ALL.iter().filter(|_| self.missing).map(|m| (m.code(), m.words().to_string()));
        self.values.iter().filter(|(_, words)| !words.is_empty()).cloned().chain(missing).collect()
    }
}

/// Name of a variable → its column.
pub type Dictionary = BTreeMap<String, Column>;

/// Returns the column of each variable of these instruments, by the variable's name. `words` as in
/// [`super::codebook()`].
pub fn dictionary<'i>(used: impl IntoIterator<Item = &'i Instrument>, words: &BTreeMap<String, Wording>) -> Dictionary {
    let mut out = Dictionary::new();
    for x in used {
        let words = own_words_of(x, words);
        for v in variables(x) {
            out.entry(v.name.clone()).or_insert_with(|| column(x, &v, words));
        }
    }
    out
}

/// The wording of an instrument of our own; the words of others are not repeated, whoever brought them.
pub(super) fn own_words_of<'w>(x: &Instrument, words: &'w BTreeMap<String, Wording>) -> Option<&'w Wording> {
    words.get(&x.id).filter(|w| x.status == Status::OwnNotValidated && w.version == x.version)
}

fn column(x: &Instrument, v: &Variable, words: Option<&Wording>) -> Column {
    let text = |id: &str| match words.and_then(|w| w.items.get(id)) {
        Some(t) => t.text.split_whitespace().collect::<Vec<_>>().join(" "),
        None => format!("{}: {id}", x.name),
    };
    let codes = |id: &str| x.item(id).map(|item| codes(x, item, words)).unwrap_or_default();
    let ordered = |id: &str| x.scores.iter().any(|s| s.items.iter().any(|i| i == id));
    let (label, holds, values, measure) = match &v.of {
        Of::Score(id) => (format!("{}: {id}", x.name), Holds::Number, Vec::new(), Measure::Scale),
        Of::Item(id, c) => {
            let says = match c.reads {
                Reads::Has(code) => {
                    let option = codes(id).into_iter().find(|(c, words)| *c == code && !words.is_empty());
                    format!(": {}", option.map_or_else(|| code.to_string(), |(_, words)| words))
                }
                Reads::Number | Reads::Nth(_) | Reads::Touched | Reads::Given => c.says.clone(),
            };
            let values = match c.labels {
                Labels::Nothing => Vec::new(),
                Labels::Options => codes(id),
                Labels::Given(labels) => labels.iter().map(|(code, words)| (*code, (*words).to_string())).collect(),
            };
            let measure = match c.scale {
                true => Measure::Scale,
                false if c.reads == Reads::Number && ordered(id) => Measure::Ordinal,
                false => Measure::Nominal,
            };
            (format!("{}{says}", text(id)), if c.whole { Holds::Whole } else { Holds::Number }, values, measure)
        }
    };
    let status = if x.status == Status::OwnNotValidated { " (not validated)" } else { "" };
    let label = format!("{}{status}", cut(&label, LABEL - status.len()));
    Column { name: v.name.clone(), label, holds, values, missing: !matches!(v.of, Of::Score(_)), measure }
}

fn codes(x: &Instrument, item: &Item, words: Option<&Wording>) -> Vec<(i32, String)> {
    let list = item.options().unwrap_or_default();
    let label = |code| words.and_then(|w| w.label(list, code)).unwrap_or_default().to_string();
    x.choices(item).iter().filter(|c| c.missing.is_none()).map(|c| (c.code, label(c.code))).collect()
}

/// The beginning of a text, at most so many bytes of it.
pub(super) fn cut(text: &str, bytes: usize) -> &str {
    let end = (0..=bytes.min(text.len())).rev().find(|i| text.is_char_boundary(*i)).unwrap_or_default();
    &text[..end]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::instrument::{library, parse, parse_wording};

    #[test]
    fn every_variable_of_the_library_has_a_column_with_a_label() {
        for entry in library::entries() {
            let x = parse(entry.structure).unwrap();
            let words = entry.wording.first().map(|(_, bytes)| (x.id.clone(), parse_wording(bytes).unwrap()));
            let words = words.into_iter().collect();
            let columns = dictionary([&x], &words);
            assert_eq!(columns.len(), variables(&x).len(), "{}", x.id);
            for column in columns.values() {
                assert!(!column.label.is_empty() && column.label.len() <= LABEL, "{column:?}");
                let own = x.status == Status::OwnNotValidated;
                assert_eq!(column.label.ends_with("(not validated)"), own, "{column:?}");
                assert!(own || column.values.iter().all(|(_, w)| w.is_empty() || column.name.contains('_')));
            }
        }
    }

    #[test]
    fn missing_codes_have_labels_where_they_may_stand() {
        let x = parse(library::structure("phq-9").unwrap()).unwrap();
        let columns = dictionary([&x], &BTreeMap::new());
        let codes: Vec<i32> = columns["phq9_1"].labels().into_iter().map(|(code, _)| code).collect();
        assert_eq!(codes, [-91, -92, -93, -94, -95, -96, -97, -98]);
        assert_eq!(columns["phq9_1"].measure, Measure::Ordinal);
        assert_eq!(columns["phq9_total"].labels(), []);
    }

    #[test]
    fn a_text_is_cut_between_letters() {
        assert_eq!((cut("één", 1), cut("één", 2), cut("één", 99)), ("", "é", "één"));
    }
}
