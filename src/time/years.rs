//! Age from a month of birth, as the register has it.

use super::{Day, Month};

/// Age in whole years. The day of birth is not known, so in the month of birth there are two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Age {
    /// Not younger.
    pub at_least: u32,
    /// Not older.
    pub at_most: u32,
}

/// Why an age is not known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoAge {
    /// Nobody said when this person was born.
    NoBirth,
    /// Nothing says on which day the answers were given.
    NoDay,
    /// Answers from before the birth, or from more than 120 years after it: one of the two is wrong.
    Impossible,
}

impl Age {
    /// So many years.
    pub const fn years(n: u32) -> Self {
        Age { at_least: n, at_most: n }
    }

    /// On a day, of somebody who was born in a month. `None` before the birth, and more than 120 years after it.
    pub fn of(birth: Month, day: Day) -> Option<Self> {
        let lived = u32::try_from(day.month().since(birth)).ok().filter(|m| *m <= 120 * 12)?;
        let at_most = lived / 12;
        // Before or after the birthday: nobody knows.
        let at_least = if lived.is_multiple_of(12) { at_most.saturating_sub(1) } else { at_most };
        Some(Age { at_least, at_most })
    }

    /// On a day (`YYYY-MM-DD`), of somebody who was born in a month (`YYYY-MM`).
    ///
    /// # Errors
    /// One of the two is not known or has another shape, or they cannot both be right.
    pub fn on(day: Option<&str>, birth: Option<&str>) -> Result<Self, NoAge> {
        let birth = birth.and_then(Month::parse).ok_or(NoAge::NoBirth)?;
        let day = day.and_then(Day::parse).ok_or(NoAge::NoDay)?;
        Age::of(birth, day).ok_or(NoAge::Impossible)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_whole_years_and_leaves_the_month_of_birth_open() {
        let on = |day, birth| Age::on(Some(day), Some(birth)).map(|a| (a.at_least, a.at_most));
        assert_eq!(on("2026-11-23", "2016-10"), Ok((10, 10)));
        assert_eq!(on("2026-11-01", "2016-12"), Ok((9, 9)));
        assert_eq!(on("2026-11-23", "2016-11"), Ok((9, 10)));
        assert_eq!(on("2026-11-23", "2026-11"), Ok((0, 0)));
        assert_eq!(on("2026-11-23", "2026-12"), Err(NoAge::Impossible));
        assert_eq!(on("2026-11-23", "1890-01"), Err(NoAge::Impossible));
    }

    #[test]
    fn says_which_of_the_two_is_missing() {
        assert_eq!(Age::on(Some("2026-11-23"), None), Err(NoAge::NoBirth));
        assert_eq!(Age::on(Some("2026-11-23"), Some("2016-13")), Err(NoAge::NoBirth));
        assert_eq!(Age::on(None, Some("2016-10")), Err(NoAge::NoDay));
        assert_eq!(Age::on(Some(""), Some("2016-10")), Err(NoAge::NoDay));
    }
}
