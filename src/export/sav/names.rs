//! Names that SPSS takes: at most 64 bytes of letters, digits and `_`, no two the same but for case.

use sha2::{Digest, Sha256};
use std::collections::BTreeSet;

const LONGEST: usize = 64;

/// A name for each; one that is too long is cut and ends in six digits of its SHA-256, so that it is the same in every
/// export. The label has the whole name then.
pub(super) fn unique<'a>(names: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    let mut taken = BTreeSet::new();
    let name = |name: &str| {
        let clean: String = name.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).collect();
        let clean = if clean.starts_with(|c: char| c.is_ascii_alphabetic()) { clean } else { format!("v{clean}") };
        if clean.len() <= LONGEST && taken.insert(clean.to_ascii_lowercase()) {
            return clean;
        }
        let hash: String = Sha256::digest(name).iter().take(3).map(|b| format!("{b:02x}")).collect();
        let short = format!("{}_{hash}", &clean[..clean.len().min(LONGEST - 7)]);
        taken.insert(short.to_ascii_lowercase());
        short
    };
    names.into_iter().map(name).collect()
}

#[cfg(test)]
mod tests {
    use super::unique;

    #[test]
    fn names_are_short_different_and_of_letters() {
        let long = "kindstem_background_parent_household_who_lives_with_you_most_of_the_week";
        let names = unique(["wave", "WAVE", "set_12-17", "12", long, &format!("{long}_k1")]);
        assert_eq!(names[0], "wave");
        assert_eq!(names[2..4], ["set_12_17", "v12"]);
        let different: std::collections::BTreeSet<_> = names.iter().map(|n| n.to_lowercase()).collect();
        assert_eq!(different.len(), names.len());
        assert!(names.iter().all(|n| n.len() <= 64), "{names:?}");
        assert_eq!(names, unique(["wave", "WAVE", "set_12-17", "12", long, &format!("{long}_k1")]));
    }
}
