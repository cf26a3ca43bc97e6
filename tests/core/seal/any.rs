//! Any entry, manifest or contact that could be sealed, for proptest.

use kindstem::answers::{Answer, Missing, Said, Value};
use kindstem::instrument::{Anchor, Decimal, Length, Period, Unit};
use kindstem::scoring::{Empty, ScoreDocument, Scored};
use kindstem::seal::{
    Clock, Contact, Device, Entry, How, Input, InstrumentId, Manifest, Mode, Moment, PartScores, State, VERSION, Wants,
};
use kindstem::study::{About, Role, Set, Words};
use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;
use proptest::sample::select;

/// ASCII, anything at all, and what writers of JSON get wrong.
pub fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        "[ -~]{0,20}",
        any::<String>(),
        "[\"\\\\\n\r\t\u{0}-\u{1f}\u{7f}\u{2028}\u{2029}\u{feff}😀\u{10ffff}é]{0,12}"
    ]
}

fn decimal() -> impl Strategy<Value = Decimal> {
    prop_oneof![-50_000i64..50_000, -9_999_999_999_999i64..=9_999_999_999_999].prop_map(Decimal::from_units)
}

fn value() -> impl Strategy<Value = Value> {
    prop_oneof![
        any::<i32>().prop_map(Value::Code),
        vec(any::<i32>(), 0..5).prop_map(Value::Codes),
        decimal().prop_map(Value::Number),
        text().prop_map(Value::Text),
    ]
}

fn said() -> impl Strategy<Value = Said> {
    let answer = prop_oneof![value().prop_map(Answer::Value), select(&Missing::ALL[..]).prop_map(Answer::Missing)];
    (text(), answer).prop_map(|(item, answer)| Said { item, answer, given: None })
}

/// A number in JSON is a double: whole up to 2^53.
fn clock() -> impl Strategy<Value = Clock> {
    (0..=1u64 << 53, any::<i32>(), text()).prop_map(|(mono_ms, tz, wall)| Clock { mono_ms, tz, wall })
}

fn mode() -> impl Strategy<Value = Mode> {
    let device = select(vec![Device::Phone, Device::Tablet, Device::Computer]);
    let how = select(vec![How::Myself, How::InterviewerPresent, How::InterviewerReads, How::Phone]);
    let input = select(vec![Input::Typed, Input::Spoken, Input::Drawn]);
    (device, any::<bool>(), how, input, of(text()), any::<bool>()).prop_map(
        |(device, faces, how, input, place, read_aloud)| Mode {
            device,
            faces,
            how,
            input,
            place,
            read_aloud,
            ..Mode::default()
        },
    )
}

fn period() -> impl Strategy<Value = Option<Period>> {
    let anchor = select(vec![Anchor::Fixed, Anchor::PreviousWave]);
    let length = (1..=Length::MOST, select(&Unit::ALL[..])).prop_map(|(n, unit)| Length::new(n, unit).unwrap());
    of((anchor, length).prop_map(|(anchor, length)| Period { anchor, length }))
}

fn about() -> impl Strategy<Value = About> {
    (of(text()), of(text()), of(text())).prop_map(|(adult, child, home)| About { adult, child, home })
}

fn role() -> impl Strategy<Value = Role> {
    select(&Role::ALL[..])
}

fn set() -> impl Strategy<Value = Set> {
    select(&Set::ALL[..])
}

/// Session, slot, study, wave, app: five texts that every plaintext holds.
fn ids() -> impl Strategy<Value = [String; 5]> {
    [text(), text(), text(), text(), text()]
}

pub fn entry() -> impl Strategy<Value = Entry> {
    let instrument = (text(), text(), text()).prop_map(|(id, sha256, version)| InstrumentId { id, sha256, version });
    let words = (text(), text(), text()).prop_map(|(lang, pack, sha256)| Words { lang, pack, sha256 });
    let state = select(vec![State::Confirmed, State::Draft, State::Erased, State::Dummy]);
    let numbers = (any::<u32>(), any::<u32>(), any::<u32>());
    let what = (about(), vec(said(), 0..5), clock(), instrument, mode(), period());
    let who = (role(), set(), state, text(), words, of(text()));
    let links = (of(text()), of(text()), text());
    let all = (what, who, numbers, ids(), links);
    all.prop_map(|(what, who, (opened, part, seq), [session, slot, study, wave, app], (contact, continues, proof))| {
        let (about, answers, clock, instrument, mode, period) = what;
        let (role, set, state, page, text, prev) = who;
        Entry {
            about,
            answers,
            app,
            clock,
            contact,
            continues,
            instrument,
            kind: Default::default(),
            mode,
            opened,
            page,
            part,
            period,
            prev,
            proof,
            role,
            seq,
            session,
            set,
            slot,
            state,
            study,
            text,
            v: VERSION,
            wave,
        }
    })
}

pub fn manifest() -> impl Strategy<Value = Manifest> {
    let result = prop_oneof![decimal().prop_map(Ok), text().prop_map(|reason| Err(Empty::Said(reason)))];
    let scored = (text(), result).prop_map(|(id, result)| Scored { id, result });
    let document = (text(), vec(scored, 0..4), text()).prop_map(|(instrument, scores, version)| ScoreDocument {
        instrument,
        scores,
        version,
    });
    let scores = vec((document, any::<u32>()).prop_map(|(document, part)| PartScores { document, part }), 0..3);
    let links = (of(text()), of(text()), text());
    (scores, clock(), any::<u32>(), any::<u32>(), links, role(), set(), ids()).prop_map(
        |(scores, clock, count, seq, (prev, contact, proof), role, set, [session, slot, study, wave, app])| Manifest {
            app,
            clock,
            contact,
            count,
            kind: Default::default(),
            prev,
            proof,
            role,
            scores,
            seq,
            session,
            set,
            slot,
            study,
            v: VERSION,
            wave,
        },
    )
}

pub fn contact() -> impl Strategy<Value = Contact> {
    let wants = select(vec![Wants::NotAsked, Wants::Yes, Wants::No, Wants::Later]);
    let when = select(vec![Moment::Begin, Moment::Asked, Moment::End]);
    let links = (of(text()), text());
    (wants, when, clock(), text(), (any::<u32>(), links), role(), set(), ids()).prop_map(
        |(wants, when, clock, not_when, (nth, (prev, proof)), role, set, [session, slot, study, wave, where_])| {
            Contact {
                clock,
                kind: Default::default(),
                not_when,
                nth,
                prev,
                proof,
                role,
                session,
                set,
                slot,
                study,
                v: VERSION,
                wants,
                wave,
                when,
                where_,
            }
        },
    )
}
