//! See `checks/families.rs`.
#![no_main]

#[path = "../checks/families.rs"]
mod check;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    check::check(bytes);
});
