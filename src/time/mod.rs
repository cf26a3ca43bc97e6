//! Time without a clock: days, months, minutes of UTC and ages. The caller passes the current time.
//!
//! | a | is | written |
//! |---|---|---|
//! | [`Day`] | a civil day that exists, of the years 1 to 9999 | `2026-11-23` |
//! | [`Month`] | a month of a year | `2016-10` |
//! | [`Minute`] | a minute of UTC | `2026-11-23T16:00Z` |
//! | [`Age`] | whole years, between two where only the month of birth is known | |
//!
//! An entry has a minute of UTC and how many minutes the device's clock was ahead of it: [`Minute::day_at`] is the day
//! that the respondent saw. Which day it is for the study's people, a time zone decides; those are the desk's
//! (`desk/host/clock.rs`), and a respondent's page has none of this.

mod day;
mod minute;
mod years;

pub use day::{Day, Month};
pub use minute::Minute;
pub use years::{Age, NoAge};

/// Reads ASCII digits and nothing else: `str::parse` would also take a sign.
fn digits(text: &[u8]) -> Option<i64> {
    text.iter().try_fold(0, |n, b| b.is_ascii_digit().then(|| n * 10 + i64::from(b - b'0')))
}
