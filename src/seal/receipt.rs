//! Which answers of an intake a page believes.
//!
//! A status alone proves nothing. A school's filter, a page that asks to log in, or a host that serves one page for
//! every address answers 200 as well, and has stored nothing. So an answer counts only if its body says what nobody
//! can know who did not get the request: the hash of the very bytes, or the id of the entry that is gone.

use super::place::{is_entry, is_hex};

/// Hex digits of a SHA-256.
const DIGITS: usize = 64;

/// Returns whether an answer to a `PUT` proves that the bytes with this SHA-256 (64 lower-case hex digits) are stored.
///
/// The status must be 200 or 201. The body must be the hash and nothing else, but for one newline at its end.
///
/// ```
/// use kindstem::instrument::identity;
/// use kindstem::seal::receipt::is_kept;
///
/// let sha256 = identity(b"the bytes that were sent");
/// assert!(is_kept(201, &sha256, &sha256));
/// assert!(!is_kept(200, "<title>Log in</title>", &sha256), "a filter's page proves nothing");
/// ```
pub fn is_kept(status: u16, body: &str, sha256: &str) -> bool {
    matches!(status, 200 | 201) && is_hex(sha256, DIGITS) && line(body) == sha256
}

/// Returns whether an answer to a `PUT` says that other bytes are stored under the entry's name.
///
/// The status must be 409, and the body the SHA-256 of those other bytes, as in [`is_kept`].
pub fn is_taken(status: u16, body: &str, sha256: &str) -> bool {
    status == 409 && is_hex(line(body), DIGITS) && line(body) != sha256
}

/// Returns whether an answer to a `DELETE` proves that the entry (32 lower-case hex digits) is gone for good.
///
/// The status must be 200. The body must be `gone `, the id, and at most one newline. A `PUT` that is answered 410 with
/// this body proves nothing: no answer takes an envelope off the device that the respondent did not throw away.
pub fn is_gone(status: u16, body: &str, eid: &str) -> bool {
    status == 200 && is_entry(eid) && line(body).strip_prefix("gone ") == Some(eid)
}

/// Without the newline that some servers put behind every body.
fn line(body: &str) -> &str {
    body.strip_suffix('\n').unwrap_or(body)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const EID: &str = "0123456789abcdef0123456789abcdef";
    const OTHER: &str = "ffffffffffffffffffffffffffffffff";

    fn hash(bytes: &[u8]) -> String {
        super::super::link(bytes)
    }

    /// Bodies that are nearly `proof`, and what stands in the place of an intake.
    fn nearly(proof: &str) -> Vec<String> {
        let changes = [
            String::new(),
            "\n".into(),
            "ok".into(),
            "<!doctype html><title>Log in</title>".into(),
            format!("<!doctype html>{proof}"),
            format!("{proof}<!-- -->"),
            proof.to_uppercase(),
            format!("\"{proof}\""),
            format!("{{\"sha256\":\"{proof}\"}}"),
            format!(" {proof}"),
            format!("{proof} "),
            format!("{proof}\0"),
            format!("\n{proof}"),
            format!("{proof}\r\n"),
            format!("{proof}\n\n"),
            format!("{proof}\n{proof}"),
            format!("\u{feff}{proof}"),
            format!("sha256-{proof}"),
            proof[..proof.len() - 1].to_string(),
            format!("{proof}0"),
            format!("{proof}{}", ".".repeat(1 << 16)),
        ];
        changes.into_iter().filter(|c| c != proof).collect()
    }

    #[test]
    fn only_the_hash_of_these_bytes_proves_that_they_are_kept() {
        let sha = hash(b"these bytes");
        for body in [sha.clone(), format!("{sha}\n")] {
            for status in 100..=999 {
                assert_eq!(is_kept(status, &body, &sha), [200, 201].contains(&status), "{status}");
            }
        }
        let others = [hash(b"other bytes"), hash(b""), EID.into(), format!("gone {EID}")];
        for body in nearly(&sha).iter().chain(&others) {
            for status in [200, 201, 202, 204, 303, 410] {
                assert!(!is_kept(status, body, &sha), "{status} {body:.80}");
            }
        }
        // A page that could not make a hash must not take an empty answer for it.
        for none in ["", "undefined", &sha.to_uppercase(), &sha[1..]] {
            assert!(!is_kept(200, none, none), "{none}");
        }
    }

    #[test]
    fn only_the_entrys_own_id_proves_that_it_is_gone() {
        let proof = format!("gone {EID}");
        for body in [proof.clone(), format!("{proof}\n")] {
            for status in 100..=999 {
                assert_eq!(is_gone(status, &body, EID), status == 200, "{status}");
            }
        }
        let others =
            [format!("gone {OTHER}"), EID.into(), format!("gone  {EID}"), format!("Gone {EID}"), format!("gone{EID}")];
        for body in nearly(&proof).iter().chain(&others).chain(&["gone".into(), "gone ".into(), hash(b"")]) {
            for status in [200, 204, 303, 410] {
                assert!(!is_gone(status, body, EID), "{status} {body:.80}");
            }
        }
        for none in ["", "undefined", &EID.to_uppercase(), &EID[1..]] {
            assert!(!is_gone(200, &format!("gone {none}"), none), "{none}");
        }
    }

    #[test]
    fn a_name_is_taken_only_where_the_answer_names_other_bytes() {
        let (sha, other) = (hash(b"these bytes"), hash(b"other bytes"));
        assert!(is_taken(409, &other, &sha) && is_taken(409, &format!("{other}\n"), &sha));
        assert!(!is_taken(200, &other, &sha));
        for body in nearly(&other).iter().chain([&sha]) {
            assert!(!is_taken(409, body, &sha), "{body:.80}");
        }
    }

    proptest! {
        #[test]
        fn whatever_else_is_answered_is_no_proof(status: u16, body in ".{0,200}", bytes: Vec<u8>) {
            let sha = hash(&bytes);
            prop_assert!(!is_kept(status, &body, &sha));
            prop_assert!(!is_gone(status, &body, EID));
        }

        #[test]
        fn one_changed_sign_is_no_proof(at in 0..64usize, to in any::<char>(), bytes: Vec<u8>) {
            let sha = hash(&bytes);
            let body: String = sha.chars().enumerate().map(|(n, c)| if n == at { to } else { c }).collect();
            prop_assert_eq!(is_kept(200, &body, &sha), body == sha);
            prop_assert!(!is_gone(200, &body, EID));
        }
    }
}
