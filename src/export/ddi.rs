//! The codebook of the long table as DDI-Codebook 2.5, for archives.

use super::column::{Dictionary, dictionary, own_words_of};
use crate::answers::Missing;
use crate::export::{Column, Holds, Long, Measure, Of, People, rule_text, variables};
use crate::instrument::{Instrument, Wording};
use crate::study::Study;
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};
use std::collections::BTreeMap;
use std::io::{self, Write};

/// What DDI says beyond a column.
#[derive(Default)]
struct More {
    question: String,
    range: Option<(String, String)>,
    universe: String,
    derivation: String,
    notes: Vec<String>,
}

/// Writes the codebook of the long table as DDI-Codebook 2.5 (XML, UTF-8). `words` as in [`super::codebook()`].
///
/// # Errors
/// Returns any error from writing `out`.
pub fn ddi<'i, W: Write>(
    out: &mut W,
    study: &Study,
    people: &People,
    used: impl IntoIterator<Item = &'i Instrument> + Clone,
    words: &BTreeMap<String, Wording>,
) -> io::Result<()> {
    let dictionary: Dictionary = dictionary(used.clone(), words);
    let columns = Long::new(people, used.clone(), &dictionary).columns();
    let mut more: BTreeMap<String, More> = BTreeMap::new();
    for x in used {
        for v in variables(x) {
            more.entry(v.name.clone()).or_insert_with(|| known(x, &v.of, own_words_of(x, words)));
        }
    }
    let mut xml = Writer::new_with_indent(&mut *out, b' ', 1);
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    let book = xml.create_element("codeBook");
    let book = book.with_attributes([("xmlns", "ddi:codebook:2_5"), ("version", "2.5")]);
    book.write_inner_content(|xml| {
        citation(xml, "docDscr", &format!("Codebook of {}", study.title), &study.id)?;
        citation(xml, "stdyDscr", &study.title, &study.id)?;
        xml.create_element("fileDscr").with_attribute(("ID", "F1")).write_inner_content(|xml| {
            xml.create_element("fileTxt").write_inner_content(|xml| text(xml, "fileName", "long.csv"))?;
            Ok(())
        })?;
        xml.create_element("dataDscr").write_inner_content(|xml| {
            let none = More::default();
            for (i, column) in columns.iter().enumerate() {
                variable(xml, i + 1, column, more.get(&column.name).unwrap_or(&none))?;
            }
            Ok(())
        })?;
        Ok(())
    })?;
    out.write_all(b"\n")
}

fn citation<W: Write>(xml: &mut Writer<W>, of: &str, title: &str, id: &str) -> io::Result<()> {
    xml.create_element(of).write_inner_content(|xml| {
        xml.create_element("citation").write_inner_content(|xml| {
            xml.create_element("titlStmt").write_inner_content(|xml| {
                text(xml, "titl", title)?;
                text(xml, "IDNo", id)
            })?;
            Ok(())
        })?;
        Ok(())
    })?;
    Ok(())
}

/// An element that holds a text; control characters, which XML cannot hold, are left out.
fn text<W: Write>(xml: &mut Writer<W>, of: &str, text: &str) -> io::Result<()> {
    let clean: String = text.chars().filter(|c| !c.is_control() || *c == '\n').collect();
    xml.create_element(of).write_text_content(BytesText::new(&clean)).map(drop)
}

fn variable<W: Write>(xml: &mut Writer<W>, n: usize, column: &Column, more: &More) -> io::Result<()> {
    let id = format!("V{n}");
    let continuous = column.measure == Measure::Scale && column.holds != Holds::Text(0);
    let intrvl = if continuous { "contin" } else { "discrete" };
    let element = xml.create_element("var");
    let attributes = [("ID", id.as_str()), ("name", &column.name), ("files", "F1"), ("intrvl", intrvl)];
    element.with_attributes(attributes).write_inner_content(|xml| {
        // In the order of the schema.
        text(xml, "labl", &column.label)?;
        if !more.question.is_empty() {
            xml.create_element("qstn").write_inner_content(|xml| text(xml, "qstnLit", &more.question))?;
        }
        if let Some((min, max)) = &more.range {
            range(xml, "valrng", min, max)?;
        }
        if column.missing {
            let [first, .., last] = Missing::ALL.map(|m| m.code().to_string());
            range(xml, "invalrng", &last, &first)?;
        }
        if !more.universe.is_empty() {
            text(xml, "universe", &more.universe)?;
        }
        let missing = Missing::ALL.iter().filter(|_| column.missing).map(|m| (m.code(), m.words(), "Y"));
        let values = column.values.iter().map(|(code, words)| (*code, words.as_str(), "N"));
        for (code, words, missing) in values.chain(missing) {
            xml.create_element("catgry").with_attribute(("missing", missing)).write_inner_content(|xml| {
                text(xml, "catValu", &code.to_string())?;
                if words.is_empty() { Ok(()) } else { text(xml, "labl", words) }
            })?;
        }
        if !more.derivation.is_empty() {
            xml.create_element("derivation").write_inner_content(|xml| text(xml, "drvdesc", &more.derivation))?;
        }
        let kind = if matches!(column.holds, Holds::Text(_)) { "character" } else { "numeric" };
        xml.create_element("varFormat").with_attribute(("type", kind)).write_empty()?;
        more.notes.iter().try_for_each(|note| text(xml, "notes", note))
    })?;
    Ok(())
}

fn range<W: Write>(xml: &mut Writer<W>, of: &str, min: &str, max: &str) -> io::Result<()> {
    let ends = [("min", min), ("max", max)].into_iter().filter(|(_, end)| !end.is_empty());
    xml.create_element(of).write_inner_content(|xml| {
        xml.create_element("range").with_attributes(ends).write_empty()?;
        Ok(())
    })?;
    Ok(())
}

fn known(x: &Instrument, of: &Of, words: Option<&Wording>) -> More {
    let status = format!("{} {}: {}", x.id, x.version, x.status.words());
    // The schema has a place for the time that a whole study covers only.
    let period = x.period.map(|p| format!("recall period: {} ({})", p.length, p.anchor.name()));
    let ends = |min: Option<_>, max: Option<_>| {
        let end = |d: Option<crate::instrument::Decimal>| d.map_or_else(String::new, |d| d.to_string());
        (min.is_some() || max.is_some()).then(|| (end(min), end(max)))
    };
    let id = match of {
        Of::Score(id) => {
            let Some(score) = x.scores.iter().find(|s| s.id == *id) else { return More::default() };
            let checked = if score.checked { "checked" } else { "unchecked" };
            return More {
                range: ends(score.min, score.max),
                derivation: rule_text::text(x, score),
                notes: std::iter::once(status)
                    .chain(period)
                    .chain([format!("{checked}; {}", score.sources.join("; "))])
                    .collect(),
                ..More::default()
            };
        }
        Of::Item(id, _) => id,
    };
    let item = x.item(id);
    More {
        question: words.and_then(|w| w.items.get(id)).map(|t| t.text.trim().to_string()).unwrap_or_default(),
        range: item.and_then(|i| i.range(x.choices(i))).and_then(|(low, high)| ends(Some(low), Some(high))),
        universe: item.and_then(|i| i.show_if.as_ref()).map(rule_text::shown_if).unwrap_or_default(),
        notes: std::iter::once(status).chain(period).collect(),
        ..More::default()
    }
}
