//! About what time an item asks.

use super::{FromTree, Tree, fields, names, tree};
use num_rational::Ratio;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use std::fmt;

/// The recall period, stored with every answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "desk", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Period {
    /// From where it is counted.
    pub anchor: Anchor,
    /// How long it is: `P12M` for a year, `P4W` for four weeks. For `previous_wave` the length that the study plans.
    pub length: Length,
}

fields!(Period { anchor, length });

/// From where a recall period is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "desk", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Anchor {
    /// Back from today.
    Fixed,
    /// Since the previous measurement.
    PreviousWave,
}

names!(Anchor { Fixed = "fixed", PreviousWave = "previous_wave" });

#[cfg(feature = "desk")]
impl Anchor {
    /// Its name, as in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Anchor::Fixed => "fixed",
            Anchor::PreviousWave => "previous_wave",
        }
    }
}

/// The length of a recall period: an ISO 8601 duration of one unit, 1 to [`Length::MOST`] of it.
///
/// It is written as the wording asks: "the past four weeks" is `P4W` and not `P1M` or `P28D`.
///
/// ```
/// use kindstem::instrument::Length;
///
/// let four_weeks = Length::parse("P4W").unwrap();
/// assert_eq!(four_weeks.to_string(), "P4W");
/// assert_eq!(Length::parse("P1Y").unwrap().months(), Length::parse("P12M").unwrap().months());
/// assert_eq!(Length::parse("P1M2W"), None);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Length {
    count: u16,
    unit: Unit,
}

/// The unit of a [`Length`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Unit {
    /// `D`
    Day,
    /// `W`
    Week,
    /// `M`
    Month,
    /// `Y`
    Year,
}

impl Unit {
    /// All of them, the shortest first.
    pub const ALL: [Unit; 4] = [Unit::Day, Unit::Week, Unit::Month, Unit::Year];

    /// Its letter in ISO 8601.
    const fn letter(self) -> char {
        match self {
            Unit::Day => 'D',
            Unit::Week => 'W',
            Unit::Month => 'M',
            Unit::Year => 'Y',
        }
    }
}

impl Length {
    /// The most of one unit.
    pub const MOST: u16 = 999;

    /// The length that takes the most bytes.
    pub const WIDEST: Length = Length { count: Self::MOST, unit: Unit::Month };

    /// Returns a number of units; `None` for 0 and above [`Self::MOST`].
    pub fn new(count: u16, unit: Unit) -> Option<Self> {
        (1..=Self::MOST).contains(&count).then_some(Length { count, unit })
    }

    /// Reads `P`, a number from 1 to [`Self::MOST`] without zeros before it, and `D`, `W`, `M` or `Y`. `None` for
    /// anything else.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.strip_prefix('P')?;
        let unit = Unit::ALL.into_iter().find(|unit| text.ends_with(unit.letter()))?;
        let digits = text.get(..text.len() - 1)?;
        // `parse` also takes a sign and zeros in front.
        let plain = digits.starts_with(|first: char| first.is_ascii_digit() && first != '0');
        Self::new(digits.parse().ok().filter(|_| plain)?, unit)
    }

    /// How many of its unit, from 1.
    pub const fn count(self) -> u16 {
        self.count
    }

    /// Its unit.
    pub const fn unit(self) -> Unit {
        self.unit
    }

    /// Returns the length in months, for rates. A week counts as 0.23 months: 7 days of a month of 30.4375 days
    /// (365.25 / 12), rounded to two places. A day is a seventh of that.
    pub fn months(self) -> Ratio<i64> {
        let (months, of) = match self.unit {
            Unit::Day => (23, 700),
            Unit::Week => (23, 100),
            Unit::Month => (1, 1),
            Unit::Year => (12, 1),
        };
        Ratio::new(i64::from(self.count) * months, of)
    }
}

impl fmt::Display for Length {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "P{}{}", self.count, self.unit.letter())
    }
}

impl Serialize for Length {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Length {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let text = String::deserialize(d)?;
        Length::parse(&text).ok_or_else(|| {
            de::Error::custom(
                "write a length as P, a number from 1 to 999, and D, W, M or Y: P1W for a week, P12M for twelve months",
            )
        })
    }
}

impl FromTree for Length {
    const BLANK: Self = Length { count: 1, unit: Unit::Day };

    fn read(&mut self, tree: &impl Tree) -> bool {
        tree::set(self, tree.text().as_deref().and_then(Length::parse))
    }
}

#[cfg(feature = "desk")]
impl schemars::JsonSchema for Length {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Length".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "string", "pattern": "^P[1-9][0-9]{0,2}[DWMY]$",
            "description": "An ISO 8601 duration of one unit, such as P1W for a week or P12M for twelve months."
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_unit_from_1_to_999_is_read_and_written_alike() {
        for text in ["P1D", "P1W", "P4W", "P12M", "P999M", "P2Y"] {
            assert_eq!(Length::parse(text).map(|l| l.to_string()).as_deref(), Some(text));
        }
        let wrong = [
            "", "P", "P1", "PW", "1W", "P0W", "P01W", "P+1W", "P-1W", "P1000D", "P0.5M", "P1M2W", "p1w", "P1w", "PT1M",
            "P1W ", " P1W", "P1é", "P1Ｗ", "P１W", "R1W",
        ];
        for text in wrong {
            assert_eq!(Length::parse(text), None, "{text}");
        }
        assert_eq!((Length::new(0, Unit::Day), Length::new(1000, Unit::Day)), (None, None));
        assert!(
            Unit::ALL
                .iter()
                .all(|u| Length::new(999, *u).unwrap().to_string().len() <= Length::WIDEST.to_string().len())
        );
    }

    /// 23/100 by hand: 7 / 30.4375 = 0.22998, to two places.
    #[test]
    fn a_week_is_0_23_months_and_a_year_twelve() {
        let months = |text: &str| Length::parse(text).unwrap().months();
        assert_eq!(months("P1W"), Ratio::new(23, 100));
        assert_eq!(months("P4W"), Ratio::new(92, 100));
        assert_eq!(months("P7D"), months("P1W"));
        assert_eq!(months("P1Y"), months("P12M"));
        assert!(months("P4W") < months("P1M") && months("P1M") < months("P31D"));
    }
}
