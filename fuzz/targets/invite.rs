//! See `checks/invite.rs`.
#![no_main]

#[path = "../checks/invite.rs"]
mod check;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    check::check(bytes);
});
