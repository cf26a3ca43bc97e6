//! What was spoken or drawn: pieces that belong together are joined, and what is not whole is named.

use super::sessions::Session;
use super::{Finding, OwnWords};
use crate::instrument::Instrument;
use crate::seal::{Attachment, Entry, Media, State};
use std::collections::{BTreeMap, BTreeSet};

/// What counts of a part, with its bytes added to `files`. `pages` are the entries that count.
pub(super) fn own_words(
    instrument: &Instrument,
    pages: &[&Entry],
    sessions: &[&Session],
    findings: &mut Vec<Finding>,
    files: &mut BTreeMap<String, Vec<u8>>,
) -> Vec<OwnWords> {
    let mut out = Vec::new();
    for page in pages.iter().filter(|p| p.state == State::Confirmed) {
        let Some(session) = sessions.iter().find(|s| s.id == page.session) else { continue };
        let pieces = session.attachments.iter().map(|(_, a)| a);
        let pieces: Vec<&Attachment> = pieces.filter(|a| a.part == page.part && a.page == page.page).collect();
        let items: BTreeSet<&str> = pieces.iter().map(|a| a.item.as_str()).collect();
        for item in items {
            let unfit =
                || Finding::Unfit { session: page.session.clone(), page: page.page.clone(), item: item.to_string() };
            let of_item = pieces.iter().copied().filter(|a| a.item == item);
            if !is_asked(instrument, &page.page, item) {
                findings.push(unfit());
                continue;
            }
            let Some(bytes) = last_whole(of_item, page, findings) else { continue };
            // Whoever has the link could put anything there.
            let Some(media) = Media::of(&bytes) else {
                findings.push(unfit());
                continue;
            };
            let file = format!("{}-{}-{}-{item}.{}", page.slot, page.part, page.page, media.extension());
            files.insert(file.clone(), bytes);
            out.push(OwnWords { file, item: item.into(), media, page: page.page.clone() });
        }
    }
    out
}

/// Whether the page has such an item, in own words, and both names may stand in a file's.
fn is_asked(instrument: &Instrument, page: &str, item: &str) -> bool {
    let plain = |id: &str| id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
    let mut pages = instrument.blocks.iter().flat_map(|b| &b.pages).filter(|p| p.id == page);
    let asked = pages.any(|p| p.items.iter().any(|i| i.id == item && i.is_own_words() && i.kept()));
    asked && plain(page) && plain(item)
}

/// The last group of pieces that says anything, joined. Pieces of one confirmation follow each other in the chain.
fn last_whole<'a>(
    pieces: impl Iterator<Item = &'a Attachment>,
    page: &Entry,
    findings: &mut Vec<Finding>,
) -> Option<Vec<u8>> {
    let mut groups: BTreeMap<u32, Vec<&Attachment>> = BTreeMap::new();
    for piece in pieces {
        groups.entry(piece.seq.wrapping_sub(piece.n)).or_default().push(piece);
    }
    let mut counts = None;
    for mut group in groups.into_values() {
        group.sort_by_key(|a| a.n);
        let Some(first) = group.iter().copied().find(|a| a.state != State::Dummy) else { continue };
        let follows = group.iter().enumerate().all(|(n, a)| a.n as usize == n && a.of == first.of);
        let agrees = group.iter().all(|a| a.state == first.state);
        if !follows || !agrees || group.len() != first.of as usize {
            let (session, item) = (page.session.clone(), first.item.clone());
            findings.push(Finding::Torn { session, page: page.page.clone(), item });
            counts = None;
            continue;
        }
        let bytes = || group.iter().flat_map(|a| &a.payload).copied().collect();
        counts = (first.state == State::Confirmed).then(bytes);
    }
    counts
}
