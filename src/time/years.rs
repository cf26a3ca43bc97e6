//! Age from a month of birth, as the register has it.

use super::{Day, Month};

/// Age in whole years. The register has the month of birth and not the day, so within the month of birth two ages are
/// possible; otherwise both fields are equal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Age {
    /// Lowest possible age, in years.
    pub at_least: u32,
    /// Highest possible age, in years.
    pub at_most: u32,
}

/// Why an age is not known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoAge {
    /// The month of birth is missing or is not `YYYY-MM`.
    NoBirth,
    /// The day of the answers is missing or is not `YYYY-MM-DD`.
    NoDay,
    /// The answers are from before the birth or more than 120 years after it, so one of the two is wrong.
    Impossible,
}

impl Age {
    /// Returns an age that is known exactly.
    pub const fn years(n: u32) -> Self {
        Age { at_least: n, at_most: n }
    }

    /// Returns the age on a day of a person born in a month. `None` before the birth, and more than 120 years after it.
    pub fn of(birth: Month, day: Day) -> Option<Self> {
        let lived = u32::try_from(day.month().since(birth)).ok().filter(|m| *m <= 120 * 12)?;
        let at_most = lived / 12;
        // Before or after the birthday: nobody knows.
        let at_least = if lived.is_multiple_of(12) { at_most.saturating_sub(1) } else { at_most };
        Some(Age { at_least, at_most })
    }

    /// Returns the same from texts: the age on a day (`YYYY-MM-DD`) of a person born in a month (`YYYY-MM`).
    ///
    /// # Errors
    /// [`NoAge::NoBirth`] or [`NoAge::NoDay`] if a text is missing or has another shape; [`NoAge::Impossible`] if the
    /// day is before the birth or more than 120 years after it.
    ///
    /// ```
    /// use kindstem::time::{Age, NoAge};
    ///
    /// assert_eq!(Age::on(Some("2026-11-23"), Some("2016-10")), Ok(Age::years(10)));
    /// assert_eq!(Age::on(Some("2026-11-23"), Some("2016-11")), Ok(Age { at_least: 9, at_most: 10 }));
    /// assert_eq!(Age::on(Some("2026-11-23"), None), Err(NoAge::NoBirth));
    /// ```
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
