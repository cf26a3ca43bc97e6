//! Speaking, drawing, and reading aloud from recordings: scripts of their own (`www/tools/`). They draw in one place of
//! the page and hand over bytes; what is kept, and until when, is the session's.

use super::app::{App, Msg};
use super::components::{self, Frame};
use super::host::Host;
use crate::instrument::Map;
use crate::seal::{ATTACHMENT_ROOM, Media};
use crate::session::{Event, Session};
use js_sys::{Function, Object, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::Element;
use yew::html::Scope;

/// A script that is open on the page. It is closed when this is dropped; what it has by then it hands over.
pub(super) struct Tool {
    pub item: String,
    pub way: &'static str,
    /// It records: *Verder* waits for the end of it.
    pub busy: bool,
    given: Object,
    _took: Closure<dyn FnMut(JsValue)>,
    shown: bool,
}

/// Loads the scripts for a page that asks own words, whoever is there and whatever was said: the network sees the same
/// for those who type. Whether it was needed.
pub(super) fn prepare(host: &Host, session: &Session) -> bool {
    let needed = session.plan().envelopes > 0 && components::asks_own_words(session);
    if needed {
        open(host, None);
    }
    needed
}

/// Loads the scripts and opens one in its place, unless that is gone by then. Without a network it stays empty until
/// it is pressed again.
fn open(host: &Host, one: Option<(Element, &'static str, Object)>) {
    let tools = JsFuture::from(host.load("tools.js"));
    spawn_local(async move {
        if let (Ok(all), Some((place, way, given))) = (tools.await, one)
            && place.is_connected()
            && let Ok(open) = Reflect::get(&all, &way.into())
        {
            let _ = Function::from(open).call2(&JsValue::NULL, &place, &given);
        }
    });
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

/// Recordings of the part on the screen; none where its words have none.
pub(super) fn recordings<'a>(session: &Session, frame: &'a Frame) -> Option<&'a Map<String, String>> {
    let words = frame.wordings.get(&session.page()?.plan.instrument.id)?;
    (!words.audio.is_empty()).then_some(&words.audio)
}

impl Tool {
    /// Speaking or drawing an item's words.
    pub fn new(link: &Scope<App>, frame: &Frame, session: &Session, item: String, way: &'static str) -> Option<Self> {
        let tool = Tool::begin(link, item, way)?;
        // A text of the script is called as the script is, and then by its name.
        for key in frame.text.keys().filter(|key| key.starts_with(way)) {
            set(&tool.given, key, frame.text.get(key))?;
        }
        let limit = session.plan().envelopes as usize * ATTACHMENT_ROOM;
        set(&tool.given, "limit", limit as f64)?;
        if let Some((_, bytes)) = session.page()?.attached(&tool.item).filter(|(_, b)| !b.is_empty()) {
            set(&tool.given, "kept", Uint8Array::from(bytes))?;
        }
        Some(tool)
    }

    /// Reading the page aloud from its recordings, which stand below `base`. The script gets all of the part and fetches
    /// them together, so that the network is not told which page is read.
    pub fn aloud(link: &Scope<App>, frame: &Frame, session: &Session, base: &str) -> Option<Self> {
        let recordings = recordings(session, frame)?;
        let tool = Tool::begin(link, String::new(), "aloud")?;
        set(&tool.given, "base", base)?;
        for (of, file) in recordings {
            set(&tool.given, &format!("audio {of}"), file)?;
        }
        let view = session.page()?;
        let mut order = String::new();
        for item in view.items() {
            order += &item.id;
            for choice in view.plan.instrument.choices(item) {
                order += &format!(" {}.{}", item.id, choice.code);
            }
            order += " ";
        }
        set(&tool.given, "order", order)?;
        Some(tool)
    }

    fn begin(link: &Scope<App>, item: String, way: &'static str) -> Option<Self> {
        let (link, of, given) = (link.clone(), item.clone(), Object::new());
        // Bytes, nothing, or `true`: it goes on.
        let took = Closure::<dyn FnMut(JsValue)>::new(move |what: JsValue| {
            let bytes = what.dyn_ref::<Uint8Array>().map(Uint8Array::to_vec);
            link.send_message(Msg::Took(of.clone(), bytes, what == JsValue::TRUE));
        });
        set(&given, "took", took.as_ref())?;
        Some(Tool { item, way, busy: false, given, _took: took, shown: false })
    }

    /// Opens the script in its place, once that is on the page.
    pub fn show(&mut self, host: &Host, root: &Element) {
        let place = if self.item.is_empty() { ".page" } else { ".tool" };
        if let (false, Ok(Some(place))) = (self.shown, root.query_selector(place)) {
            self.shown = true;
            open(host, Some((place, self.way, self.given.clone())));
        }
    }

    /// Calls what the script left for the form: `stop` ends what it does, `close` lets go of everything.
    pub fn call(&self, name: &str) {
        if let Some(f) = Reflect::get(&self.given, &name.into()).ok().and_then(|f| f.dyn_into::<Function>().ok()) {
            let _ = f.call0(&JsValue::NULL);
        }
    }
}

fn set(to: &Object, name: &str, value: impl Into<JsValue>) -> Option<bool> {
    Reflect::set(to, &name.into(), &value.into()).ok()
}

impl Drop for Tool {
    fn drop(&mut self) {
        self.call("close");
    }
}
