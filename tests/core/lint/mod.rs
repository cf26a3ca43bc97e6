//! Every finding of the lints can be provoked: one broken edit of a good file, and where the finding points.

mod edit;
mod length;
mod reading;
mod structure;
mod study;
mod wording;

use kindstem::instrument::{Severity, library, lint, lint_wording, parse, parse_wording};

#[test]
fn the_library_lints_clean() {
    for e in library::entries() {
        let structure = parse(e.structure).unwrap_or_else(|err| panic!("{}: {err}", e.id));
        let mut found = lint(&structure);
        for (lang, bytes) in e.wording {
            let words = parse_wording(bytes).unwrap_or_else(|err| panic!("{} {lang}: {err}", e.id));
            assert_eq!(words.lang, *lang, "{}", e.id);
            found.extend(lint_wording(&structure, &words));
        }
        let errors: Vec<_> = found.iter().filter(|f| f.severity == Severity::Error).map(ToString::to_string).collect();
        assert_eq!(errors, Vec::<String>::new(), "{}", e.id);
    }
}
