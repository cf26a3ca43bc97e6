//! The sealing door: bytes in, envelope out. It knows no question and no answer, only public keys.

use kindstem::seal;
use wasm_bindgen::prelude::*;
use zeroizing_alloc::ZeroAlloc;

/// Memory is zeroed when it is freed: plaintexts and the keys of single files pass through here.
#[global_allocator]
static ALLOC: ZeroAlloc<std::alloc::System> = ZeroAlloc(std::alloc::System);

/// Seals a plaintext, padded to `size` bytes, to the recipients (one `age1…` per line).
///
/// Gives `secret (32 bytes) ‖ eid (16 bytes) ‖ age file`; nothing where it failed, because every reason is one that
/// `study check` finds before.
#[wasm_bindgen]
pub fn seal(plain: Vec<u8>, size: u32, recipients: &str) -> Option<Vec<u8>> {
    let recipients: Vec<&str> = recipients.lines().collect();
    let sealed = seal::seal(&plain, size as usize, &recipients).ok()?;
    let mut out = Vec::with_capacity(48 + sealed.ciphertext.len());
    out.extend(sealed.secret);
    out.extend(sealed.eid);
    out.extend(sealed.ciphertext);
    Some(out)
}

/// Name of a set of recipients (one per line) in an object key.
#[wasm_bindgen]
pub fn kset(recipients: &str) -> String {
    seal::kset(&recipients.lines().collect::<Vec<_>>())
}

fn main() {}
