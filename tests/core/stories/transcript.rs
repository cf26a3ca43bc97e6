//! What a recorded story writes down: events and what was sealed, in words that depend on no hash, no padding and no
//! name of a type or of a field.

use kindstem::answers::{Answer, Value};
use kindstem::seal::{self, Contact, Entry, Input, Moment, Plain, State, Wants};
use kindstem::session::{Event, Job, Recipients};

/// An event in a few words.
pub fn event(event: &Event) -> String {
    match event {
        Event::Answered { item, value } => format!("{item}={}", self::value(value)),
        Event::Nonresponse { item, reason: why } => format!("{item}~{}", why.name()),
        Event::Cleared { item } => format!("{item}~"),
        Event::Attached(bytes) => format!("attaches {} bytes", bytes.len()),
        Event::Detached => "detaches".into(),
        Event::Next(_) => "next".into(),
        Event::Back => "back".into(),
        Event::Reread => "reread".into(),
        Event::Stop(_) => "stop".into(),
        Event::Erase(_) => "erase".into(),
        Event::TalkWish(wants) => format!("talk {}", self::wants(*wants)),
        Event::TalkPlace(place) => format!("where {place}"),
        Event::PauseEnded(_) => "rested".into(),
        Event::Language(lang) => format!("in {lang}"),
        Event::Mode(mode) => format!("read aloud {}", mode.read_aloud),
        Event::PlanLoaded(_) => "whole".into(),
        Event::Sealed { .. } => "sealed".into(),
    }
}

/// A job in a few words, with everything in it that somebody said.
pub fn job(job: &Job) -> String {
    let to = match job.to {
        Recipients::Answers => "",
        Recipients::Contacts => "to contacts: ",
    };
    let what = match seal::read(&job.plain).unwrap() {
        Plain::Page(entry) => page(&entry),
        Plain::Contact(contact) => self::contact(&contact),
        Plain::Attachment(a) => format!(
            "piece {}/{} of {}.{} {}: {} bytes of {}, {}",
            a.n,
            a.of,
            a.part,
            a.page,
            a.item,
            a.payload.len(),
            a.bytes,
            state(a.state)
        ),
        Plain::Manifest(manifest) => {
            let scores = manifest.scores.iter().flat_map(|p| p.document.scores.iter().map(move |s| (p.part, s)));
            let score = |(part, s): (u32, &kindstem::scoring::Scored)| {
                let value = s.result.as_ref().map_or("-".into(), ToString::to_string);
                format!(" {part}.{}={value}", s.id)
            };
            format!("manifest of {}:{}", manifest.count, scores.map(score).collect::<String>())
        }
    };
    format!("{to}{what}")
}

fn page(entry: &Entry) -> String {
    let answers = entry.answers.iter().map(|said| {
        let given = if said.given.is_some() { "!" } else { "" };
        match &said.answer {
            Answer::Value(value) => format!(" {}={}{given}", said.item, self::value(value)),
            Answer::Missing(why) => format!(" {}~{}", said.item, why.name()),
        }
    });
    let input = match entry.mode.input {
        Input::Typed => "",
        Input::Spoken => " spoken",
        Input::Drawn => " drawn",
    };
    let aloud = if entry.mode.read_aloud { " aloud" } else { "" };
    let answers: String = answers.collect();
    format!(
        "page {}.{} {} {}{aloud}{input} #{}/{}:{answers}",
        entry.part,
        entry.page,
        state(entry.state),
        entry.text.lang,
        entry.opened,
        entry.seq
    )
}

fn contact(contact: &Contact) -> String {
    let when = match contact.when {
        Moment::Begin => "begin",
        Moment::Asked => "asked",
        Moment::End => "end",
    };
    let words = [&contact.where_, &contact.not_when].map(|w| format!(" {w:?}")).concat();
    format!("contact {} {when}: {}{words}", contact.nth, wants(contact.wants))
}

fn wants(wants: Wants) -> &'static str {
    match wants {
        Wants::NotAsked => "not asked",
        Wants::Yes => "yes",
        Wants::No => "no",
        Wants::Later => "later",
    }
}

fn state(state: State) -> &'static str {
    match state {
        State::Confirmed => "confirmed",
        State::Draft => "draft",
        State::Erased => "erased",
        State::Dummy => "dummy",
    }
}

fn value(value: &Value) -> String {
    match value {
        Value::Code(code) => code.to_string(),
        Value::Codes(codes) => format!("{codes:?}"),
        Value::Number(number) => format!("n{number}"),
        Value::Date(date) => format!("d{date}"),
        Value::Text(text) => format!("{text:?}"),
    }
}
