//! The respondent's screen. It shows a [`crate::session::Session`], sends it events, and carries sealed bytes into
//! the log and to the intake; it decides nothing about questions, scores or seals.
//!
//! | room or file | one thing |
//! |---|---|
//! | `host` | the shell (`element.js`): what it gives, what it is asked for |
//! | `setup`, `refusal` | from a study and an invite to everything that the form needs, or why there is no form |
//! | `screen` | the one owner of the session: messages in, screens out |
//! | `components` | what is drawn, one file per kind of thing |
//! | `device` | the write-only log on this device, how far a slot has come, one open form per slot |
//! | `network` | files by their hash; a job becomes an envelope, is stored, and only then counts; sending it |
//! | `speech` | reading aloud; speaking and drawing, whose scripts work around the form's memory |
//! | `interview` | the study's own tablet, with an interviewer |
//! | `text`, `wordings`, `placeholders` | the screen's own texts; the instruments' words; the study's words in them |
//! | `clock`, `json`, `mounted` | time and random bytes; files as the browser parses them; on the screen and off it |
//!
//! No file imports one that imports it (`tests/layering.rs`).

mod clock;
mod components;
mod device;
mod host;
mod interview;
mod json;
mod mounted;
mod network;
mod placeholders;
mod refusal;
mod screen;
mod setup;
mod speech;
mod text;
mod wordings;

pub use host::{Given, Host};
pub use mounted::{Mounted, mount};
