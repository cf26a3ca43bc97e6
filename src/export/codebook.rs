//! The codebook: every column of the long table, what its codes mean, every fact with its source, and what nobody has
//! checked.

use super::column::own_words_of;
use crate::answers::Missing;
use crate::export::{Cell, Of, Table, Variable, people, rule_text, variables};
use crate::instrument::kind::{ItemColumn, Reads};
use crate::instrument::{Decimal, Instrument, Item, Score, Wording};
use std::collections::BTreeMap;

/// Columns of the codebook.
const COLUMNS: [&str; 16] = [
    "variable",
    "instrument",
    "version",
    "status",
    "checked",
    "kind",
    "of",
    "text",
    "values",
    "range",
    "shown_if",
    "period_anchor",
    "period_length",
    "rule",
    "bands",
    "sources",
];

/// Returns the codebook of these instruments: one row per variable, and rows of the kinds `licence` and `fact` about a
/// whole instrument.
///
/// `words` (instrument id → text pack) gives the question texts of own instruments. The wording of published
/// instruments is never repeated, whoever supplied it.
pub fn codebook<'i>(used: impl IntoIterator<Item = &'i Instrument>, words: &BTreeMap<String, Wording>) -> Table {
    let mut rows: Vec<Vec<Cell>> = Missing::ALL.iter().map(|m| missing_code(*m)).collect();
    rows.extend(people::GENERAL.map(|(name, text)| line([("variable", name), ("kind", "row"), ("text", text)])));
    for x in used {
        let words = own_words_of(x, words);
        rows.extend(known(x));
        rows.extend(variables(x).iter().map(|v| one(x, v, words)));
    }
    Table { columns: COLUMNS.map(String::from).to_vec(), rows }
}

fn missing_code(m: Missing) -> Vec<Cell> {
    let code = format!("{} = {}", m.name(), m.code());
    line([("variable", "(every item)"), ("kind", "missing code"), ("values", &code), ("text", m.words())])
}

/// The cells with which every row of an instrument begins.
fn head<'a>(x: &'a Instrument, variable: &'a str) -> [(&'static str, &'a str); 4] {
    [("variable", variable), ("instrument", &x.id), ("version", &x.version), ("status", x.status.words())]
}

/// Anchor and length of the instrument's own recall period; empty where it asks about now.
fn period(x: &Instrument) -> (&'static str, String) {
    x.period.map_or(("", String::new()), |p| (p.anchor.name(), p.length.to_string()))
}

/// What is known of a whole form: its terms, and every fact with its source, those from memory too.
fn known(x: &Instrument) -> Vec<Vec<Cell>> {
    let row = |kind, of, text: &str, source, checked| {
        let own = [("checked", seen(checked)), ("kind", kind), ("of", of), ("text", text), ("sources", source)];
        line(head(x, "(instrument)").into_iter().chain(own))
    };
    let l = &x.licence;
    let terms = format!("{}; {}; {}", l.name, l.holder, l.how);
    let facts = x.facts.iter().map(|f| row("fact", f.about.as_str(), &f.text, f.source.as_str(), f.checked));
    std::iter::once(row("licence", l.permission.words(), &terms, l.source.as_str(), l.checked)).chain(facts).collect()
}

fn seen(checked: bool) -> &'static str {
    if checked { "checked" } else { "unchecked" }
}

fn one(x: &Instrument, variable: &Variable, words: Option<&Wording>) -> Vec<Cell> {
    let head = head(x, &variable.name);
    let score = |id: &String| x.scores.iter().find(|s| s.id == *id);
    let (id, column) = match &variable.of {
        Of::Score(id) => {
            let Some(score) = score(id) else { return line(head) };
            return of_score(x, score, &head);
        }
        Of::Item(id, column) => (id, column),
    };
    let Some(item) = x.item(id) else { return line(head) };
    let text = words.and_then(|w| w.items.get(id)).map_or("", |t| t.text.as_str());
    let values = values(x, item, column, words);
    let (low, high) = item.range(x.choices(item)).unzip();
    let range = range(low, high);
    let shown_if = item.show_if.as_ref().map(rule_text::shown_if).unwrap_or_default();
    let (anchor, length) = period(x);
    let own = [
        ("checked", checked(x)),
        ("kind", column.meaning),
        ("of", id.as_str()),
        ("text", text),
        ("values", values.as_str()),
        ("range", range.as_str()),
        ("shown_if", shown_if.as_str()),
        ("period_anchor", anchor),
        ("period_length", length.as_str()),
    ];
    line(head.into_iter().chain(own))
}

fn of_score(x: &Instrument, score: &Score, head: &[(&'static str, &str)]) -> Vec<Cell> {
    let bands: Vec<String> = score.bands.iter().map(|b| format!("{} {} to {}", b.id, b.from, b.to)).collect();
    let (range, rule, bands, sources) =
        (range(score.min, score.max), rule_text::text(x, score), bands.join("; "), score.sources.join("; "));
    let (anchor, length) = period(x);
    let own = [
        ("checked", seen(score.checked)),
        ("kind", "score"),
        ("of", score.id.as_str()),
        ("range", range.as_str()),
        ("period_anchor", anchor),
        ("period_length", length.as_str()),
        ("rule", rule.as_str()),
        ("bands", bands.as_str()),
        ("sources", sources.as_str()),
    ];
    line(head.iter().copied().chain(own))
}

/// Items stand or fall with what is known of the whole form: its licence and every fact that is about no score.
fn checked(x: &Instrument) -> &'static str {
    let about_items = x.facts.iter().filter(|f| !x.scores.iter().any(|s| s.id == f.about));
    seen(x.licence.checked && about_items.into_iter().all(|f| f.checked))
}

fn values(x: &Instrument, item: &Item, column: &ItemColumn, words: Option<&Wording>) -> String {
    let list = item.options().unwrap_or_default();
    if column.reads == Reads::Touched {
        return String::new();
    }
    let label = |code: i32| match words.and_then(|w| w.label(list, code)) {
        Some(label) => format!("{code} = {label}"),
        None => code.to_string(),
    };
    let mut codes: Vec<i32> = x.choices(item).iter().filter(|c| c.missing.is_none()).map(|c| c.code).collect();
    if let Reads::Has(code) = column.reads {
        codes.retain(|c| *c == code);
    }
    codes.into_iter().map(label).collect::<Vec<_>>().join("; ")
}

fn range(min: Option<Decimal>, max: Option<Decimal>) -> String {
    match (min, max) {
        (None, None) => String::new(),
        (min, max) => {
            let end = |d: Option<Decimal>| d.map_or_else(String::new, |d| d.to_string());
            format!("{} to {}", end(min), end(max))
        }
    }
}

/// A row with these cells, the others blank.
fn line<'a>(cells: impl IntoIterator<Item = (&'static str, &'a str)>) -> Vec<Cell> {
    let mut out = vec![Cell::Blank; COLUMNS.len()];
    for (column, text) in cells {
        if let Some(cell) = COLUMNS.iter().position(|c| *c == column).and_then(|i| out.get_mut(i)) {
            *cell = Cell::text(text);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::instrument::{Status, library, parse};

    /// Rows of an instrument's codebook: column → text.
    fn rows(x: &Instrument) -> Vec<BTreeMap<String, String>> {
        let table = codebook([x], &BTreeMap::new());
        let text = |cell: Cell| if let Cell::Text(text) = cell { text } else { String::new() };
        let row = |row: Vec<Cell>| table.columns.iter().cloned().zip(row.into_iter().map(text)).collect();
        table.rows.into_iter().map(row).collect()
    }

    #[test]
    fn whatever_nobody_has_checked_says_so_beside_its_source() {
        for entry in library::entries() {
            let x = parse(entry.structure).unwrap();
            let rows = rows(&x);
            let one = |kind: &str, of: &str, text: &str| {
                let is = |r: &&BTreeMap<String, String>| r["kind"] == kind && r["of"] == of && r["text"] == text;
                rows.iter().find(is).unwrap_or_else(|| panic!("{}: no {kind} about {of}", x.id))
            };
            for fact in &x.facts {
                let row = one("fact", &fact.about, &fact.text);
                assert_eq!((row["checked"].as_str(), &row["sources"]), (seen(fact.checked), &fact.source), "{}", x.id);
            }
            for score in &x.scores {
                let row = one("score", &score.id, "");
                let sources = score.sources.join("; ");
                assert_eq!((row["checked"].as_str(), &row["sources"]), (seen(score.checked), &sources), "{}", x.id);
            }
            let licence = rows.iter().find(|r| r["kind"] == "licence").unwrap();
            assert_eq!(
                (licence["checked"].as_str(), &licence["sources"]),
                (seen(x.licence.checked), &x.licence.source)
            );
        }
    }

    #[test]
    fn items_and_scores_say_about_what_time_they_ask() {
        let period = |id: &str| {
            let rows = rows(&parse(library::structure(id).unwrap()).unwrap());
            let asked = rows.into_iter().filter(|r| r["instrument"] == id && r["variable"] != "(instrument)");
            let all: std::collections::BTreeSet<_> =
                asked.map(|r| (r["period_anchor"].clone(), r["period_length"].clone())).collect();
            Vec::from_iter(all)
        };
        assert_eq!(period("sdq"), [("fixed".into(), "P6M".into())]);
        assert_eq!(period("kindstem-background-parent"), [(String::new(), String::new())], "it asks about now");
    }

    #[test]
    fn an_item_is_checked_only_where_everything_about_the_form_is() {
        let checked = |x: &Instrument| {
            let mut items: Vec<_> =
                rows(x).into_iter().filter(|r| r["kind"] == "item").map(|r| r["checked"].clone()).collect();
            items.dedup();
            items
        };
        let mut x = parse(library::structure("phq-9").unwrap()).unwrap();
        x.licence.checked = true;
        x.facts.iter_mut().for_each(|f| f.checked = true);
        assert_eq!(checked(&x), ["checked"]);
        x.facts[0].about = "codes".into();
        x.facts[0].checked = false;
        assert_eq!(checked(&x), ["unchecked"]);
    }

    #[test]
    fn every_row_of_our_own_says_not_validated() {
        for entry in library::entries() {
            let x = parse(entry.structure).unwrap();
            let expected = if x.status == Status::OwnNotValidated { "not validated" } else { "published" };
            let of = rows(&x).into_iter().filter(|r| r["instrument"] == x.id);
            assert!(of.map(|r| r["status"].clone()).all(|status| status == expected), "{}", x.id);
        }
    }
}
