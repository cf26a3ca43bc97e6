//! What is drawn: data of the charting library with the page's colours by name, and the table that says the same.
//!
//! A string that begins with `--` is a property of the style sheet; the shell puts its value there, that of the screen's
//! look for the screen and that of the light one for a saved picture.

mod agreement;
mod flow;
mod lines;
mod ranges;

use super::held::Held;
use crate::change::Informants;
use crate::export::{Cell, Table, write_row};
use serde_json::{Value, json};

/// Under this many, people may be recognised.
pub(super) const SMALL: usize = 5;
/// Room for the name over a group's drawing, in CSS pixels.
const HEAD: u32 = 34;

/// One figure.
#[derive(Clone, PartialEq)]
pub(super) struct Figure {
    /// Names its files.
    pub id: String,
    pub title: String,
    /// What to bear in mind.
    pub notes: Vec<String>,
    /// `{"height": …, "option": …}`; absent where there is nothing to draw.
    pub drawing: Option<String>,
    pub table: Table,
}

/// What can be chosen about figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Field {
    Span,
    Informants,
    Measure,
    Banded,
    Who,
    Wave,
    Views,
    Draw,
}

/// Which option of each field is chosen, by its number.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Choice([usize; 8]);

impl Choice {
    pub fn set(&mut self, field: Field, option: usize) {
        if let Some(place) = self.0.get_mut(field as usize) {
            *place = option;
        }
    }

    /// The chosen one of some options; the first where that one is not there any more.
    fn of<'a, T>(&self, field: Field, options: &'a [T]) -> Option<&'a T> {
        options.get(self.number(field, options.len()))
    }

    fn number(&self, field: Field, of: usize) -> usize {
        self.0.get(field as usize).copied().filter(|n| *n < of).unwrap_or_default()
    }
}

/// A field with its options in words.
#[derive(Clone, PartialEq)]
pub(super) struct Control {
    pub field: Field,
    pub label: &'static str,
    pub options: Vec<String>,
    pub chosen: usize,
}

/// Figures and what can be chosen about them.
#[derive(Clone, Default, PartialEq)]
pub(super) struct Made {
    pub controls: Vec<Control>,
    pub figures: Vec<Figure>,
}

/// Which figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Flow,
    Lines,
    Ranges,
    Agreement,
}

/// Makes the figures; none without a register, which joins answers to people.
pub(super) fn make(held: &Held, kind: Kind, choice: &Choice) -> Option<Made> {
    let (cohort, _) = held.cohort()?;
    Some(match kind {
        Kind::Flow => flow::make(held, &cohort, choice),
        Kind::Lines => lines::make(held, &cohort, choice),
        Kind::Ranges => ranges::make(held, &cohort, choice),
        Kind::Agreement => agreement::make(held, &cohort, choice),
    })
}

/// A table as a CSV file.
pub(super) fn csv(table: &Table) -> String {
    let mut out = Vec::new();
    let head: Vec<Cell> = table.columns.iter().map(Cell::text).collect();
    for row in std::iter::once(&head).chain(&table.rows) {
        // Writing into memory cannot fail.
        let _ = write_row(&mut out, row);
    }
    String::from_utf8(out).unwrap_or_default()
}

fn control(field: Field, label: &'static str, options: Vec<String>, choice: &Choice) -> Control {
    Control { field, label, chosen: choice.number(field, options.len()), options }
}

/// Two waves that change is looked at over, the widest first.
fn pairs(held: &Held) -> Vec<Vec<&str>> {
    let waves = held.moments();
    let later = |n: usize| waves.iter().skip(n + 1).rev();
    waves.iter().enumerate().flat_map(|(n, from)| later(n).map(|to| vec![*from, *to]).collect::<Vec<_>>()).collect()
}

/// All waves, then each two of them.
fn spans(held: &Held) -> Vec<Vec<&str>> {
    let (waves, pairs) = (held.moments(), pairs(held));
    if waves.len() > 2 { std::iter::once(waves).chain(pairs).collect() } else { vec![waves] }
}

fn span<'a>(spans: &[Vec<&'a str>], choice: &Choice) -> (Vec<&'a str>, Control) {
    let words = spans.iter().map(|s| s.join(" → ")).collect();
    let chosen = choice.of(Field::Span, spans).cloned().unwrap_or_default();
    (chosen, control(Field::Span, "Waves", words, choice))
}

fn informants(choice: &Choice) -> (Informants, Control) {
    let words = ["main caregiver at T0".to_string(), "any parent who answered".to_string()].to_vec();
    let chosen = choice.of(Field::Informants, &Informants::ALL).copied().unwrap_or(Informants::MainCaregiver);
    (chosen, control(Field::Informants, "Informants", words, choice))
}

/// What is drawn into a box of this height.
fn drawing(height: u32, option: Value) -> Option<String> {
    let mut option = option;
    if let Some(map) = option.as_object_mut() {
        map.insert("animation".into(), json!(false));
        map.insert("textStyle".into(), json!({"fontFamily": "system-ui, Segoe UI, Roboto, Noto Sans, sans-serif"}));
    }
    serde_json::to_string(&json!({"height": height, "option": option})).ok()
}

/// The name over a group's drawing.
fn group_title(text: String, top: u32) -> Value {
    json!({"text": text, "left": 0, "top": top, "textStyle": {"fontSize": 15, "fontWeight": 600, "color": "--ink"}})
}

/// A tooltip that the library draws itself: nothing becomes markup.
fn tooltip() -> Value {
    json!({
        "renderMode": "richText", "confine": true, "backgroundColor": "--card", "borderColor": "--line-strong",
        "textStyle": {"color": "--ink", "fontSize": 13}
    })
}

fn axis_look() -> Value {
    json!({
        "axisLine": {"lineStyle": {"color": "--line-strong"}},
        "axisTick": {"show": false},
        "axisLabel": {"color": "--ink-soft", "fontSize": 13},
        "splitLine": {"lineStyle": {"color": "--line"}},
        "nameTextStyle": {"color": "--ink-soft", "fontSize": 13}
    })
}

/// The look of an axis with more to it.
fn axis(more: Value) -> Value {
    let mut out = axis_look();
    if let (Some(to), Value::Object(more)) = (out.as_object_mut(), more) {
        to.extend(more);
    }
    out
}

/// The note that small numbers need.
fn small(any: bool) -> Option<String> {
    any.then(|| {
        format!("Some numbers here are under {SMALL}: people may be recognised. Do not publish those as they stand.")
    })
}

fn families(n: usize) -> String {
    format!("{n} {}", if n == 1 { "family" } else { "families" })
}

/// A group of the register in the words of a figure.
fn group_name(group: &str) -> String {
    match group {
        "gedwongen" => "Compulsory (gedwongen)".into(),
        "vrijwillig" => "Voluntary (vrijwillig)".into(),
        _ => "Group not in the register".into(),
    }
}
