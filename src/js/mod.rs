//! The core for JavaScript: JSON in, JSON out, and a refusal that becomes an `Error`.
//!
//! | file | one thing |
//! |---|---|
//! | `verbs` | what can be asked |
//! | `argument` | what was given: its name, and its JSON |
//! | `refusal` | why nothing came back |
//! | `convert` | values of JavaScript to these and back; the only file here that names a browser type |
//!
//! An object crosses as the JSON text that `JSON.stringify` makes of it. So there is one reader for a file and for an
//! object, with one set of limits; an object that holds itself is an error instead of the end of the stack; and what
//! comes back as an object is what comes back as text.

mod argument;
mod convert;
mod needed;
mod refusal;
pub mod verbs;

pub use argument::Argument;
pub use convert::{bytes, object, optional, text, thrown, value};
pub use refusal::Refusal;
