//! Kindstem: questionnaires for parents and children in families where home is unsafe.
//!
//! Which module for which need, in the order in which the data travels:
//!
//! | you want to | start at |
//! |---|---|
//! | read or check an instrument or its wording | [`instrument::parse`], [`instrument::lint`] |
//! | count days, ages and deadlines | [`time::Day`], [`time::Age`], [`time::Minute`] |
//! | hold what somebody said, missing codes included | [`answers::Answer`] |
//! | describe a study, write or read an invite | [`study::Study`], [`study::Invite`] |
//! | score a set of answers | [`scoring::score`] |
//! | walk somebody through a battery | [`session::Session`] |
//! | seal one entry, or open a folder of them | [`seal::seal`], [`seal::open()`] |
//! | get one record per person × wave × about | [`record::assemble`] |
//! | hand tables over | [`export`] |
//! | compare waves | [`change`] |
//! | choose instruments | `catalogue` |
//! | do it all from a command line | `desk`, behind the binary `kindstem` |
//! | open and look at it all in a browser | `research`, the researcher's page |
//! | check and score from JavaScript | `js`, behind the package in `pkg/` |
//!
//! Imports go one way: a module may import what its row names, and only modules of rows above it. `tests/core/layering/`
//! reads this table and compares every file with it. A row names modules, or says `nothing`, `all above`, or
//! `all above but …`; a name may be followed by "(except in `PATH`)".
//!
//! | module | may import |
//! |---|---|
//! | `age_header`, [`encoding`], [`time`] | nothing |
//! | [`instrument`] | `encoding` |
//! | [`answers`], [`study`] | `encoding`, `time`, `instrument` |
//! | [`scoring`] | `encoding`, `time`, `instrument`, `answers` |
//! | [`seal`] | all above |
//! | [`session`] | all above |
//! | [`record`], [`export`], [`change`] | all above but `session` |
//! | `catalogue` | `time`, `instrument`, `study`, `export` |
//! | `intake` | `age_header`, `encoding` |
//! | `desk` | all above |
//! | `web` | all above but `record`, `export`, `change`, `catalogue`, `intake`, `desk` |
//! | `research` | all above but `session`, `catalogue`, `intake`, `desk`, `web` |
//! | `js` | `encoding`, `time`, `instrument`, `answers`, `study`, `scoring` |
//!
//! Invariants, each with a test in `tests/core/layering/` or beside the rule:
//!
//! - The core knows no screen and no clock: time and ids are arguments. (age draws its own randomness.)
//! - A [`session::Session`] changes only through [`session::Session::apply`].
//! - Plain answers live in wasm memory and on their way into `seal/`; storage, network, console, URL, title and
//!   events see ciphertext or nothing.
//! - Only `seal/` touches key material, and `desk/keys/`, which makes keys; only `web/`, `research/`,
//!   one file of `js/` and the doors name a browser type.
//! - The same `scoring/` runs in page, desk, research page and JavaScript; a record scored twice gives the same bytes.

#![cfg_attr(not(any(feature = "web", feature = "door-seal", feature = "research")), forbid(unsafe_code))]
#![deny(missing_docs, rustdoc::broken_intra_doc_links)]
#![deny(clippy::missing_errors_doc, clippy::missing_panics_doc)]
#![cfg_attr(not(test), deny(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

#[cfg(feature = "age")]
pub mod age_header;
pub mod encoding;
pub mod time;

pub mod instrument;

pub mod answers;
pub mod study;

pub mod scoring;

pub mod seal;

pub mod session;

#[cfg(feature = "desk")]
pub mod record;

#[cfg(feature = "desk")]
pub mod export;

#[cfg(feature = "desk")]
pub mod change;

#[cfg(feature = "cli")]
pub mod catalogue;

#[cfg(feature = "cli")]
pub mod intake;

#[cfg(feature = "cli")]
pub mod desk;

#[cfg(feature = "web")]
pub mod web;

#[cfg(feature = "research")]
pub mod research;

#[cfg(feature = "door-core")]
pub mod js;
