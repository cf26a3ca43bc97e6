//! For whom a text is written, and what that person reads with ease.

use crate::instrument::{Role, Severity};

/// Reading level. The numbers and weights are own work: estimates, held against what the library's texts need.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Level {
    /// Children of 8 to 11.
    Child,
    /// Easy words, for young people, and for texts that everybody sees.
    Easy,
    /// Young people of 12 to 17.
    Young,
    /// Parents and professionals.
    Parent,
}

/// How the reader is spoken to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Address {
    /// *je*.
    Familiar,
    /// *u*.
    Formal,
    /// By neither: the text is for everybody.
    Neither,
}

/// The longest that a level reads with ease.
pub(super) struct Limits {
    /// Words of a sentence.
    pub sentence: usize,
    /// Words of a question.
    pub question: usize,
    /// Letters of a word.
    pub word: usize,
}

/// Code → what it is at child, easy, young and parent. `None`: the rule is not for that level.
const WEIGHTS: [(&str, [Option<Severity>; 4]); 14] = {
    const E: Option<Severity> = Some(Severity::Error);
    const W: Option<Severity> = Some(Severity::Warning);
    [
        ("nl_sentence", [E, E, W, W]),
        ("nl_question", [E, E, W, W]),
        ("nl_long_word", [W, W, W, W]),
        ("nl_difficult", [E, E, W, W]),
        ("nl_negation", [E, E, W, W]),
        ("nl_two_negations", [E, E, E, E]),
        ("nl_why", [E, E, E, W]),
        ("nl_double", [E, E, E, E]),
        ("nl_joined", [W, W, W, None]),
        ("nl_leading", [E, E, E, W]),
        ("nl_adults", [E, E, E, None]),
        ("nl_address", [E, E, E, E]),
        ("nl_figure", [E, E, W, None]),
        ("nl_caps", [W, W, W, None]),
    ]
};

impl Level {
    /// The level of a pack; `None` where it is not Dutch. Of several roles, the one that reads least decides.
    pub(super) fn of(roles: &[Role], lang: &str) -> Option<Level> {
        let lang = lang.to_ascii_lowercase();
        if lang.split('-').next() != Some("nl") {
            return None;
        }
        Some(if lang.ends_with("-x-easy") {
            Level::Easy
        } else if roles.contains(&Role::Child) {
            Level::Child
        } else if roles.contains(&Role::Young) {
            Level::Young
        } else {
            Level::Parent
        })
    }

    pub(super) fn limits(self) -> Limits {
        let (sentence, question, word) = match self {
            Level::Child => (12, 12, 12),
            // Two sentences: what it is about, and the question.
            Level::Easy => (10, 20, 12),
            Level::Young => (15, 15, 14),
            Level::Parent => (18, 18, 16),
        };
        Limits { sentence, question, word }
    }

    /// How bad a finding is at this level; `None` where the rule is not for it.
    pub(super) fn weight(self, code: &str) -> Option<Severity> {
        WEIGHTS.iter().find(|(c, _)| *c == code).and_then(|(_, weights)| weights[self as usize])
    }

    /// The longest common value of a placeholder. The study's own text, `threshold`, counts nothing here.
    pub(super) fn fill(self, placeholder: &str) -> &'static str {
        match placeholder {
            "home" if self == Level::Child => "het huis van mama en papa",
            "home" => "het huis van je moeder",
            "worker" => "jeugdbeschermer of hulpverlener",
            "adult" => "de andere ouder",
            "child" => "uw kind van 9, kind A",
            "readers" => "Anna en Bram",
            "threshold" => "",
            _ => "iets",
        }
    }
}

impl Address {
    pub(super) fn of(level: Level) -> Address {
        if level == Level::Parent { Address::Formal } else { Address::Familiar }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pack_has_the_level_of_who_reads_least() {
        let of = Level::of;
        assert_eq!(of(&[Role::Parent, Role::Child], "nl"), Some(Level::Child));
        assert_eq!(of(&[Role::Professional, Role::Young], "nl-BE"), Some(Level::Young));
        assert_eq!(of(&[Role::Professional], "NL"), Some(Level::Parent));
        assert_eq!(of(&[Role::Young], "nl-x-easy"), Some(Level::Easy));
        assert_eq!(of(&[Role::Parent], "en"), None);
        assert_eq!(of(&[Role::Parent], "nld"), None);
        assert_eq!(of(&[], ""), None);
    }
}
