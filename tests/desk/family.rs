//! A family that fills in: sessions without a screen, sealed into a folder as the intake would keep them.

use super::invite::{FAMILY, HEADER, links};
use super::kit::{Desk, desk, key_file};
use kindstem::answers::{Missing, Value};
use kindstem::encoding;
use kindstem::instrument::{Decimal, Instrument, Item, ItemKind, parse};
use kindstem::seal::{Clock, Mode, Plain, canonical, kset, link, read, seal};
use kindstem::session::{Event, Recipients, Session, State, Visit};
use kindstem::study::{Link, Pin, Plan, Study};
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::rc::Rc;

/// What the child writes: words, and among them what a spreadsheet would run.
pub const WORDS: &str = "=HYPERLINK(\"http://example.org\"); canary, \"stop shouting\"";
/// What the parent leaves on purpose.
pub const REFUSED: &str = "income";

/// How somebody fills in.
pub struct Way {
    /// Breaks off after so many pages.
    pub pages: usize,
    /// Says yes to taking part.
    pub takes_part: bool,
    /// What is spoken or drawn wherever own words are asked.
    pub own: Option<&'static [u8]>,
    /// What somebody who has the link makes of a plaintext before it is sealed.
    pub twist: fn(&mut Plain),
}

/// To the end, and as the page is.
pub const WHOLE: Way = Way { pages: usize::MAX, takes_part: true, own: None, twist: |_| () };

/// Parent and child answered at T0; envelopes lie in `envelopes/`, the register in `register.age`.
pub fn answered() -> Desk {
    answered_by(&WHOLE, Some(&WHOLE))
}

/// The parent answered in one way, the child in another or not at all.
pub fn answered_by(parent: &Way, child: Option<&Way>) -> Desk {
    let desk = desk();
    desk.pinned_study();
    answer(&desk, FAMILY, "links.csv", "", [Some(parent), child]);
    desk
}

/// The same two a year later.
pub fn answer_again(desk: &Desk) {
    let more = format!("--identity {}", key_file("answers-1"));
    answer(desk, &FAMILY.replace("T0", "T1"), "links-t1.csv", &more, [Some(&WHOLE); 2]);
}

/// Makes links for these rows, and fills in for each of them.
pub fn answer(desk: &Desk, rows: &str, out: &str, more: &str, ways: [Option<&Way>; 2]) {
    desk.write("families.csv", format!("{HEADER}{rows}"));
    let invite = "study invite study.json --families families.csv --register register.age";
    desk.say(&format!("{invite} --out {out} {more}")).fine();
    let study = Study::parse(desk.read("study.json").as_bytes()).unwrap();
    for (link, way) in links(desk, out).iter().zip(ways) {
        let link = Link::decode(link.strip_prefix('#').unwrap()).unwrap();
        way.into_iter().for_each(|way| fill_in(desk, &study, &link, way));
    }
}

/// Fills in once more what the link in this place of `links.csv` asks.
pub fn fill_again(desk: &Desk, nth: usize, way: &Way) {
    let study = Study::parse(desk.read("study.json").as_bytes()).unwrap();
    let link = Link::decode(links(desk, "links.csv")[nth].strip_prefix('#').unwrap()).unwrap();
    fill_in(desk, &study, &link, way);
}

/// Fills in what an invite asks, with the files that the page would load.
fn fill_in(desk: &Desk, study: &Study, Link { invite, proof }: &Link, way: &Way) {
    let file = |sha256: &str| desk.read(&format!("site/instruments/{sha256}.json"));
    let load = |pin: &Pin| (pin.instrument.clone(), Rc::new(parse(file(&pin.structure).as_bytes()).unwrap()));
    let loaded: BTreeMap<String, Rc<Instrument>> = study.pins.iter().map(load).collect();
    let plan = Rc::new(Plan::new(study, invite, &loaded).unwrap());
    let sitting = Visit {
        slot: invite.slot_hex(),
        role: invite.role,
        set: invite.set,
        proof: encoding::hex(proof),
        continues: None,
        // Never one that a test makes up.
        session: encoding::hex(&invite.slot.map(|byte| !byte)),
        app: "ab".repeat(32),
        opened: 0,
        lang: study.languages[usize::from(invite.language)].clone(),
        mode: Mode::default(),
    };
    let mut session = Session::new(plan, sitting, 0);
    for page in 0..way.pages {
        if session.state() == State::Ended {
            break;
        }
        // Answering may show more items of the same page.
        for _ in 0..3 {
            let view = session.page().unwrap();
            let said: Vec<Event> = view
                .items()
                .filter(|i| i.asks() && view.answer(&i.id).is_none())
                .map(|i| event(&view.part.instrument, i, way.takes_part))
                .collect();
            said.into_iter().for_each(|e| session.apply(e));
        }
        let own_words = session.page().unwrap().items().any(|i| i.is_own_words());
        if let Some(own) = way.own.filter(|_| own_words) {
            session.apply(Event::Attached(own.to_vec()));
        }
        session.apply(Event::Next(Clock { mono_ms: 1000 * page as u64, tz: 60, wall: "2026-11-23T16:00Z".into() }));
        while let Some(job) = session.job() {
            let keys = if job.to == Recipients::Answers { study.recipient_keys() } else { study.contact_keys() };
            let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
            let mut plain = read(&job.plain).unwrap();
            (way.twist)(&mut plain);
            let plain = match plain {
                Plain::Page(entry) => canonical(&entry),
                Plain::Manifest(manifest) => canonical(&manifest),
                Plain::Contact(contact) => canonical(&contact),
                Plain::Attachment(piece) => piece.plain(),
            };
            let sealed = seal(&plain, job.size, &keys).unwrap();
            let name = format!("envelopes/{}/{}/{}.age", kset(&keys), invite.slot_hex(), encoding::hex(&sealed.eid));
            desk.write(&name, &sealed.ciphertext);
            session.apply(Event::Sealed { link: link(&sealed.ciphertext) });
        }
    }
}

/// The first thing that can be said; the highest that keeps a branch open where there is one.
fn event(x: &Instrument, item: &Item, takes_part: bool) -> Event {
    if item.id == REFUSED {
        return Event::Nonresponse { item: item.id.clone(), reason: Missing::Refused };
    }
    let codes: Vec<i32> = x.choices(item).iter().filter(|c| c.missing.is_none()).map(|c| c.code).collect();
    let flow = item.flow();
    let value = match &item.kind {
        ItemKind::Choice(_) if flow.correct_code.is_some() || flow.defer_code.is_some() => {
            Value::Code(flow.correct_code.or(codes.iter().copied().find(|c| Some(*c) != flow.defer_code)).unwrap())
        }
        ItemKind::Choice(_) if !takes_part => Value::Code(*codes.iter().find(|c| Some(**c) != flow.gate).unwrap()),
        ItemKind::Choice(_) => Value::Code(flow.gate.unwrap_or(codes[0])),
        ItemKind::Choices(_) => Value::Codes(codes[..1].to_vec()),
        ItemKind::Rank(_) => Value::Codes(codes[..2].to_vec()),
        ItemKind::Number(n) => Value::Number(n.min.max(Decimal::whole(2))),
        ItemKind::Text(_) | ItemKind::OwnWords(_) => Value::Text(WORDS.to_string()),
        other => other.at_desk().made_up(x.choices(item), &mut |_| 0).unwrap(),
    };
    Event::Answered { item: item.id.clone(), value }
}

/// Seals one more contact into a slot, with public keys alone, as whoever has the link can: that of the slot's own
/// first contact, changed by `twist`.
pub fn seal_into(desk: &Desk, slot: &str, twist: impl Fn(&mut Plain)) {
    let keys = study(desk).contact_keys();
    let (plain, size) = first_of(desk, &keys, slot, "contact-1", |p| matches!(p, Plain::Contact(_)));
    seal_more(desk, &keys, slot, plain, size, twist);
}

/// The same for a page of answers, that with the highest number.
pub fn seal_page_into(desk: &Desk, slot: &str, twist: impl Fn(&mut Plain)) {
    let keys = study(desk).recipient_keys();
    let (plain, size) = first_of(desk, &keys, slot, "answers-1", |p| matches!(p, Plain::Page(_)));
    seal_more(desk, &keys, slot, plain, size, twist);
}

fn study(desk: &Desk) -> Study {
    Study::parse(desk.read("study.json").as_bytes()).unwrap()
}

fn first_of(desk: &Desk, keys: &[String], slot: &str, with: &str, is: fn(&Plain) -> bool) -> (Plain, usize) {
    let dir = desk.path("envelopes").join(kset(&as_str(keys))).join(slot);
    let identity = kindstem::seal::Identities::parse(&std::fs::read_to_string(key_file(with)).unwrap()).unwrap();
    let open = |path: PathBuf| {
        let bytes = std::fs::read(path).unwrap();
        let padded = kindstem::intake::plain_size(&bytes).unwrap();
        (read(&identity.open(&bytes).unwrap().plain).unwrap(), padded)
    };
    let all = std::fs::read_dir(&dir).unwrap().map(|e| open(e.unwrap().path()));
    let seq = |p: &Plain| if let Plain::Page(e) = p { e.seq } else { 0 };
    all.filter(|(p, _)| is(p)).max_by_key(|(p, _)| seq(p)).unwrap()
}

fn seal_more(desk: &Desk, keys: &[String], slot: &str, mut plain: Plain, size: usize, twist: impl Fn(&mut Plain)) {
    twist(&mut plain);
    let bytes = match plain {
        Plain::Contact(contact) => canonical(&contact),
        Plain::Page(entry) => canonical(&entry),
        _ => panic!("neither a contact nor a page"),
    };
    let keys = as_str(keys);
    let sealed = seal(&bytes, size, &keys).unwrap();
    let name = format!("envelopes/{}/{slot}/{}.age", kset(&keys), encoding::hex(&sealed.eid));
    desk.write(&name, &sealed.ciphertext);
}

fn as_str(keys: &[String]) -> Vec<&str> {
    keys.iter().map(String::as_str).collect()
}
