//! Scoring a questionnaire of 40 items with eight scores, held against parsing the same answers with serde_json.

#[path = "shared/forms.rs"]
mod forms;
#[path = "shared/ratio.rs"]
mod ratio;

use criterion::{Criterion, criterion_group};
use kindstem::answers::Answers;
use kindstem::instrument::parse;
use kindstem::scoring::{Context, score};

fn scoring(c: &mut Criterion) {
    let instrument = parse(&forms::questionnaire(40, 5)).unwrap();
    let bytes = forms::answers(40);
    let answers: Answers = serde_json::from_slice(&bytes).unwrap();
    assert!(score(&instrument, &answers, Context::default()).scores.iter().all(|s| s.result.is_ok()));
    c.bench_function("score 40 items", |b| b.iter(|| score(&instrument, &answers, Context::default())));
    c.bench_function("serde_json parse of the 40 answers", |b| {
        b.iter(|| serde_json::from_slice::<serde_json::Value>(&bytes).unwrap());
    });
    ratio::ratio(
        "score 40 items / serde_json parse of the 40 answers",
        || score(&instrument, &answers, Context::default()),
        || serde_json::from_slice::<serde_json::Value>(&bytes).unwrap(),
    );
}

criterion_group!(benches, scoring);
criterion::criterion_main!(benches);
