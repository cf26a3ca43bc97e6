//! Closed and opened again: bytes, sizes, keys, and what is said of an envelope that was changed.

#[path = "stories/forms.rs"]
mod forms;
#[path = "stories/scenario.rs"]
mod scenario;

#[path = "seal/any.rs"]
mod any;
#[path = "seal/canonical.rs"]
mod canonical;
#[path = "seal/changed.rs"]
mod changed;
#[path = "seal/frozen.rs"]
mod frozen;
#[path = "seal/keys.rs"]
mod keys;
#[path = "seal/other_age.rs"]
mod other_age;
#[path = "seal/plaintext.rs"]
mod plaintext;
#[path = "seal/sizes.rs"]
mod sizes;
