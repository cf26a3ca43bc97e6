//! What was spoken or drawn: in memory until its page is confirmed, then in envelopes of one size and nowhere else.
//!
//! | the item has | its envelopes are |
//! |---|---|
//! | words that were not sealed yet | `confirmed` |
//! | words that an earlier confirmation sealed | `dummy`: those stay |
//! | none any more, and an earlier confirmation sealed some | `erased`: those are taken back |
//! | nothing | `dummy` |

use super::Session;
use super::job::Waiting;
use crate::answers::{Answer, Answers, Missing, Value};
use crate::instrument::{Item, Kind};
use crate::seal::{self, ATTACHMENT_ROOM, Attachment, Input, Media, VERSION};

/// What was spoken or drawn for one item.
#[derive(Debug)]
pub(super) struct Aside {
    part: usize,
    item: String,
    /// None once it was thrown away.
    media: Option<Media>,
    /// Until it is sealed.
    bytes: Vec<u8>,
    /// It is not in any envelope yet, or that it was thrown away is not.
    fresh: bool,
}

/// What one envelope holds.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    part: usize,
    page: String,
    item: String,
    n: u32,
    state: seal::State,
    media: Option<Media>,
    bytes: Vec<u8>,
}

/// What an item has.
pub(super) fn find<'a>(all: &'a [Aside], part: usize, item: &str) -> Option<(Media, &'a [u8])> {
    let aside = all.iter().find(|a| a.part == part && a.item == item)?;
    Some((aside.media?, &aside.bytes))
}

/// Whether an item may be spoken or drawn.
fn takes(item: &Item) -> bool {
    item.kind == Kind::OwnWords && item.kept()
}

impl Session {
    /// Takes what was spoken or drawn for an item on the screen.
    pub(super) fn attach(&mut self, item: String, media: Media, bytes: Vec<u8>) {
        let Some(view) = self.page() else { return };
        let part = view.part;
        let asked = view.items().any(|i| i.id == item && takes(i));
        let fits = (1..=ATTACHMENT_ROOM * self.plan.envelopes as usize).contains(&bytes.len());
        if !asked || !fits {
            return;
        }
        self.aside.retain(|a| a.part != part || a.item != item);
        self.aside.push(Aside { part, item: item.clone(), media: Some(media), bytes, fresh: true });
        // Who speaks does not leave it open any more.
        if let Some(said) = self.said_here(&item)
            && matches!(said.get(&item), Some(Answer::Missing(_)))
        {
            said.remove(&item);
        }
    }

    /// Throws away what was spoken or drawn for an item on the screen.
    pub(super) fn detach(&mut self, item: &str) {
        let Some(part) = self.page().map(|v| v.part) else { return };
        let Some(at) = self.aside.iter().position(|a| a.part == part && a.item == item) else { return };
        if self.aside[at].media.is_none() {
            return;
        }
        let sealed = self.sealed.get(self.at).is_some_and(Option::is_some);
        let aside = &mut self.aside[at];
        if sealed {
            (aside.media, aside.bytes, aside.fresh) = (None, Vec::new(), true);
        } else {
            self.aside.remove(at);
        }
    }

    /// Whether a page has something that no envelope says yet.
    pub(super) fn is_fresh(&self, n: usize) -> bool {
        let items = self.place(n).map(|(part, _, page)| (part, &page.items));
        items.is_some_and(|(part, items)| {
            self.aside.iter().any(|a| a.fresh && a.part == part && items.iter().any(|i| i.id == a.item))
        })
    }

    /// Who speaks or draws and types nothing has answered: with no words.
    pub(super) fn spoken_for(&self, part: usize, answers: &mut Answers) {
        for aside in self.aside.iter().filter(|a| a.part == part && a.media.is_some()) {
            if answers.get(&aside.item) == Some(&Answer::Missing(Missing::NoChoice)) {
                answers.insert(aside.item.clone(), Answer::Value(Value::Text(String::new())));
            }
        }
    }

    /// How own words of a page came in.
    pub(super) fn input(&self, n: usize) -> Input {
        let Some((part, _, page)) = self.place(n) else { return Input::Typed };
        match page.items.iter().find_map(|i| find(&self.aside, part, &i.id)) {
            None => Input::Typed,
            Some((Media::Strokes, _)) => Input::Drawn,
            Some(_) => Input::Spoken,
        }
    }

    /// The plaintext of a piece, here in the chain.
    pub(super) fn piece(&self, of: &Piece) -> Vec<u8> {
        let piece = Attachment {
            bytes: of.bytes.len() as u32,
            item: of.item.clone(),
            kind: Default::default(),
            media: of.media,
            n: of.n,
            of: self.plan.envelopes,
            page: of.page.clone(),
            part: of.part as u32,
            prev: self.prev.clone(),
            seq: self.seq,
            session: self.sitting.session.clone(),
            slot: self.sitting.slot.clone(),
            state: of.state,
            study: self.plan.study.clone(),
            v: VERSION,
            payload: of.bytes.clone(),
        };
        piece.plain()
    }

    /// Puts the envelopes of a page's own words into the queue: as many for everybody.
    pub(super) fn put_aside(&mut self, n: usize) {
        let of = self.plan.envelopes;
        let Some((part, _, page)) = self.place(n).filter(|_| of > 0) else { return };
        let page_id = page.id.clone();
        let items: Vec<String> = page.items.iter().filter(|i| takes(i)).map(|i| i.id.clone()).collect();
        for item in items {
            let aside = self.aside.iter_mut().find(|a| a.part == part && a.item == item && a.fresh);
            let (state, media, bytes) = match aside {
                Some(a) => {
                    a.fresh = false;
                    let state = if a.media.is_some() { seal::State::Confirmed } else { seal::State::Erased };
                    (state, a.media, std::mem::take(&mut a.bytes))
                }
                None => (seal::State::Dummy, None, Vec::new()),
            };
            let mut pieces = bytes.chunks(ATTACHMENT_ROOM);
            for n in 0..of {
                let bytes = pieces.next().unwrap_or_default().to_vec();
                let (item, page) = (item.clone(), page_id.clone());
                self.jobs.push_back(Waiting::Piece(Piece { part, page, item, n, state, media, bytes }));
            }
        }
    }
}
