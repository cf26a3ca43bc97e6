//! Sealing and opening one page of 4,096 padded bytes to two recipients, held against plain age on the same bytes.

#[path = "../tests/core/stories/forms.rs"]
mod forms;
#[path = "shared/ratio.rs"]
mod ratio;
#[path = "../tests/core/stories/scenario.rs"]
mod scenario;

use age::x25519;
use criterion::{Criterion, criterion_group};
use kindstem::seal::{Envelope, Identities, open, pad, seal};
use std::io::{Read, Write};

const KEYS: [&str; 2] =
    [include_str!("../tests/keys/test-key-answers-1.txt"), include_str!("../tests/keys/test-key-answers-2.txt")];

fn sealing(c: &mut Criterion) {
    let mut parent = scenario::Scenario::parent();
    parent.walks("the end", scenario::any_answer);
    let page = parent.sealed[3].clone();
    let identity = Identities::parse(KEYS[0]).unwrap();
    let recipients: Vec<String> = KEYS.iter().flat_map(|k| Identities::parse(k).unwrap().recipients()).collect();
    let to: Vec<&str> = recipients.iter().map(String::as_str).collect();
    let sealed = seal(&page.plain, page.size, &to).unwrap();
    let envelope = Envelope {
        kset: "k".into(),
        slot: scenario::SLOT.into(),
        eid: "e".into(),
        ciphertext: sealed.ciphertext.clone(),
    };
    assert_eq!(open([envelope.clone()], &identity).entries.len(), 1);

    let padded = pad(&page.plain, page.size).unwrap();
    let keys: Vec<x25519::Recipient> = to.iter().map(|r| r.parse().unwrap()).collect();
    let secret = KEYS[0].lines().last().unwrap().parse::<x25519::Identity>().unwrap();
    let encrypt = || plain_age(&padded, &keys);
    let decrypt = || {
        let mut out = Vec::new();
        let decryptor = age::Decryptor::new_buffered(&sealed.ciphertext[..]).unwrap();
        let mut reader = decryptor.decrypt(std::iter::once(&secret as &dyn age::Identity)).unwrap();
        reader.read_to_end(&mut out).unwrap();
        out
    };
    c.bench_function("seal a page", |b| b.iter(|| seal(&page.plain, page.size, &to).unwrap()));
    c.bench_function("plain age encryption of the same bytes", |b| b.iter(encrypt));
    c.bench_function("open a page", |b| b.iter(|| open([envelope.clone()], &identity)));
    c.bench_function("plain age decryption of the same bytes", |b| b.iter(decrypt));
    ratio::ratio("seal a page / plain age", || seal(&page.plain, page.size, &to).unwrap(), encrypt);
    ratio::ratio("open, check and read a page / plain age", || open([envelope.clone()], &identity), decrypt);
}

fn plain_age(padded: &[u8], keys: &[x25519::Recipient]) -> Vec<u8> {
    let encryptor = age::Encryptor::with_recipients(keys.iter().map(|k| k as &dyn age::Recipient)).unwrap();
    let mut out = Vec::new();
    let mut writer = encryptor.wrap_output(&mut out).unwrap();
    writer.write_all(padded).unwrap();
    writer.finish().unwrap();
    out
}

criterion_group!(benches, sealing);
criterion::criterion_main!(benches);
