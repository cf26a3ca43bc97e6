//! See `checks/shape.rs`.
#![no_main]

#[path = "../checks/shape.rs"]
mod check;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    check::check(bytes);
});
