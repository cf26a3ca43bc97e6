//! `choice`: one of a list. The value is its code.

use super::super::{Choice, Unfit, Value, fields, names};
#[cfg(feature = "desk")]
use super::{AtDesk, Fhir, ItemColumn, Labels, Reads};
#[cfg(feature = "check")]
use super::{Checked, Place};
use super::{Flow, Kind, answer_codes};
#[cfg(feature = "check")]
use crate::instrument::{Destination, Findings};
use serde::{Deserialize, Serialize};

/// One of a list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "desk", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SingleChoice {
    /// Name of the option list.
    pub options: String,
    /// Options side by side or below each other; part of the instrument and recorded.
    #[serde(default)]
    pub layout: Layout,
    /// Faces beside the words of the options; only for feelings.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub faces: bool,
    /// Stored where the item was left untouched, and marked as that; in a block that keeps nothing in memory.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub default: Option<i32>,
    /// Asks with whom the answers may be shared: 0 nobody, 1 yes, 2 talk with me first. Asked only where the study's
    /// `protocol.sharing` says who carries it out, elsewhere `not_in_version`; the desk puts it on the work list.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub share: bool,
    /// Somebody must read an answer above the lowest within the hours that the protocol promises.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub acute: bool,
    /// An answer above 0 is a line of the review list: the answers may say less than there is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quality: Option<Quality>,
    /// What the answer decides beside being stored.
    #[serde(default, skip_serializing_if = "Flow::is_none")]
    pub flow: Flow,
}

fields!(SingleChoice { options; layout, faces, default, share, acute, quality, flow });

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

/// Why answers may say less than there is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "desk", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Quality {
    /// Somebody looked on.
    Onlooker,
    /// Somebody said what to fill in.
    Prompted,
}

names!(Quality { Onlooker = "onlooker", Prompted = "prompted" });

impl Quality {
    /// In words, for the review list.
    #[cfg(feature = "desk")]
    pub const fn words(self) -> &'static str {
        match self {
            Quality::Onlooker => "somebody looked on",
            Quality::Prompted => "somebody said what to fill in",
        }
    }
}

impl Kind for SingleChoice {
    fn options(&self) -> Option<&str> {
        Some(&self.options)
    }

    fn fits(&self, choices: &[Choice], value: &Value) -> Result<(), Unfit> {
        match value {
            Value::Code(code) if answer_codes(choices).any(|c| c == *code) => Ok(()),
            Value::Code(_) => Err(Unfit::Code),
            _ => Err(Unfit::Kind),
        }
    }

    fn largest(&self, choices: &[Choice]) -> Option<Value> {
        choices.iter().map(|c| c.code).max_by_key(|c| c.to_string().len()).map(Value::Code)
    }
}

#[cfg(feature = "check")]
impl Checked for SingleChoice {
    fn lint(&self, at: &Place<'_>, out: &mut Findings) {
        at.list(&self.options, out);
        self.lint_flow(at, out);
        if self.default.is_some_and(|code| !at.codes().any(|c| c == code)) {
            out.error(at.field("default"), "dangling", "a default is one of the item's answers");
        }
        // Nobody comes back to it: that it was left untouched stays true.
        if self.default.is_some() && !at.forgets {
            out.error(
                at.field("default"),
                "not_for_kind",
                "the block of an item with a default has \"memory\": \"page\"",
            );
        }
        if self.share && at.choices.iter().any(|c| !(0..=2).contains(&c.code)) {
            out.error(at.field("share"), "not_for_kind", "share needs the codes 0 no, 1 yes, 2 talk first");
        }
        if self.quality.is_some() && !at.codes().any(|c| c == 0) {
            out.error(at.field("quality"), "no_zero", "code 0 has to mean that nothing of the kind happened");
        }
    }

    fn may_go(&self, choices: &[Choice], to: Destination) -> bool {
        match to {
            Destination::Nowhere => true,
            Destination::ContactWants => choices.iter().all(|c| (0..=2).contains(&c.code)),
            Destination::ContactWhere | Destination::ContactNotWhen => false,
        }
    }

    fn advice(&self, wrong: Unfit, choices: &[Choice]) -> String {
        match wrong {
            Unfit::Kind => format!("give one code out of {}", super::lint::listed(choices)),
            _ => format!("its codes are {}", super::lint::listed(choices)),
        }
    }

    fn can_be_scored(&self) -> bool {
        true
    }
}

#[cfg(feature = "check")]
impl SingleChoice {
    /// Each code of the flow is an answer of the item, and the codes do not contradict each other.
    fn lint_flow(&self, at: &Place<'_>, out: &mut Findings) {
        let f = &self.flow;
        let codes = [
            ("gate", f.gate),
            ("correct_code", f.correct_code),
            ("explain_code", f.explain_code),
            ("defer_code", f.defer_code),
            ("mute_code", f.mute_code),
        ];
        for (name, code) in codes {
            // An option that stands for a missing code is no answer, and never the right one.
            let listed =
                |code| at.choices.iter().any(|c| c.code == code && (name != "correct_code" || c.missing.is_none()));
            if code.is_some_and(|code| !listed(code)) {
                out.error(at.field(&format!("flow.{name}")), "dangling", "this names one of the item's codes");
            }
        }
        if f.correct_code.is_some() && f.gate.is_some() {
            let advice = "whether to take part has no wrong answer; take `correct_code` out";
            out.error(at.field("flow.correct_code"), "not_for_kind", advice);
        }
        if at.is_behind_option && !f.is_none() {
            let advice = "whoever never opens the door would never be asked this";
            out.error(at.field("parent_option"), "not_for_kind", advice);
        }
    }
}

#[cfg(feature = "desk")]
impl AtDesk for SingleChoice {
    fn columns(&self, _: &[Choice]) -> Vec<ItemColumn> {
        let mut out = vec![ItemColumn { labels: Labels::Options, ..ItemColumn::item() }];
        if self.default.is_some() {
            out.push(ItemColumn {
                suffix: "_chosen".into(),
                reads: Reads::Touched,
                says: " Chosen".into(),
                meaning: "chosen: 1, left untouched: 0",
                labels: Labels::Given(&[(1, "chosen"), (0, "left untouched")]),
                ..ItemColumn::item()
            });
        }
        out
    }

    fn fhir(&self, _: &[Choice]) -> Fhir {
        Fhir::of("choice")
    }

    fn made_up(&self, choices: &[Choice], below: &mut dyn FnMut(usize) -> usize) -> Option<Value> {
        let open: Vec<i32> = answer_codes(choices).filter(|c| Some(*c) != self.flow.defer_code).collect();
        let needed = self.flow.needed().or_else(|| open.get(below(open.len())).copied());
        needed.map(Value::Code)
    }
}
