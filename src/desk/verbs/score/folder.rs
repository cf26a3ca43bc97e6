//! Every record of a folder, scored again.

use super::Args;
use super::normed::{NormInputs, NormScore};
use crate::desk::host::error::{Exit, Outcome};
use crate::desk::host::print;
use crate::desk::inputs::instruments::structures;
use crate::desk::inputs::records::{Records, Used};
use crate::record::{Record, RecordPart};
use crate::scoring::{Context, ScoreDocument, Scored, score};
use serde::Serialize;

#[derive(Serialize)]
struct Compared {
    /// Parts that were scored.
    parts: usize,
    /// Those of them whose page had sent scores.
    with_page_scores: usize,
    differences: Vec<Difference>,
    /// Only with norm tables: neither page nor records have any.
    #[serde(skip_serializing_if = "Option::is_none")]
    norm_scores: Option<Vec<NormScore>>,
}

/// A score that is not the same now.
#[derive(Serialize)]
struct Difference {
    slot: String,
    wave: String,
    part: u32,
    instrument: String,
    score: String,
    /// `page`: as the respondent's page computed it; `record`: as it stands in the records.
    with: &'static str,
    there: Option<Scored>,
    here: Option<Scored>,
}

pub fn run(args: &Args) -> Outcome {
    let structures = structures(args.instruments.as_deref())?;
    let held = NormInputs::given(args)?;
    // Says at once which structure is not at hand.
    Used::by(Records::open(&args.path, "reading")?, &structures)?;
    let mut out =
        Compared { parts: 0, with_page_scores: 0, differences: Vec::new(), norm_scores: held.is_some().then(Vec::new) };
    for record in Records::open(&args.path, "scoring")? {
        let record = record?;
        for part in &record.parts {
            let Some(x) = structures.get(&part.instrument.sha256) else { continue };
            // Page and records have no norms, so like is compared with like.
            let here = score(x, &part.answers, Context { period: part.period, norms: None });
            out.parts += 1;
            compare(&record, part, "record", &part.scores, &here, &mut out.differences);
            if let Some(page) = &part.scores_page {
                out.with_page_scores += 1;
                compare(&record, part, "page", page, &here, &mut out.differences);
            }
            if let (Some(held), Some(norm_scores)) = (&held, &mut out.norm_scores) {
                norm_scores.extend(held.scores(x, &record, part, &here));
            }
        }
    }
    report(&out, args.json)
}

fn compare(
    record: &Record,
    part: &RecordPart,
    with: &'static str,
    there: &ScoreDocument,
    here: &ScoreDocument,
    out: &mut Vec<Difference>,
) {
    let ids = here.scores.iter().chain(there.scores.iter().filter(|s| !here.scores.iter().any(|h| h.id == s.id)));
    for id in ids.map(|s| &s.id) {
        let find = |document: &ScoreDocument| document.scores.iter().find(|s| s.id == *id).cloned();
        let (there, here) = (find(there), find(here));
        if said(there.as_ref()) == said(here.as_ref()) {
            continue;
        }
        out.push(Difference {
            slot: record.slot.clone(),
            wave: record.wave.clone(),
            part: part.part,
            instrument: part.instrument.id.clone(),
            score: id.clone(),
            with,
            there,
            here,
        });
    }
}

/// A value or a reason as it is written: a reason that was read from a file is the same as one that was found here.
fn said(score: Option<&Scored>) -> Option<Result<String, String>> {
    score.map(|s| s.result.as_ref().map(ToString::to_string).map_err(ToString::to_string))
}

fn report(out: &Compared, json: bool) -> Outcome {
    if json {
        print::json(out)?;
    } else {
        for d in &out.differences {
            let Difference { slot, wave, part, instrument, score, with, .. } = d;
            print::line(format_args!("slot {slot} {wave} part {part} {instrument} {score}: differs from the {with}"))?;
        }
        let (parts, differ) = (print::count(out.parts, "part"), print::count(out.differences.len(), "difference"));
        print::line(format_args!("{parts} rescored, {} with scores from the page: {differ}", out.with_page_scores))?;
        if !out.differences.is_empty() {
            print::line("--json shows both values; one of them may come from an older version or lack a later answer")?;
        }
        out.norm_scores.as_deref().map_or(Ok(()), NormScore::print)?;
    }
    Ok(if out.differences.is_empty() { Exit::Success } else { Exit::Findings })
}
