//! Over the waves: who changed by more than chance, in which families violence stopped, who is like whom.
//!
//! | you want | call |
//! |---|---|
//! | what somebody said in two waves, or why the two cannot be compared | [`Cohort::pairs`] |
//! | reliable change of a score (Jacobson & Truax 1991) | [`Figures::change`] |
//! | one score over all waves, a line for each | [`lines`] |
//! | how far two informants say the same | [`agreement`] |
//! | how many are in a band, such as the clinical range | [`bands`] |
//! | the violence class of families and how it moves | [`classes`] |
//! | families of one group like those of the other | [`matching`] |
//! | what each member of one family says, side by side | [`perspectives`] |
//!
//! Two answers are compared only where informant, target, structure, words, language, way of filling in and length of
//! the period are the same; else there is a reason in the place of a number. Families enter at a crisis, so numbers
//! fall by themselves (regression to the mean): every table has the comparison group beside it, and none is an effect.

mod agreement;
mod bands;
mod cells;
mod class;
mod classes;
mod codebook;
mod cohort;
mod matching;
mod measured;
mod pairs;
mod perspectives;
mod reliable;
mod scores;
mod tables;
mod trajectories;
mod units;

pub use agreement::{Agreement, Views, agreement, agreement_table, class_views_table};
pub use bands::bands;
pub use class::Class;
pub use classes::{Classes, FamilyClass, Informants, classes};
pub use codebook::change_codebook;
pub use cohort::{Cohort, Seen};
pub use matching::{Covariate, Matched, Unmatched, covariates, matching};
pub use pairs::{Pair, Why};
pub use perspectives::perspectives;
pub use reliable::{Cutoffs, Figures, Reliable, cutoffs};
pub use scores::{Scores, scores};
pub use tables::{Ways, class_table, counts_table, stopped_table, trajectories_table, transitions_table, ways};
pub use trajectories::{Line, Lines, Measure, lines, lines_table, measures};
pub use units::Unit;
