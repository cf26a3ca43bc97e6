//! An instrument from somebody who is not trusted: read or refused with a place; if the lint lets it through, a
//! respondent reaches its end, and everything that is to be sealed fits.

use kindstem::answers::Answers;
use kindstem::instrument::{Instrument, Severity, identity, lint, parse};
use kindstem::scoring::{Context, score};
use kindstem::seal::{self, Clock, Mode};
use kindstem::session::{Event, Session, State, Visit};
use kindstem::study::{About, Plan, PlanPart, Role, Set, Target};
use std::rc::Rc;

/// Panics where something does not hold; true where the bytes were read.
pub fn check(bytes: &[u8]) -> bool {
    let instrument = match parse(bytes) {
        Ok(instrument) => instrument,
        Err(e) => {
            assert!(e.path.starts_with('$') && !e.what.is_empty(), "{e}");
            return false;
        }
    };
    // What only the desk reads is not there for the page.
    let on_the_page = Instrument { topic: None, covariates: Vec::new(), ..instrument.clone() };
    super::readers::agree(bytes, &on_the_page);
    let written = serde_json::to_vec(&instrument).expect("what was read can be written");
    assert_eq!(parse(&written).expect("and read again"), instrument);

    let findings = lint(&instrument);
    assert!(findings.iter().all(|f| f.path.starts_with('$') && !f.advice.is_empty()));
    let scores = score(&instrument, &Answers::new(), Context::default()).scores;
    assert_eq!(scores.len(), instrument.scores.len());
    if findings.iter().any(|f| f.severity == Severity::Error) {
        return true;
    }
    walk(Plan {
        envelopes: 0,
        study: "a-study".into(),
        wave: "T0".into(),
        sharing: true,
        parts: vec![PlanPart {
            structure: identity(bytes),
            target: Target::Myself,
            about: About::default(),
            period: instrument.period,
            wording: Default::default(),
            instrument: Rc::new(instrument),
        }],
    });
    true
}

/// Goes on without answering until the end.
fn walk(plan: Plan) {
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
        mode: Mode {
            device: Default::default(),
            faces: true,
            how: Default::default(),
            input: Default::default(),
            interviewer: None,
            near: None,
            place: None,
            read_aloud: false,
        },
    };
    let pages: usize = plan.parts.iter().flat_map(|p| &p.instrument.blocks).map(|b| b.pages.len()).sum();
    let mut session = Session::new(Rc::new(plan), visit, 0);
    let asks_nothing = session.state() == State::Ended;
    let mut sealed = 0;
    for _ in 0..=pages {
        session.apply(Event::Next(Clock::default()));
        while let Some(job) = session.job() {
            seal::pad(&job.plain, job.size).expect("every job fits its size");
            sealed += usize::from(serde_json::from_slice::<seal::Entry>(&job.plain).is_ok());
            session.apply(Event::Sealed { link: "4".repeat(64) });
        }
    }
    assert_eq!(session.state(), State::Ended);
    assert!(asks_nothing || sealed == pages, "{sealed} entries of {pages} pages");
}
