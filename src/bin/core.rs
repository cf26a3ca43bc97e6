//! The door for JavaScript: what `pkg/` wraps. Exports only convert; `pkg/index.d.ts` says what each is for.

use kindstem::instrument;
use kindstem::js::{bytes, object, optional, text, thrown, value, verbs};
use wasm_bindgen::prelude::*;

/// The score document of a set of answers.
#[wasm_bindgen]
pub fn score(structure: &JsValue, answers: &JsValue, options: &JsValue) -> Result<JsValue, JsValue> {
    let scored = || {
        let (structure, answers) = (object("structure", structure)?, object("answers", answers)?);
        verbs::score(&structure, &answers, &optional("options", options)?)
    };
    value(scored())
}

/// The score document as the text of RFC 8785, from texts.
#[wasm_bindgen(js_name = scoreText)]
pub fn score_text(structure: &JsValue, answers: &JsValue, options: &JsValue) -> Result<String, JsValue> {
    let scored = || {
        let (structure, answers) = (text("structure", structure)?, text("answers", answers)?);
        verbs::score(&structure, &answers, &optional("options", options)?)
    };
    scored().map_err(|e| thrown(&e))
}

/// Findings about a set of answers.
#[wasm_bindgen(js_name = checkAnswers)]
pub fn check_answers(structure: &JsValue, answers: &JsValue, options: &JsValue) -> Result<JsValue, JsValue> {
    let checked = || {
        let (structure, answers) = (object("structure", structure)?, object("answers", answers)?);
        verbs::check_answers(&structure, &answers, &optional("options", options)?)
    };
    value(checked())
}

/// Findings about a structure.
#[wasm_bindgen]
pub fn lint(structure: &JsValue) -> Result<JsValue, JsValue> {
    value(object("structure", structure).and_then(|x| verbs::lint(&x)))
}

/// Findings about a text pack.
#[wasm_bindgen(js_name = lintWording)]
pub fn lint_wording(structure: &JsValue, wording: &JsValue) -> Result<JsValue, JsValue> {
    let found = || verbs::lint_wording(&object("structure", structure)?, &object("wording", wording)?);
    value(found())
}

/// Findings about a study.
#[wasm_bindgen(js_name = checkStudy)]
pub fn check_study(study: &JsValue, instruments: &JsValue, today: &JsValue) -> Result<JsValue, JsValue> {
    let found = || {
        let today = today.as_string().unwrap_or_default();
        verbs::check_study(&object("study", study)?, &object("instruments", instruments)?, &today)
    };
    value(found())
}

/// SHA-256 of a file's bytes, in lower-case hex: the identity of a structure or a text pack.
#[wasm_bindgen]
pub fn identity(file: &JsValue) -> Result<String, JsValue> {
    bytes("bytes", file).map(|b| instrument::identity(&b)).map_err(|e| thrown(&e))
}

fn main() {}
