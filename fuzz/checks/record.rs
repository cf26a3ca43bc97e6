//! Assembly of records: up to 40 envelopes of four sessions and two slots, four bytes each, with right and forged
//! proofs, chains that hold or not, sessions that go on from one another, contacts. Order changes nothing; what lacks
//! the proof changes no record; no contact is lost.

use kindstem::answers::{Answer, Missing, Said, Value};
use kindstem::instrument::{identity, parse};
use kindstem::record::{Assembled, Finding, Handled, Links, Options, Promise, Structures, Written, assemble, calls};
use kindstem::seal::{
    self, Attachment, AttachmentKind, Contact, Entry, Manifest, Opened, OpenedEnvelope, Plain, State, VERSION, Wants,
};
use kindstem::study::proof_hash;
use std::collections::BTreeSet;

const STRUCTURE: &[u8] = include_bytes!("../seeds/instrument/own.json");
/// A whole session, as the page seals it: two pages, a manifest, a contact.
const SESSION: &[u8] = include_bytes!("../seeds/envelope/session.txt");
const MOST: usize = 40;

thread_local! {
    static STRUCTURES: Structures = [(identity(STRUCTURE), parse(STRUCTURE).expect("the seed is an instrument"))].into();
    static TEMPLATES: Templates = Templates::read();
}

struct Templates {
    pages: Vec<Entry>,
    manifest: Manifest,
    contact: Contact,
}

impl Templates {
    fn read() -> Self {
        let (mut pages, mut manifest, mut contact) = (Vec::new(), None, None);
        for line in SESSION.split(|b| *b == b'\n') {
            match seal::read(line) {
                Ok(Plain::Page(e)) => pages.push(*e),
                Ok(Plain::Manifest(m)) => manifest = Some(*m),
                Ok(Plain::Contact(c)) => contact = Some(*c),
                _ => {}
            }
        }
        assert_eq!(pages.len(), 2, "the seed has two pages");
        Templates { pages, manifest: manifest.expect("a manifest"), contact: contact.expect("a contact") }
    }
}

/// Panics where something does not hold; true where the bytes were at least one envelope.
pub fn check(bytes: &[u8]) -> bool {
    let mut all: Vec<OpenedEnvelope> = Vec::new();
    for step in bytes.chunks_exact(4).take(MOST) {
        let made = TEMPLATES.with(|templates| envelope(templates, step, &all));
        all.push(made);
    }
    if all.is_empty() {
        return false;
    }
    let whole = assembled(all.clone());
    for order in [all.iter().rev().cloned().collect(), rotated(&all, bytes.len()), riffled(&all)] {
        assert_eq!(assembled(order), whole, "order changes nothing");
    }
    let links = links();
    let is_genuine = |e: &&OpenedEnvelope| links.check(e.plain.slot(), e.plain.proof()) == Written::WithLink;
    let genuine = assembled(all.iter().filter(is_genuine).cloned().collect());
    assert_eq!(without_forged(whole.clone()), without_forged(genuine), "what lacks the proof changes no record");
    assert!(assembled_with(all.clone(), Links::Unknown).records.is_empty(), "without links nothing is a record");
    no_contact_is_lost(&all, &whole, &links);
    true
}

/// Every contact is there, once, and a wish stands in the calls with what is known of its writer.
fn no_contact_is_lost(all: &[OpenedEnvelope], whole: &Assembled, links: &Links) {
    let sent: BTreeSet<&str> =
        all.iter().filter(|e| matches!(e.plain, Plain::Contact(_))).map(|e| e.link.as_str()).collect();
    let listed: Vec<&str> = whole.contacts.iter().map(|c| c.id.as_str()).collect();
    assert_eq!(listed.len(), sent.len(), "each once");
    assert_eq!(listed.into_iter().collect::<BTreeSet<_>>(), sent);
    let letterboxes = BTreeSet::new();
    let promise = || Promise { every_days: Some(3), now: "2026-11-25T10:00Z", letterboxes: &letterboxes, links };
    let handled = Handled::default();
    let made = calls(&whole.contacts, &handled, promise());
    assert_eq!(calls(whole.contacts.iter().rev(), &handled, promise()), made, "order changes no call");
    let wishes: Vec<_> = made.iter().flat_map(|c| &c.wishes).collect();
    for c in &whole.contacts {
        let found: Vec<_> = wishes.iter().filter(|w| w.contact == c.id).collect();
        assert_eq!(found.len(), usize::from(c.contact.is_wish()), "a wish is in one call");
        let written = links.check(&c.contact.slot, &c.contact.proof);
        assert!(found.iter().all(|w| w.written == written), "who wrote it is said");
    }
}

/// The result without what only says that something else arrived.
fn without_forged(mut made: Assembled) -> Assembled {
    made.contacts.clear();
    made.report.envelopes = 0;
    made.report.faults.clear();
    for slot in &mut made.report.slots {
        slot.findings.retain(|f| !matches!(f, Finding::WithoutLink { .. }));
    }
    made
}

fn assembled(entries: Vec<OpenedEnvelope>) -> Assembled {
    assembled_with(entries, links())
}

fn assembled_with(entries: Vec<OpenedEnvelope>, links: Links) -> Assembled {
    let opened = Opened { entries, ..Opened::default() };
    let options = Options { use_unconfirmed: true, links, opens_contacts: true, ..Options::default() };
    STRUCTURES.with(|structures| assemble(opened, structures, &options))
}

fn slot(n: u8) -> String {
    char::from(b'1' + n).to_string().repeat(32)
}

fn proof(n: u8) -> String {
    char::from(b'3' + n).to_string().repeat(32)
}

fn links() -> Links {
    let link = |n| (slot(n), proof_hash(&proof(n)).expect("32 hex digits"));
    Links::Known([link(0), link(1)].into())
}

fn rotated(all: &[OpenedEnvelope], by: usize) -> Vec<OpenedEnvelope> {
    let mut all = all.to_vec();
    let n = all.len();
    all.rotate_left(by % n);
    all
}

/// Those at odd places, then those at even ones.
fn riffled(all: &[OpenedEnvelope]) -> Vec<OpenedEnvelope> {
    all.iter().skip(1).step_by(2).chain(all.iter().step_by(2)).cloned().collect()
}

/// What all kinds of envelopes have in common.
struct Common {
    slot: String,
    session: String,
    proof: String,
    seq: u32,
    prev: Option<String>,
    /// What a page goes on from, or the contact that it names.
    other: Option<String>,
}

/// One envelope of four bytes: what and whose; number, answer and hour; what it follows; what else it names.
fn envelope(templates: &Templates, step: &[u8], earlier: &[OpenedEnvelope]) -> OpenedEnvelope {
    let [what, which, prev, other] = step else { unreachable!("chunks of four") };
    let link = |n: u8| match (n, earlier.len()) {
        (0, _) => None,
        (255, _) | (_, 0) => Some("f".repeat(64)),
        (n, made) => Some(earlier[usize::from(n - 1) % made].link.clone()),
    };
    let at = (what >> 5) & 1;
    let common = Common {
        slot: slot(at),
        session: char::from(b'a' + ((what >> 3) & 3)).to_string().repeat(32),
        // Right, right, that of the other slot, or none at all.
        proof: [proof(at), proof(at), proof(1 - at), "9".repeat(32)][usize::from(what >> 6)].clone(),
        seq: u32::from(which & 7),
        prev: link(*prev),
        other: link(*other),
    };
    let (answer, hour) = ((which >> 3) & 7, which >> 6);
    let plain = match what & 7 {
        0 | 1 => page(templates, what & 1, State::Confirmed, answer, common),
        2 => manifest(templates, common),
        3 | 4 => contact(templates, answer, common),
        5 => attachment(answer, common),
        6 => page(templates, answer & 1, State::Draft, answer, common),
        _ => page(templates, 0, if answer < 4 { State::Erased } else { State::Dummy }, answer, common),
    };
    let plain = at_hour(plain, hour);
    let bytes = match &plain {
        Plain::Page(e) => seal::canonical(&**e),
        Plain::Manifest(m) => seal::canonical(&**m),
        Plain::Contact(c) => seal::canonical(&**c),
        Plain::Attachment(a) => a.plain(),
    };
    let link = identity(&bytes);
    OpenedEnvelope { key: format!("k/{}/{}", slot(at), &link[..32]), link, plain }
}

fn page(templates: &Templates, n: u8, state: State, answer: u8, c: Common) -> Plain {
    let mut e = templates.pages[usize::from(n)].clone();
    let said = match (n, answer) {
        (_, 0) => Answer::Missing(Missing::Skipped),
        (0, a) => Answer::Value(Value::Codes(vec![i32::from(a)])),
        (_, a) => Answer::Value(Value::Text(format!("words {a}"))),
    };
    let item = e.answers[0].item.clone();
    e.answers = vec![Said { item, answer: said, given: None }];
    // Half of the pages name a contact, the others what they go on from.
    (e.continues, e.contact) = if answer & 1 == 0 { (c.other, None) } else { (None, c.other) };
    (e.slot, e.session, e.proof, e.seq, e.prev, e.state) = (c.slot, c.session, c.proof, c.seq, c.prev, state);
    Plain::Page(Box::new(e))
}

fn manifest(templates: &Templates, c: Common) -> Plain {
    let mut m = templates.manifest.clone();
    (m.slot, m.session, m.proof, m.seq, m.prev, m.contact) = (c.slot, c.session, c.proof, c.seq, c.prev, c.other);
    m.count = c.seq;
    Plain::Manifest(Box::new(m))
}

fn contact(templates: &Templates, answer: u8, c: Common) -> Plain {
    let mut of = templates.contact.clone();
    (of.slot, of.session, of.proof, of.nth, of.prev) = (c.slot, c.session, c.proof, c.seq, c.prev);
    of.wants = [Wants::NotAsked, Wants::Yes, Wants::No, Wants::Later][usize::from(answer & 3)];
    if answer & 4 == 0 {
        (of.where_, of.not_when) = (String::new(), String::new());
    }
    Plain::Contact(Box::new(of))
}

fn attachment(answer: u8, c: Common) -> Plain {
    let payload = b"OggS"[..usize::from(answer & 4)].to_vec();
    Plain::Attachment(Box::new(Attachment {
        bytes: payload.len() as u32,
        item: "words".into(),
        kind: AttachmentKind::Attachment,
        n: u32::from(answer & 1),
        of: 1 + u32::from(answer & 1),
        page: "words".into(),
        part: 0,
        prev: c.prev,
        proof: c.proof,
        seq: c.seq,
        session: c.session,
        slot: c.slot,
        state: State::Confirmed,
        study: "a-study".into(),
        v: VERSION,
        payload,
    }))
}

fn at_hour(mut plain: Plain, hour: u8) -> Plain {
    let wall = ["2026-11-23T16:00Z", "2026-11-23T17:00Z", "2026-11-24T09:00Z", ""][usize::from(hour & 3)];
    match &mut plain {
        Plain::Page(e) => e.clock.wall = wall.into(),
        Plain::Manifest(m) => m.clock.wall = wall.into(),
        Plain::Contact(c) => c.clock.wall = wall.into(),
        Plain::Attachment(_) => {}
    }
    plain
}
