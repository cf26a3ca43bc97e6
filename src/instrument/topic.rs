//! What an instrument is about, as the catalogue sorts it: by what somebody looks for.

use super::names;
use serde::{Deserialize, Serialize};

/// What an instrument is about; heads a chapter of the catalogue.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "desk", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Topic {
    /// Violence between adults and towards children, and how safe it is now.
    Safety,
    /// Events, and complaints after them.
    Trauma,
    /// To whom a child can go; emotional safety in the family.
    Attachment,
    /// Stress, competence and practice of parents.
    Parenting,
    /// How a child is and behaves.
    Child,
    /// How a parent is.
    Parent,
    /// Taking part, background for matching, what changed between waves.
    Background,
    /// Help that was received, and how it was.
    Help,
    /// What must get better first, in the respondent's own order and words.
    Voice,
    /// None of these.
    #[default]
    Other,
}

names!(Topic {
    Other = "other",
    Safety = "safety",
    Trauma = "trauma",
    Attachment = "attachment",
    Parenting = "parenting",
    Child = "child",
    Parent = "parent",
    Background = "background",
    Help = "help",
    Voice = "voice"
});

impl Topic {
    /// All of them, in the order in which a battery is put together.
    pub const ALL: [Topic; 10] = [
        Topic::Safety,
        Topic::Trauma,
        Topic::Attachment,
        Topic::Parenting,
        Topic::Child,
        Topic::Parent,
        Topic::Background,
        Topic::Help,
        Topic::Voice,
        Topic::Other,
    ];

    /// Its heading.
    pub const fn name(self) -> &'static str {
        match self {
            Topic::Safety => "Safety and violence",
            Topic::Trauma => "Trauma",
            Topic::Attachment => "Attachment and emotional safety",
            Topic::Parenting => "Parenting",
            Topic::Child => "The child: well-being and behaviour",
            Topic::Parent => "The parent: well-being",
            Topic::Background => "Beginning and end, background, changes",
            Topic::Help => "Help received",
            Topic::Voice => "Voice: what a child wants to say, what must get better",
            Topic::Other => "Others",
        }
    }

    /// Its place in the page.
    #[cfg(feature = "cli")]
    pub(crate) const fn anchor(self) -> &'static str {
        match self {
            Topic::Safety => "safety",
            Topic::Trauma => "trauma",
            Topic::Attachment => "attachment",
            Topic::Parenting => "parenting",
            Topic::Child => "child",
            Topic::Parent => "parent",
            Topic::Background => "background",
            Topic::Help => "help",
            Topic::Voice => "voice",
            Topic::Other => "others",
        }
    }
}
