//! Speaking, drawing, and reading aloud from recordings: scripts of their own (`www/tools/`). They draw in one place of the page and hand over bytes; what is kept, and until when, is the
//! session's.

use super::app::{App, Msg};
use super::components::{self, Frame};
use super::host::Host;
use crate::seal::{ATTACHMENT_ROOM, Media};
use crate::session::{Event, Session};
use js_sys::{Array, Function, Object, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::Element;
use yew::html::Scope;

/// What the scripts say.
const TEXTS: [&str; 19] = [
    "speak.ears",
    "speak.start",
    "speak.on",
    "speak.stop",
    "speak.have",
    "speak.play",
    "speak.again",
    "speak.throw",
    "speak.full",
    "speak.denied",
    "draw.sheet",
    "draw.keys",
    "draw.undo",
    "draw.clear",
    "draw.colours",
    "draw.widths",
    "draw.colour",
    "draw.width",
    "draw.full",
];

/// A script that is open on the page. It is closed when this is dropped; what it has by then it hands over.
pub(super) struct Tool {
    pub item: String,
    pub way: &'static str,
    /// It records: *Verder* waits for the end of it.
    pub busy: bool,
    given: Object,
    _took: Closure<dyn FnMut(Option<Uint8Array>, bool)>,
    shown: bool,
}

/// Loads the scripts for a page that asks own words, whoever is there and whatever was said: the network sees the same
/// for those who type. Whether it was needed.
pub(super) fn prepare(host: &Host, session: &Session) -> bool {
    let needed = session.plan().envelopes > 0 && components::asks_own_words(session);
    if needed {
        let loaded = load(host);
        spawn_local(async move { drop(loaded.await) });
    }
    needed
}

fn load(host: &Host) -> JsFuture {
    JsFuture::from(host.load("tools.js"))
}

/// What a script handed over, by its first byte; without bytes it was thrown away.
pub(super) fn event(item: String, bytes: Option<Vec<u8>>) -> Event {
    let media = match bytes.as_ref().and_then(|b| b.first()) {
        None => return Event::Detached { item },
        Some(0x1a) => Media::Webm,
        Some(b'O') => Media::Ogg,
        Some(b'{') => Media::Strokes,
        Some(_) => Media::Mp4,
    };
    Event::Attached { item, media, bytes: bytes.unwrap_or_default() }
}

/// Recordings of what is asked on the page, in the order in which it is read.
pub(super) fn recordings(session: &Session, frame: &Frame) -> Vec<String> {
    let Some(view) = session.page() else { return Vec::new() };
    let Some(words) = frame.wordings.get(&view.plan.instrument.id).filter(|w| !w.audio.is_empty()) else {
        return Vec::new();
    };
    let mut out = Vec::new();
    for item in view.items() {
        out.extend(words.audio.get(&item.id).cloned());
        for choice in view.plan.instrument.choices(item) {
            out.extend(words.audio.get(format!("{}.{}", item.id, choice.code).as_str()).cloned());
        }
    }
    out
}

impl Tool {
    /// Speaking or drawing an item's words.
    pub fn new(link: &Scope<App>, frame: &Frame, session: &Session, item: String, way: &'static str) -> Option<Self> {
        let texts = Object::new();
        for key in TEXTS {
            set(&texts, key, &frame.text.get(key).into())?;
        }
        let tool = Tool::begin(link, item, way)?;
        set(&tool.given, "text", &texts)?;
        set(&tool.given, "limit", &((session.plan().envelopes as usize * ATTACHMENT_ROOM) as f64).into())?;
        if let Some((_, bytes)) = session.page()?.attached(&tool.item).filter(|(_, b)| !b.is_empty()) {
            set(&tool.given, "kept", &Uint8Array::from(bytes))?;
        }
        Some(tool)
    }

    /// Reading the page aloud from its recordings, which stand below `base`. All of the part are fetched together, so
    /// that the network is not told which page is read.
    pub fn aloud(link: &Scope<App>, frame: &Frame, session: &Session, base: &str) -> Option<Self> {
        let tool = Tool::begin(link, String::new(), "aloud")?;
        let list = |files: &mut dyn Iterator<Item = String>| files.map(JsValue::from).collect::<Array>();
        let words = frame.wordings.get(&session.page()?.plan.instrument.id)?;
        set(&tool.given, "base", &base.into())?;
        set(&tool.given, "all", &list(&mut words.audio.values().cloned()))?;
        set(&tool.given, "play", &list(&mut recordings(session, frame).into_iter()))?;
        Some(tool)
    }

    fn begin(link: &Scope<App>, item: String, way: &'static str) -> Option<Self> {
        let (link, of, given) = (link.clone(), item.clone(), Object::new());
        let took = Closure::<dyn FnMut(Option<Uint8Array>, bool)>::new(move |bytes: Option<Uint8Array>, busy| {
            link.send_message(Msg::Took(of.clone(), bytes.map(|b| b.to_vec()), busy));
        });
        set(&given, "took", took.as_ref())?;
        Some(Tool { item, way, busy: false, given, _took: took, shown: false })
    }

    /// Opens the script in its place, once that is on the page.
    pub fn show(&mut self, host: &Host, root: &Element) {
        let place = if self.item.is_empty() { ".page" } else { ".tool" };
        if let (false, Ok(Some(place))) = (self.shown, root.query_selector(place)) {
            self.shown = true;
            let (tools, way, given) = (load(host), self.way, self.given.clone());
            spawn_local(async move {
                // Without a network its place stays empty, until it is pressed again.
                let open = tools.await.and_then(|all| Reflect::get(&all, &way.into())).map(Function::from);
                if let (Ok(open), true) = (open, place.is_connected()) {
                    let _ = open.call2(&JsValue::NULL, &place, &given);
                }
            });
        }
    }

    /// Calls what the script left for the form: `stop` ends what it does, `close` lets go of everything.
    pub fn call(&self, name: &str) {
        if let Some(f) = Reflect::get(&self.given, &name.into()).ok().and_then(|f| f.dyn_into::<Function>().ok()) {
            let _ = f.call0(&JsValue::NULL);
        }
    }
}

fn set(to: &Object, name: &str, value: &JsValue) -> Option<bool> {
    Reflect::set(to, &name.into(), value).ok()
}

impl Drop for Tool {
    fn drop(&mut self) {
        self.call("close");
    }
}
