//! See `checks/study.rs`.
#![no_main]

#[path = "../checks/study.rs"]
mod check;
#[path = "../checks/readers.rs"]
mod readers;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    check::check(bytes);
});
