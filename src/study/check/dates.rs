//! Days between two dates.

/// Days from one `YYYY-MM-DD` to another. `None` where one is no date.
pub fn days_between(from: &str, to: &str) -> Option<i64> {
    Some(day_number(to)? - day_number(from)?)
}

/// Whether this is a day, `YYYY-MM-DD`.
#[cfg(feature = "desk")]
pub fn is_day(text: &str) -> bool {
    text.len() == 10 && day_number(text).is_some()
}

/// Days since 1 March of year 0 of the proleptic Gregorian calendar.
pub(crate) fn day_number(date: &str) -> Option<i64> {
    let mut parts = date.split('-').map(|p| p.parse::<i64>().ok());
    let (y, m, d) = (parts.next()??, parts.next()??, parts.next()??);
    if parts.next().is_some() || !(1..=12).contains(&m) || !(1..=31).contains(&d) || !(1..=9999).contains(&y) {
        return None;
    }
    let (y, m) = if m > 2 { (y, m - 3) } else { (y - 1, m + 9) };
    Some(365 * y + y / 4 - y / 100 + y / 400 + (153 * m + 2) / 5 + d - 1)
}

/// The date of a [`day_number`].
#[cfg(feature = "desk")]
pub(crate) fn date(day: i64) -> String {
    let (era, day_of_era) = (day.div_euclid(146_097), day.rem_euclid(146_097));
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * from_march + 2) / 5 + 1;
    let month = if from_march < 10 { from_march + 3 } else { from_march - 9 };
    format!("{:04}-{month:02}-{day:02}", year_of_era + era * 400 + i64::from(month <= 2))
}

/// The [`day_number`] so many months after a date; on the last day of a month that is too short for it.
#[cfg(feature = "desk")]
pub(crate) fn months_after(date: &str, months: u32) -> Option<i64> {
    day_number(date)?;
    let mut parts = date.split('-').map(|p| p.parse::<i64>().ok());
    let (y, m, d) = (parts.next()??, parts.next()??, parts.next()??);
    let month = |n: i64| day_number(&format!("{}-{}-1", n.div_euclid(12), n.rem_euclid(12) + 1));
    let there = y * 12 + m - 1 + i64::from(months);
    let first = month(there)?;
    Some((first + d - 1).min(month(there + 1)? - 1))
}

/// So many hours after `2026-11-23T16:00Z`, written the same way. `None` where that is no hour.
#[cfg(feature = "desk")]
pub(crate) fn hours_after(wall: &str, hours: u32) -> Option<String> {
    let (day, time) = wall.split_once('T')?;
    let (hour, minute) = time.strip_suffix('Z')?.split_once(':')?;
    let below = |text: &str, end: i64| text.parse::<i64>().ok().filter(|n| text.len() == 2 && (0..end).contains(n));
    let hour = day_number(day)? * 24 + below(hour, 24)? + i64::from(hours);
    Some(format!("{}T{:02}:{:02}Z", date(hour.div_euclid(24)), hour.rem_euclid(24), below(minute, 60)?))
}

#[cfg(test)]
mod tests {
    use super::{date, day_number, days_between, hours_after, months_after};

    #[test]
    fn months_are_counted_by_the_calendar() {
        let after = |day, months| date(months_after(day, months).unwrap());
        assert_eq!(after("2026-11-24", 12), "2027-11-24");
        assert_eq!(after("2026-08-31", 6), "2027-02-28");
        assert_eq!(after("2023-08-31", 6), "2024-02-29");
        assert_eq!(after("2026-12-31", 0), "2026-12-31");
        assert_eq!(after("2026-11-15", 1), "2026-12-15");
        assert_eq!(months_after("2026-13-01", 1), None);
    }

    #[test]
    fn a_deadline_is_counted_in_hours() {
        let after = |wall, hours| hours_after(wall, hours).unwrap();
        assert_eq!(after("2026-11-23T16:00Z", 24), "2026-11-24T16:00Z");
        assert_eq!(after("2024-02-28T23:00Z", 2), "2024-02-29T01:00Z");
        assert_eq!(after("2026-12-31T10:30Z", 7 * 24), "2027-01-07T10:30Z");
        for bad in ["", "2026-11-23", "2026-11-23T24:00Z", "2026-11-23T16:60Z", "2026-11-23T16:00", "soonT16:00Z"] {
            assert_eq!(hours_after(bad, 1), None, "{bad}");
        }
        for day in ["1970-01-01", "2000-02-29", "2100-03-01"] {
            assert_eq!(date(day_number(day).unwrap()), day);
        }
    }

    #[test]
    fn counts_days_over_leap_years() {
        assert_eq!(days_between("2024-02-28", "2024-03-01"), Some(2));
        assert_eq!(days_between("2026-08-25", "2026-11-23"), Some(90));
        assert_eq!(days_between("2026-13-01", "2026-11-23"), None);
    }
}
