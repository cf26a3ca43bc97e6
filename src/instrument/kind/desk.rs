//! What tables, FHIR and made-up answers ask of every kind, as plain data: a kind knows no format.

use super::super::{Choice, Decimal, Value};

/// What the desk asks of every kind.
pub trait AtDesk {
    /// The columns that a table has of it, in their order.
    fn columns(&self, choices: &[Choice]) -> Vec<ItemColumn>;

    /// Its item of a FHIR R4 Questionnaire.
    fn fhir(&self, choices: &[Choice]) -> Fhir;

    /// Any answer, for simulated data; `below(n)` draws a whole number from 0 to under `n`. An answer that lets the
    /// respondent go on, where one is needed. `None` for a kind without an answer.
    fn made_up(&self, choices: &[Choice], below: &mut dyn FnMut(usize) -> usize) -> Option<Value>;
}

/// One column of an item: what stands in it and how other programs show it.
#[derive(Clone, Debug, PartialEq)]
pub struct ItemColumn {
    /// Behind the name of the item: `_place1`; empty for the item's only column.
    pub suffix: String,
    /// Which part of an answer stands in it.
    pub reads: Reads,
    /// Behind the item's text in the column's label.
    pub says: String,
    /// What it is, in the codebook.
    pub meaning: &'static str,
    /// Which of its values have words.
    pub labels: Labels,
    /// Whether all its values are whole numbers.
    pub whole: bool,
    /// Whether its values are counts or measures; otherwise they are names, or an order where a score takes them.
    pub scale: bool,
}

/// Which part of an answer an export column has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reads {
    /// The code or the number.
    Number,
    /// 1 where this code is among the codes, else 0.
    Has(i32),
    /// The n-th number of several, from 1; blank where there are fewer.
    Nth(usize),
    /// 1 where the respondent chose the answer, 0 where it is the default.
    Touched,
    /// 1 where there is an answer. Only the restricted export has the words themselves.
    Given,
}

/// Which values of a column have words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Labels {
    /// None.
    Nothing,
    /// Codes of the item's options.
    Options,
    /// Values with their words, of any item of this kind.
    Given(&'static [(i32, &'static str)]),
}

impl ItemColumn {
    /// The item's code, a name without words.
    pub fn item() -> Self {
        ItemColumn {
            suffix: String::new(),
            reads: Reads::Number,
            says: String::new(),
            meaning: "item",
            labels: Labels::Nothing,
            whole: true,
            scale: false,
        }
    }

    /// Whether words were given.
    pub fn words_given() -> Self {
        ItemColumn {
            suffix: "_given".into(),
            reads: Reads::Given,
            says: " Words given".into(),
            meaning: "words given: 1; the words are in the restricted export only",
            labels: Labels::Given(&[(1, "words given")]),
            ..ItemColumn::item()
        }
    }
}

impl Reads {
    /// The number in a column for an answer; `None` for a blank.
    pub fn of(self, value: &Value) -> Option<Decimal> {
        match self {
            Reads::Number => value.number(),
            Reads::Has(code) => value.codes().map(|codes| Decimal::whole(codes.contains(&code).into())),
            Reads::Nth(n) => value.nth(n).map(Decimal::whole),
            Reads::Touched | Reads::Given => Some(Decimal::whole(1)),
        }
    }
}

/// The fields of `Questionnaire.item` (FHIR R4) that depend on the kind of an item.
#[derive(Clone, Debug, PartialEq)]
pub struct Fhir {
    /// `Questionnaire.item.type`.
    pub kind: &'static str,
    /// Whether it may have several answers.
    pub repeats: bool,
    /// Whether it asks for no answer (`readOnly`).
    pub read_only: bool,
    /// Longest text (`maxLength`, in characters). A limit in bytes is given as it is: no text has more characters.
    pub max_length: Option<u32>,
    /// Extensions: address, name of the value, value.
    pub extensions: Vec<(&'static str, &'static str, serde_json::Value)>,
}

impl Fhir {
    /// An item of this type with one answer.
    pub fn of(kind: &'static str) -> Self {
        Fhir { kind, repeats: false, read_only: false, max_length: None, extensions: Vec::new() }
    }
}
