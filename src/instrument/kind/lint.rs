//! What a lint and a file of answers ask of every kind.

use super::super::{Choice, Destination, Findings, Limit, Unfit, Value};
use super::answer_codes;

/// What a lint asks of every kind. Which fields a kind has and needs is no lint: a structure with others is not read.
pub(crate) trait Checked {
    /// Adds what is wrong with the item's own fields.
    fn lint(&self, at: &Place<'_>, out: &mut Findings);

    /// What to give in place of an answer that does not fit; repeats nothing of that answer.
    fn advice(&self, wrong: Unfit, choices: &[Choice]) -> String;

    /// The value as this kind has it: JSON does not tell a code from a whole number.
    fn typed(&self, value: Value) -> Value {
        value
    }

    /// Whether the answer may go to this destination in place of the page's entry.
    fn may_go(&self, _choices: &[Choice], to: Destination) -> bool {
        to == Destination::Nowhere
    }

    /// Whether a score may take it as an input.
    fn can_be_scored(&self) -> bool {
        false
    }

    /// Whether a show-if may compare its answer with a number.
    fn can_be_compared(&self) -> bool {
        true
    }

    /// Whether it counts as an item of a questionnaire, as a form's length is told, and not as something around it.
    fn in_questionnaire(&self) -> bool {
        true
    }

    /// Seconds that it is expected to take where an item of the instrument takes `usual`.
    fn seconds(&self, usual: u32) -> u32 {
        usual
    }
}

/// Where an item stands that is linted.
pub(crate) struct Place<'a> {
    /// Whether the instrument has an option list of this name.
    pub has_list: &'a dyn Fn(&str) -> bool,
    /// Whether its block keeps nothing in memory.
    pub forgets: bool,
    /// Whether it is asked behind an option of the page's branch menu.
    pub is_behind_option: bool,
    /// Options of its list.
    pub choices: &'a [Choice],
    /// JSON path of the item.
    pub path: String,
}

impl Place<'_> {
    /// JSON path of a field of the item.
    pub fn field(&self, name: &str) -> String {
        format!("{}.{name}", self.path)
    }

    /// Codes of its options that are answers.
    pub fn codes(&self) -> impl Iterator<Item = i32> {
        answer_codes(self.choices)
    }

    /// The option list exists.
    pub(super) fn list(&self, name: &str, out: &mut Findings) {
        if !(self.has_list)(name) {
            let advice = format!("there is no option list \"{name}\" in $.options; add it or name another");
            out.error(self.field("options"), "dangling", advice);
        }
    }

    /// At least one option may be chosen, and not more than there are.
    pub(super) fn at_most(&self, at_most: Option<u32>, out: &mut Findings) {
        if at_most.is_some_and(|n| n == 0 || n as usize > self.choices.len()) {
            let advice = "at_most lies between 1 and the number of options";
            out.error(self.field("at_most"), "impossible_range", advice);
        }
    }

    /// A text has room, and not too much.
    pub(super) fn max_bytes(&self, bytes: u32, out: &mut Findings) {
        if bytes == 0 {
            out.error(self.field("max_bytes"), "impossible_range", "max_bytes must be above 0");
        } else if bytes > Limit::ANSWER {
            out.error(self.field("max_bytes"), "limit", format!("at most {} bytes", Limit::ANSWER));
        }
    }
}

/// The codes of a list, for a sentence of advice.
pub(super) fn listed(choices: &[Choice]) -> String {
    choices.iter().map(|c| c.code.to_string()).collect::<Vec<_>>().join(", ")
}

/// Advice for an answer of several codes.
pub(super) fn codes_advice(wrong: Unfit, choices: &[Choice], at_most: Option<u32>) -> String {
    match wrong {
        Unfit::Kind => format!("give a list such as [1, 2], codes out of {}", listed(choices)),
        Unfit::Codes => "name each option once, and one that rules out the others without them".into(),
        Unfit::TooMany => format!("at most {}", at_most.unwrap_or_default()),
        _ => format!("its codes are {}", listed(choices)),
    }
}

/// Advice for a text.
pub(super) fn text_advice(wrong: Unfit, max_bytes: u32) -> String {
    match wrong {
        Unfit::TooLong => format!("at most {max_bytes} bytes"),
        _ => "give a text in quotes".into(),
    }
}
