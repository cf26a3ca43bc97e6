//! From a setup to the first page: the slot as this tab has it, the rest of what is asked.

use crate::seal::{Device, Mode};
use crate::session::{Event, Session, State, Visit};
use crate::study::Plan;
use crate::web::clock;
use crate::web::components::act::Act;
use crate::web::components::frame::Frame;
use crate::web::components::screen::{Base, Front, Screen};
use crate::web::device::held_slot::{self, HeldSlot};
use crate::web::device::log::Cursor;
use crate::web::network::announce::report_error;
use crate::web::network::outbox::Outbox;
use crate::web::network::sealing::Sealing;
use crate::web::refusal::Refusal;
use crate::web::screen::active_form::{ActiveForm, PageState, Practised};
use crate::web::screen::app::{App, Stage};
use crate::web::screen::idle::Idle;
use crate::web::screen::message::Msg;
use crate::web::setup::{self, Loaded, Setup};
use crate::web::speech::voice;
use gloo_events::EventListener;
use gloo_timers::future::TimeoutFuture;
use std::rc::Rc;
use wasm_bindgen::JsValue;
use yew::prelude::*;

/// Milliseconds before each try to get the rest of what is asked.
const PAUSES: [u32; 4] = [0, 1_000, 3_000, 9_000];

impl App {
    pub(in crate::web) fn begin(&mut self, ctx: &Context<Self>, setup: Setup) {
        let host = ctx.props().host.clone();
        let changed = {
            let link = ctx.link().clone();
            Rc::new(move || link.send_message(Msg::OutboxChanged))
        };
        let intake = setup.study.intake.as_ref().map(|i| crate::web::network::outbox::absolute(i, &setup.base));
        let slot = setup.invite.slot_hex();
        let outbox = Outbox::new(setup.log.clone(), host.clone(), intake, slot.clone(), changed);
        outbox.begin();
        let online = outbox.clone();
        self.online = web_sys::window().map(|w| EventListener::new(&w, "online", move |_| online.retry_now()));
        self.sealing = Some(Sealing {
            host,
            log: setup.log,
            outbox,
            slot,
            readers: setup.study.recipient_keys().join("\n"),
            contacts: setup.study.contact_keys().join("\n"),
            deletable: Rc::default(),
            discarded: Rc::default(),
        });
        self.frame = Some(Rc::new(Frame {
            study: setup.study,
            invite: setup.invite,
            proof: setup.proof,
            text: setup.text,
            lang: setup.lang,
            wordings: Rc::new(setup.opening.wordings),
            today: clock::today(),
            interview: setup.interview,
        }));
        let link = ctx.link().clone();
        self.voices = voice::on_voices_changed(move || link.send_message(Msg::Redraw));
        (self.plan, self.later) = (Some(setup.opening.plan), setup.opening.later);
        (self.app, self.base) = (setup.app, setup.base);
        self.slot_taken(ctx, setup.place);
    }

    /// Takes the slot over from another tab.
    pub(in crate::web) fn take_over(&self, ctx: &Context<Self>) {
        let Some(sealing) = self.sealing.clone() else { return };
        ctx.link().send_future(async move { Msg::SlotTaken(held_slot::take(&sealing.log, &sealing.slot, true).await) });
    }

    /// A first visit begins with the opening; one that resumes may begin behind it. A visit to the letterbox is always
    /// a first one.
    pub(in crate::web) fn slot_taken(&mut self, ctx: &Context<Self>, place: Option<HeldSlot>) {
        let Some(mut place) = place else {
            self.stage = Stage::Busy;
            return;
        };
        if self.frame.as_ref().is_some_and(|f| f.is_closed()) {
            self.stage = Stage::Closed;
            return;
        }
        if self.frame.as_ref().is_some_and(|f| f.any_time()) {
            place.cursor.next = 0;
        }
        if let Some(lost) = place.lost.take() {
            let link = ctx.link().clone();
            wasm_bindgen_futures::spawn_local(async move {
                if lost.await.is_ok() {
                    link.send_message(Msg::SlotLost);
                }
            });
        }
        if self.later.is_none() || place.cursor.next == 0 {
            self.start(ctx, place);
        } else {
            self.pending = Some(place);
        }
        self.load_rest(ctx);
    }

    fn load_rest(&self, ctx: &Context<Self>) {
        let (Some(frame), Some(later), base) = (self.frame.clone(), self.later.clone(), self.base.clone()) else {
            return;
        };
        ctx.link().send_future(async move {
            for pause in PAUSES {
                TimeoutFuture::new(pause).await;
                let all = setup::rest(&base, &frame.study, &frame.invite, &later, &frame.lang).await;
                if all.is_some() {
                    return Msg::RestLoaded(all);
                }
            }
            Msg::RestLoaded(None)
        });
    }

    pub(in crate::web) fn rest_loaded(&mut self, ctx: &Context<Self>, rest: Option<Loaded>) {
        // Taking the form over asks for the rest once more; what is here already stays.
        if self.later.is_none() {
            return;
        }
        let Some(frame) = &self.frame else { return };
        let Some(rest) = rest else {
            report_error(&ctx.props().host, Refusal::Files.key());
            self.stage = Stage::Refused(Refusal::Files, Some(frame.text.clone()));
            return;
        };
        // Another language may have come meanwhile, whole.
        if frame.lang == rest.lang {
            self.frame = Some(Rc::new(Frame { wordings: Rc::new(rest.wordings), ..Frame::clone(frame) }));
        }
        (self.plan, self.later) = (Some(rest.plan.clone()), None);
        if let Some(place) = self.pending.take() {
            return self.start(ctx, place);
        }
        if let (Stage::Form(form), Some(sealing)) = (&mut self.stage, &self.sealing) {
            form.session.apply(Event::PlanLoaded(rest.plan));
            if !gated(form.session.plan()) {
                sealing.outbox.release();
            }
            if std::mem::take(&mut form.next_waits) {
                ctx.link().send_message(Msg::Act(Act::Next));
            }
        }
    }

    fn start(&mut self, ctx: &Context<Self>, place: HeldSlot) {
        let HeldSlot { lock, cursor, .. } = place;
        let (Some(plan), Some(frame), Some(sealing)) = (&self.plan, &self.frame, &self.sealing) else { return };
        let (Some(session), Some(names)) = (clock::random_hex(), clock::random_hex()) else {
            self.stage = Stage::Refused(Refusal::Randomness, Some(frame.text.clone()));
            return;
        };
        let device = match ctx.props().root.client_width() {
            ..600 => Device::Phone,
            600..1024 => Device::Tablet,
            _ => Device::Computer,
        };
        let mode = Mode { device, faces: true, ..frame.interview.clone().unwrap_or_default() };
        let visit = Visit {
            slot: sealing.slot.clone(),
            role: frame.invite.role,
            set: frame.invite.set,
            proof: frame.proof.clone(),
            continues: cursor.last.clone(),
            session,
            app: self.app.clone(),
            opened: cursor.opened,
            lang: frame.lang.clone(),
            mode,
        };
        // What an earlier session sealed, this one can add to and never delete.
        sealing.deletable.take();
        let away = ctx.link().callback(Msg::Away);
        let is_whole = self.later.is_none();
        let session = Session::new(plan.clone(), visit, cursor.next);
        let ended = is_whole && session.state() == State::Ended;
        // Handed over first, where there is an interviewer.
        let greets = (cursor.next > 0 || frame.interview.is_some()) && !ended;
        let form = Box::new(ActiveForm {
            session,
            screen: Screen::Shown(if greets { Front::Form(Base::Greeting) } else { Front::FirstPage }),
            page: PageState::default(),
            _lock: lock,
            began: clock::mono_ms(),
            next_waits: false,
            is_unstored: false,
            wiped: false,
            names: names.into(),
            is_alone: false,
            is_overheard: false,
            prepared: false,
            practised: Practised::NotYet,
            draft: None,
            idle: Idle::watch(move |a| away.emit(a)),
        });
        if cursor.next > 0 || is_whole && !gated(plan) {
            sealing.outbox.release();
        }
        // Behind the first question: a cursor that cannot be written is said at the first page that cannot be stored. It
        // is written first, so that no page's cursor can be in front of it.
        let (sealing, next) = (sealing.clone(), Cursor { opened: cursor.opened + 1, ..cursor });
        wasm_bindgen_futures::spawn_local(async move {
            sealing.log.begin(&sealing.slot, &next).await;
            sealing.send_old_draft().await;
        });
        ctx.props().host.emit("ready", JsValue::UNDEFINED);
        self.stage = Stage::Form(form);
        self.wipe(ctx);
    }
}

/// Whether somebody is asked to take part.
fn gated(plan: &Plan) -> bool {
    plan.parts.iter().any(|p| p.instrument.items().any(|(_, _, i)| i.flow().gate.is_some()))
}
