//! What a researcher hands over: each kind of file is read in one place.
//!
//! | file | what it is |
//! |---|---|
//! | `study.rs` | `study.json` |
//! | `register.rs` | the register, encrypted, in two copies; other files that are kept in the same way |
//! | `instruments.rs` | structures and text packs: the library's, a folder's, single files |
//! | `recordings.rs` | spoken texts that text packs name |
//! | `envelope_folder.rs` | a delivery: envelopes by slot |
//! | `opened_folder.rs` | the folder that `unseal` wrote, with its report |
//! | `records.rs` | `records.jsonl` of such a folder |
//! | `joined.rs` | study, register and structures together |
//! | `arrivals.rs` | what arrived of whom, and who is due on a day |
//! | `messages.rs` | messages of the letterbox, and the log of who read them |
//! | `key_set.rs` | the name of a key set |
//! | `links.rs` | the list of links that `study invite` wrote |
//! | `norms.rs` | norm tables |
//! | `fieldwork_log.rs`, `verification_log.rs` | the logs of `study log` and `study verify` |

pub mod arrivals;
pub mod envelope_folder;
pub mod fieldwork_log;
pub mod instruments;
pub mod joined;
pub mod key_set;
pub mod links;
pub mod messages;
pub mod norms;
pub mod opened_folder;
pub mod recordings;
pub mod records;
pub mod register;
pub mod study;
pub mod verification_log;
