//! What is wrong with a structure: every finding at once, each with its place and a sentence of advice.

mod covariates;
pub(crate) mod ids;
mod items;
mod scores;
mod wording;

pub use wording::{audio_hash, lint_wording};

use super::finding::{Finding, Findings};
use super::{Instrument, Item, Limit, Op, ShowIf};
use covariates::lint_covariates;
use ids::{is_hyphen_id, is_snake_id};
use items::lint_items;
use scores::lint_scores;
use std::collections::{BTreeMap, BTreeSet};

/// Returns everything that is wrong with a structure, at once; empty if nothing is.
///
/// Call it on every file that is not pinned: a file from outside may be wrong in ways that [`super::parse`] accepts,
/// such as a branch that refers to an unknown item.
///
/// ```
/// use kindstem::instrument::{library, lint, parse};
///
/// let mut phq9 = parse(library::structure("phq-9").unwrap()).unwrap();
/// assert!(lint(&phq9).is_empty());
/// phq9.id = "PHQ 9".into();
/// assert_eq!(lint(&phq9)[0].path, "$.id");
/// ```
pub fn lint(instrument: &Instrument) -> Vec<Finding> {
    let mut out = Findings::default();
    head(instrument, &mut out);
    if limits(instrument, &mut out) {
        ids(instrument, &mut out);
        options(instrument, &mut out);
        for (path, block_items) in blocks(instrument) {
            show_ifs(&path, &block_items, &mut out);
        }
        lint_items(instrument, &mut out);
        lint_scores(instrument, &mut out);
        lint_covariates(instrument, &mut out);
    }
    out.0
}

fn head(x: &Instrument, out: &mut Findings) {
    if x.format != crate::instrument::FORMAT {
        out.error(
            "$.format",
            "format",
            format!("this version reads format {}; convert the file", crate::instrument::FORMAT),
        );
    }
    if !is_hyphen_id(&x.id) {
        out.error("$.id", "id_shape", "use lower-case letters, digits and single hyphens, at most 64 bytes");
    }
    if x.version.is_empty() || x.version.len() > Limit::ID {
        out.error("$.version", "version", "give a version such as 1.0.0");
    }
    if let (Some(from), Some(to)) = (x.audience.age_from, x.audience.age_to)
        && from > to
    {
        out.error("$.for", "age_range", format!("age_from {from} is above age_to {to}"));
    }
    if x.topic.is_none() {
        let names =
            super::Topic::ALL.iter().filter_map(|t| serde_json::to_string(t).ok()).collect::<Vec<_>>().join(", ");
        let advice = format!("without a topic the catalogue lists it among the others; write one of {names}");
        out.warning("$.topic", "no_topic", advice);
    }
    if x.audience.roles.is_empty() {
        out.error("$.for.roles", "no_role", "name at least one role");
    }
}

/// Counts first: when these are over, the rest is not walked.
fn limits(x: &Instrument, out: &mut Findings) -> bool {
    let before = out.0.len();
    let mut over = |path: &str, what: &str, n: usize, max: usize| {
        if n > max {
            out.error(path, "limit", format!("{n} {what}, at most {max} are allowed; split the instrument"));
        }
    };
    over("$.blocks", "blocks", x.blocks.len(), Limit::BLOCKS);
    over("$.blocks", "items", x.items().count(), Limit::ITEMS);
    over("$.blocks", "pages", x.blocks.iter().map(|b| b.pages.len()).sum(), Limit::ITEMS);
    over("$.options", "option lists", x.options.len(), Limit::TABLES);
    over("$.recodes", "recode tables", x.recodes.len(), Limit::TABLES);
    over("$.scores", "scores", x.scores.len(), Limit::TABLES);
    for (name, list) in &x.options {
        over(&format!("$.options.{name}"), "options", list.len(), Limit::OPTIONS);
    }
    for (name, table) in &x.recodes {
        over(&format!("$.recodes.{name}"), "rows", table.len(), Limit::OPTIONS);
    }
    for (i, s) in x.scores.iter().enumerate() {
        over(&format!("$.scores[{i}]"), "inputs", s.items.len() + s.scores.len(), Limit::ITEMS);
    }
    if x.items().next().is_none() {
        out.error("$.blocks", "empty", "an instrument needs at least one block with one page with one item");
    }
    for (b, block) in x.blocks.iter().enumerate() {
        if block.pages.is_empty() {
            out.error(format!("$.blocks[{b}].pages"), "empty", "a block needs at least one page");
        }
        for (p, page) in block.pages.iter().enumerate() {
            if page.items.is_empty() {
                out.error(format!("$.blocks[{b}].pages[{p}].items"), "empty", "a page needs at least one item");
            }
        }
    }
    out.0.len() == before
}

fn ids(x: &Instrument, out: &mut Findings) {
    let mut seen: BTreeMap<(&str, &str), String> = BTreeMap::new();
    let mut check = |space: &'static str, id, path: String, out: &mut Findings| {
        if !is_snake_id(id) {
            out.error(
                &path,
                "id_shape",
                "use lower-case letters, digits and _, beginning with a letter, at most 64 bytes",
            );
        }
        if let Some(first) = seen.get(&(space, id)) {
            out.error(&path, "duplicate_id", format!("the id is already used at {first}; give each its own"));
        } else {
            seen.insert((space, id), path);
        }
    };
    for (b, block) in x.blocks.iter().enumerate() {
        check("block", block.id.as_str(), format!("$.blocks[{b}].id"), out);
        for (p, page) in block.pages.iter().enumerate() {
            check("page", page.id.as_str(), format!("$.blocks[{b}].pages[{p}].id"), out);
            for (i, item) in page.items.iter().enumerate() {
                check("item", item.id.as_str(), format!("$.blocks[{b}].pages[{p}].items[{i}].id"), out);
            }
        }
    }
    for (i, score) in x.scores.iter().enumerate() {
        check("score", score.id.as_str(), format!("$.scores[{i}].id"), out);
    }
}

fn options(x: &Instrument, out: &mut Findings) {
    let used: BTreeSet<&str> = x.items().filter_map(|(_, _, i)| i.options()).collect();
    for (name, list) in &x.options {
        let path = format!("$.options.{name}");
        if list.len() < 2 {
            out.error(&path, "few_options", "a list needs at least two options");
        }
        let mut codes = BTreeSet::new();
        for (i, c) in list.iter().enumerate() {
            if !codes.insert(c.code) {
                out.error(format!("{path}[{i}].code"), "duplicate_code", format!("code {} appears twice", c.code));
            }
            if (-98..=-91).contains(&c.code) {
                out.error(
                    format!("{path}[{i}].code"),
                    "code_is_missing",
                    "-98 to -91 are the missing codes; take another code",
                );
            }
            if c.code.unsigned_abs() > 1_000_000 {
                out.error(format!("{path}[{i}].code"), "impossible_range", "a code lies between -1000000 and 1000000");
            }
        }
        if !used.contains(name.as_str()) {
            out.warning(&path, "unused", "no item uses this list; remove it");
        }
    }
}

/// The items of one block, each with its path.
type BlockItems<'a> = Vec<(String, &'a Item)>;

/// The items of each block with their paths.
fn blocks(x: &Instrument) -> Vec<(String, BlockItems<'_>)> {
    let path = |b: usize, p: usize, i: usize| format!("$.blocks[{b}].pages[{p}].items[{i}]");
    x.blocks
        .iter()
        .enumerate()
        .map(|(b, block)| {
            let pages = block.pages.iter().enumerate();
            let items =
                pages.flat_map(|(p, page)| page.items.iter().enumerate().map(move |(i, item)| (path(b, p, i), item)));
            (format!("$.blocks[{b}]"), items.collect())
        })
        .collect()
}

fn show_ifs(block: &str, items: &BlockItems<'_>, out: &mut Findings) {
    let place: BTreeMap<&str, usize> = items.iter().enumerate().map(|(n, (_, i))| (i.id.as_str(), n)).collect();
    for (n, (path, item)) in items.iter().enumerate() {
        let Some(show_if) = &item.show_if else { continue };
        one_show_if(show_if, &format!("{path}.show_if"), block, &place, items, n, out);
    }
    for cycle in cycles(items, &place) {
        let (path, item) = &items[cycle];
        out.error(
            format!("{path}.show_if"),
            "show_if_cycle",
            format!("whether \"{}\" is shown depends on itself", item.id),
        );
    }
}

fn one_show_if(
    show_if: &ShowIf,
    path: &str,
    block: &str,
    place: &BTreeMap<&str, usize>,
    items: &BlockItems<'_>,
    own: usize,
    out: &mut Findings,
) {
    if show_if.all.is_empty() == show_if.any.is_empty() {
        out.error(path, "show_if_shape", "give comparisons in either all or any, not in both or none");
    }
    if show_if.comparisons().count() > Limit::COMPARISONS {
        out.error(path, "limit", format!("at most {} comparisons", Limit::COMPARISONS));
    }
    for (list, comparisons) in [("all", &show_if.all), ("any", &show_if.any)] {
        for (k, c) in comparisons.iter().enumerate() {
            let path = format!("{path}.{list}[{k}]");
            match place.get(c.item.as_str()) {
                None => out.error(
                    format!("{path}.item"),
                    "dangling",
                    format!("\"{}\" is not an item of {block}; a show_if refers to its own block only", c.item),
                ),
                Some(&at) if at > own => out.error(
                    format!("{path}.item"),
                    "show_if_forward",
                    "it refers to a later item; move that item before this one",
                ),
                Some(&at) if !items[at].1.asks() || !items[at].1.kind.checked().can_be_compared() => {
                    out.error(
                        format!("{path}.item"),
                        "not_for_kind",
                        "a show_if refers to choices and numbers, never to a text",
                    );
                }
                Some(&at) if items[own].1.kept() && !items[at].1.kept() => out.error(
                    format!("{path}.item"),
                    "not_kept",
                    "that item's answer is not stored in an entry, so nobody could tell whether this item was asked",
                ),
                Some(_) => {}
            }
            let bare = matches!(c.op, Op::Exists | Op::Missing);
            if bare == c.value.is_some() {
                out.error(&path, "show_if_shape", "exists and missing take no value, every other comparison takes one");
            }
        }
    }
}

/// Items that reach themselves through their show-ifs.
fn cycles(items: &BlockItems<'_>, place: &BTreeMap<&str, usize>) -> Vec<usize> {
    let next = |n: usize| -> Vec<usize> {
        let show_if = items[n].1.show_if.iter();
        show_if.flat_map(|s| s.comparisons()).filter_map(|c| place.get(c.item.as_str()).copied()).collect()
    };
    (0..items.len())
        .filter(|&start| {
            let (mut seen, mut todo) = (BTreeSet::new(), next(start));
            while let Some(n) = todo.pop() {
                if n == start {
                    return true;
                }
                if seen.insert(n) {
                    todo.extend(next(n));
                }
            }
            false
        })
        .collect()
}
