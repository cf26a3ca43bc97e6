//! The only place of the desk that asks the machine for the time.

use super::error::Failure;
use crate::time::Minute;
use std::env::{self, VarError};
use std::sync::OnceLock;
use std::time::{SystemTime, UNIX_EPOCH};

/// Environment variable with the moment that takes the place of the machine's clock: for tests and rehearsals.
const VARIABLE: &str = "KINDSTEM_NOW";

/// The moment of [`VARIABLE`], in seconds since 1970.
static SET: OnceLock<i64> = OnceLock::new();

/// Reads [`VARIABLE`] before any verb runs. If it is set, says so on standard error: nobody should leave it set
/// unknowingly.
///
/// # Errors
/// Its value is no hour.
pub fn begin() -> Result<(), Failure> {
    let text = match env::var(VARIABLE) {
        Ok(text) => text,
        Err(VarError::NotPresent) => return Ok(()),
        Err(VarError::NotUnicode(bytes)) => bytes.to_string_lossy().into_owned(),
    };
    let Some(moment) = Minute::parse(&text).map(Minute::seconds) else {
        let advice = format!("write it as {VARIABLE}=2026-11-23T16:00Z, or unset {VARIABLE}");
        return Err(Failure::unusable(format_args!("{VARIABLE}: {text:?} is not a time"), advice));
    };
    eprintln!("kindstem: {VARIABLE} is set: this run takes {text} as the current time, not the machine's clock");
    SET.get_or_init(|| moment);
    Ok(())
}

/// Now in UTC, `YYYY-MM-DDTHH:MM:SSZ`.
pub fn now() -> String {
    let seconds = seconds();
    format!("{}:{:02}Z", minute_of(seconds).trim_end_matches('Z'), seconds.rem_euclid(60))
}

/// This minute in UTC, `YYYY-MM-DDTHH:MMZ`, as entries write their hour.
pub fn minute() -> String {
    minute_of(seconds())
}

/// The hour of `--now`; this minute where it was not given.
///
/// # Errors
/// There is no such hour.
pub fn hour_or_now(given: Option<&str>) -> Result<String, Failure> {
    match given {
        None => Ok(minute()),
        Some(hour) if Minute::parse(hour).is_some() => Ok(hour.to_string()),
        Some(text) => {
            let advice = "write it as --now 2026-11-23T16:00Z: a day that exists, 00:00 to 23:59 of UTC";
            Err(Failure::unusable(format_args!("--now: {text:?} is not a time"), advice))
        }
    }
}

/// Now in seconds since 1970-01-01T00:00Z. A machine that thinks it is before 1970 gets 1970.
pub fn seconds() -> i64 {
    let machine = || SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |d| d.as_secs());
    SET.get().copied().unwrap_or_else(|| i64::try_from(machine()).unwrap_or_default())
}

/// A machine that thinks it is after the year 9999 gets its last minute.
fn minute_of(seconds: i64) -> String {
    Minute::from_seconds(seconds).map_or("9999-12-31T23:59Z".into(), |minute| minute.to_string())
}
