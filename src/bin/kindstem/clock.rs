//! The only place of the desk that asks the machine for the time.

use std::time::{SystemTime, UNIX_EPOCH};

/// Today in UTC, `YYYY-MM-DD`.
pub fn today() -> String {
    date(seconds() / 86_400)
}

/// Now in UTC, `YYYY-MM-DDTHH:MM:SSZ`.
pub fn now() -> String {
    let s = seconds();
    format!("{}T{:02}:{:02}:{:02}Z", date(s / 86_400), s / 3600 % 24, s / 60 % 60, s % 60)
}

/// This minute in UTC, `YYYY-MM-DDTHH:MMZ`, as entries write their hour.
pub fn minute() -> String {
    let s = seconds();
    format!("{}T{:02}:{:02}Z", date(s / 86_400), s / 3600 % 24, s / 60 % 60)
}

/// A machine that thinks it is before 1970 gets 1970.
fn seconds() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |d| d.as_secs())
}

/// The date so many days after 1970-01-01; years begin in March, so that the leap day comes last.
fn date(days: u64) -> String {
    let z = days + 719_468;
    let (era, day_of_era) = (z / 146_097, z % 146_097);
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * from_march + 2) / 5 + 1;
    let month = if from_march < 10 { from_march + 3 } else { from_march - 9 };
    let year = year_of_era + era * 400 + u64::from(month <= 2);
    format!("{year:04}-{month:02}-{day:02}")
}

#[cfg(test)]
mod tests {
    use super::date;

    #[test]
    fn counts_through_leap_years() {
        assert_eq!(date(0), "1970-01-01");
        assert_eq!(date(11_016), "2000-02-29");
        assert_eq!(date(20_780), "2026-11-23");
        assert_eq!(date(47_540), "2100-02-28");
        assert_eq!(date(47_541), "2100-03-01");
    }
}
