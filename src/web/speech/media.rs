//! Speaking, drawing, and reading aloud from recordings: scripts of their own (`www/tools/`). They draw in one place of
//! the page and hand over bytes; what is kept, and until when, is the session's.

use crate::instrument::VecMap;
use crate::seal::ATTACHMENT_ROOM;
use crate::session::Session;
use crate::web::components::frame::Frame;
use crate::web::host::Host;
use crate::web::screen::active_form::Live;
use crate::web::screen::app::{App, Msg};
use js_sys::{Function, Object, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::Element;
use yew::prelude::*;

/// A script that is open on the page. It is closed when this is dropped; closed before, it hands over what it
/// has by then.
pub(in crate::web) struct Tool {
    /// It records: *Verder* waits for the end of it.
    pub busy: bool,
    given: Object,
    _took: Closure<dyn FnMut(JsValue)>,
    shown: bool,
}

/// Loads the scripts for a page that asks own words, whoever is there and whatever was said: the network sees the same
/// for those who type. Whether it was needed.
pub(in crate::web) fn prepare(host: &Host, session: &Session) -> bool {
    let needed = session.plan().envelopes > 0 && session.page().is_some_and(|v| v.takes_recording());
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

/// Opens what belongs to the page on the screen, each in its place: nothing where that is not there.
pub(in crate::web) fn show(ctx: &Context<App>, live: &mut Live, frame: &Frame) {
    let (host, root) = (&ctx.props().host, &ctx.props().root);
    let place = |selector: &str| root.query_selector(selector).ok().flatten();
    if let (None, Some(place)) = (&live.tool, place(".own")) {
        live.tool = Tool::own(ctx, frame, &live.session);
        live.tool.iter().for_each(|t| open(host, Some((place.clone(), "own", t.given.clone()))));
    }
    if let Some(tool) = live.aloud.as_mut().filter(|t| !t.shown) {
        tool.shown = true;
        open(host, place(".page").map(|page| (page, "aloud", tool.given.clone())));
    }
}

/// Recordings of the part on the screen; none where its words have none.
pub(in crate::web) fn recordings<'a>(session: &Session, frame: &'a Frame) -> Option<&'a VecMap<String, String>> {
    let words = frame.wordings.get(&session.page()?.part.instrument.id)?;
    (!words.audio.is_empty()).then_some(&words.audio)
}

impl Tool {
    /// Speaking or drawing the words of the page; none where it asks for none.
    fn own(ctx: &Context<App>, frame: &Frame, session: &Session) -> Option<Self> {
        let (view, offers) = (session.page()?, frame.study.own_words(frame.invite.set)?);
        let tool = Tool::begin(ctx, Msg::Took)?;
        for key in frame.text.keys().filter(|key| key.starts_with("own")) {
            tool.set(key, frame.text.get(key))?;
        }
        tool.set("spoken", offers.spoken)?;
        tool.set("drawn", offers.drawn)?;
        tool.set("limit", (offers.envelopes as usize * ATTACHMENT_ROOM) as f64)?;
        if let Some(bytes) = view.attached() {
            tool.set("locked", bytes.is_empty())?;
            tool.set("kept", if bytes.is_empty() { JsValue::UNDEFINED } else { Uint8Array::from(bytes).into() })?;
        }
        Some(tool)
    }

    /// Reading the page aloud from its recordings, which stand below `base`. The script gets all of the part and
    /// fetches them together, so that the network is not told which page is read.
    pub fn aloud(ctx: &Context<App>, frame: &Frame, session: &Session, base: &str) -> Option<Self> {
        let recordings = recordings(session, frame)?;
        let tool = Tool::begin(ctx, |_, _| Msg::Heard)?;
        let files = Object::new();
        tool.set("base", base)?;
        tool.set("files", &files)?;
        for (of, file) in recordings {
            Reflect::set(&files, &of.into(), &file.into()).ok()?;
        }
        let view = session.page()?;
        let mut order = String::new();
        for item in view.items() {
            order += &item.id;
            for choice in view.part.instrument.choices(item) {
                order += &format!(" {}.{}", item.id, choice.code);
            }
            order += " ";
        }
        tool.set("order", order)?;
        Some(tool)
    }

    /// `says` what becomes of what it hands over: bytes, or none; and whether it goes on.
    fn begin(ctx: &Context<App>, says: fn(Option<Vec<u8>>, bool) -> Msg) -> Option<Self> {
        let (link, given) = (ctx.link().clone(), Object::new());
        // Bytes, nothing, or `true`: it goes on.
        let took = Closure::<dyn FnMut(JsValue)>::new(move |what: JsValue| {
            let bytes = what.dyn_ref::<Uint8Array>().map(Uint8Array::to_vec);
            link.send_message(says(bytes, what == JsValue::TRUE));
        });
        let tool = Tool { busy: false, given, _took: took, shown: false };
        tool.set("took", tool._took.as_ref())?;
        Some(tool)
    }

    fn set(&self, name: &str, value: impl Into<JsValue>) -> Option<bool> {
        Reflect::set(&self.given, &name.into(), &value.into()).ok()
    }

    /// Calls what the script left for the form: `stop` ends what it does, `close` lets go of everything.
    pub fn call(&self, name: &str) {
        if let Some(f) = Reflect::get(&self.given, &name.into()).ok().and_then(|f| f.dyn_into::<Function>().ok()) {
            let _ = f.call0(&JsValue::NULL);
        }
    }
}

impl Drop for Tool {
    fn drop(&mut self) {
        // Another page may be on the screen: what was for this one must not become that one's.
        self.set("took", JsValue::UNDEFINED);
        self.call("close");
    }
}
