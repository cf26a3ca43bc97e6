//! What the register knows of families and waves: group, homes, measures, and why somebody did not answer.

use serde::{Deserialize, Serialize};

/// What is the same for a whole family in every wave.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "desk", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RegisterFamily {
    /// The researcher's name for the family.
    pub family_id: String,
    /// Under which kind of help the family came into the study.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<Group>,
    /// The day of this family's first wave, `YYYY-MM-DD`; later waves are counted from it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub t0: Option<String>,
    /// Homes of the children; a foster home is one of its own.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub homes: Vec<RegisterHome>,
}

/// One home.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "desk", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RegisterHome {
    /// `h1`, `h2`, ….
    pub home: String,
    /// Its adults, `a1`, `a2`, ….
    pub adults: Vec<String>,
}

/// Kind of help at the beginning, in the words of Dutch youth protection.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "desk", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Group {
    /// Compulsory: a measure of the juvenile court.
    Gedwongen,
    /// Voluntary.
    Vrijwillig,
}

impl Group {
    /// Both.
    pub const ALL: [Group; 2] = [Group::Gedwongen, Group::Vrijwillig];

    /// Its name, as in JSON and in tables.
    pub const fn name(self) -> &'static str {
        match self {
            Group::Gedwongen => "gedwongen",
            Group::Vrijwillig => "vrijwillig",
        }
    }
}

/// The measure of one child as it stood in one wave.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "desk", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Measure {
    /// The researcher's name for the family.
    pub family_id: String,
    /// `k1`, `k2`, ….
    pub roster: String,
    /// Wave id.
    pub wave: String,
    /// Which measure.
    pub kind: MeasureKind,
    /// From which day, `YYYY-MM-DD`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start: Option<String>,
    /// Until which day; absent while it goes on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end: Option<String>,
}

/// Which measure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "desk", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum MeasureKind {
    /// Family supervision order (*ondertoezichtstelling*).
    Ots,
    /// Provisional family supervision order (*voorlopige ondertoezichtstelling*).
    Vots,
    /// Guardianship (*voogdij*).
    Voogdij,
    /// Placement out of home (*uithuisplaatsing*).
    Uithuisplaatsing,
    /// None.
    None,
}

impl MeasureKind {
    /// All of them.
    pub const ALL: [MeasureKind; 5] =
        [MeasureKind::Ots, MeasureKind::Vots, MeasureKind::Voogdij, MeasureKind::Uithuisplaatsing, MeasureKind::None];

    /// Its name, as in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            MeasureKind::Ots => "ots",
            MeasureKind::Vots => "vots",
            MeasureKind::Voogdij => "voogdij",
            MeasureKind::Uithuisplaatsing => "uithuisplaatsing",
            MeasureKind::None => "none",
        }
    }
}

/// Why somebody did not answer in a wave.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "desk", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Outcome {
    /// The researcher's name for the family.
    pub family_id: String,
    /// `a1`, `k1`, ….
    pub roster: String,
    /// Wave id.
    pub wave: String,
    /// Why they did not answer.
    pub kind: OutcomeKind,
}

/// The reasons that a study counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "desk", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum OutcomeKind {
    /// Nobody could be reached.
    NotReached,
    /// A parent refused.
    RefusedByParent,
    /// The child refused.
    RefusedByChild,
    /// Getting in touch was not safe.
    UnsafeToContact,
    /// Too ill.
    TooIll,
    /// Moved away.
    Moved,
    /// Withdrew from the study.
    Withdrawn,
    /// Died.
    Died,
}

impl OutcomeKind {
    /// All of them.
    pub const ALL: [OutcomeKind; 8] = [
        OutcomeKind::NotReached,
        OutcomeKind::RefusedByParent,
        OutcomeKind::RefusedByChild,
        OutcomeKind::UnsafeToContact,
        OutcomeKind::TooIll,
        OutcomeKind::Moved,
        OutcomeKind::Withdrawn,
        OutcomeKind::Died,
    ];

    /// Returns whether nobody is asked in any later wave.
    pub const fn ends(self) -> bool {
        matches!(self, OutcomeKind::Withdrawn | OutcomeKind::Died)
    }

    /// Its name, as in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            OutcomeKind::NotReached => "not_reached",
            OutcomeKind::RefusedByParent => "refused_by_parent",
            OutcomeKind::RefusedByChild => "refused_by_child",
            OutcomeKind::UnsafeToContact => "unsafe_to_contact",
            OutcomeKind::TooIll => "too_ill",
            OutcomeKind::Moved => "moved",
            OutcomeKind::Withdrawn => "withdrawn",
            OutcomeKind::Died => "died",
        }
    }
}
