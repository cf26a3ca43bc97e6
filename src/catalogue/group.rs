//! Constructs, in the few words by which somebody looks for an instrument.

use serde::Serialize;

/// What a group of instruments is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Group {
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
    /// An instrument that this table does not have: not of the library.
    Other,
}

/// Instrument id → group, group by group; each instrument stands once, where somebody would look first.
#[rustfmt::skip]
const OF: &[(Group, &[&str])] = &[
    (Group::Safety, &[
        "casr-sf", "cts2", "cts2s", "ctspc", "ctspc-neglect", "jvq-r2", "kindstem-home-child",
        "kindstem-home-child-parent", "kindstem-home-young", "kindstem-patterns-parent", "kindstem-professional",
        "kindstem-safety-adult-parent", "kindstem-safety-child", "kindstem-safety-child-parent",
        "kindstem-safety-young",
    ]),
    (Group::Trauma, &[
        "cats-2", "cries-13", "cries-8", "pc-ptsd-5", "pcl-5", "tscc", "tscyc",
    ]),
    (Group::Attachment, &[
        "aisi", "ecr-rs", "kindstem-bonds-child", "kindstem-bonds-young", "sifs",
    ]),
    (Group::Parenting, &[
        "apq-9", "bpses", "kindstem-parenting-parent", "maaps", "maaps-sf", "obvl", "obvl-k", "pba", "psoc",
        "pss",
    ]),
    (Group::Child, &[
        "dass-y", "kidscreen-10", "kindstem-child-short-parent", "kindstem-wellbeing-child",
        "kindstem-wellbeing-child-parent", "kindstem-wellbeing-young", "psc-17", "psc-17-y", "rcads-25",
        "rcads-47", "sdq", "sdq-self", "yp-core",
    ]),
    (Group::Parent, &[
        "core-10", "gad-7", "k10", "k6", "kindstem-wellbeing-parent", "mhi-5", "phq-2", "phq-8", "phq-9",
        "who-5",
    ]),
    (Group::Background, &[
        "kindstem-after-child", "kindstem-after-parent", "kindstem-after-young", "kindstem-background-child",
        "kindstem-background-parent", "kindstem-background-young", "kindstem-begin-child", "kindstem-begin-parent", "kindstem-begin-professional",
        "kindstem-begin-young", "kindstem-changes-child", "kindstem-changes-parent",
        "kindstem-changes-young", "kindstem-feedback-child", "kindstem-feedback-parent", "kindstem-feedback-young", "kindstem-pause-child", "kindstem-pause-young", "kindstem-ready-child",
        "kindstem-ready-young",
    ]),
    (Group::Help, &[
        "kindstem-help-child-parent", "kindstem-help-parent", "kindstem-help-young",
    ]),
    (Group::Voice, &[
        "kindstem-letterbox-child", "kindstem-letterbox-young", "kindstem-top3-child", "kindstem-top3-parent", "kindstem-top3-young", "kindstem-voice-child",
        "kindstem-voice-young",
    ]),
];

impl Group {
    /// All of them, in the order in which a battery is put together.
    pub const ALL: [Group; 10] = [
        Group::Safety,
        Group::Trauma,
        Group::Attachment,
        Group::Parenting,
        Group::Child,
        Group::Parent,
        Group::Background,
        Group::Help,
        Group::Voice,
        Group::Other,
    ];

    /// Returns the group of an instrument.
    pub fn of(instrument: &str) -> Self {
        OF.iter().find(|(_, ids)| ids.contains(&instrument)).map_or(Group::Other, |(group, _)| *group)
    }

    /// Its heading.
    pub const fn name(self) -> &'static str {
        match self {
            Group::Safety => "Safety and violence",
            Group::Trauma => "Trauma",
            Group::Attachment => "Attachment and emotional safety",
            Group::Parenting => "Parenting",
            Group::Child => "The child: well-being and behaviour",
            Group::Parent => "The parent: well-being",
            Group::Background => "Beginning and end, background, changes",
            Group::Help => "Help received",
            Group::Voice => "Voice: what a child wants to say, what must get better",
            Group::Other => "Others",
        }
    }

    /// Its place in the page.
    pub(super) const fn anchor(self) -> &'static str {
        match self {
            Group::Safety => "safety",
            Group::Trauma => "trauma",
            Group::Attachment => "attachment",
            Group::Parenting => "parenting",
            Group::Child => "child",
            Group::Parent => "parent",
            Group::Background => "background",
            Group::Help => "help",
            Group::Voice => "voice",
            Group::Other => "others",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::instrument::library;

    #[test]
    fn every_instrument_of_the_library_has_one_group() {
        let named: Vec<&str> = OF.iter().flat_map(|(_, ids)| ids.iter().copied()).collect();
        for entry in library::entries() {
            let times = named.iter().filter(|id| **id == entry.id).count();
            assert_eq!(times, 1, "{} stands {times} times in the table of groups", entry.id);
        }
        for id in named {
            assert!(library::entry(id).is_some(), "{id} is not in the library");
        }
        let groups: Vec<Group> = OF.iter().map(|(group, _)| *group).chain([Group::Other]).collect();
        assert_eq!(groups, Group::ALL, "the table has every group, in their order");
    }
}
