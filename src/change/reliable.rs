//! Reliable change and cut-offs: Jacobson & Truax 1991, doi 10.1037/0022-006X.59.1.12.
//!
//! `SE = SD·√(1 − r)`, `Sdiff = √2·SE`, `RC = (x2 − x1) / Sdiff`; beyond ±1.96 a change is larger than the error of
//! measuring twice would make it in 95 of 100 people who did not change. With α in the place of a retest the index
//! comes out too large over a gap of a year.

use crate::instrument::{ReliabilityKind, Score};

/// What reliable change is computed from, with its sources.
#[derive(Clone, Debug, PartialEq)]
pub struct Figures {
    /// Standard deviation of the norm group or of the sample before treatment, in points of the score; above 0.
    pub sd: f64,
    /// Reliability, from 0 to below 1.
    pub reliability: f64,
    /// Kind of the reliability: retest, alpha or omega.
    pub kind: ReliabilityKind,
    /// Sources of both, separated by `; `.
    pub sources: String,
}

/// The direction of a reliable change. Higher is worse for symptoms and better for well-being.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reliable {
    /// Up by more than error.
    Higher,
    /// Within the error of measuring.
    Within,
    /// Down by more than error.
    Lower,
}

impl Reliable {
    /// Returns the name in tables: `higher`, `within_error`, `lower`.
    pub const fn name(self) -> &'static str {
        match self {
            Reliable::Higher => "higher",
            Reliable::Within => "within_error",
            Reliable::Lower => "lower",
        }
    }
}

/// Normal deviate that 5 in 100 exceed in either direction.
const BEYOND: f64 = 1.96;

impl Figures {
    /// Takes the figures from a score's definition.
    ///
    /// # Errors
    /// Which of the two is missing, or that one is out of range, in English.
    pub fn of(score: &Score) -> Result<Self, &'static str> {
        match (score.sd, score.reliability) {
            (Some(sd), Some(r)) if sd.units() > 0 && (0.0..1.0).contains(&r.value.to_f64()) => Ok(Figures {
                sd: sd.to_f64(),
                reliability: r.value.to_f64(),
                kind: r.kind,
                sources: score.sources.join("; "),
            }),
            (Some(_), Some(_)) => Err("standard deviation or reliability out of range"),
            (None, Some(_)) => Err("no standard deviation known"),
            (Some(_), None) => Err("no reliability known"),
            (None, None) => Err("neither standard deviation nor reliability known"),
        }
    }

    /// Returns both figures and their sources in one line, for tables.
    pub fn told(&self) -> String {
        format!("SD {}, reliability {} ({}); {}", self.sd, self.reliability, self.kind.name(), self.sources)
    }

    /// Returns the standard error of measurement, `SD·√(1 − r)`, in points of the score.
    pub fn error(&self) -> f64 {
        self.sd * (1.0 - self.reliability).sqrt()
    }

    /// Returns the standard error of the difference between two measurements, `√2·SE`, in points of the score.
    pub fn difference_error(&self) -> f64 {
        std::f64::consts::SQRT_2 * self.error()
    }

    /// Returns the reliable change index from one value to a later one, and its direction: beyond ±1.96 it is more than
    /// measurement error (Jacobson & Truax 1991).
    ///
    /// ```
    /// use kindstem::change::{Figures, Reliable};
    /// use kindstem::instrument::ReliabilityKind;
    ///
    /// // The example of the article: SD 7.5, reliability .80, from 32.5 to 47.5.
    /// let figures =
    ///     Figures { sd: 7.5, reliability: 0.80, kind: ReliabilityKind::Retest, sources: String::new() };
    /// let (index, direction) = figures.change(32.5, 47.5);
    /// assert_eq!((format!("{index:.2}").as_str(), direction), ("3.16", Reliable::Higher));
    /// ```
    pub fn change(&self, from: f64, to: f64) -> (f64, Reliable) {
        let index = (to - from) / self.difference_error();
        let way = match index {
            i if i > BEYOND => Reliable::Higher,
            i if i < -BEYOND => Reliable::Lower,
            _ => Reliable::Within,
        };
        (index, way)
    }
}

/// Cut-offs between a clinical and a non-clinical population, in points of the score.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cutoffs {
    /// Two standard deviations from the clinical mean, towards the other population.
    pub a: f64,
    /// Two standard deviations from the non-clinical mean, towards the clinical population.
    pub b: f64,
    /// The point at which both populations are equally likely.
    pub c: f64,
}

/// Computes the cut-offs a, b and c of Jacobson & Truax 1991. `m1` and `sd1` are mean and standard deviation of the
/// clinical population, `m0` and `sd0` of the non-clinical one.
pub fn cutoffs(m1: f64, sd1: f64, m0: f64, sd0: f64) -> Cutoffs {
    let towards = if m0 >= m1 { 1.0 } else { -1.0 };
    Cutoffs { a: m1 + towards * 2.0 * sd1, b: m0 - towards * 2.0 * sd0, c: (sd0 * m1 + sd1 * m0) / (sd0 + sd1) }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The example of the article: means 40 and 60, SD 7.5, reliability .80; a client goes from 32.5 to 47.5.
    /// By hand: 7.5 · √0.2 = 3.3541; √2 · 3.3541 = 4.7434; 15 / 4.7434 = 3.1623 = √10.
    #[test]
    fn the_published_example_comes_out() {
        let f = Figures {
            sd: 7.5,
            reliability: 0.8,
            kind: ReliabilityKind::Retest,
            sources: "Jacobson & Truax 1991".into(),
        };
        let near = |x: f64, y: f64| assert!((x - y).abs() < 5e-5, "{x} is not {y}");
        near(f.error(), 3.3541);
        near(f.difference_error(), 4.7434);
        let (index, way) = f.change(32.5, 47.5);
        near(index, 10f64.sqrt());
        assert_eq!(way, Reliable::Higher);
        assert_eq!(cutoffs(40.0, 7.5, 60.0, 7.5), Cutoffs { a: 55.0, b: 45.0, c: 50.0 });
        // The same the other way round: where high is bad.
        assert_eq!(cutoffs(60.0, 7.5, 40.0, 7.5), Cutoffs { a: 45.0, b: 55.0, c: 50.0 });
    }

    /// 1.96 · 4.7434 = 9.297.
    #[test]
    fn only_what_is_beyond_the_error_is_reliable() {
        let f = Figures { sd: 7.5, reliability: 0.8, kind: ReliabilityKind::Retest, sources: String::new() };
        assert_eq!(f.change(40.0, 49.2).1, Reliable::Within);
        assert_eq!(f.change(40.0, 49.3).1, Reliable::Higher);
        assert_eq!(f.change(40.0, 30.7).1, Reliable::Lower);
        assert_eq!(f.change(40.0, 40.0), (0.0, Reliable::Within));
    }

    #[test]
    fn a_change_of_sign_turns_the_way_and_a_shift_changes_nothing() {
        use proptest::prelude::*;
        proptest!(|(x in -50i32..50, y in -50i32..50, shift in -50i32..50, sd in 1u32..30, r in 0u32..99)| {
            let f = Figures {
                sd: f64::from(sd),
                reliability: f64::from(r) / 100.0,
                kind: ReliabilityKind::Alpha,
                sources: String::new(),
            };
            let (x, y, shift) = (f64::from(x), f64::from(y), f64::from(shift));
            let (there, back) = (f.change(x, y), f.change(y, x));
            prop_assert!((there.0 + back.0).abs() < 1e-9);
            prop_assert_eq!(there.1 == Reliable::Higher, back.1 == Reliable::Lower);
            prop_assert_eq!(f.change(x + shift, y + shift).1, there.1);
        });
    }
}
