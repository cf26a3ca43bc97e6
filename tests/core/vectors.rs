//! Scores that were computed by hand: every instrument of the library and every kind of rule, answer for answer.
//!
//! A file of `tests/vectors/` names an instrument of the library, one of `tests/vectors/rules/` brings a tiny one of
//! its own. Each case says why its scores are what they are. Compared are bytes, in the canonical form of RFC 8785.

use kindstem::answers::{self, Answer, Answers};
use kindstem::instrument::{self, Instrument, Period, Severity, library};
use kindstem::scoring::{Context, ScoreDocument, score};
use serde::Deserialize;
use serde_json::json;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Vectors {
    /// An instrument of the library, or …
    instrument: Option<String>,
    /// … a structure of its own.
    structure: Option<serde_json::Value>,
    source: String,
    cases: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    because: String,
    /// Another recall period than the instrument's own.
    period: Option<Period>,
    answers: Answers,
    /// The scores of the document, in its order.
    scores: serde_json::Value,
}

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/vectors").join(name)
}

fn files(dir: &Path) -> Vec<PathBuf> {
    let all = fs::read_dir(dir).unwrap().map(|f| f.unwrap().path());
    all.filter(|p| p.extension().is_some_and(|e| e == "json")).collect()
}

fn read(path: &Path) -> (Instrument, Vectors) {
    let at = path.display();
    let vectors: Vectors =
        instrument::from_json(&fs::read(path).unwrap(), 1 << 20).unwrap_or_else(|e| panic!("{at}: {e}"));
    let bytes = match (&vectors.instrument, &vectors.structure) {
        (Some(id), None) => library::structure(id).unwrap_or_else(|| panic!("{at}: no {id} in the library")).to_vec(),
        (None, Some(structure)) => serde_json::to_vec(structure).unwrap(),
        _ => panic!("{at}: either instrument or structure"),
    };
    let instrument = instrument::parse(&bytes).unwrap_or_else(|e| panic!("{at}: {e}"));
    let errors = instrument::lint(&instrument).into_iter().filter(|f| f.severity == Severity::Error);
    assert_eq!(errors.collect::<Vec<_>>(), [], "{at}: the structure itself is broken");
    (instrument, vectors)
}

/// A vector with an answer that nobody could give would prove nothing.
fn check_answers(instrument: &Instrument, answers: &Answers, at: &str) {
    for (id, answer) in answers {
        let item = instrument.item(id).unwrap_or_else(|| panic!("{at}: no item {id}"));
        let Answer::Value(value) = answer else { continue };
        let value = answers::typed(item, value.clone());
        answers::check(instrument, item, &value).unwrap_or_else(|e| panic!("{at}: {id}: {e}"));
    }
}

fn run(path: &Path) {
    let (instrument, vectors) = read(path);
    assert!(!vectors.source.is_empty(), "{}: name the source", path.display());
    for case in &vectors.cases {
        let at = format!("{}, {}", path.display(), case.name);
        assert!(!case.because.is_empty(), "{at}: write the computation out");
        check_answers(&instrument, &case.answers, &at);
        let scored = score(&instrument, &case.answers, Context { period: case.period, norms: None });
        let expected = json!({"instrument": instrument.id, "version": instrument.version, "scores": case.scores});
        assert_eq!(
            serde_json::to_string(&scored).unwrap(),
            serde_json_canonicalizer::to_string(&expected).unwrap(),
            "{at}: {}",
            case.because
        );
        assert_eq!(score_file(&instrument, case, &at), scored, "{at}: as a file of answers");
    }
}

/// The same answers, as desk and JavaScript read them from a file.
fn score_file(instrument: &Instrument, case: &Case, at: &str) -> ScoreDocument {
    let file = serde_json::to_vec(&case.answers).unwrap();
    let (answers, findings) = answers::read(&file, instrument, None).unwrap_or_else(|e| panic!("{at}: {e}"));
    assert_eq!(findings, [], "{at}");
    score(instrument, &answers, Context { period: case.period, norms: None })
}

#[test]
fn the_library_scores_as_computed_by_hand() {
    files(&folder("")).iter().for_each(|path| run(path));
}

#[test]
fn rules_score_as_computed_by_hand() {
    files(&folder("rules")).iter().for_each(|path| run(path));
}

#[test]
fn every_instrument_that_scores_has_at_least_three_cases() {
    for entry in library::entries() {
        if !instrument::parse(entry.structure).unwrap().scores.is_empty() {
            let (_, vectors) = read(&folder(&format!("{}.json", entry.id)));
            assert_eq!(vectors.instrument.as_deref(), Some(entry.id));
            assert!(vectors.cases.len() >= 3, "{}: {} cases", entry.id, vectors.cases.len());
        }
    }
}

#[test]
fn an_empty_questionnaire_gives_reasons_everywhere_and_a_number_nowhere() {
    let all = library::entries().iter().map(|e| instrument::parse(e.structure).unwrap());
    let scored = all.flat_map(|x| score(&x, &Answers::new(), Context::default()).scores);
    let scored: Vec<_> = scored.collect();
    assert!(scored.len() > 300, "{} scores only", scored.len());
    let numbers: Vec<_> = scored.iter().filter(|s| s.result.is_ok()).map(|s| &s.id).collect();
    assert!(numbers.is_empty(), "{numbers:?}");
    assert!(scored.iter().all(|s| s.result.as_ref().is_err_and(|why| !why.to_string().is_empty())));
}

#[test]
fn every_kind_of_rule_is_computed_somewhere() {
    let all = files(&folder("")).into_iter().chain(files(&folder("rules")));
    let rules = all.flat_map(|path| read(&path).0.scores).map(|s| format!("{:?}", s.rule));
    let kinds = ["All", "Any", "Class", "Count", "Linear", "Max", "Mean", "Norm", "Recode", "Sum"];
    assert_eq!(rules.collect::<BTreeSet<_>>(), kinds.map(String::from).into());
}
