//! What the columns of the tables of change mean, and by which rule.

use super::cells::headed;
use crate::export::{Cell, Table};

const ROWS: &[(&str, &str, &str)] = &[
    ("every table", "group", "gedwongen, vrijwillig, or unknown where the register does not say"),
    ("every table", "sample", "all, or matched: only families in a matched pair"),
    ("every table", "status", "not validated: an instrument of this project that nobody has validated"),
    (
        "every table",
        "reading it",
        "families enter at a crisis, so numbers fall by themselves (regression to the mean): report beside the other group, never as an effect",
    ),
    (
        "change",
        "from, to, difference",
        "the score in both waves; a difference only where informant, target, structure, words, language, set, way of filling in and length of the period are the same",
    ),
    (
        "change",
        "sd, reliability, reliability_kind",
        "what the index rests on; their sources stand in change_sums; with alpha or omega in the place of retest the index is too large over a year",
    ),
    (
        "change",
        "rc",
        "(to - from) / (sd * sqrt(2 * (1 - reliability))), Jacobson & Truax 1991, doi 10.1037/0022-006X.59.1.12",
    ),
    (
        "change",
        "reliable",
        "higher or lower where rc is beyond 1.96 either way, else within_error; higher is worse for symptoms and better for well-being",
    ),
    ("change", "reason", "why there is no number"),
    ("change_sums", "n_from, n_both, n_rc", "with the score in the first wave; that can be compared; with an index"),
    ("change_sums", "higher, lower", "shares of n_rc; without any change about 0.025 each"),
    (
        "bands",
        "who",
        "answered: everybody with the score in that wave; both: who can be compared and has it in both waves; only both shows change",
    ),
    (
        "classes",
        "class_*",
        "none, moderate, frequent_or_severe; rule of this project, not validated: highest single informant x pair or child x direction; severe once, or as often a year as the instrument's codebook says; none needs every item answered with never",
    ),
    (
        "classes",
        "class_*_low, class_*_high",
        "as if nothing, or all, of what is missing had happened; the class stands where both agree",
    ),
    (
        "classes",
        "informants",
        "main_caregiver: whom the register names, else the only parent who answered in the first wave; any: every parent; both with the same people, pairs and children in both waves",
    ),
    (
        "classes",
        "who, units",
        "whose answers counted; how many pairs or children x directions were asked alike in both waves",
    ),
    ("classes", "home", "blank: the whole family; else the units whose adults live in that home"),
    ("classes", "none_at_to", "1: none in the last wave, whatever was before"),
    ("classes", "stopped", "1: not none in the first wave and none in the last"),
    (
        "class_counts",
        "who",
        "answered: families with an answer in that wave; both: families with a class in both, by the same informants, pairs and children",
    ),
    ("class_counts", "n, of, families", "in the class; with a class; with an answer"),
    ("transitions", "n, of", "families that went from class_from to class_to; families that were in class_from"),
    (
        "trajectories",
        "trajectory",
        "class per wave, of families with a class in every wave by the same informants, pairs and children",
    ),
    ("matched", "logit_difference", "distance between the two on the logit of the propensity score"),
    ("balance", "smd_before, smd_after", "difference of means over the pooled standard deviation before matching"),
    ("balance", "matched_by", "0: compared only (class at T0 as 0 to 2, mean age of the children)"),
];

/// Returns one row per column or group of columns.
pub fn change_codebook() -> Table {
    let mut out = headed(&["table", "column", "meaning"]);
    out.rows.extend(ROWS.iter().map(|(table, column, text)| [*table, *column, *text].map(Cell::text).to_vec()));
    out
}
