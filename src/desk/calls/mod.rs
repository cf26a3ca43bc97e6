//! Calls: who asked for a talk, in one delivery or several, and which contacts a person has handled.
//!
//! | file | one thing |
//! |---|---|
//! | `delivery.rs` | the contacts of deliveries, opened |
//! | `handled.rs` | the file of handled contacts, encrypted |
//! | `saved_list.rs` | `contacts.list`: exactly which contacts a list had |
//! | `counts.rs`, `table.rs` | a list as numbers, as lines and as CSV |

mod counts;
pub mod delivery;
pub mod handled;
pub mod saved_list;
mod table;

pub use counts::Counts;
pub use table::{head, row, show};
