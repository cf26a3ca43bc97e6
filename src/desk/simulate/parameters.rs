//! Everything that a cohort is made by. Each default says where it comes from.

use crate::desk::host::error::Failure;
use crate::desk::host::files;
use crate::instrument::{Instrument, Role, Rule, Score, Topic};
use crate::study::Group;
use serde::{Deserialize, Serialize};
use std::path::Path;

/// The parameters; a file may name some of them.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Parameters {
    /// Where the defaults come from.
    pub sources: Vec<String>,
    /// Share of families with a compulsory measure.
    pub gedwongen: f64,
    /// Probability that a second parent takes part.
    pub second_parent: f64,
    /// Probability of each of two further children.
    pub further_child: f64,
    /// Violence classes of families.
    pub class: ByGroup<Ends>,
    /// Share of children in the clinical range: first wave, last wave.
    pub clinical: ByGroup<[f64; 2]>,
    /// Which scores the clinical range is of: those of them that the study asks about a child. `None` takes those of the
    /// study's instruments ([`Parameters::of_study`]).
    pub clinical_scores: Option<Vec<ClinicalScore>>,
    /// Scores with a true value behind the measured one. `None` takes those of the study's instruments.
    pub measured: Option<Vec<Measured>>,
    /// How much of what a family is at the last wave has nothing to do with what it was at the first.
    pub mixing: f64,
    /// Whether anything changes; without, every wave is as the first.
    pub change: bool,
    /// Probability that a family is lost at each wave after the first.
    pub family_lost: f64,
    /// Probability that one person of a family that goes on does not answer in a wave after the first.
    pub person_silent: f64,
    /// Probability that a question that goes into no simulated score is refused.
    pub refused: f64,
    /// What goes wrong on the way, per session.
    pub faults: Faults,
}

/// One value per group.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ByGroup<T> {
    /// Compulsory.
    pub gedwongen: T,
    /// Voluntary.
    pub vrijwillig: T,
}

impl<T: Copy> ByGroup<T> {
    /// The value of a group.
    pub fn of(&self, group: Group) -> T {
        match group {
            Group::Gedwongen => self.gedwongen,
            Group::Vrijwillig => self.vrijwillig,
        }
    }
}

/// Shares of none, moderate, frequent or severe.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ends {
    /// At the first wave.
    pub first: [f64; 3],
    /// At the last wave.
    pub last: [f64; 3],
}

/// A score of which a band is the clinical range.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClinicalScore {
    /// Instrument id.
    pub instrument: String,
    /// Score id.
    pub score: String,
    /// Band id.
    pub band: String,
}

/// A score that is measured with error.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Measured {
    /// Instrument id.
    pub instrument: String,
    /// Score id.
    pub score: String,
    /// Mean at the first wave.
    pub mean: f64,
    /// Standard deviation of what is measured.
    pub sd: f64,
    /// Share of its variance that is true.
    pub reliability: f64,
    /// Change of the mean at the last wave.
    pub change: ByGroup<f64>,
}

/// What goes wrong.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Faults {
    /// The session is left and taken up later.
    pub resumed: f64,
    /// One envelope is lost.
    pub gap: f64,
    /// One envelope arrives twice.
    pub duplicate: f64,
}

impl Default for Faults {
    fn default() -> Self {
        Faults { resumed: 0.05, gap: 0.005, duplicate: 0.01 }
    }
}

impl Default for Parameters {
    fn default() -> Self {
        let sources = [
            "gedwongen: 480 of 1,504 families (Steketee & Doelman 2022)",
            "second_parent, further_child: 1.1 parents and 1.7 children a family (set for this project)",
            "class.gedwongen: frequent or severe 0.82 and 0.47 (results of the article), none 0.12 and 0.34, moderate 0.18 \
             at the last wave (its summary; which has 0.75 at the first wave where the results have 0.82)",
            "class.vrijwillig: frequent or severe 0.81 and 0.56 (results of the article); the rest shared as in the other \
             group (assumed)",
            "clinical: 0.58 at the first wave (article); the last wave is assumed",
            "clinical_scores: of instruments with the topic trauma that a child answers, the first score with a band \
             screen_positive",
            "measured: the first sum with sd and reliability in the structure; mean and change are assumed: four \
             ninths of the way from the lowest to the highest value, and a ninth down (two thirds of that in the other \
             group)",
            "mixing, family_lost, person_silent, refused, faults: assumed",
        ];
        Parameters {
            sources: sources.map(String::from).to_vec(),
            gedwongen: 480.0 / 1504.0,
            second_parent: 0.1,
            further_child: 0.35,
            class: ByGroup {
                gedwongen: Ends { first: [0.12, 0.06, 0.82], last: [0.345, 0.185, 0.47] },
                vrijwillig: Ends { first: [0.13, 0.06, 0.81], last: [0.29, 0.15, 0.56] },
            },
            clinical: ByGroup { gedwongen: [0.58, 0.40], vrijwillig: [0.58, 0.48] },
            clinical_scores: None,
            measured: None,
            mixing: 0.3,
            change: true,
            family_lost: 0.15,
            person_silent: 0.05,
            refused: 0.01,
            faults: Faults::default(),
        }
    }
}

impl Parameters {
    /// Returns the parameters with the scores that structures of the study have, where a file names none.
    pub fn of_study<'a>(mut self, instruments: impl Iterator<Item = &'a Instrument> + Clone) -> Self {
        self.clinical_scores.get_or_insert_with(|| instruments.clone().filter_map(ClinicalScore::of).collect());
        self.measured.get_or_insert_with(|| instruments.filter_map(Measured::of).collect());
        self
    }
}

impl ClinicalScore {
    /// What says of a child whether it may be traumatised.
    fn of(x: &Instrument) -> Option<Self> {
        let of_child = x.audience.roles.iter().any(|r| matches!(r, Role::Child | Role::Young));
        let screens = |s: &&Score| s.bands.iter().any(|b| b.id == SCREEN_POSITIVE);
        let score = x.scores.iter().find(screens).filter(|_| of_child && x.topic == Some(Topic::Trauma))?;
        Some(ClinicalScore { instrument: x.id.clone(), score: score.id.clone(), band: SCREEN_POSITIVE.into() })
    }
}

/// What structures call the band from which a screening is positive.
const SCREEN_POSITIVE: &str = "screen_positive";

impl Measured {
    /// What has figures for reliable change and is reached by answers alone, without a norm table.
    fn of(x: &Instrument) -> Option<Self> {
        x.scores.iter().filter(|s| s.rule == Rule::Sum).find_map(|s| {
            let (low, high) = (s.min?.to_f64(), s.max?.to_f64());
            let ninth = (high - low) / 9.0;
            Some(Measured {
                instrument: x.id.clone(),
                score: s.id.clone(),
                mean: low + 4.0 * ninth,
                sd: s.sd?.to_f64(),
                reliability: s.reliability.as_ref()?.value.to_f64(),
                change: ByGroup { gedwongen: -ninth, vrijwillig: -ninth * 2.0 / 3.0 },
            })
        })
    }
}

/// Reads parameters from a file (JSON); the defaults without one.
///
/// # Errors
/// The file cannot be read, has an unknown field, or the shares of a wave do not add up to 1.
pub fn read(path: Option<&Path>) -> Result<Parameters, Failure> {
    let Some(path) = path else { return Ok(Parameters::default()) };
    let file = path.display();
    let read: Parameters = serde_json::from_slice(&files::read(path)?).map_err(|e| {
        Failure::unusable(format_args!("{file}: {e}"), "truth.json of a run shows every parameter under \"parameters\"")
    })?;
    let shares = |e: Ends| [e.first, e.last].iter().all(|s| (s.iter().sum::<f64>() - 1.0).abs() < 1e-6);
    let groups = [("gedwongen", read.class.gedwongen), ("vrijwillig", read.class.vrijwillig)];
    if let Some((group, _)) = groups.into_iter().find(|(_, ends)| !shares(*ends)) {
        let what = format!("{file}: $.class.{group}: the three shares of a wave do not add up to 1");
        return Err(Failure::findings(what, "write none, moderate, frequent or severe, such as [0.2, 0.3, 0.5]"));
    }
    Ok(read)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::instrument::{library, parse};

    fn of(ids: &[&str]) -> Parameters {
        let all: Vec<Instrument> = ids.iter().map(|id| parse(library::structure(id).unwrap()).unwrap()).collect();
        Parameters::default().of_study(all.iter())
    }

    #[test]
    fn the_scores_are_those_of_the_study() {
        let p = of(&["who-5", "cries-8", "pc-ptsd-5", "phq-9", "kidscreen-10"]);
        let clinical = p.clinical_scores.unwrap();
        let clinical: Vec<_> = clinical.iter().map(|c| (c.instrument.as_str(), c.score.as_str())).collect();
        assert_eq!(clinical, [("cries-8", "total")], "what a parent says of itself is not of a child");
        let measured = p.measured.unwrap();
        let [phq] = &measured[..] else { panic!("a percentage and a norm score are no sums: {measured:?}") };
        assert_eq!((phq.instrument.as_str(), phq.score.as_str(), phq.mean, phq.sd), ("phq-9", "total", 12.0, 5.5));
        assert_eq!((phq.reliability, phq.change.gedwongen, phq.change.vrijwillig), (0.84, -3.0, -2.0));
    }

    #[test]
    fn a_file_takes_precedence_also_where_it_names_none() {
        let p: Parameters = serde_json::from_str(r#"{"measured": []}"#).unwrap();
        let phq = parse(library::structure("phq-9").unwrap()).unwrap();
        assert!(p.of_study(std::iter::once(&phq)).measured.unwrap().is_empty());
    }
}
