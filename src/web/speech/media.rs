//! Speaking, drawing, and reading aloud from recordings: scripts of their own (`www/tools/`). They draw in one place of
//! the page and hand over bytes; what is kept, and until when, is the session's.

use crate::instrument::VecMap;
use crate::seal::ATTACHMENT_ROOM;
use crate::session::Session;
use crate::web::components::frame::Frame;
use crate::web::host::Host;
use js_sys::{Function, Object, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::Element;

/// A script that is open on the page. It is closed when this is dropped; closed before, it hands over what it
/// has by then.
pub(in crate::web) struct Media {
    /// It records: *Verder* waits for the end of it.
    pub is_busy: bool,
    /// It was opened in its place.
    pub is_open: bool,
    /// What the script is given, and where it leaves the calls that it answers.
    given: Object,
    _changed: Closure<dyn FnMut(JsValue)>,
}

/// Loads the scripts for a page that asks own words, whoever is there and whatever was said: the network sees the same
/// for those who type. Whether it was needed.
pub(in crate::web) fn prepare(host: &Host, session: &Session) -> bool {
    let needed = session.plan().envelopes > 0 && session.page().is_some_and(|v| v.takes_recording());
    if needed {
        load(host, None);
    }
    needed
}

/// Loads the scripts and opens one in its place, unless that is gone by then. Without a network it stays empty until
/// it is pressed again.
fn load(host: &Host, one: Option<(Element, &'static str, Object)>) {
    let scripts = JsFuture::from(host.load("tools.js"));
    spawn_local(async move {
        if let (Ok(all), Some((place, which, given))) = (scripts.await, one)
            && place.is_connected()
            && let Ok(open) = Reflect::get(&all, &which.into())
        {
            let _ = Function::from(open).call2(&JsValue::NULL, &place, &given);
        }
    });
}

/// Recordings of the part on the screen; none where its words have none.
pub(in crate::web) fn recordings<'a>(session: &Session, frame: &'a Frame) -> Option<&'a VecMap<String, String>> {
    let words = frame.wordings.get(&session.page()?.part.instrument.id)?;
    (!words.audio.is_empty()).then_some(&words.audio)
}

impl Media {
    /// Speaking or drawing the words of the page; none where it asks for none.
    /// `changed` is told what was recorded, none where that was taken back, and whether it is still going on.
    pub fn recorder(
        frame: &Frame,
        session: &Session,
        changed: impl Fn(Option<Vec<u8>>, bool) + 'static,
    ) -> Option<Self> {
        let (view, offers) = (session.page()?, frame.study.own_words(frame.invite.set)?);
        let script = Media::new(changed)?;
        for key in frame.text.keys().filter(|key| key.starts_with("own")) {
            script.set(key, frame.text.get(key))?;
        }
        script.set("spoken", offers.spoken)?;
        script.set("drawn", offers.drawn)?;
        script.set("limit", (offers.envelopes as usize * ATTACHMENT_ROOM) as f64)?;
        if let Some(bytes) = view.attached() {
            script.set("locked", bytes.is_empty())?;
            script.set("kept", if bytes.is_empty() { JsValue::UNDEFINED } else { Uint8Array::from(bytes).into() })?;
        }
        Some(script)
    }

    /// Reading the page aloud from its recordings, which are below `base`. The script gets all of the part and fetches
    /// them together, so that the network is not told which page is read.
    pub fn player(frame: &Frame, session: &Session, base: &str, ended: impl Fn() + 'static) -> Option<Self> {
        let recordings = recordings(session, frame)?;
        let script = Media::new(move |_, _| ended())?;
        let files = Object::new();
        script.set("base", base)?;
        script.set("files", &files)?;
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
        script.set("order", order)?;
        Some(script)
    }

    fn new(changed: impl Fn(Option<Vec<u8>>, bool) + 'static) -> Option<Self> {
        // Bytes, nothing, or `true`: it is still going on.
        let changed = Closure::<dyn FnMut(JsValue)>::new(move |what: JsValue| {
            let bytes = what.dyn_ref::<Uint8Array>().map(Uint8Array::to_vec);
            changed(bytes, what == JsValue::TRUE);
        });
        let script = Media { is_busy: false, is_open: false, given: Object::new(), _changed: changed };
        script.set("took", script._changed.as_ref())?;
        Some(script)
    }

    /// Opens it in its place, once; `which` is the name of the script.
    pub fn open(&mut self, host: &Host, place: Option<Element>, which: &'static str) {
        self.is_open = true;
        load(host, place.map(|place| (place, which, self.given.clone())));
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

impl Drop for Media {
    fn drop(&mut self) {
        // Another page may be on the screen: what was for this one must not become that one's.
        self.set("took", JsValue::UNDEFINED);
        self.call("close");
    }
}
