//! The respondent's screen. It shows a [`crate::session::Session`], sends it events, and carries sealed bytes into
//! the log and to the intake; it decides nothing about questions, scores or seals.
//!
//! | file | one thing |
//! |---|---|
//! | `host` | the shell (`element.js`): what it gives, what it is asked for |
//! | `setup` | from a study and an invite to everything that the form needs, or a refusal in words |
//! | `app` | the one owner of the session: messages in, screens out |
//! | `begin` | the lock, how far the slot has come, the rest of what is asked |
//! | `live` | what is held while somebody fills the form in |
//! | `sealing` | a job becomes an envelope, is stored, and only then counts |
//! | `log`, `outbox` | the write-only log on this device; sending what is in it |
//! | `place`, `lock` | one open form per slot, and how far it has come |
//! | `focus` | the heading of another screen is read out first |
//! | `idle` | hides after three minutes, forgets after fifteen |
//! | `interview` | the study's own tablet, with an interviewer |
//! | `json` | files as the browser parses them |
//! | `speech` | reads aloud, with voices of this device only |
//! | `tool` | speaking and drawing: scripts of their own around the form's memory |
//! | `text`, `words` | the screen's own texts; an instrument's wording with the study's words in it |
//! | `components` | what is drawn, one file per kind of thing |

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
