//! One page answered, confirmed and ready to be sealed: a questionnaire of 300 items held against one of 10.

#[path = "shared/forms.rs"]
mod forms;
#[path = "shared/ratio.rs"]
mod ratio;

use criterion::{BatchSize, Criterion, criterion_group};
use kindstem::answers::Value;
use kindstem::instrument::{identity, parse};
use kindstem::seal::{Clock, Mode};
use kindstem::session::{Event, Session, Visit};
use kindstem::study::{About, Plan, PlanPart, Role, Set, Target};
use std::rc::Rc;

fn session(items: usize) -> Session {
    let bytes = forms::questionnaire(items, 5);
    let instrument = Rc::new(parse(&bytes).unwrap());
    let part = PlanPart {
        structure: identity(&bytes),
        target: Target::Myself,
        about: About::default(),
        period: None,
        wording: Default::default(),
        instrument,
    };
    let mode = Mode {
        device: Default::default(),
        faces: false,
        how: Default::default(),
        input: Default::default(),
        interviewer: None,
        near: None,
        place: None,
        read_aloud: false,
    };
    let visit = Visit {
        slot: "1".repeat(32),
        role: Role::Parent,
        set: Set::Adult,
        proof: "3".repeat(32),
        continues: None,
        session: "2".repeat(32),
        app: "3".repeat(64),
        opened: 0,
        lang: "nl".into(),
        mode,
    };
    let plan = Plan { study: "s".into(), wave: "T0".into(), sharing: false, parts: vec![part], envelopes: 0 };
    Session::new(Rc::new(plan), visit, 0)
}

/// A click on an option of the first page, in a session that stands there for ever.
fn click(session: &mut Session, code: i32) {
    session.apply(Event::Answered { item: "item_002".into(), value: Value::Code(code % 5) });
}

/// The first page, answered and confirmed.
fn page(mut session: Session) -> Session {
    for n in 0..5 {
        session.apply(Event::Answered { item: format!("item_00{n}"), value: Value::Code(n % 5) });
    }
    session.apply(Event::Next(Clock::default()));
    while session.job().is_some() {
        session.apply(Event::Sealed { link: "4".repeat(64) });
    }
    session
}

fn answering(c: &mut Criterion) {
    for items in [10, 300] {
        let mut here = session(items);
        c.bench_function(&format!("a click, {items} items"), |b| b.iter(|| click(&mut here, 3)));
        c.bench_function(&format!("a page, {items} items"), |b| {
            b.iter_batched(|| session(items), page, BatchSize::SmallInput);
        });
        c.bench_function(&format!("begin, {items} items"), |b| b.iter(|| session(items)));
    }
    let (mut long, mut short) = (session(300), session(10));
    ratio::ratio("a click in 300 items / in 10", || click(&mut long, 3), || click(&mut short, 3));
}

criterion_group!(benches, answering);
criterion::criterion_main!(benches);
