//! Items: what is asked on a page, and the options of an answer.

use super::{Decimal, Missing, ShowIf, fields, names};
use serde::{Deserialize, Serialize};

/// The kinds of item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "desk", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// One of a list.
    Choice,
    /// Any number of a list.
    Choices,
    /// A number that is typed.
    Number,
    /// Words that are typed.
    Text,
    /// Some of a list, in an order.
    Rank,
    /// A text to read; asks nothing and gives no answer.
    Info,
    /// The respondent's own words: typed, and spoken or drawn where the study allows. Never in a default export.
    OwnWords,
}

names!(Kind {
    Choice = "choice", Choices = "choices", Number = "number", Text = "text", Rank = "rank", Info = "info",
    OwnWords = "own_words"
});

/// One item.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "desk", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Item {
    /// Unique in the instrument: lower case, digits, `_`.
    pub id: String,
    /// What kind of answer it takes.
    pub kind: Kind,
    /// Name of the option list, for `choice`, `choices` and `rank`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub options: Option<String>,
    /// Smallest number, for `number`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min: Option<Decimal>,
    /// Largest number, for `number`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max: Option<Decimal>,
    /// Most options that may be chosen, for `choices` and `rank`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_most: Option<u32>,
    /// Longest text in UTF-8 bytes, for `text` and `own_words`; it fixes the size of every entry of the part.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_bytes: Option<u32>,
    /// When it is asked; always, where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub show_if: Option<ShowIf>,
    /// Waves in which it is asked; all, where empty. Elsewhere its code is `not_in_version`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub waves: Vec<String>,
    /// Going on with the battery needs this answer (taking part). Any other answer leads to the one ending.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gate: Option<i32>,
    /// What somebody who understood answers. Nobody goes on without it. Another answer shows the item's explanation and
    /// asks again; after the third one the screen says whom to ask, and the visit stops (`dont_know`). The link goes on
    /// working: a later visit asks again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub correct_code: Option<i32>,
    /// Choosing this code shows the item's explanation; at a gate nobody goes on with it (whom to ask first).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub explain_code: Option<i32>,
    /// Going on with this code closes the page for now; the link goes on here another time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub defer_code: Option<i32>,
    /// Going on with this code (somebody is near): nothing is read aloud in this visit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mute_code: Option<i32>,
    /// Where the answer goes, where it is not the page's own entry.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub destination: Option<Destination>,
    /// Asked behind this option of the page's list of doors: a `rank` whose options are opened in free order, one at a
    /// time, each once. Going on makes a door done; going back drops what was said behind it, as if it had not been
    /// opened. What the doors store is the order in which they were done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent_option: Option<i32>,
    /// Asks nothing: stores the order, drawn anew in each session, in which this page shows the items with the same
    /// option list. For `rank`.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub shuffled: bool,
    /// Offers only what was chosen at these items of this session, which may be of another instrument; everything where
    /// nothing was. For `choices` and `rank`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub options_from: Vec<String>,
    /// Stored where the item was left untouched, and marked as that; in a block that keeps nothing in memory.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub default: Option<i32>,
    /// Asks with whom the answers may be shared: 0 nobody, 1 yes, 2 talk with me first. Asked only where the study's
    /// `protocol.sharing` says who carries it out, elsewhere `not_in_version`; the desk puts it on the work list.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub share: bool,
    /// Somebody must read this within the hours that the protocol promises (METHOD: acute items).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub acute: bool,
    /// Options side by side or below each other; part of the instrument and recorded.
    #[serde(default)]
    pub layout: Layout,
    /// Faces beside the words of the options; only for feelings.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub faces: bool,
    /// A drawing beside the text of an `info` item.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub picture: Option<Picture>,
    /// *Snel weg* is practised on this `info` item's page: the first press covers the page for a moment and comes back.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub practice: bool,
}

fields!(Item {
    id, kind;
    options, min, max, at_most, max_bytes, show_if, waves, gate, correct_code, explain_code, defer_code, mute_code,
    destination, parent_option, shuffled, options_from,
    default, share, acute, layout, faces, picture, practice
});

/// Longest text in a contact envelope, in UTF-8 bytes.
pub const CONTACT_BYTES: u32 = 400;

/// Where an answer goes that is in no page's entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "desk", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Destination {
    /// Whether a talk is wanted, into the contact envelope: a choice with the codes 1 yes, 0 no, 2 perhaps later.
    ContactWants,
    /// Where and how to get in touch, into the contact envelope: a text.
    ContactWhere,
    /// When not to, into the contact envelope: a text.
    ContactNotWhen,
    /// Nowhere: a question to practise with.
    Nowhere,
}

names!(Destination {
    ContactWants = "contact_wants", ContactWhere = "contact_where", ContactNotWhen = "contact_not_when",
    Nowhere = "nowhere"
});

/// How the options of a choice stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "desk", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Layout {
    /// Rows below each other.
    #[default]
    List,
    /// Equal columns side by side where there is room for every label, else rows. `choices`: words one after the
    /// other, each as wide as it is.
    Row,
}

names!(Layout { List = "list", Row = "row" });

/// Drawings that an `info` item may carry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "desk", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Picture {
    /// Who reads this.
    Lock,
    /// A pause between parts.
    Cup,
    /// Two people who talk.
    Talk,
}

names!(Picture { Lock = "lock", Cup = "cup", Talk = "talk" });

/// One option of a list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "desk", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// The code that is stored.
    pub code: i32,
    /// Choosing it is not an answer but this reason for there being none ("no such person").
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub missing: Option<Missing>,
    /// Rules out every other option of a `choices` item ("none of these").
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub exclusive: bool,
    /// Offered only where something was written at one of the item's `options_from`: "what I wrote myself".
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub needs_text: bool,
}

fields!(Choice { code; missing, exclusive, needs_text });

impl Item {
    /// Whether it asks for anything.
    pub fn asks(&self) -> bool {
        self.kind != Kind::Info && !self.shuffled
    }

    /// Whether the answer stands in the page's entry.
    pub fn kept(&self) -> bool {
        self.kind != Kind::Info && self.destination.is_none()
    }

    /// Whether the answer goes into the contact envelope.
    pub fn is_contact(&self) -> bool {
        self.destination.is_some_and(|g| g != Destination::Nowhere)
    }

    /// Whether the answer may be spoken or drawn where the study offers it. Behind a door words are typed: the page has
    /// one place for what is spoken, and there are several doors.
    pub fn is_aloud(&self) -> bool {
        self.kind == Kind::OwnWords && self.kept() && self.parent_option.is_none()
    }

    /// Whether the answer is in the respondent's own words.
    pub fn is_free(&self) -> bool {
        matches!(self.kind, Kind::Text | Kind::OwnWords)
    }

    /// Whether this wave asks it.
    pub fn in_wave(&self, wave: &str) -> bool {
        self.waves.is_empty() || self.waves.iter().any(|w| w == wave)
    }
}
