//! The one owner of what is open. Messages come in, screens go out.

use super::figure::{Choice, Made, make};
use super::given::Given;
use super::held::Held;
use super::host::Host;
use super::message::{Look, Msg, Progress};
use super::opening::{Refusal, Step, open_all, protected};
use super::view;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// What the shell gives.
#[derive(Clone, PartialEq, Properties)]
pub(super) struct Props {
    pub host: Host,
}

enum Screen {
    Start(Option<Refusal>),
    Opening(Progress),
    Open(Box<Open>),
}

struct Open {
    held: Held,
    look: Look,
    choice: Choice,
    /// Made when somebody looks or chooses, not with every drawing of the screen.
    made: Option<Made>,
}

/// The page.
pub(super) struct App {
    given: Given,
    screen: Screen,
    heading: NodeRef,
    /// Another screen: its heading is read out first.
    turned: bool,
}

impl Component for App {
    type Message = Msg;
    type Properties = Props;

    fn create(_: &Context<Self>) -> Self {
        App { given: Given::default(), screen: Screen::Start(None), heading: NodeRef::default(), turned: false }
    }

    fn update(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        match msg {
            Msg::Folder(files) => self.given.add(files),
            Msg::Keys(files) => {
                let link = ctx.link().clone();
                spawn_local(async move {
                    let paths = protected(&files).await;
                    link.send_message(Msg::Seen(files, paths));
                });
            }
            Msg::Seen(files, paths) => {
                self.given.keys = files;
                self.given.passphrases = paths.into_iter().map(|path| (path, String::new())).collect();
            }
            Msg::Passphrase(path, typed) => drop(self.given.passphrases.insert(path, typed)),
            Msg::Open => self.open(ctx),
            Msg::Step(step) => self.step(step),
            Msg::Opened(Ok(held)) => {
                self.given = Given::default();
                let choice = Choice::default();
                self.turn(Screen::Open(Box::new(Open { held: *held, look: Look::First, choice, made: None })));
            }
            Msg::Opened(Err(refusal)) => {
                // The fields are new ones, and empty.
                self.given.passphrases.values_mut().for_each(String::clear);
                self.turn(Screen::Start(Some(refusal)));
            }
            Msg::Look(look) => {
                if let Screen::Open(open) = &mut self.screen {
                    // From one child's words to the next the screen stays the same.
                    self.turned = !matches!((open.look, look), (Look::OwnWords(_), Look::OwnWords(_)));
                    open.look = look;
                    open.make();
                }
            }
            Msg::Choose(field, option) => {
                if let Screen::Open(open) = &mut self.screen {
                    open.choice.set(field, option);
                    open.make();
                }
            }
        }
        true
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let host = &ctx.props().host;
        let page = view::Page { host, heading: &self.heading, send: ctx.link().callback(|msg| msg) };
        match &self.screen {
            Screen::Start(refusal) => view::start(&page, &self.given, refusal.as_ref()),
            Screen::Opening(progress) => view::opening(&page, progress),
            Screen::Open(open) => view::open(&page, &open.held, open.look, open.made.as_ref()),
        }
    }

    fn rendered(&mut self, _: &Context<Self>, _: bool) {
        if std::mem::take(&mut self.turned)
            && let Some(heading) = self.heading.cast::<web_sys::HtmlElement>()
        {
            // A page that cannot take the focus is no reason to stop.
            let _ = heading.focus();
        }
    }
}

impl App {
    fn turn(&mut self, screen: Screen) {
        self.screen = screen;
        self.turned = true;
    }

    fn open(&mut self, ctx: &Context<Self>) {
        if !self.given.ready() {
            return;
        }
        let of = self.given.slots.len();
        self.turn(Screen::Opening(Progress { of, ..Progress::default() }));
        let (given, link) = (self.given.clone(), ctx.link().clone());
        spawn_local(async move {
            let tell = link.callback(Msg::Step);
            let opened = open_all(given, |step| tell.emit(step)).await;
            link.send_message(Msg::Opened(opened.map(Box::new)));
        });
    }

    fn step(&mut self, step: Step) {
        let Screen::Opening(progress) = &mut self.screen else { return };
        match step {
            Step::Contacts(waiting) => progress.waiting = Some(waiting),
            Step::Slots(done, of) => (progress.done, progress.of) = (done, of),
        }
    }
}

impl Open {
    fn make(&mut self) {
        self.made = match self.look {
            Look::Figures(kind) => make(&self.held, kind, &self.choice),
            _ => None,
        };
    }
}
