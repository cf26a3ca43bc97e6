//! Stories of respondents, without a screen: what somebody does, and what is then sealed.

mod aside;
mod back;
mod branch;
mod clicks;
mod contact;
pub mod doors;
pub mod forms;
mod gate;
mod houses;
mod kinds;
mod limits;
mod opening;
mod page_rules;
mod recorded;
mod resume;
pub mod scenario;
mod share;
mod stop;
mod talk;
mod transcript;
mod walk;
mod words;
