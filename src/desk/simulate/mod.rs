//! A made-up cohort with parameters that are known, so that tables can be held against the truth.
//!
//! | file | one thing |
//! |---|---|
//! | `parameters.rs` | what is true of the cohort; figures of the article or assumptions |
//! | `world.rs`, `family.rs`, `cohort.rs` | what families share, one family, all of them |
//! | `sitting.rs`, `answers.rs` | one person fills in, page by page |
//! | `truth.rs` | `truth.json` |
//! | `random.rs` | draws that stay the same for a seed |

mod answers;
pub mod cohort;
pub mod family;
pub mod parameters;
mod random;
mod sitting;
pub mod truth;
pub mod world;
