//! Opens a delivery of envelopes into a folder: contacts, records and a report.
//!
//! | file | one thing |
//! |---|---|
//! | `share.rs` | the way through the slots, all of them or one machine's share |
//! | `slot_cache.rs`, `store.rs`, `state.rs`, `settings.rs` | `state/`: what each slot gave, over all deliveries |
//! | `decisions.rs`, `decided.rs`, `side_by_side.rs` | what a person decides about marks and contradictions |
//! | `calls_list.rs` | `contacts.csv` and `contacts.jsonl`, as soon as all contacts are known |
//! | `outputs.rs`, `slot_output.rs`, `partitions.rs`, `attachments.rs`, `table.rs` | the files that are written |
//! | `totals.rs`, `summary.rs`, `reasons.rs` | the report, and why it needs a person |

mod attachments;
pub mod calls_list;
mod decided;
pub mod decisions;
pub mod outputs;
pub mod partitions;
mod reasons;
pub mod settings;
pub mod share;
pub mod side_by_side;
pub mod slot_cache;
pub mod slot_output;
pub mod state;
mod store;
mod summary;
mod table;
pub mod totals;
