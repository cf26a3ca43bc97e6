//! What is held while somebody fills the form in.

use crate::instrument::VecMap;
use crate::seal::Mode;
use crate::session::{Event, Session, State};
use crate::study::Set;
use crate::web::clock;
use crate::web::components::overlay::Overlay;
use crate::web::device::lock::Lock;
use crate::web::device::log::Cursor;
use crate::web::host::Host;
use crate::web::network::sealing::Sealing;
use crate::web::screen::app::{App, Msg};
use crate::web::screen::idle::{Away, Idle};
use crate::web::speech::media::{self, Tool};
use crate::web::speech::voice;
use gloo_timers::callback::Timeout;
use js_sys::{Object, Reflect};
use wasm_bindgen::JsValue;
use yew::prelude::*;

/// Milliseconds after the last key before words on the way are sealed and kept.
const DRAFT_AFTER: u32 = 2_000;

/// A session and what the screen around it needs.
pub(in crate::web) struct Live {
    pub session: Session,
    pub _lock: Lock,
    pub began: f64,
    /// *Verder* was pressed once on a page with something unanswered.
    pub warned: bool,
    /// *Verder* was pressed before the rest of what is asked was there.
    pub eager: bool,
    pub trouble: bool,
    /// The device was emptied after the ending.
    pub wiped: bool,
    pub away: bool,
    /// Something was asked before: the heading takes the focus.
    pub moved: bool,
    /// Random part of the names of controls; a browser remembers names.
    pub names: AttrValue,
    /// What stands in the fields of numbers on the page, by item.
    pub typed: VecMap<String, String>,
    /// Items of the page whose ways not to answer were unfolded.
    pub open: Vec<String>,
    pub overlay: Option<Overlay>,
    /// Nobody is near, as far as was said: words may be spoken and drawn.
    pub alone: bool,
    /// The scripts to speak and draw with were asked for.
    pub prepared: bool,
    /// What is open to speak or draw with; closed as soon as it is dropped.
    pub tool: Option<Tool>,
    /// The page is read aloud from recordings.
    pub aloud: Option<Tool>,
    /// *Snel weg* was practised; while the page is covered, what uncovers it.
    pub practised: bool,
    pub cover: Option<Timeout>,
    /// Somebody is near: nothing is read aloud.
    pub quiet: bool,
    pub draft: Option<Timeout>,
    pub idle: Option<Idle>,
}

impl Live {
    /// After an event: tells the host page how far it is, and lets go of what the ending does not need.
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
                    self.overlay = Some(Overlay::Calm);
                }
                host.emit("finished", JsValue::UNDEFINED);
            }
        }
        self.turned();
    }

    /// Nothing speaks, and nothing listens; what was recorded by now stays with the page.
    #[inline(never)]
    pub fn put_down(&mut self) {
        voice::hush();
        self.tool.iter().for_each(|t| t.call("close"));
        (self.tool, self.aloud) = (None, None);
    }

    /// Whether a pause, on which a talk can be asked for, ends with this in its place.
    pub fn rests(&self, next: Option<Overlay>) -> bool {
        let pauses = |o: Option<Overlay>| matches!(o, Some(Overlay::Pause | Overlay::Stop | Overlay::Throw));
        pauses(self.overlay) && !pauses(next)
    }

    /// Who does not take part may still want a talk: asked before the page is confirmed, so that the traffic is the
    /// same.
    pub fn talks_first(&mut self) -> bool {
        let no = self.session.page().is_some_and(|v| v.declines()) && self.overlay != Some(Overlay::Talk);
        self.overlay = no.then_some(Overlay::Talk);
        self.moved |= no;
        no
    }

    /// Stops reading; the next page was not read aloud.
    pub fn silent(&mut self) {
        voice::hush();
        self.aloud = None;
        self.reads(false);
    }

    /// Whether something of the page is read aloud; each entry says so.
    pub fn reads(&mut self, read_aloud: bool) {
        let mode = self.session.visit().mode.clone();
        self.session.apply(Event::Mode(Mode { read_aloud, ..mode }));
    }

    /// Words were typed: they are kept when nothing more is typed for a moment.
    pub fn drafts_soon(&mut self, ctx: &Context<App>) {
        let link = ctx.link().clone();
        self.draft = Some(Timeout::new(DRAFT_AFTER, move || link.send_message(Msg::Away(Away::Keep))));
    }

    /// Keeps what stands on the page in place of the draft that is there.
    pub fn drafts(&self, sealing: Sealing) {
        if let Some(job) = self.session.draft(&clock::now(self.began)) {
            wasm_bindgen_futures::spawn_local(async move { sealing.keep_draft(job).await });
        }
    }

    /// Words were taken back. Those that were typed on this page may be in a draft, which a later visit would send: it
    /// is replaced at once.
    pub fn drafts_anew(&mut self, sealing: Sealing) {
        if self.draft.is_some() {
            self.drafts(sealing);
        }
    }

    /// Another page is on the screen.
    pub fn turned(&mut self) {
        (self.warned, self.moved, self.tool, self.cover) = (false, true, None, None);
        self.silent();
        self.typed.clear();
        self.open.clear();
    }
}

/// Seals and stores the front job, if there is one, and reports back.
pub(in crate::web) fn seal_front(ctx: &Context<App>, live: &Live, sealing: &Sealing) {
    let Some(job) = live.session.job() else { return };
    let cursor = Cursor { next: live.session.open_block(), opened: live.session.visit().opened + 1 };
    let (sealing, trouble) = (sealing.clone(), ctx.link().callback(Msg::Trouble));
    ctx.link().send_future(async move { Msg::Sealed(sealing.keep(job, cursor, |t| trouble.emit(t)).await) });
}
