//! What is held while somebody fills the form in.

use super::app::{App, Msg};
use super::components::Overlay;
use super::host::Host;
use super::idle::Idle;
use super::lock::Lock;
use super::log::{Cursor, Sealed};
use super::sealing::Sealing;
use super::speech;
use crate::instrument::Map;
use crate::seal::Mode;
use crate::session::{Event, Session, State};
use gloo_timers::callback::Timeout;
use js_sys::{Object, Reflect};
use wasm_bindgen::JsValue;
use yew::prelude::*;

/// A session and what the screen around it needs.
pub(super) struct Live {
    pub session: Session,
    pub _lock: Lock,
    pub began: f64,
    /// *Verder* was pressed once on a page with something unanswered.
    pub warned: bool,
    /// *Verder* was pressed before the rest of what is asked was there.
    pub eager: bool,
    /// What is thrown away as soon as the mark that says so is safe.
    pub throws: Option<Vec<Sealed>>,
    pub trouble: bool,
    pub away: bool,
    /// Something was asked before: the heading takes the focus.
    pub moved: bool,
    /// Random part of the names of controls; a browser remembers names.
    pub names: AttrValue,
    /// What stands in the fields of numbers on the page, by item.
    pub typed: Map<String, String>,
    /// Items of the page whose ways not to answer were unfolded.
    pub open: Vec<String>,
    pub overlay: Option<Overlay>,
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
                let progress = self.session.progress();
                let detail = Object::new();
                let set = |name: &str, n: usize| Reflect::set(&detail, &name.into(), &(n as f64).into()).is_ok();
                if set("block", progress.block + 1) && set("of", progress.of) {
                    host.emit("progress", detail.into());
                }
            }
            State::Ended => {
                self.idle = None;
                host.emit("finished", JsValue::UNDEFINED);
            }
        }
        self.turned();
    }

    /// Stops reading; the next page was not read aloud.
    pub fn silent(&mut self) {
        speech::hush();
        self.reads(false);
    }

    /// Whether something of the page is read aloud; each entry says so.
    pub fn reads(&mut self, read_aloud: bool) {
        let mode = self.session.sitting().mode.clone();
        self.session.apply(Event::Mode(Mode { read_aloud, ..mode }));
    }

    /// Another page is on the screen.
    pub fn turned(&mut self) {
        (self.warned, self.moved) = (false, true);
        self.silent();
        self.typed.clear();
        self.open.clear();
    }
}

/// Seals and stores the front job, if there is one, and reports back.
pub(super) fn seal_front(ctx: &Context<App>, live: &Live, sealing: &Sealing) {
    let Some(job) = live.session.job() else { return };
    let cursor = Cursor { next: live.session.open_block(), opened: live.session.sitting().opened + 1 };
    let (sealing, trouble) = (sealing.clone(), ctx.link().callback(Msg::Trouble));
    ctx.link().send_future(async move { Msg::Sealed(sealing.keep(job, cursor, |t| trouble.emit(t)).await) });
}
