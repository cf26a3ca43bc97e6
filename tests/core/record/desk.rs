//! A desk: what arrives is opened, and assembled.

use crate::scenario::{PROOF, SLOT, Scenario, opened};
use kindstem::answers::Answer;
use kindstem::record::{Assembled, Finding, Links, Options, Record, RecordPart, SlotReport, Structures, assemble};
use kindstem::seal::{Entry, Opened, OpenedEnvelope, Plain};
use kindstem::study::proof_hash;

/// Assembles what several sessions sent.
pub fn records(sessions: &[&Scenario]) -> Assembled {
    of(envelopes(sessions), Options::default())
}

pub fn envelopes(sessions: &[&Scenario]) -> Vec<OpenedEnvelope> {
    sessions.iter().flat_map(|s| s.opened()).collect()
}

pub fn of(entries: Vec<OpenedEnvelope>, options: Options) -> Assembled {
    let links = if options.links == Links::Unknown { handed_out() } else { options.links.clone() };
    assemble(Opened { entries, ..Opened::default() }, &structures(), &Options { links, ..options })
}

/// Options with these links.
pub fn checked() -> Options {
    Options { links: handed_out(), ..Options::default() }
}

/// The links of a register with this one slot.
pub fn handed_out() -> Links {
    Links::Known([(SLOT.to_string(), proof_hash(PROOF).unwrap())].into())
}

pub fn structures() -> Structures {
    let forms = [crate::forms::begin(), crate::forms::home()];
    forms.iter().map(crate::forms::read).map(|(x, sha256)| (sha256, (*x).clone())).collect()
}

/// The only slot's report.
pub fn slot(made: &Assembled) -> &SlotReport {
    assert_eq!(made.report.slots.len(), 1);
    &made.report.slots[0]
}

pub fn findings(made: &Assembled) -> &[Finding] {
    &slot(made).findings
}

/// The part with this number, wherever it stands.
pub fn part(made: &Assembled, number: u32) -> &RecordPart {
    let found: Vec<_> = made.records.iter().flat_map(|r| &r.parts).filter(|p| p.part == number).collect();
    assert_eq!(found.len(), 1, "part {number}");
    found[0]
}

pub fn answer(made: &Assembled, number: u32, item: &str) -> Answer {
    part(made, number).answers[item].clone()
}

pub fn about(record: &Record) -> String {
    let about = &record.about;
    [&about.adult, &about.child, &about.home].into_iter().flatten().cloned().collect()
}

/// Changes every page of a delivery.
pub fn pages(envelopes: &mut [OpenedEnvelope], mut change: impl FnMut(&mut Entry)) {
    for envelope in envelopes {
        if let Plain::Page(e) = &mut envelope.plain {
            change(e);
        }
    }
}

/// The envelope of a page.
pub fn find<'a>(envelopes: &'a [OpenedEnvelope], number: u32, page: &str) -> &'a OpenedEnvelope {
    let is = |e: &&OpenedEnvelope| matches!(&e.plain, Plain::Page(p) if p.part == number && p.page == page);
    envelopes.iter().find(is).unwrap()
}

/// Everything that came out, as bytes.
pub fn bytes(made: &Assembled) -> String {
    serde_json::to_string(&(&made.contacts, &made.records, &made.report)).unwrap()
}

pub fn as_envelope(e: &Entry) -> OpenedEnvelope {
    let plain = kindstem::seal::canonical(e);
    let link = kindstem::instrument::identity(&plain);
    opened(&crate::scenario::Sealed { plain, size: 4096, to: kindstem::session::Recipients::Answers, link })
}
