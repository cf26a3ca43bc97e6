//! Closed and opened again: bytes, sizes, keys, and what is said of an envelope that was changed.

mod any;
mod canonical;
mod cctv;
mod changed;
mod frozen;
mod headers;
pub mod keys;
mod other_age;
mod plaintext;
mod sizes;
