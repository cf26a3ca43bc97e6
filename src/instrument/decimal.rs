//! Decimal numbers with four places, exact on every machine.

use num_rational::Ratio;
use num_traits::{CheckedAdd, CheckedMul};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use std::fmt;

/// Ten-thousandths in one.
const SCALE: i64 = 10_000;
/// Largest magnitude that a file may hold: keeps every sum of an instrument inside 64 bits.
const MAX: f64 = 1e9;

/// A decimal number with at most four places, kept as a whole number of ten-thousandths.
///
/// Files write it as a plain JSON number (`5`, `0.25`). What is computed is rounded to four places, halves away
/// from zero, only when it is written down.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Decimal(i64);

impl Decimal {
    /// Returns a whole number.
    pub const fn whole(n: i32) -> Self {
        Decimal(n as i64 * SCALE)
    }

    /// Returns a number of ten-thousandths: 12500 is 1.25.
    pub const fn from_units(units: i64) -> Self {
        Decimal(units)
    }

    /// Returns the number of ten-thousandths.
    pub const fn units(self) -> i64 {
        self.0
    }

    /// Converts a float that a file had. `None` outside ±10⁹, or with more than four decimal places.
    pub fn from_f64(x: f64) -> Option<Self> {
        if !(-MAX..=MAX).contains(&x) {
            return None;
        }
        let units = (x * SCALE as f64).round();
        // The float next to a number of four places, give or take the last bits that a JSON reader may lose.
        let near = (units / SCALE as f64 - x).abs() <= 2.0 * f64::EPSILON * x.abs();
        near.then_some(Decimal(units as i64))
    }

    /// Reads what somebody typed: digits, one comma or point, at most four decimal places, an optional sign. `None` for
    /// anything else.
    ///
    /// ```
    /// use kindstem::instrument::Decimal;
    ///
    /// assert_eq!(Decimal::from_typed("-2,5").unwrap().to_string(), "-2.5");
    /// assert_eq!(Decimal::from_typed("1.23456"), None);
    /// ```
    pub fn from_typed(text: &str) -> Option<Self> {
        let text = text.trim();
        let (negative, digits) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let (whole, places) = digits.split_once([',', '.']).unwrap_or((digits, ""));
        if whole.is_empty() || whole.len() > 9 || places.len() > 4 {
            return None;
        }
        let mut units = 0i64;
        for c in whole.chars().chain(places.chars()).chain(std::iter::repeat_n('0', 4 - places.len())) {
            units = units * 10 + i64::from(c.to_digit(10)?);
        }
        Some(Decimal(if negative { -units } else { units }))
    }

    /// Returns the exact fraction.
    pub fn ratio(self) -> Ratio<i64> {
        // Most points are whole, and reducing a fraction costs more than everything else that a sum does.
        self.as_whole().map_or_else(|| Ratio::new(self.0, SCALE), Ratio::from_integer)
    }

    /// Rounds a fraction to `places` decimal places (0 to 4), halves away from zero. `None` if it does not fit into 64
    /// bits.
    pub fn rounded(x: Ratio<i64>, places: u8) -> Option<Self> {
        if x.is_integer() {
            return x.to_integer().checked_mul(SCALE).map(Decimal);
        }
        let step = 10i64.checked_pow(u32::from(places.min(4)))?;
        let half = if x >= Ratio::from_integer(0) { Ratio::new_raw(1, 2) } else { Ratio::new_raw(-1, 2) };
        let scaled = x.checked_mul(&Ratio::from_integer(step))?.checked_add(&half)?.trunc().to_integer();
        scaled.checked_mul(SCALE / step).map(Decimal)
    }

    /// Returns the nearest float, which prints four decimal places the same way everywhere.
    pub fn to_f64(self) -> f64 {
        self.0 as f64 / SCALE as f64
    }

    /// Returns the whole number; `None` if it has decimal places.
    pub fn as_whole(self) -> Option<i64> {
        (self.0 % SCALE == 0).then_some(self.0 / SCALE)
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let (whole, mut rest) = (self.0.unsigned_abs() / SCALE as u64, self.0.unsigned_abs() % SCALE as u64);
        if rest == 0 {
            return write!(f, "{sign}{whole}");
        }
        let mut width = 4;
        while rest % 10 == 0 {
            rest /= 10;
            width -= 1;
        }
        write!(f, "{sign}{whole}.{rest:0width$}")
    }
}

impl Serialize for Decimal {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        match self.as_whole() {
            Some(n) => s.serialize_i64(n),
            None => s.serialize_f64(self.to_f64()),
        }
    }
}

impl<'de> Deserialize<'de> for Decimal {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let x = f64::deserialize(d)?;
        Decimal::from_f64(x)
            .ok_or_else(|| de::Error::custom("write a number between -1e9 and 1e9 with at most four decimal places"))
    }
}

#[cfg(feature = "desk")]
impl schemars::JsonSchema for Decimal {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Decimal".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "number", "minimum": -1e9, "maximum": 1e9,
            "description": "A decimal number with at most four places."
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rounds_halves_away_from_zero() {
        let r = |n, d, p| Decimal::rounded(Ratio::new(n, d), p).unwrap().to_string();
        assert_eq!(r(5, 2, 0), "3");
        assert_eq!(r(-5, 2, 0), "-3");
        assert_eq!(r(10, 3, 4), "3.3333");
        assert_eq!(r(20, 3, 4), "6.6667");
        assert_eq!(r(1, 8, 2), "0.13");
    }

    #[test]
    fn reads_what_people_type() {
        assert_eq!(Decimal::from_typed(" 12,5 "), Some(Decimal::from_units(125_000)));
        assert_eq!(Decimal::from_typed("-3"), Some(Decimal::whole(-3)));
        for bad in ["", ",5", "1.23456", "twaalf", "1e3", "--2", "1.2.3", "9999999999"] {
            assert_eq!(Decimal::from_typed(bad), None, "{bad}");
        }
    }

    #[test]
    fn json_is_short() {
        assert_eq!(serde_json::to_string(&Decimal::whole(27)).unwrap(), "27");
        assert_eq!(serde_json::to_string(&Decimal::from_units(12_500)).unwrap(), "1.25");
        assert_eq!(serde_json::from_str::<Decimal>("320181898.6115").unwrap(), Decimal::from_units(3_201_818_986_115));
        assert!(serde_json::from_str::<Decimal>("0.00001").is_err());
        assert!(serde_json::from_str::<Decimal>("5.000000001").is_err());
        assert!(serde_json::from_str::<Decimal>("1e10").is_err());
    }
}
