//! The one owner of the session: messages in, screens out.
//!
//! A struct component on purpose: a session is owned by one place and never cloned, so no callback can hold an old
//! one. Everything below it is a function of what it is given.

use crate::session::{Event, State};
use crate::study::Plan;
use crate::web::clock;
use crate::web::components::act::{Act, Send};
use crate::web::components::form_props::FormProps;
use crate::web::components::frame::Frame;
use crate::web::components::overlay::Overlay;
use crate::web::components::{form_screen, help, notice};
use crate::web::device::place::Place;
use crate::web::host::Host;
use crate::web::network::sealing::{Sealing, complain};
use crate::web::refusal::Refusal;
use crate::web::screen::active_form::{Live, seal_front};
use crate::web::screen::focus::Focus;
use crate::web::screen::idle::Away;
use crate::web::setup::{self, Loaded, Rest, Setup};
use crate::web::speech::media::{self, Tool};
use crate::web::speech::voice::{self, Later};
use crate::web::text::Text;
use crate::web::wordings::Wordings;
use gloo_events::EventListener;
use gloo_timers::callback::Timeout;
use std::cell::RefCell;
use std::rc::Rc;
use web_sys::Element;
use yew::prelude::*;

/// Milliseconds that the page is covered where *Snel weg* is practised.
const COVERED: u32 = 3_000;

/// What loading gave.
pub(in crate::web) type Start = Result<Setup, (Refusal, Option<Text>)>;

/// What the form begins with.
#[derive(Properties, Clone)]
pub(in crate::web) struct Props {
    /// Taken out once.
    pub start: Rc<RefCell<Option<Start>>>,
    pub host: Host,
    /// The element that the form stands in.
    pub root: Element,
}

impl PartialEq for Props {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.start, &other.start)
    }
}

/// What can happen.
pub(in crate::web) enum Msg {
    /// The respondent did something.
    Act(Act),
    /// The front job is safe.
    Sealed(String),
    /// A page cannot be stored just now.
    Trouble(bool),
    /// Something was spoken or drawn, or thrown away; and whether that goes on.
    Took(Option<Vec<u8>>, bool),
    /// The recordings of the page were read.
    Heard,
    /// Another language is here.
    Worded(String, Text, Wordings),
    /// Something was sent, or could not be.
    Outbox,
    /// The device was emptied, or could not be.
    Wiped(bool),
    /// *Snel weg* was practised: the page is covered, and a moment later it is not.
    Practised(bool),
    /// Nobody is there.
    Away(Away),
    /// The slot as this tab has it; none where another tab has it.
    Begun(Option<Place>),
    /// The rest of what is asked; none where it could not be had.
    Rest(Option<Loaded>),
    /// Another tab took it over.
    Lost,
}

pub(in crate::web) enum Stage {
    Refused(Refusal, Option<Text>),
    Opening,
    Busy,
    Lost,
    Forgotten,
    /// The letterbox is closed.
    Closed,
    Resume(Box<Live>),
    Live(Box<Live>),
}

/// The form.
pub(in crate::web) struct App {
    pub(in crate::web) stage: Stage,
    pub(in crate::web) frame: Option<Rc<Frame>>,
    pub(in crate::web) sealing: Option<Sealing>,
    pub(in crate::web) plan: Option<Rc<Plan>>,
    /// The rest of the battery, while it is still to come.
    pub(in crate::web) later: Option<Rc<Rest>>,
    /// A session that goes on behind the first part waits for the rest.
    pub(in crate::web) pending: Option<Place>,
    pub(in crate::web) app: String,
    pub(in crate::web) base: String,
    pub(in crate::web) focus: Focus,
    pub(in crate::web) online: Option<EventListener>,
    /// The device's voices are known late.
    pub(in crate::web) voices: Option<Later>,
    /// The page was read to its end.
    pub(in crate::web) heard: Option<Later>,
}

impl Component for App {
    type Message = Msg;
    type Properties = Props;

    fn create(ctx: &Context<Self>) -> Self {
        let mut app = App {
            stage: Stage::Opening,
            frame: None,
            sealing: None,
            plan: None,
            later: None,
            pending: None,
            app: String::new(),
            base: String::new(),
            focus: Focus::default(),
            online: None,
            voices: None,
            heard: None,
        };
        match ctx.props().start.borrow_mut().take() {
            Some(Ok(setup)) => app.begin(ctx, setup),
            Some(Err((refusal, text))) => {
                complain(&ctx.props().host, refusal.key());
                app.stage = Stage::Refused(refusal, text);
            }
            None => {}
        }
        app
    }

    fn update(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        match msg {
            Msg::Begun(place) => self.begun(ctx, place),
            Msg::Rest(rest) => self.rest(ctx, rest),
            Msg::Lost => self.stage = Stage::Lost,
            Msg::Act(Act::Steal) => {
                self.stage = Stage::Opening;
                self.steal(ctx);
            }
            Msg::Act(Act::Resume) => self.resume(),
            Msg::Act(Act::Language(lang)) => self.load_language(ctx, lang),
            Msg::Worded(lang, text, wordings) => self.speak(ctx, lang, text, wordings),
            Msg::Act(Act::Leave) => ctx.props().host.leave(),
            Msg::Outbox => self.wipe(ctx),
            Msg::Away(Away::Forget) => self.forget(),
            other => return self.live(ctx, other),
        }
        true
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let send = Send(ctx.link().callback(Msg::Act));
        let text = self.frame.as_ref().map(|f| f.text.clone());
        match (&self.stage, &self.frame) {
            (Stage::Refused(refusal, text), _) => notice::refused(*refusal, text.as_ref()),
            (Stage::Live(live), Some(frame)) => self.live_view(live, frame, false, send),
            (Stage::Resume(live), Some(frame)) => self.live_view(live, frame, true, send),
            (Stage::Closed, Some(frame)) => help::closed(frame, &send),
            (Stage::Busy, _) => notice::notice(text.as_ref(), "busy", ("busy.take", Act::Steal), &send),
            (Stage::Lost, _) => notice::notice(text.as_ref(), "lost", ("busy.take", Act::Steal), &send),
            (Stage::Forgotten, _) => notice::notice(text.as_ref(), "forgotten", ("forgotten.on", Act::Steal), &send),
            _ => html! {},
        }
    }

    fn rendered(&mut self, ctx: &Context<Self>, _first: bool) {
        let first = matches!(&self.stage, Stage::Live(live) if !live.moved);
        self.focus.follow(&ctx.props().root, !first);
        if let (Stage::Live(live), Some(frame)) = (&mut self.stage, &self.frame) {
            media::show(ctx, live, frame);
        }
    }
}

impl App {
    /// Whether *Snel weg* is practised on what is on the screen.
    pub(in crate::web) fn practises(&self) -> bool {
        let practises = |live: &Live| live.session.page().is_some_and(|v| v.practises_exit());
        let on_page = |live: &Live| live.overlay.is_none() && !live.away && practises(live);
        matches!(&self.stage, Stage::Live(live) if on_page(live))
    }

    fn resume(&mut self) {
        if let Stage::Resume(mut live) = std::mem::replace(&mut self.stage, Stage::Opening) {
            live.moved = true;
            self.stage = Stage::Live(live);
        }
    }

    /// Drops the session; what was confirmed is sealed, what was not is gone.
    fn forget(&mut self) {
        if matches!(&self.stage, Stage::Live(live) if live.session.state() != State::Ended) {
            self.stage = Stage::Forgotten;
        }
    }

    fn live(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        let Some(sealing) = self.sealing.clone() else { return false };
        let (Stage::Live(live) | Stage::Resume(live)) = &mut self.stage else { return false };
        match msg {
            Msg::Act(Act::Event(event)) => {
                // What was left on purpose has no words any more.
                if matches!(&event, Event::Nonresponse { .. }) {
                    live.tool = None;
                }
                let door = live.session.page().and_then(|v| v.open_branch());
                let typed = matches!(&event, Event::Answered { value: crate::answers::Value::Text(_), .. });
                let dropped = matches!(&event, Event::Nonresponse { .. } | Event::Cleared { .. });
                let turns = matches!(&event, Event::Reread);
                live.session.apply(event);
                live.warned = false;
                if turns || live.session.page().and_then(|v| v.open_branch()) != door {
                    live.turned();
                }
                if dropped {
                    live.drafts_anew(sealing);
                } else if typed {
                    live.drafts_soon(ctx);
                }
            }
            // Back goes back when it is pressed again.
            Msg::Act(act @ (Act::Next | Act::Back)) if live.tool.as_ref().is_some_and(|t| t.busy) => {
                live.eager = matches!(act, Act::Next);
                live.tool.iter().for_each(|t| t.call("stop"));
            }
            Msg::Act(Act::Next) => {
                let view = live.session.page();
                if !live.warned && view.is_some_and(|v| v.unanswered().is_some()) {
                    live.warned = true;
                } else if self.later.is_some() {
                    live.eager = true;
                } else if let Some(view) = view.filter(|v| !v.blocks_next() && live.session.state() == State::Asking) {
                    let (later, quiet, alone) = (view.postpones(), view.is_overheard(), view.is_alone());
                    if live.talks_first() {
                        return true;
                    }
                    live.quiet |= quiet;
                    live.alone = alone.unwrap_or(live.alone);
                    live.session.apply(Event::Next(clock::now(live.began)));
                    live.draft = None;
                    seal_front(ctx, live, &sealing);
                    live.arrived(&ctx.props().host);
                    if later {
                        live.overlay = Some(Overlay::Later);
                    }
                }
            }
            Msg::Sealed(link) => {
                live.session.apply(Event::Sealed { link });
                seal_front(ctx, live, &sealing);
                live.arrived(&ctx.props().host);
            }
            Msg::Act(Act::Stop { throw }) if self.later.is_none() && live.session.state() == State::Asking => {
                let clock = clock::now(live.began);
                live.overlay = None;
                live.draft = None;
                if throw {
                    sealing.thrown.replace(sealing.made.take());
                }
                live.session.apply(if throw { Event::Erase(clock) } else { Event::Stop(clock) });
                seal_front(ctx, live, &sealing);
            }
            Msg::Act(Act::Back) => {
                let door = live.session.page().and_then(|v| v.open_branch());
                live.session.apply(Event::Back);
                live.turned();
                if door.is_some() {
                    live.drafts_anew(sealing);
                }
            }
            Msg::Act(Act::Typed(item, text)) => {
                live.typed.insert(item, text);
            }
            Msg::Act(Act::Unfold(item)) => match live.open.iter().position(|i| *i == item) {
                Some(at) => drop(live.open.remove(at)),
                None => live.open.push(item),
            },
            Msg::Wiped(wiped) => live.wiped = wiped,
            Msg::Practised(covered) => {
                live.practised = true;
                let link = ctx.link().clone();
                live.cover = covered.then(|| Timeout::new(COVERED, move || link.send_message(Msg::Practised(false))));
                voice::hush();
            }
            Msg::Trouble(trouble) => live.trouble = trouble,
            Msg::Heard => live.aloud = None,
            Msg::Took(bytes, busy) => {
                live.warned = false;
                if let Some(tool) = &mut live.tool {
                    tool.busy = busy;
                }
                if !busy {
                    live.session.apply(bytes.map_or(Event::Detached, Event::Attached));
                    if self.later.is_none() && std::mem::take(&mut live.eager) {
                        ctx.link().send_message(Msg::Act(Act::Next));
                    }
                }
            }
            Msg::Act(Act::Read) if live.aloud.is_some() || voice::reading() => live.silent(),
            Msg::Act(Act::Read) => {
                let frame = self.frame.as_deref();
                live.aloud = frame.and_then(|f| Tool::aloud(ctx, f, &live.session, &self.base));
                live.reads(true);
                if live.aloud.is_some() {
                    return true;
                }
                let (link, lang) = (ctx.link().clone(), live.session.visit().lang.clone());
                self.heard = voice::read(&ctx.props().root, &lang, move || link.send_message(Msg::Outbox));
            }
            Msg::Act(Act::Overlay(overlay)) => {
                let rested = live.rests(overlay) && self.later.is_none() && live.session.state() == State::Asking;
                (live.overlay, live.moved) = (overlay, true);
                live.put_down();
                // Before the rest of what is asked is here, the next envelope that is due says it.
                if rested {
                    live.session.apply(Event::PauseEnded(clock::now(live.began)));
                    seal_front(ctx, live, &sealing);
                }
            }
            Msg::Away(Away::Hide) => {
                live.away = live.session.state() != State::Ended;
                live.put_down();
            }
            Msg::Away(Away::Keep) => {
                live.drafts(sealing);
                return false;
            }
            Msg::Act(Act::Here) => (live.away, live.moved) = (false, true),
            _ => return false,
        }
        true
    }

    fn load_language(&self, ctx: &Context<Self>, lang: String) {
        let Some(frame) = self.frame.clone() else { return };
        let (host, base) = (ctx.props().host.clone(), self.base.clone());
        let link = ctx.link().clone();
        wasm_bindgen_futures::spawn_local(async move {
            let text = setup::fetch_text(&host, &lang, frame.invite.set).await;
            let words = setup::fetch_words(&base, &frame.study, &frame.invite, &lang).await;
            // Without a network the language stays what it was.
            if let (Some(text), Some(words)) = (text, words) {
                link.send_message(Msg::Worded(lang, text, words));
            }
        });
    }

    fn speak(&mut self, ctx: &Context<Self>, lang: String, text: Text, wordings: Wordings) {
        let Some(frame) = &self.frame else { return };
        if let Stage::Live(live) | Stage::Resume(live) = &mut self.stage {
            live.session.apply(Event::Language(lang.clone()));
            live.put_down();
        }
        setup::tell_exit(&ctx.props().host, &frame.study, &frame.invite, (&text, &lang), frame.interview.is_some());
        self.frame = Some(Rc::new(Frame { text, lang, wordings: Rc::new(wordings), ..Frame::clone(frame) }));
    }

    fn live_view(&self, live: &Live, frame: &Rc<Frame>, resume: bool, send: Send) -> Html {
        let unsent = self.sealing.as_ref().map_or(0, |s| s.outbox.waiting());
        form_screen::form_screen(FormProps {
            frame: frame.clone(),
            session: &live.session,
            aloud: (!live.quiet && (voice::speaks(&frame.lang) || media::recordings(&live.session, frame).is_some()))
                .then(|| live.aloud.is_some() || voice::reading()),
            tool: live.alone && frame.study.own_words(frame.invite.set).is_some(),
            resume,
            whole: self.later.is_none(),
            eager: live.eager,
            away: live.away,
            overlay: live.overlay,
            warned: live.warned,
            practised: live.practised,
            covered: live.cover.is_some(),
            trouble: live.trouble,
            unsent,
            wiped: live.wiped,
            names: live.names.clone(),
            typed: &live.typed,
            open: &live.open,
            send,
        })
    }
}
