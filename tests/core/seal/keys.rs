//! Keys: how many, which, and the name of a set of them.

use kindstem::seal::{Identities, SealError, eid_of, kset, seal};
use std::fs;
use std::path::Path;

/// An identity file of `tests/keys/`.
pub fn file(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/keys").join(format!("test-key-{name}.txt"));
    fs::read_to_string(path).unwrap()
}

pub fn identity(name: &str) -> Identities {
    Identities::parse(&file(name)).unwrap()
}

/// The public keys of answers or contact.
pub fn recipients(what: &str) -> Vec<String> {
    [1, 2].iter().flat_map(|n| identity(&format!("{what}-{n}")).recipients()).collect()
}

pub fn sealed(plain: &[u8], to: &[String]) -> Result<kindstem::seal::Sealed, SealError> {
    seal(plain, 4096, &to.iter().map(String::as_str).collect::<Vec<_>>())
}

#[test]
fn each_recipient_opens_alone() {
    let made = sealed(b"{}", &recipients("answers")).unwrap();
    for key in ["answers-1", "answers-2"] {
        assert_eq!(identity(key).open(&made.ciphertext).unwrap().plain, b"{}", "{key}");
    }
    assert_eq!(identity("contact-1").open(&made.ciphertext), Err(SealError::NoMatchingKey));
    let all = [file("contact-1"), file("answers-2")].join("\n");
    assert!(Identities::parse(&all).unwrap().open(&made.ciphertext).is_ok(), "one of several keys is enough");
}

#[test]
fn one_recipient_is_not_enough_nor_the_same_twice() {
    let [one, two] = recipients("answers").try_into().unwrap();
    let shouted = one.to_uppercase();
    for few in [
        vec![],
        vec![one.clone()],
        vec![one.clone(), one.clone()],
        vec![one.clone(), shouted],
        vec![two.clone(), two.clone(), two.clone()],
    ] {
        assert_eq!(sealed(b"{}", &few).err(), Some(SealError::TooFewRecipients), "{few:?}");
    }
    assert!(sealed(b"{}", &[one.clone(), two, one]).is_ok());
}

#[test]
fn what_is_no_recipient_is_refused() {
    let good = recipients("answers").remove(0);
    let secret = file("answers-2").lines().last().unwrap().to_string();
    let others = [
        "",
        "age1",
        "x",
        secret.as_str(),
        &good[..61],
        &format!("{good} "),
        "age1pq1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq",
        "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAA",
        "age1yubikey1qwt50d05nh5vutpdzmlg5wn80xq5negm4uj9ghv0snvdd3yysf5yw3rhl3t",
    ];
    for bad in others {
        let result = sealed(b"{}", &[good.clone(), bad.to_string()]);
        assert_eq!(result.err(), Some(SealError::BadRecipient), "{bad:?}");
    }
}

#[test]
fn identity_files_are_read_as_age_writes_them() {
    let text = file("answers-1");
    assert_eq!(Identities::parse(&text.replace('\n', "\r\n")).unwrap().recipients().len(), 1);
    assert_eq!(Identities::parse(&format!("\n# a remark\n\n{text}")).unwrap().recipients().len(), 1);
    let secret = text.lines().last().unwrap();
    for bad in
        ["", "# nothing\n", "hello", &secret[..40], &format!("{secret}\nhello"), "age-encryption.org/v1\n-> scrypt"]
    {
        assert_eq!(Identities::parse(bad).err(), Some(SealError::BadIdentity), "{bad:?}");
    }
}

#[test]
fn nothing_and_too_much_are_not_sealed() {
    use kindstem::seal::PadError;
    let to = recipients("answers");
    assert_eq!(sealed(b"", &to).err(), Some(SealError::Size(PadError::Empty)));
    assert_eq!(sealed(&[b'x'; 4069], &to).err(), Some(SealError::Size(PadError::TooLarge)));
    assert!(sealed(&[b'x'; 4068], &to).is_ok());
}

#[test]
fn a_key_set_has_one_name_in_any_order() {
    let mut keys = recipients("answers");
    // First 8 bytes of: printf 'KEY\nKEY' | sha256sum, the two sorted.
    assert_eq!(kset(&keys), "bb39d351c3d062ad");
    keys.reverse();
    assert_eq!(kset(&keys), "bb39d351c3d062ad");
    assert_ne!(kset(&recipients("contact")), "bb39d351c3d062ad");
}

#[test]
fn an_entry_is_named_by_its_secret_and_two_never_alike() {
    let [a, b] = [(), ()].map(|()| sealed(b"{}", &recipients("answers")).unwrap());
    assert_eq!(a.eid, eid_of(&a.secret));
    assert!(a.eid != b.eid && a.secret != b.secret && a.ciphertext != b.ciphertext);
    // First 16 bytes of: head -c 32 /dev/zero | sha256sum
    assert_eq!(kindstem::encoding::hex(&eid_of(&[0; 32])), "66687aadf862bd776c8fc18b8e9f8e20");
}
