//! See `checks/norms.rs`.
#![no_main]

#[path = "../checks/norms.rs"]
mod check;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    check::check(bytes);
});
