//! What is asked: structure (items, options, branching, scores) and wording (texts, one pack per language).
//!
//! Structure and wording are separate files with separate licences. A published instrument ships as structure
//! only; a researcher who may use its wording supplies it. Both are data: no expressions as strings, no code, no
//! addresses, no keys, because somebody who is not trusted may have written them.

mod covariate;
mod decimal;
mod destination;
#[cfg(feature = "check")]
mod finding;
mod item;
pub mod kind;
#[cfg(feature = "desk")]
pub mod library;
mod licence;
#[cfg(feature = "check")]
mod lint;
mod missing;
mod option;
mod parse;
mod people;
mod period;
#[cfg(feature = "desk")]
mod reading;
mod score;
mod show_if;
mod topic;
pub(crate) mod tree;
mod value;
mod vec_map;
mod wording;

pub use covariate::{CovariateItem, CovariateKind};
pub use decimal::Decimal;
pub use destination::{CONTACT_BYTES, Destination};
#[cfg(feature = "check")]
pub(crate) use finding::Findings;
#[cfg(feature = "check")]
pub use finding::{Finding, Severity};
pub use item::Item;
pub use kind::{Flow, ItemKind, Layout, Picture, Quality};
pub use licence::{Fact, Licence, Permission, Status};
#[cfg(feature = "check")]
pub(crate) use lint::ids::is_hyphen_id;
#[cfg(feature = "check")]
pub use lint::{audio_hash, lint, lint_wording};
pub use missing::Missing;
pub use option::Choice;
pub use parse::{Limit, ParseError, from_json, identity, parse, parse_wording};
pub use people::{Role, Set, Sex};
pub use period::{Anchor, Length, Period, Unit};
#[cfg(feature = "desk")]
pub(crate) use reading::lint_study_text;
#[cfg(feature = "desk")]
pub use reading::{lint_reading, lint_reading_of_library};
pub use score::{
    Band, Bound, Condition, MissingRule, Norm, Points, RecodeStep, Reliability, ReliabilityKind, Rounding, Rule, Score,
    Then, ViolenceClass,
};
pub use show_if::{Comparison, Op, ShowIf};
pub use topic::Topic;
pub use tree::{FromTree, Tree};
pub(crate) use tree::{fields, names};
#[cfg(feature = "desk")]
pub use value::Leaving;
pub use value::{Unfit, Value, clean_text};
pub use vec_map::VecMap;
pub use wording::{BlockText, ItemText, PLACEHOLDERS, Wording};

use serde::{Deserialize, Serialize};

/// The format number that this version reads and writes.
pub const FORMAT: u32 = 1;

/// Seconds that an item is expected to take where a definition does not say.
pub const SECONDS_PER_ITEM: u32 = 10;

/// The structure of one instrument: everything but its words.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "desk", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Instrument {
    /// Format of this file, [`FORMAT`].
    pub format: u32,
    /// Lower-case with hyphens: `phq-9`, `kindstem-veilig-kind`.
    pub id: String,
    /// Semantic version of this structure.
    pub version: String,
    /// Who made it, and whether anybody validated it.
    pub status: Status,
    /// Full name, as the field knows it.
    pub name: String,
    /// What it measures, in a few words; heads the catalogue.
    #[serde(default)]
    pub construct: String,
    /// Under what the catalogue lists it; among the others, where absent. Read at the desk only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub topic: Option<Topic>,
    /// Terms of use of the instrument itself.
    pub licence: Licence,
    /// For whom it was made.
    #[serde(rename = "for")]
    pub audience: Audience,
    /// About what time it asks; absent where it asks about now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period: Option<Period>,
    /// Expected time to fill in, in seconds per item; 0 takes [`SECONDS_PER_ITEM`].
    #[serde(default)]
    pub seconds_per_item: u32,
    /// Named option lists that items refer to.
    #[serde(default)]
    pub options: VecMap<String, Vec<Choice>>,
    /// Named tables from answer code to points, for scores (frequency categories to midpoints, for one).
    #[serde(default)]
    pub recodes: VecMap<String, Vec<Points>>,
    /// Blocks, each of one or more pages; the unit of progress and of resuming.
    pub blocks: Vec<Block>,
    /// Scores, in an order in which each refers only to earlier ones.
    #[serde(default)]
    pub scores: Vec<Score>,
    /// Items that families are matched by where the main caregiver answers this instrument, in the order of the balance
    /// table; read at the desk only.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub covariates: Vec<CovariateItem>,
    /// Where facts come from, and whether somebody has checked them on the holder's form.
    #[serde(default)]
    pub facts: Vec<Fact>,
}

fields!(Instrument {
    format, id, version, status, name, licence, audience = "for", blocks;
    construct, period, seconds_per_item, options, recodes, scores, facts;
    topic, covariates
});

/// For whom an instrument was made.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "desk", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Audience {
    /// Roles that may be asked.
    pub roles: Vec<Role>,
    /// Youngest age in years of the person that the answers are *about*, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub age_from: Option<u32>,
    /// Oldest age in years, inclusive.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub age_to: Option<u32>,
    /// What a part's target must be.
    pub about: About,
}

fields!(Audience { roles, about; age_from, age_to });

/// About whom an instrument asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "desk", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum About {
    /// The respondent.
    Myself,
    /// One child of the family (`k1`, `k2`, …).
    Child,
    /// One adult and what happened between that adult and the respondent (`a1`, `a2`, …).
    Adult,
    /// One home (`h1`, `h2`, …).
    Home,
}

names!(About { Myself = "myself", Child = "child", Adult = "adult", Home = "home" });

/// A block: its pages belong together, and leaving it is what counts as "done".
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "desk", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Block {
    /// Unique in the instrument.
    pub id: String,
    /// How far back the respondent may go, and how long the answers stay in memory for that.
    #[serde(default)]
    pub memory: Memory,
    /// Pages, in a fixed order; each gives exactly one sealed entry.
    pub pages: Vec<Page>,
}

fields!(Block { id, pages; memory });

/// How long answers stay readable for the respondent within the live session.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "desk", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Memory {
    /// No way back once the page is confirmed.
    Page,
    /// What was chosen stays until the session ends, for a later item to offer (`options_from`); typed words do not outlive
    /// their block. No way back.
    Codes,
    /// Back within the block.
    Block,
    /// Back as far as the session began.
    #[default]
    Session,
}

names!(Memory { Session = "session", Block = "block", Page = "page", Codes = "codes" });

/// A page: what is on the screen at once.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "desk", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Page {
    /// Unique in the instrument.
    pub id: String,
    /// One for a child, a handful for an adult.
    pub items: Vec<Item>,
}

fields!(Page { id, items });

impl Page {
    /// Returns the list of doors, where the page has some: what the options of it lead to is asked behind them.
    pub fn doors(&self) -> Option<&Item> {
        let behind = self.items.iter().any(|i| i.parent_option.is_some());
        let is_door = |i: &&Item| matches!(i.kind, ItemKind::Rank(_)) && i.asks() && i.parent_option.is_none();
        self.items.iter().find(|i| behind && is_door(i))
    }
}

impl Instrument {
    /// Returns every item with its block and page, in order.
    pub fn items(&self) -> impl Iterator<Item = (&Block, &Page, &Item)> {
        self.blocks.iter().flat_map(|b| b.pages.iter().flat_map(move |p| p.items.iter().map(move |i| (b, p, i))))
    }

    /// Returns the item with this id.
    pub fn item(&self, id: &str) -> Option<&Item> {
        self.items().map(|(_, _, i)| i).find(|i| i.id == id)
    }

    /// Returns the expected time to fill in, in seconds, if branching leaves nothing out.
    #[cfg(feature = "check")]
    pub fn seconds(&self) -> u32 {
        let each = if self.seconds_per_item == 0 { SECONDS_PER_ITEM } else { self.seconds_per_item };
        self.items()
            .filter(|(_, _, i)| i.asks())
            .fold(0, |sum, (_, _, i)| u32::saturating_add(sum, i.kind.checked().seconds(each)))
    }

    /// Returns the options of an item; empty for kinds without options.
    pub fn choices(&self, item: &Item) -> &[Choice] {
        item.options().and_then(|name| self.options.get(name)).map_or(&[], Vec::as_slice)
    }
}
