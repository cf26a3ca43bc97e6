//! The one owner of the session, and what happens to it.
//!
//! | file | one thing |
//! |---|---|
//! | `app` | messages in, screens out |
//! | `message` | what can happen |
//! | `begin` | from a setup to the first page |
//! | `active_form` | what is held while somebody fills the form in |
//! | `handlers` | what happens to it, one small handler per message |
//! | `language`, `reading`, `wipe` | another language; reading aloud; a device that is empty afterwards |
//! | `focus`, `idle` | the heading that is read out first; hides after three minutes, forgets after fifteen |

mod active_form;
pub(super) mod app;
mod begin;
mod focus;
mod handlers;
mod idle;
mod language;
pub(super) mod message;
mod reading;
mod wipe;
