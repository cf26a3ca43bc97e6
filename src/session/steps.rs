//! The pages of a plan in their order, and what of them is asked.

use crate::answers::{Answer, Answers, Missing, Value, visible};
use crate::instrument::{Block, Item, Page};
use crate::study::Plan;

/// One page of the plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// Number of the part.
    pub part: usize,
    /// Number of the block in its instrument.
    pub block: usize,
    /// Number of the page in its block.
    pub page: usize,
    /// Number of the block over all parts.
    pub nth_block: usize,
}

/// Progress by blocks; never a count that tells which branch was taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Block on the screen, from 0.
    pub block: usize,
    /// How many there are.
    pub of: usize,
}

/// All pages in order.
pub(super) fn steps(plan: &Plan) -> Vec<Step> {
    let mut out = Vec::new();
    let mut nth_block = 0;
    for (part, p) in plan.parts.iter().enumerate() {
        for (block, b) in p.instrument.blocks.iter().enumerate() {
            out.extend((0..b.pages.len()).map(|page| Step { part, block, page, nth_block }));
            nth_block += 1;
        }
    }
    out
}

pub(super) fn progress(steps: &[Step], at: usize) -> Progress {
    let of = steps.last().map_or(0, |s| s.nth_block + 1);
    Progress { block: steps.get(at).map_or(of, |s| s.nth_block), of }
}

/// Whether an item is on the screen: this wave asks it, and branching shows it.
pub(super) fn asked(plan: &Plan, block: &Block, item: &Item, answers: &Answers) -> bool {
    in_version(plan, item) && visible(block, item, answers)
}

/// Whether this study asks it, in this wave.
fn in_version(plan: &Plan, item: &Item) -> bool {
    item.in_wave(&plan.wave) && (plan.sharing || !item.asks_to_share())
}

/// Whether any of a page is on the screen.
pub(super) fn page_asked(plan: &Plan, block: &Block, page: &Page, answers: &Answers) -> bool {
    page.items.iter().any(|i| asked(plan, block, i, answers))
}

/// What is sealed of a page: one answer per item that asks.
///
/// | the item is | sealed |
/// |---|---|
/// | not of this wave, or about sharing that nobody carries out | `not_in_version` |
/// | hidden by branching | `not_shown`, whatever was once said |
/// | answered, or left on purpose | that |
/// | none of these | its `default`, else `no_choice` |
pub(super) fn page_answers(plan: &Plan, block: &Block, page: &Page, answers: &Answers) -> Answers {
    let one = |item: &Item| {
        if !in_version(plan, item) {
            Answer::Missing(Missing::NotInVersion)
        } else if !visible(block, item, answers) {
            Answer::Missing(Missing::NotShown)
        } else {
            let untouched =
                || item.default_code().map_or(Answer::Missing(Missing::NoChoice), |c| Answer::Value(Value::Code(c)));
            answers.get(&item.id).cloned().unwrap_or_else(untouched)
        }
    };
    let mut out = Answers::new();
    for item in page.items.iter().filter(|i| i.kept()) {
        out.insert(item.id.clone(), one(item));
    }
    out
}
