//! What each argument has to be, in words.

/// What an argument has to be.
pub(super) fn needed(name: &str) -> &'static str {
    match name {
        "structure" => "this must be the structure of one instrument",
        "wording" => "this is not a text pack (the wording of one instrument in one language)",
        "answers" => {
            "this must be an object from item id to answer: {\"phq9_1\": 3, \"phq9_2\": {\"missing\": \"refused\"}}"
        }
        "options" => "an object with \"period\", \"wave\", both or neither is needed here",
        "study" => "a study is needed here",
        "instruments" => "a list of structures is needed here",
        "today" => "this must be a day, such as \"2026-11-23\"",
        _ => "the bytes of one file are needed here, a Uint8Array",
    }
}
