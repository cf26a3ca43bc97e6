//! The name of a key set on the command line.

/// Reads 16 lower-case hexadecimal digits.
///
/// # Errors
///
/// Anything else, in words for the command line.
pub fn key_set(text: &str) -> Result<String, String> {
    let hex = text.len() == 16 && text.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b));
    if hex {
        Ok(text.to_string())
    } else {
        Err("write 16 lower-case hex digits, as the folder's name in the intake".into())
    }
}
