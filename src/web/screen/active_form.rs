//! What is held while somebody fills the form in.

use crate::instrument::VecMap;
use crate::seal::Mode;
use crate::session::{Event, Session, State};
use crate::study::Set;
use crate::web::clock;
use crate::web::components::form_props::Practice;
use crate::web::components::frame::Frame;
use crate::web::components::screen::{Overlay, Screen};
use crate::web::device::lock::Lock;
use crate::web::device::log::Cursor;
use crate::web::host::Host;
use crate::web::network::sealing::Sealing;
use crate::web::screen::idle::{Away, Idle};
use crate::web::screen::message::Msg;
use crate::web::speech::media::{self, Media};
use crate::web::speech::voice;
use gloo_timers::callback::Timeout;
use js_sys::{Object, Reflect};
use wasm_bindgen::JsValue;
use web_sys::Element;
use yew::prelude::*;

/// Milliseconds after the last key before words on the way are sealed and kept.
const DRAFT_AFTER: u32 = 2_000;

/// A session and what the screen around it needs.
pub(in crate::web) struct ActiveForm {
    pub session: Session,
    pub screen: Screen,
    /// What belongs to the page on the screen and ends with it.
    pub page: PageState,
    pub _lock: Lock,
    /// When it began, in milliseconds since the page was opened.
    pub began: f64,
    /// *Verder* was pressed and waits: for the rest of what is asked, or for the end of a recording.
    pub next_waits: bool,
    /// A page cannot be stored just now.
    pub is_unstored: bool,
    /// The device was emptied after the ending.
    pub wiped: bool,
    /// Random part of the names of controls; a browser remembers names.
    pub names: AttrValue,
    /// The respondent said to be alone: words may be spoken and drawn.
    pub is_alone: bool,
    /// The respondent said that others can hear: nothing is read aloud.
    pub is_overheard: bool,
    /// The scripts to speak and draw with were asked for.
    pub prepared: bool,
    pub practised: Practised,
    /// Keeps a draft when nothing more is typed for a moment.
    pub draft: Option<Timeout>,
    pub idle: Option<Idle>,
}

/// What belongs to one page.
#[derive(Default)]
pub(in crate::web) struct PageState {
    /// *Verder* was pressed once with something unanswered.
    pub reminded: bool,
    /// What is typed in the fields of numbers, by item.
    pub typed: VecMap<String, String>,
    /// Items whose ways not to answer were unfolded.
    pub unfolded: Vec<String>,
    /// What is open to speak or draw with; closed as soon as it is dropped.
    pub recorder: Option<Media>,
    /// The page is read aloud from recordings.
    pub player: Option<Media>,
}

/// How far *Snel weg* was practised.
pub(in crate::web) enum Practised {
    NotYet,
    /// The page is covered until this is over.
    Covered {
        _until: Timeout,
    },
    Done,
}

impl Practised {
    /// As it is shown.
    pub fn practice(&self) -> Practice {
        match self {
            Practised::NotYet => Practice::NotYet,
            Practised::Covered { .. } => Practice::Covered,
            Practised::Done => Practice::Done,
        }
    }

    /// Ends the cover, where there is one.
    pub fn uncover(&mut self) {
        if let Practised::Covered { .. } = self {
            *self = Practised::Done;
        }
    }
}

impl ActiveForm {
    /// After an event: tells the host page how far the visit is, and lets go of what the ending does not need.
    pub fn arrived(&mut self, host: &Host) {
        match self.session.state() {
            State::Sealing => return,
            State::Asking => {
                if !self.prepared {
                    self.prepared = media::prepare(host, &self.session);
                }
                let progress = self.session.progress();
                let detail = Object::new();
                let set = |name: &str, n: usize| Reflect::set(&detail, &name.into(), &(n as f64).into()).is_ok();
                if set("block", progress.block + 1) && set("of", progress.of) {
                    host.emit("progress", detail.into());
                }
            }
            State::Ended => {
                self.idle = None;
                if self.session.visit().set != Set::Adult {
                    self.screen.show(Some(Overlay::Calm));
                }
                host.emit("finished", JsValue::UNDEFINED);
            }
        }
        self.turned();
    }

    /// Another page is on the screen.
    pub fn turned(&mut self) {
        self.page = PageState::default();
        self.practised.uncover();
        self.screen.turn();
        self.stop_reading();
    }

    /// The branch of the page that is open.
    pub fn open_branch(&self) -> Option<i32> {
        self.session.page().and_then(|v| v.open_branch())
    }

    /// Nothing speaks, and nothing listens; what was recorded by now stays with the page.
    #[inline(never)]
    pub fn stop_media(&mut self) {
        voice::stop();
        self.page.recorder.iter().for_each(|m| m.call("close"));
        (self.page.recorder, self.page.player) = (None, None);
    }

    /// Opens what belongs to the page on the screen, each in its place: nothing where that is not there.
    pub fn open_media(&mut self, host: &Host, root: &Element, frame: &Frame, tell: &Callback<Msg>) {
        let place = |selector: &str| root.query_selector(selector).ok().flatten();
        if let (None, Some(place)) = (&self.page.recorder, place(".own")) {
            let tell = tell.clone();
            let changed = move |bytes, busy| tell.emit(Msg::AttachmentChanged(bytes, busy));
            self.page.recorder = Media::recorder(frame, &self.session, changed);
            self.page.recorder.iter_mut().for_each(|m| m.open(host, Some(place.clone()), "own"));
        }
        if let Some(player) = self.page.player.as_mut().filter(|m| !m.is_open) {
            player.open(host, place(".page"), "aloud");
        }
    }

    /// Stops reading; the next page was not read aloud.
    pub fn stop_reading(&mut self) {
        voice::stop();
        self.page.player = None;
        self.set_read_aloud(false);
    }

    /// Whether something of the page is read aloud; each entry says so.
    pub fn set_read_aloud(&mut self, read_aloud: bool) {
        let mode = self.session.visit().mode.clone();
        self.session.apply(Event::Mode(Mode { read_aloud, ..mode }));
    }

    /// Words were typed: they are kept when nothing more is typed for a moment.
    pub fn keep_draft_soon(&mut self, tell: &Callback<Msg>) {
        let tell = tell.clone();
        self.draft = Some(Timeout::new(DRAFT_AFTER, move || tell.emit(Msg::Away(Away::Keep))));
    }

    /// Keeps what is typed on the page in place of the draft that is there.
    pub fn keep_draft(&self, sealing: &Sealing) {
        if let Some(job) = self.session.draft(&clock::now(self.began)) {
            let sealing = sealing.clone();
            wasm_bindgen_futures::spawn_local(async move { sealing.keep_draft(job).await });
        }
    }

    /// Words were taken back. Those that were typed on this page may be in a draft, which a later visit would send: it
    /// is replaced at once.
    pub fn replace_draft(&self, sealing: &Sealing) {
        if self.draft.is_some() {
            self.keep_draft(sealing);
        }
    }

    /// Seals and stores the front job, if there is one, and reports back.
    pub fn seal_front(&self, sealing: &Sealing, tell: &Callback<Msg>) {
        let Some(job) = self.session.job() else { return };
        let cursor = Cursor {
            next: self.session.open_block(),
            opened: self.session.visit().opened + 1,
            last: self.session.last_link().cloned(),
        };
        let (sealing, tell) = (sealing.clone(), tell.clone());
        wasm_bindgen_futures::spawn_local(async move {
            let link = sealing.keep(job, cursor, |unstored| tell.emit(Msg::Unstored(unstored))).await;
            tell.emit(Msg::Sealed(link));
        });
    }
}
