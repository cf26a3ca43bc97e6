//! See `checks/register.rs`.
#![no_main]

#[path = "../checks/register.rs"]
mod check;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    check::check(bytes);
});
