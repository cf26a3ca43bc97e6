//! Whether a value fits its item.

use super::{Missing, Unfit, Value};
use crate::instrument::{Instrument, Item};

/// Whether a value fits its item.
///
/// # Errors
/// What does not fit.
pub fn check(instrument: &Instrument, item: &Item, value: &Value) -> Result<(), Unfit> {
    item.kind.fits(instrument.choices(item), value)
}

/// The missing code that choosing an option stands for, where it stands for one.
pub fn option_missing(instrument: &Instrument, item: &Item, code: i32) -> Option<Missing> {
    instrument.choices(item).iter().find(|o| o.code == code)?.missing
}

/// The value as its item has it: JSON does not tell a code from a whole number.
#[cfg(feature = "check")]
pub fn typed(item: &Item, value: Value) -> Value {
    item.kind.checked().typed(value)
}
