//! Read aloud: questions, options and buttons, when somebody asks for it. Only with voices that live on this device;
//! others would send what is on the screen to a server. What a respondent typed is in a field, not in the text, and is never read.

use js_sys::Reflect;
use wasm_bindgen::prelude::*;
use web_sys::{Element, HtmlElement, SpeechSynthesis, SpeechSynthesisUtterance, SpeechSynthesisVoice};

/// A little slower than voices speak by themselves.
const RATE: f32 = 0.92;

/// What is called later, for as long as it is held.
pub(in crate::web) type Later = Closure<dyn FnMut()>;

/// Some browsers have none.
fn synthesis() -> Option<SpeechSynthesis> {
    let window = web_sys::window()?;
    let value = Reflect::get(&window, &"speechSynthesis".into()).ok()?;
    value.is_object().then(|| value.unchecked_into())
}

fn voice(lang: &str) -> Option<SpeechSynthesisVoice> {
    let voices = synthesis()?.get_voices();
    let mut voices = voices.iter().map(|v| v.unchecked_into::<SpeechSynthesisVoice>());
    voices.find(|v| v.local_service() && v.lang().to_ascii_lowercase().starts_with(lang))
}

/// Whether this device has a voice for a language.
pub(in crate::web) fn speaks(lang: &str) -> bool {
    voice(lang).is_some()
}

/// Tells when the device's voices are known; browsers load them late.
pub(in crate::web) fn on_voices_changed(changed: impl FnMut() + 'static) -> Option<Later> {
    let synthesis = synthesis()?;
    let later = Later::new(changed);
    synthesis.set_onvoiceschanged(Some(later.as_ref().unchecked_ref()));
    Some(later)
}

/// Whether something is being read.
pub(in crate::web) fn reading() -> bool {
    synthesis().is_some_and(|s| s.speaking() || s.pending())
}

/// Reads the page on the screen, line by line; `done` is called after the last one.
pub(in crate::web) fn read(root: &Element, lang: &str, done: impl FnMut() + 'static) -> Option<Later> {
    let (synthesis, voice) = (synthesis()?, voice(lang)?);
    let mut last = None;
    for place in [".page", ".foot"] {
        let text = root.query_selector(place).ok()??.dyn_into::<HtmlElement>().ok()?.inner_text();
        for line in text.lines().filter(|l| !l.trim().is_empty()) {
            let utterance = SpeechSynthesisUtterance::new_with_text(line).ok()?;
            utterance.set_voice(Some(&voice));
            utterance.set_lang(&voice.lang());
            utterance.set_rate(RATE);
            synthesis.speak(&utterance);
            last = Some(utterance);
        }
    }
    let later = Later::new(done);
    last?.set_onend(Some(later.as_ref().unchecked_ref()));
    Some(later)
}

/// Stops at once.
pub(in crate::web) fn stop() {
    if let Some(synthesis) = synthesis() {
        synthesis.cancel();
    }
}
