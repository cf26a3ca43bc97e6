//! The one owner of the session: messages in, screens out.
//!
//! A struct component on purpose: a session is owned by one place and never cloned, so no callback can hold an old
//! one. Everything below it is a function of what it is given.

use crate::session::State;
use crate::study::Plan;
use crate::web::components::act::{Act, Send};
use crate::web::components::form_props::FormProps;
use crate::web::components::form_screen::form_screen;
use crate::web::components::frame::Frame;
use crate::web::components::{help, notice};
use crate::web::device::held_slot::HeldSlot;
use crate::web::host::Host;
use crate::web::network::announce::report_error;
use crate::web::network::sealing::Sealing;
use crate::web::refusal::Refusal;
use crate::web::screen::active_form::ActiveForm;
use crate::web::screen::focus::Focus;
use crate::web::screen::handlers::HandlerContext;
use crate::web::screen::idle::Away;
use crate::web::screen::message::Msg;
use crate::web::setup::{Rest, Setup};
use crate::web::speech::media;
use crate::web::speech::voice::{self, Later};
use crate::web::text::Text;
use gloo_events::EventListener;
use std::cell::RefCell;
use std::rc::Rc;
use web_sys::Element;
use yew::prelude::*;

/// What loading gave.
pub(in crate::web) type Start = Result<Setup, (Refusal, Option<Text>)>;

/// What the form begins with.
#[derive(Properties, Clone)]
pub(in crate::web) struct Props {
    /// Taken out once.
    pub start: Rc<RefCell<Option<Start>>>,
    pub host: Host,
    /// The element that holds the form.
    pub root: Element,
}

impl PartialEq for Props {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.start, &other.start)
    }
}

/// How far it has come.
pub(in crate::web) enum Stage {
    /// The form does not begin.
    Refused(Refusal, Option<Text>),
    /// The slot, or the rest of what is asked, is waited for.
    Opening,
    /// Another tab has the slot.
    Busy,
    /// Another tab took the slot over.
    Lost,
    /// Nobody was there for so long that everything was dropped.
    Forgotten,
    /// The letterbox is closed.
    Closed,
    /// Somebody fills the form in.
    Form(Box<ActiveForm>),
}

/// The form.
pub(in crate::web) struct App {
    pub(in crate::web) stage: Stage,
    pub(in crate::web) frame: Option<Rc<Frame>>,
    pub(in crate::web) sealing: Option<Sealing>,
    pub(in crate::web) plan: Option<Rc<Plan>>,
    /// The rest of the battery, while it is still to come.
    pub(in crate::web) later: Option<Rc<Rest>>,
    /// The slot of a session that resumes behind the first part, which waits for the rest.
    pub(in crate::web) pending: Option<HeldSlot>,
    pub(in crate::web) app: String,
    pub(in crate::web) base: String,
    pub(in crate::web) focus: Focus,
    pub(in crate::web) online: Option<EventListener>,
    /// The device's voices are known late.
    pub(in crate::web) voices: Option<Later>,
    /// Called when the page was read to its end.
    pub(in crate::web) reading_ends: Option<Later>,
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
            reading_ends: None,
        };
        match ctx.props().start.borrow_mut().take() {
            Some(Ok(setup)) => app.begin(ctx, setup),
            Some(Err((refusal, text))) => {
                report_error(&ctx.props().host, refusal.key());
                app.stage = Stage::Refused(refusal, text);
            }
            None => {}
        }
        app
    }

    fn update(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        match msg {
            Msg::SlotTaken(place) => self.slot_taken(ctx, place),
            Msg::RestLoaded(rest) => self.rest_loaded(ctx, rest),
            Msg::SlotLost => self.stage = Stage::Lost,
            Msg::Act(Act::TakeOver) => {
                self.stage = Stage::Opening;
                self.take_over(ctx);
            }
            Msg::Act(Act::Language(lang)) => self.load_language(ctx, lang),
            Msg::LanguageLoaded(lang, text, wordings) => self.set_language(ctx, lang, text, wordings),
            Msg::Act(Act::Leave) => ctx.props().host.leave(),
            Msg::Act(Act::Read) => self.read(ctx),
            Msg::OutboxChanged => self.wipe(ctx),
            Msg::Redraw => {}
            Msg::Away(Away::Forget) => self.forget(),
            other => return self.handle(ctx, other),
        }
        true
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let send = Send(ctx.link().callback(Msg::Act));
        let text = self.frame.as_ref().map(|f| f.text.clone());
        match (&self.stage, &self.frame) {
            (Stage::Refused(refusal, text), _) => notice::refused(*refusal, text.as_ref()),
            (Stage::Form(form), Some(frame)) => form_screen(self.form_props(form, frame, send)),
            (Stage::Closed, Some(frame)) => help::closed(frame, &send),
            (Stage::Busy, _) => notice::notice(text.as_ref(), "busy", ("busy.take", Act::TakeOver), &send),
            (Stage::Lost, _) => notice::notice(text.as_ref(), "lost", ("busy.take", Act::TakeOver), &send),
            (Stage::Forgotten, _) => notice::notice(text.as_ref(), "forgotten", ("forgotten.on", Act::TakeOver), &send),
            _ => html! {},
        }
    }

    fn rendered(&mut self, ctx: &Context<Self>, _first: bool) {
        let Props { host, root, .. } = ctx.props();
        let first = matches!(&self.stage, Stage::Form(form) if form.screen.is_first());
        self.focus.follow(root, !first);
        if let (Stage::Form(form), Some(frame)) = (&mut self.stage, &self.frame)
            && !form.screen.is_greeting()
        {
            form.open_media(host, root, frame, &tell(ctx));
        }
    }
}

impl App {
    /// Whether *Snel weg* is practised on what is on the screen.
    pub(in crate::web) fn practises_exit(&self) -> bool {
        let Stage::Form(form) = &self.stage else { return false };
        form.screen.shows_page() && form.session.page().is_some_and(|v| v.practises_exit())
    }

    /// Drops the session; what was confirmed is sealed, what was not is gone.
    fn forget(&mut self) {
        if matches!(&self.stage, Stage::Form(form) if !form.screen.is_greeting() && form.session.state() != State::Ended)
        {
            self.stage = Stage::Forgotten;
        }
    }

    /// Hands a message to the open form.
    fn handle(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        let (Some(sealing), Stage::Form(form)) = (&self.sealing, &mut self.stage) else { return false };
        let (host, is_whole) = (&ctx.props().host, self.later.is_none());
        form.handle(&HandlerContext { host, sealing, is_whole, tell: tell(ctx) }, msg)
    }

    fn form_props<'a>(&self, form: &'a ActiveForm, frame: &Rc<Frame>, send: Send) -> FormProps<'a> {
        let can_read = || voice::speaks(&frame.lang) || media::recordings(&form.session, frame).is_some();
        FormProps {
            frame: frame.clone(),
            session: &form.session,
            screen: form.screen,
            reading: (!form.is_overheard && can_read()).then(|| form.page.player.is_some() || voice::reading()),
            may_record: form.is_alone && frame.study.own_words(frame.invite.set).is_some(),
            is_whole: self.later.is_none(),
            next_waits: form.next_waits,
            reminded: form.page.reminded,
            practice: form.practised.practice(),
            is_unstored: form.is_unstored,
            unsent: self.sealing.as_ref().map_or(0, |s| s.outbox.waiting()),
            wiped: form.wiped,
            names: form.names.clone(),
            typed: &form.page.typed,
            unfolded: &form.page.unfolded,
            send,
        }
    }
}

/// By which whatever happens later reaches the form.
fn tell(ctx: &Context<App>) -> Callback<Msg> {
    ctx.link().callback(|msg| msg)
}
