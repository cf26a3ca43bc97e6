//! The one place that asks the browser for the time and for random bytes.

use crate::seal::Clock;
use js_sys::Date;

/// Milliseconds since the page was opened; never goes back.
pub(super) fn mono_ms() -> f64 {
    web_sys::window().and_then(|w| w.performance()).map_or(0.0, |p| p.now())
}

/// Now, with the wall clock cut down to the hour.
pub(super) fn now(began: f64) -> Clock {
    let date = Date::new_0();
    Clock {
        mono_ms: (mono_ms() - began).max(0.0) as u64,
        tz: -(date.get_timezone_offset() as i32),
        wall: format!("{}:00Z", begin(&date, 13)),
    }
}

/// Today in UTC, `YYYY-MM-DD`.
pub(super) fn today() -> String {
    begin(&Date::new_0(), 10)
}

/// The first letters of `2026-11-23T16:05:00.000Z`.
fn begin(date: &Date, letters: usize) -> String {
    String::from(date.to_iso_string()).get(..letters).unwrap_or_default().into()
}

/// 16 random bytes in hex. `None` where the browser refuses randomness; then the form refuses too.
pub(super) fn random_hex() -> Option<String> {
    let mut bytes = [0u8; 16];
    web_sys::window()?.crypto().ok()?.get_random_values_with_u8_array(&mut bytes).ok()?;
    Some(crate::encoding::hex(&bytes))
}
