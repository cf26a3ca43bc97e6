//! What is wrong with the scores of a structure.

use crate::instrument::finding::Findings;
use crate::instrument::{Decimal, Instrument, Rule, Score, Status};
use std::collections::BTreeSet;

pub(crate) fn lint_scores(x: &Instrument, out: &mut Findings) {
    for (n, score) in x.scores.iter().enumerate() {
        let path = format!("$.scores[{n}]");
        inputs(x, n, score, &path, out);
        needs(score, &path, out);
        numbers(score, &path, out);
        table(x, score, &path, out);
        if x.status == Status::Published && score.sources.is_empty() {
            out.warning(&path, "no_source", "give the source of this rule");
        }
    }
    for (name, rows) in &x.recodes {
        let codes: BTreeSet<i32> = rows.iter().map(|r| r.code).collect();
        if codes.len() != rows.len() {
            out.error(format!("$.recodes.{name}"), "duplicate_code", "a code appears twice");
        }
        if !x.scores.iter().any(|s| s.recode.as_ref() == Some(name)) {
            out.warning(format!("$.recodes.{name}"), "unused", "no score uses this table; remove it");
        }
    }
}

fn inputs(x: &Instrument, n: usize, score: &Score, path: &str, out: &mut Findings) {
    let mut seen = BTreeSet::new();
    for (i, id) in score.items.iter().enumerate() {
        let path = format!("{path}.items[{i}]");
        match x.item(id) {
            None => out.error(&path, "dangling", format!("there is no item \"{id}\"")),
            Some(item) if !item.kind.checked().can_be_scored() => {
                out.error(&path, "not_for_kind", "only choices of one and numbers can be scored");
            }
            Some(_) => {}
        }
        if !seen.insert(id) {
            out.error(&path, "duplicate_id", format!("\"{id}\" would count twice"));
        }
    }
    let earlier: BTreeSet<&str> = x.scores[..n].iter().map(|s| s.id.as_str()).collect();
    for (i, id) in score.scores.iter().enumerate() {
        if !earlier.contains(id.as_str()) {
            out.error(
                format!("{path}.scores[{i}]"),
                "dangling",
                format!("\"{id}\" is not an earlier score; move it before this one"),
            );
        }
    }
    for (i, id) in score.reverse.iter().enumerate() {
        if !score.items.contains(id) {
            out.error(format!("{path}.reverse[{i}]"), "dangling", format!("\"{id}\" is not among the score's items"));
        }
    }
    if let Some(c) = &score.only_if {
        match (&c.item, &c.score) {
            (Some(id), None) if x.item(id).is_none() => {
                out.error(format!("{path}.only_if.item"), "dangling", format!("there is no item \"{id}\""))
            }
            (None, Some(id)) if !earlier.contains(id.as_str()) => {
                out.error(format!("{path}.only_if.score"), "dangling", format!("\"{id}\" is not an earlier score"))
            }
            (Some(_), None) | (None, Some(_)) => {}
            _ => out.error(format!("{path}.only_if"), "condition", "name either an item or an earlier score"),
        }
    }
    if score.items.is_empty() && score.scores.is_empty() {
        out.error(path, "no_inputs", "name items or earlier scores");
    }
}

/// Which fields a rule needs, and which mean nothing to it.
fn needs(score: &Score, path: &str, out: &mut Findings) {
    let one = score.items.len() + score.scores.len() == 1;
    match score.rule {
        Rule::Linear | Rule::Recode | Rule::Norm if !one => {
            out.error(path, "one_input", "this rule takes exactly one input");
        }
        Rule::Recode if score.steps.is_empty() => out.error(path, "no_steps", "give the steps of the recode"),
        Rule::Norm if score.norm.is_none() => out.error(path, "no_norm", "name the norm table"),
        Rule::Class if score.class.is_none() || score.items.is_empty() => {
            out.error(path, "no_class", "give items and the class parameters (severe, frequent_at, bound)");
        }
        _ => {}
    }
    let mut only = |present: bool, rules: &[Rule], field: &str| {
        if present && !rules.contains(&score.rule) {
            out.error(format!("{path}.{field}"), "not_for_rule", format!("this rule does not use {field}; remove it"));
        }
    };
    only(score.at_least.is_some(), &[Rule::Count, Rule::Any, Rule::All], "at_least");
    only(score.ceiling.is_some(), &[Rule::Max], "ceiling");
    only(score.factor.is_some() || score.offset.is_some(), &[Rule::Linear], "factor");
    only(!score.steps.is_empty(), &[Rule::Recode], "steps");
    only(score.norm.is_some(), &[Rule::Norm], "norm");
    only(score.class.is_some(), &[Rule::Class], "class");
    only(score.missing.is_some(), &[Rule::Sum, Rule::Mean, Rule::Count], "missing");
}

fn numbers(score: &Score, path: &str, out: &mut Findings) {
    if let Some(m) = score.missing
        && m.at_most as usize >= score.items.len() + score.scores.len()
    {
        out.error(
            format!("{path}.missing.at_most"),
            "impossible_range",
            "at least one input must be answered; lower at_most",
        );
    }
    if let (Some(min), Some(max)) = (score.min, score.max)
        && min > max
    {
        out.error(format!("{path}.min"), "impossible_range", format!("min {min} is above max {max}"));
    }
    if score.round.is_some_and(|r| r.places > 4) {
        out.error(format!("{path}.round.places"), "impossible_range", "0 to 4 places");
    }
    if score.sd.is_some_and(|sd| sd.units() <= 0) {
        out.error(format!("{path}.sd"), "impossible_range", "a standard deviation is above 0");
    }
    if score.reliability.is_some_and(|r| r.value.units() < 0 || r.value >= Decimal::whole(1)) {
        out.error(
            format!("{path}.reliability.value"),
            "impossible_range",
            "a reliability lies between 0 and 1, below 1",
        );
    }
    for (i, pair) in score.bands.windows(2).enumerate() {
        if pair[0].to >= pair[1].from {
            out.error(
                format!("{path}.bands[{}].from", i + 1),
                "bands",
                "list bands in ascending order, without overlap",
            );
        }
    }
    for (i, b) in score.bands.iter().enumerate() {
        let outside = score.min.is_some_and(|m| b.from < m) || score.max.is_some_and(|m| b.to > m);
        if b.from > b.to || outside {
            out.error(
                format!("{path}.bands[{i}]"),
                "impossible_range",
                "a band goes from low to high inside the score's range",
            );
        }
    }
    for (i, s) in score.steps.iter().enumerate() {
        if s.from > s.to {
            out.error(
                format!("{path}.steps[{i}]"),
                "impossible_range",
                "the lower bound of a step must not exceed the upper one",
            );
        }
    }
}

fn table(x: &Instrument, score: &Score, path: &str, out: &mut Findings) {
    if let Some(c) = &score.class {
        for (i, id) in c.severe.iter().enumerate() {
            if !score.items.contains(id) {
                out.error(
                    format!("{path}.class.severe[{i}]"),
                    "dangling",
                    format!("\"{id}\" is not among the score's items"),
                );
            }
        }
        if c.frequent_at.units() <= 0 {
            out.error(
                format!("{path}.class.frequent_at"),
                "impossible_range",
                "a number of times per twelve months above 0",
            );
        }
        if x.period.is_none() {
            out.error(path, "no_period", "a class turns counts into a rate; the instrument needs a period");
        }
    }
    let Some(name) = &score.recode else { return };
    let Some(rows) = x.recodes.get(name) else {
        out.error(format!("{path}.recode"), "dangling", format!("there is no table \"{name}\" in $.recodes"));
        return;
    };
    for id in &score.items {
        let Some(item) = x.item(id) else { continue };
        for c in x.choices(item).iter().filter(|c| c.missing.is_none()) {
            if !rows.iter().any(|r| r.code == c.code) {
                out.error(format!("$.recodes.{name}"), "incomplete", format!("code {} of \"{id}\" has no row", c.code));
            }
        }
    }
}
