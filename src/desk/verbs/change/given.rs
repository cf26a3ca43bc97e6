//! What the researcher gives beside the data: figures for reliable change, and covariates.

use crate::change::{Covariate, Figures};
use crate::desk::host::error::Failure;
use crate::desk::host::spreadsheet::{Sheet, one_of};
use crate::desk::host::{files, print};
use crate::instrument::{CovariateKind, Decimal, ReliabilityKind};
use std::collections::BTreeMap;
use std::path::Path;

const FIGURES: [&str; 6] = ["instrument", "score", "sd", "reliability", "kind", "source"];
const BY: [&str; 3] = ["instrument", "item", "kind"];

/// Instrument and score → figures.
pub fn figures(path: &Path) -> Result<BTreeMap<(String, String), Figures>, Failure> {
    let sheet = Sheet::read(&files::read(path)?, path, &FIGURES, "; a row per score")?;
    let (mut out, mut problems) = (BTreeMap::new(), Vec::new());
    for row in sheet.rows() {
        let mut cells = row.cells(path, &mut problems);
        let instrument = cells.take("instrument", some);
        let score = cells.take("score", some);
        let sd = cells.take("sd", |c| number(c, "a standard deviation over 0", |x| x > 0.0));
        let r = cells.take("reliability", |c| number(c, "from 0 to under 1", |x| (0.0..1.0).contains(&x)));
        let kinds = [ReliabilityKind::Retest, ReliabilityKind::Alpha, ReliabilityKind::Omega];
        let kind = cells.take("kind", |c| one_of(c, &kinds, ReliabilityKind::name));
        let source = cells.take("source", some);
        let read = || {
            let figures = Figures { sd: sd?, reliability: r?, kind: kind?, sources: source? };
            Some(((instrument?, score?), figures))
        };
        out.extend(read());
    }
    whole(path, problems, out)
}

/// Covariates of a file.
pub fn covariates(path: &Path) -> Result<Vec<Covariate>, Failure> {
    let sheet = Sheet::read(&files::read(path)?, path, &BY, "; a row per covariate")?;
    let (mut out, mut problems) = (Vec::new(), Vec::new());
    for row in sheet.rows() {
        let mut cells = row.cells(path, &mut problems);
        let instrument = cells.take("instrument", some);
        let item = cells.take("item", some);
        let kind = cells.take("kind", |c| one_of(c, &CovariateKind::ALL, CovariateKind::name));
        let read = || Some(Covariate { instrument: instrument?, item: item?, kind: kind? });
        out.extend(read());
    }
    whole(path, problems, out)
}

fn whole<T>(path: &Path, problems: Vec<String>, out: T) -> Result<T, Failure> {
    if problems.is_empty() {
        return Ok(out);
    }
    problems.iter().for_each(|p| eprintln!("{p}"));
    let what = format!("{} in {}", print::count(problems.len(), "problem"), path.display());
    Err(Failure::findings(what, "correct the lines listed above and run again"))
}

fn some(cell: &str) -> Result<String, String> {
    if cell.is_empty() { Err("this cell must not be empty".into()) } else { Ok(cell.to_string()) }
}

fn number(cell: &str, wanted: &str, fits: impl Fn(f64) -> bool) -> Result<f64, String> {
    let x = Decimal::from_typed(cell).map(Decimal::to_f64).filter(|x| fits(*x));
    x.ok_or_else(|| format!("{cell:?} is not {wanted}"))
}
