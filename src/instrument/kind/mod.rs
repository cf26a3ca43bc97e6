//! The kinds of item, one file each.
//!
//! A kind's file holds everything that the core and the desk know of it: its fields, which values fit, its largest
//! answer, and, at the desk, its lint, table columns, FHIR and a made-up answer. Its control on the screen is a
//! component of the same name in `src/web/components/`. The list in `kinds!` below is the only one: a kind that is not
//! in it does not exist, and nothing else in the house matches on kinds by a catch-all.
//!
//! | kind | value | fields of its own |
//! |---|---|---|
//! | `choice` | the code of one option | options, layout, faces, default, share, acute, quality, flow |
//! | `choices` | codes, in the order of the list | options, at_most, options_from, layout |
//! | `number` | a number | min, max |
//! | `text` | words | max_bytes |
//! | `rank` | codes, in the respondent's order | options, at_most, options_from, shuffled |
//! | `info` | none | picture, practice |
//! | `own_words` | words | max_bytes |
//! | `slider` | a number | options, step, analogue |
//! | `date` | a date | precision, first_year, last_year |

mod choice;
mod choices;
mod date;
#[cfg(feature = "desk")]
mod desk;
mod flow;
mod info;
#[cfg(feature = "check")]
mod lint;
mod number;
mod own_words;
mod rank;
mod slider;
mod text;

pub use super::value::Date;
pub use choice::{Layout, Quality, SingleChoice};
pub use choices::MultipleChoice;
pub use date::{DateEntry, Precision};
#[cfg(feature = "desk")]
pub use desk::{AtDesk, Fhir, ItemColumn, Labels, Reads};
pub use flow::Flow;
pub use info::{Info, Picture};
#[cfg(feature = "check")]
pub(crate) use lint::{Checked, Place};
pub use number::NumberEntry;
pub use own_words::OwnWords;
pub use rank::Ranking;
pub use slider::Slider;
pub use text::TextEntry;

use super::{Choice, Decimal, FromTree, Tree, Unfit, Value};
use serde::Serialize;

/// What the page and the core ask of every kind. A phone pays for each of these, so what only a desk asks is in
/// `Checked` and `AtDesk`. `choices` are the options of the item's list, empty for kinds without one.
pub trait Kind {
    /// Whether the value is an answer to an item of this kind.
    ///
    /// # Errors
    /// [`Unfit`]: the first reason why it is not.
    fn fits(&self, choices: &[Choice], value: &Value) -> Result<(), Unfit>;

    /// The value whose JSON is longest, which fixes the size of every entry of the part; `None` without an answer.
    fn largest(&self, choices: &[Choice]) -> Option<Value>;

    /// The name of its option list.
    fn options(&self) -> Option<&str> {
        None
    }

    /// Whether an answer is stored, given by a respondent or not.
    fn answers(&self) -> bool {
        true
    }

    /// Whether it asks the respondent for something.
    fn asks(&self) -> bool {
        self.answers()
    }

    /// Whether the answer is typed in the respondent's own words. Such answers are left out of every default export.
    fn in_words(&self) -> bool {
        false
    }

    /// Smallest and largest answer, where answers are numbers: what a score and a comparison take them for.
    fn range(&self, _choices: &[Choice]) -> Option<(Decimal, Decimal)> {
        None
    }

    /// Items whose answers decide which options are offered; empty where all are.
    fn options_from(&self) -> &[String] {
        &[]
    }

    /// Whether the item stores the order in which this page shows the options of its list.
    fn shuffles(&self) -> bool {
        false
    }

    /// What is kept of a value that a respondent gave, before it is held against [`Kind::fits`].
    fn tidy(&self, _choices: &[Choice], value: Value) -> Value {
        value
    }
}

/// Lists the kinds: variant, fields, name in JSON.
macro_rules! kinds {
    ($($variant:ident($fields:ident) = $name:literal),*) => {
        /// What kind of answer an item takes, with the fields that only this kind has.
        #[derive(Clone, Debug, PartialEq, Serialize)]
        #[serde(tag = "kind")]
        pub enum ItemKind {
            $(
                #[doc = concat!("`", $name, "` in JSON.")]
                #[serde(rename = $name)]
                $variant($fields),
            )*
        }

        impl ItemKind {
            /// The names of all kinds, as JSON has them.
            pub const NAMES: &'static [&'static str] = &[$($name),*];

            /// See [`Kind::fits`].
            ///
            /// # Errors
            /// [`Unfit`]: the first reason why the value does not fit.
            pub fn fits(&self, choices: &[Choice], value: &Value) -> Result<(), Unfit> {
                match self { $(ItemKind::$variant(fields) => fields.fits(choices, value)),* }
            }

            /// See [`Kind::largest`].
            pub fn largest(&self, choices: &[Choice]) -> Option<Value> {
                match self { $(ItemKind::$variant(fields) => fields.largest(choices)),* }
            }

            /// See [`Kind::options`].
            pub fn options(&self) -> Option<&str> {
                match self { $(ItemKind::$variant(fields) => fields.options()),* }
            }

            /// See [`Kind::answers`].
            pub fn answers(&self) -> bool {
                match self { $(ItemKind::$variant(fields) => fields.answers()),* }
            }

            /// See [`Kind::asks`].
            pub fn asks(&self) -> bool {
                match self { $(ItemKind::$variant(fields) => fields.asks()),* }
            }

            /// See [`Kind::in_words`].
            pub fn in_words(&self) -> bool {
                match self { $(ItemKind::$variant(fields) => fields.in_words()),* }
            }

            /// See [`Kind::range`].
            pub fn range(&self, choices: &[Choice]) -> Option<(Decimal, Decimal)> {
                match self { $(ItemKind::$variant(fields) => fields.range(choices)),* }
            }

            /// See [`Kind::options_from`].
            pub fn options_from(&self) -> &[String] {
                match self { $(ItemKind::$variant(fields) => fields.options_from()),* }
            }

            /// See [`Kind::shuffles`].
            pub fn shuffles(&self) -> bool {
                match self { $(ItemKind::$variant(fields) => fields.shuffles()),* }
            }

            /// See [`Kind::tidy`].
            pub fn tidy(&self, choices: &[Choice], value: Value) -> Value {
                match self { $(ItemKind::$variant(fields) => fields.tidy(choices, value)),* }
            }

            /// What a lint asks of it.
            #[cfg(feature = "check")]
            pub(crate) fn checked(&self) -> &dyn Checked {
                match self { $(ItemKind::$variant(fields) => fields),* }
            }

            /// What the desk asks of it.
            #[cfg(feature = "desk")]
            pub fn at_desk(&self) -> &dyn AtDesk {
                match self { $(ItemKind::$variant(fields) => fields),* }
            }

            /// The kind of this name with the fields of a JSON object; `None` for another name.
            pub(super) fn from_json<E: serde::de::Error>(
                name: &str,
                fields: serde_json::Value,
            ) -> Option<Result<Self, E>> {
                match name {
                    $($name => Some(super::parse::inner(fields).map(ItemKind::$variant)),)*
                    _ => None,
                }
            }

            /// Name and JSON Schema of each kind's own fields.
            #[cfg(feature = "desk")]
            pub(super) fn schemas(
                generator: &mut schemars::SchemaGenerator,
            ) -> Vec<(&'static str, schemars::Schema)> {
                vec![$(($name, <$fields as schemars::JsonSchema>::json_schema(generator))),*]
            }
        }

        impl FromTree for ItemKind {
            const BLANK: Self = ItemKind::Info(Info::BLANK);

            /// Reads the fields of a kind from the object of its item.
            fn read(&mut self, tree: &impl Tree) -> bool {
                let name = tree.field("kind").and_then(|kind| kind.text()).unwrap_or_default();
                // Put into its place once: every place where the old value is dropped costs a phone some hundred bytes.
                *self = match name.as_str() {
                    $($name => ItemKind::$variant($fields::BLANK),)*
                    _ => return false,
                };
                match self { $(ItemKind::$variant(fields) => fields.read(tree)),* }
            }
        }
    };
}

kinds! {
    Choice(SingleChoice) = "choice",
    Choices(MultipleChoice) = "choices",
    Number(NumberEntry) = "number",
    Text(TextEntry) = "text",
    Rank(Ranking) = "rank",
    Info(Info) = "info",
    OwnWords(OwnWords) = "own_words",
    Slider(Slider) = "slider",
    Date(DateEntry) = "date"
}

/// Codes of the options that are answers: those that stand for a missing code are not.
pub(super) fn answer_codes(choices: &[Choice]) -> impl Iterator<Item = i32> {
    choices.iter().filter(|c| c.missing.is_none()).map(|c| c.code)
}

/// Whether these codes fit a list, each at most once.
fn codes_fit(choices: &[Choice], codes: &[i32], at_most: Option<u32>) -> Result<(), Unfit> {
    if codes.iter().any(|code| !answer_codes(choices).any(|c| c == *code)) {
        Err(Unfit::Code)
    } else if (1..codes.len()).any(|n| codes[..n].contains(&codes[n])) {
        Err(Unfit::Codes)
    } else if at_most.is_some_and(|n| codes.len() > n as usize) {
        Err(Unfit::TooMany)
    } else {
        Ok(())
    }
}

/// Whether an option that rules out every other one has company.
fn contradicts(choices: &[Choice], codes: &[i32]) -> bool {
    codes.len() > 1 && choices.iter().any(|c| c.exclusive && codes.contains(&c.code))
}

/// The longest text that fits into so many bytes. A quotation mark, a backslash and a line feed take two bytes each;
/// other controls are taken out before.
fn longest_text(bytes: u32) -> Value {
    Value::Text("\"".repeat(bytes as usize))
}

/// Whether a text is short enough.
fn text_fits(value: &Value, max_bytes: u32) -> Result<(), Unfit> {
    match value {
        Value::Text(text) if text.len() > max_bytes as usize => Err(Unfit::TooLong),
        Value::Text(_) => Ok(()),
        _ => Err(Unfit::Kind),
    }
}

/// Typed words as they are kept.
fn tidy_text(value: Value, max_bytes: u32) -> Value {
    match value {
        Value::Text(typed) => Value::Text(super::clean_text(&typed, max_bytes)),
        other => other,
    }
}
