//! Values of JavaScript to arguments, results and refusals to values of JavaScript.

use super::{Argument, Refusal};
use crate::answers::LIMIT;
use js_sys::{Array, ArrayBuffer, Error, JSON, JsString, Reflect, Symbol, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};

/// Reads an object as JSON. A property that is `undefined` is not there, as JSON has it.
///
/// # Errors
/// A text, a `Map` or another collection, which JSON would lose; what `JSON.stringify` refuses.
pub fn object(name: &'static str, given: &JsValue) -> Result<Argument, Refusal> {
    let unfit = |what| Err(Refusal::unfit(name, what));
    if given.is_string() {
        return unfit("this is a text; parse it with JSON.parse first");
    }
    if !given.is_object() {
        return unfit("this is not an object");
    }
    if !Array::is_array(given) && Symbol::iterator().js_in(given) {
        return unfit("this is a Map or another collection, of which JSON keeps nothing; give a plain object");
    }
    match JSON::stringify(given) {
        Ok(json) => Ok(Argument::made(name, short(name, &json)?)),
        Err(_) => unfit("this cannot be written as JSON: does it hold itself, or a BigInt?"),
    }
}

/// Reads an object that may be left out.
///
/// # Errors
/// As [`object`].
pub fn optional(name: &'static str, given: &JsValue) -> Result<Argument, Refusal> {
    if given.is_undefined() || given.is_null() { Ok(Argument::made(name, "{}".into())) } else { object(name, given) }
}

/// Reads a string.
///
/// # Errors
/// Another value.
pub fn text(name: &'static str, given: &JsValue) -> Result<Argument, Refusal> {
    match given.dyn_ref::<JsString>() {
        Some(json) => Ok(Argument::written(name, short(name, json)?)),
        None => Err(Refusal::unfit(name, "this function takes a string")),
    }
}

/// A text that is not taken into memory where nothing would read it.
fn short(name: &'static str, text: &JsString) -> Result<String, Refusal> {
    let within = (text.length() as usize <= LIMIT).then(|| text.as_string()).flatten();
    within.ok_or_else(|| Refusal::unfit(name, "this is longer than anything that is read"))
}

/// Bytes: a `Uint8Array`, or a `Buffer` of Node.
///
/// # Errors
/// Another value; a text too, because its bytes depend on how it is encoded.
pub fn bytes(name: &'static str, given: &JsValue) -> Result<Vec<u8>, Refusal> {
    // Asked of the value and not of its class: a page and its frame, and some test runners, have a class each.
    let part = |key: &str| Reflect::get(given, &key.into()).ok();
    let whole = (ArrayBuffer::is_view(given) && part("BYTES_PER_ELEMENT").is_some_and(|n| n == 1)).then(|| {
        let number = |key| part(key)?.as_f64().map(|n| n as u32);
        let (buffer, from, length) = (part("buffer")?, number("byteOffset")?, number("byteLength")?);
        Some(Uint8Array::new_with_byte_offset_and_length(&buffer, from, length).to_vec())
    });
    whole.flatten().ok_or_else(|| Refusal::unfit(name, "this is not a Uint8Array"))
}

/// Returns the result as a value, or what is to be thrown.
///
/// # Errors
/// The refusal, as [`thrown`] makes it.
pub fn value(result: Result<String, Refusal>) -> Result<JsValue, JsValue> {
    JSON::parse(&result.map_err(|e| thrown(&e))?)
}

/// Returns an `Error` of JavaScript with `name`, `code`, `argument` and `findings`.
pub fn thrown(refusal: &Refusal) -> JsValue {
    let error = Error::new(&refusal.to_string());
    error.set_name("KindstemError");
    let findings = serde_json::to_string(&refusal.findings).ok().and_then(|json| JSON::parse(&json).ok());
    for (key, value) in [
        ("code", refusal.code().into()),
        ("argument", refusal.argument.into()),
        ("findings", findings.unwrap_or_else(|| Array::new().into())),
    ] {
        // An `Error` that was just made takes a property.
        let _ = Reflect::set(&error, &key.into(), &value);
    }
    error.into()
}
