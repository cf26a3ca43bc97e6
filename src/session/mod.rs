//! The conversation: which page is on the screen, what was said, what has to be sealed next.
//!
//! A [`Session`] changes only through [`Session::apply`]. It asks the screen for nothing and knows no clock; the
//! screen shows [`Session::page`], sends [`Event`]s, seals what [`Session::job`] holds and reports back.
//!
//! ```text
//! Asking ──Next──► Sealing ──Sealed (one per job)──► Asking on the next page … ──► Ended
//! ```

mod accept_answer;
mod attached;
mod attachments;
mod branch_menu;
mod comprehension;
mod contact;
mod conversation;
mod event;
mod job;
mod page_rules;
mod page_view;
mod pending;
mod steps;
mod visit;
mod walk;
mod wishes;

pub use conversation::Session;
pub use event::Event;
pub use job::{Job, Recipients};
pub use page_rules::Unanswered;
pub use page_view::PageView;
pub use steps::{Progress, Step};
pub use visit::{State, Visit};
