//! Whether a value fits its item.

use super::{Missing, Unfit, Value};
use crate::instrument::{Instrument, Item};

/// Checks that a value fits its item: its kind, its options, its range or its length.
///
/// # Errors
/// [`Unfit`]: the first reason why the value is not an answer to this item.
pub fn check(instrument: &Instrument, item: &Item, value: &Value) -> Result<(), Unfit> {
    item.kind.fits(instrument.choices(item), value)
}

/// Returns the missing code that an option means, such as "I do not know" as an option; `None` for an ordinary option.
pub fn option_missing(instrument: &Instrument, item: &Item, code: i32) -> Option<Missing> {
    instrument.choices(item).iter().find(|o| o.code == code)?.missing
}

/// Returns the value with the type that its item takes. JSON does not tell the code of an option from a whole number;
/// the item does.
#[cfg(feature = "check")]
pub fn typed(item: &Item, value: Value) -> Value {
    item.kind.checked().typed(value)
}
