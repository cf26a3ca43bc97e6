//! The two shapes of ids.

use crate::instrument::Limit;

/// `snake_case`: ids of items, scores, blocks and pages.
pub(crate) fn is_snake_id(id: &str) -> bool {
    id.len() <= Limit::ID
        && id.starts_with(|c: char| c.is_ascii_lowercase())
        && id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
}

/// `with-hyphens`: ids of instruments.
pub(crate) fn is_hyphen_id(id: &str) -> bool {
    id.len() <= Limit::ID
        && id.split('-').all(|w| !w.is_empty() && w.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()))
}
