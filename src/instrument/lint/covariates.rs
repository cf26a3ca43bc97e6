//! What is wrong with the covariates: each is an item with a number, named once.

use crate::instrument::finding::Findings;
use crate::instrument::{CovariateKind, Instrument};
use std::collections::BTreeSet;

/// Everything that is wrong with the list of covariates.
pub(super) fn lint_covariates(x: &Instrument, out: &mut Findings) {
    let mut seen = BTreeSet::new();
    for (n, c) in x.covariates.iter().enumerate() {
        let path = format!("$.covariates[{n}]");
        if !seen.insert(&c.item) {
            out.error(format!("{path}.item"), "duplicate_id", "the item is a covariate already; name it once");
        }
        let Some(item) = x.item(&c.item) else {
            let advice = format!("\"{}\" is not an item of this instrument", c.item);
            out.error(format!("{path}.item"), "dangling", advice);
            continue;
        };
        if !item.kept() || !item.kind.checked().can_be_scored() {
            let advice = "a covariate is a choice of one, a number or a slider whose answer is stored in an entry";
            out.error(format!("{path}.item"), "not_for_kind", advice);
        } else if c.kind == CovariateKind::Category && item.choice().is_none() {
            out.error(format!("{path}.kind"), "not_for_kind", "only a choice of one has categories; write number");
        }
        if c.not_shown.is_some() && item.show_if.is_none() {
            let advice = "the item has no show_if, so it is always shown; remove not_shown";
            out.error(format!("{path}.not_shown"), "unused", advice);
        }
    }
}
