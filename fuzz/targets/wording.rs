//! See `checks/wording.rs`.
#![no_main]

#[path = "../checks/wording.rs"]
mod check;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    check::check(bytes);
});
