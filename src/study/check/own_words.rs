//! Words that are spoken or drawn: who is offered it, and who listens.

use super::Instruments;
use crate::instrument::{Block, Findings, Item};
use crate::study::Study;
use std::collections::BTreeSet;

/// More than this many envelopes for one item is a long upload on a telephone.
const MOST: u32 = 8;

pub(super) fn own_words(s: &Study, instruments: &Instruments, out: &mut Findings) {
    let Some(words) = &s.protocol.own_words else { return };
    let listeners: BTreeSet<&str> = words.listeners.iter().map(|n| n.trim()).filter(|n| !n.is_empty()).collect();
    if listeners.len() < 2 {
        out.error(
            "$.protocol.own_words.listeners",
            "listeners",
            "name two people who may listen, so that nobody carries it alone",
        );
    }
    for name in listeners.iter().filter(|n| !s.recipients.iter().any(|r| r.name.trim() == **n)) {
        let advice =
            format!("\"{name}\" is not a recipient of the answers and could open nothing; name one of $.recipients");
        out.error("$.protocol.own_words.listeners", "listeners", advice);
    }
    if !(1..=MOST).contains(&words.envelopes) {
        let advice = format!("use 1 to {MOST} envelopes of 64 KiB; four hold about 80 seconds of speech");
        out.error("$.protocol.own_words.envelopes", "limit", advice);
    }
    if words.sets.is_empty() {
        out.error("$.protocol.own_words.sets", "empty", "name the audiences that it is offered to, such as 8-11");
    }
    if !words.spoken && !words.drawn {
        out.error("$.protocol.own_words.spoken", "empty", "allow spoken or drawn words, or leave own_words out");
    }
    for (b, battery) in s.batteries.iter().enumerate().filter(|(_, b)| words.sets.contains(&b.set)) {
        for (p, part) in battery.parts.iter().enumerate() {
            let blocks = instruments.get(&part.instrument).into_iter().flat_map(|x| &x.blocks);
            for page in blocks.clone().flat_map(|b| &b.pages) {
                if page.items.iter().filter(|i| i.is_aloud()).count() > 1 {
                    let path = format!("$.batteries[{b}].parts[{p}].instrument");
                    let advice = format!("page \"{}\" asks own words twice; only one can be spoken or drawn", page.id);
                    out.error(path, "limit", advice);
                }
            }
            for block in blocks.filter(|b| tells_its_branch(b)) {
                let path = format!("$.batteries[{b}].parts[{p}].instrument");
                let advice = format!(
                    "block \"{}\" of \"{}\" has own words and a page that branching leaves out; the order of large and \
                     small envelopes would tell which way was taken. Give own words a block without branching",
                    block.id, part.instrument,
                );
                out.error(path, "branch", advice);
            }
        }
    }
}

/// Whether a page of a block with own words may not be asked: it is then sealed behind the others.
fn tells_its_branch(block: &Block) -> bool {
    let own = block.pages.iter().flat_map(|p| &p.items).any(Item::is_aloud);
    own && block.pages.iter().any(|p| p.items.iter().all(|i| i.show_if.is_some()))
}
