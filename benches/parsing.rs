//! Parsing an instrument, held against serde_json's own tree of the same bytes.

#[path = "shared/forms.rs"]
mod forms;
#[path = "shared/ratio.rs"]
mod ratio;

use criterion::{Criterion, Throughput, criterion_group};
use kindstem::instrument::{library, lint, parse};
use serde_json::{Value, from_slice};

fn parsing(c: &mut Criterion) {
    let long = forms::questionnaire(300, 5);
    let ctspc = library::structure("ctspc").unwrap();
    for (name, bytes) in [("ctspc", ctspc), ("300 items", &long[..])] {
        let mut group = c.benchmark_group(name);
        group.throughput(Throughput::Bytes(bytes.len() as u64));
        group.bench_function("parse", |b| b.iter(|| parse(bytes).unwrap()));
        group.bench_function("serde_json tree", |b| b.iter(|| from_slice::<Value>(bytes).unwrap()));
        let instrument = parse(bytes).unwrap();
        group.bench_function("lint", |b| b.iter(|| lint(&instrument)));
        group.finish();
        ratio::ratio(
            &format!("parse {name} / serde_json tree of the same bytes"),
            || parse(bytes).unwrap(),
            || from_slice::<Value>(bytes).unwrap(),
        );
    }
}

criterion_group!(benches, parsing);
criterion::criterion_main!(benches);
