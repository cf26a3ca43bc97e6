//! Days between two dates.

/// Days from one `YYYY-MM-DD` to another. `None` where one is no date.
pub(super) fn days_between(from: &str, to: &str) -> Option<i64> {
    Some(day_number(to)? - day_number(from)?)
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

#[cfg(test)]
mod tests {
    use super::days_between;

    #[test]
    fn counts_days_over_leap_years() {
        assert_eq!(days_between("2024-02-28", "2024-03-01"), Some(2));
        assert_eq!(days_between("2026-08-25", "2026-11-23"), Some(90));
        assert_eq!(days_between("2026-13-01", "2026-11-23"), None);
    }
}
