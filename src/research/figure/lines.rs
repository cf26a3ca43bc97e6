//! One score over the waves: a line for everybody, reliable change marked, and the mean of each group.

use super::{
    Choice, Control, Field, Figure, HEAD, Made, SMALL, axis, control, drawing, group_name, group_title, small, span,
    spans, tooltip,
};
use crate::change::{Cohort, Line, Lines, Measure, Reliable, lines, lines_table};
use crate::research::held::Held;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// Height of one group's drawing.
const HEIGHT: u32 = 230;
/// More lines than this are a grey cloud; then the means stand alone.
const MOST: usize = 300;

pub(super) fn make(held: &Held, cohort: &Cohort<'_>, choice: &Choice) -> Made {
    let (waves, by_waves) = span(&spans(held), choice);
    let (measure, by_measure) = measure(Field::Measure, held.measures.iter().collect(), choice);
    let Some(measure) = measure else { return Made { controls: vec![by_waves], figures: Vec::new() } };
    let kinds = ["everybody and the means", "means only"].map(String::from).to_vec();
    let draw = control(Field::Draw, "Draw", kinds, choice);
    let found = lines(cohort, &measure.instrument, &measure.score, &waves, None);
    let everybody = draw.chosen == 0 && found.lines.len() <= MOST;
    let mut groups: BTreeMap<&str, Vec<&Line>> = BTreeMap::new();
    found.lines.iter().for_each(|l| groups.entry(l.group).or_default().push(l));
    let few = groups.values().any(|l| l.len() < SMALL);
    let figure = Figure {
        id: format!("trajectories-{}-{}", measure.instrument, measure.score),
        title: format!("{} {}, {}", measure.instrument, measure.score, waves.join(" → ")),
        notes: notes(&found, everybody, few),
        drawing: if found.lines.is_empty() { None } else { grids(&groups, &waves, everybody) },
        table: lines_table(&found),
    };
    Made { controls: vec![by_measure, by_waves, draw], figures: vec![figure] }
}

/// The chosen one of some scores.
pub(super) fn measure<'a>(field: Field, all: Vec<&'a Measure>, choice: &Choice) -> (Option<&'a Measure>, Control) {
    let words = all.iter().map(|m| format!("{} {}", m.instrument, m.score)).collect();
    (choice.of(field, &all).copied(), control(field, "Score", words, choice))
}

fn notes(found: &Lines, everybody: bool, few: bool) -> Vec<String> {
    let count = |way| found.lines.iter().filter(|l| l.change.as_ref().is_ok_and(|(_, w)| *w == way)).count();
    let with = found.lines.iter().filter(|l| l.change.is_ok()).count();
    let mut out = vec![match &found.source {
        Ok(source) => format!(
            "Reliable change (Jacobson & Truax 1991) from the first to the last wave: higher {}, lower {}, within error {} of \
             {with}. It rests on {source}.",
            count(Reliable::Higher),
            count(Reliable::Lower),
            count(Reliable::Within),
        ),
        Err(why) => format!("No reliable change: {why}. kindstem change takes figures of your own."),
    }];
    out.push(
        "Families enter at a crisis, so scores fall by themselves: compare the groups; this is not an effect.".into(),
    );
    if everybody {
        out.push("Each thin line is one person: for looking, not for publishing.".into());
    } else if found.lines.len() > MOST {
        out.push(format!("More than {MOST} lines: only the means are drawn."));
    }
    out.extend(small(few));
    out
}

fn grids(groups: &BTreeMap<&str, Vec<&Line>>, waves: &[&str], everybody: bool) -> Option<String> {
    let (mut titles, mut grid, mut x, mut y) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let mut series = Vec::new();
    let all = || groups.values().flatten().flat_map(|l| l.values.iter().flatten()).map(|v| v.to_f64());
    let (low, high) = all().fold((f64::MAX, f64::MIN), |(low, high), v| (low.min(v), high.max(v)));
    for (n, (group, lines)) in groups.iter().enumerate() {
        let top = LEGEND + n as u32 * (HEIGHT + HEAD);
        titles.push(group_title(format!("{}: n = {}", group_name(group), lines.len()), top));
        grid.push(json!({"left": 40, "right": 16, "top": top + HEAD, "height": HEIGHT - HEAD}));
        x.push(axis(json!({"type": "category", "gridIndex": n, "data": waves})));
        // The same scale for every group, so that they can be compared.
        y.push(axis(json!({"type": "value", "gridIndex": n, "min": low.min(0.0).floor(), "max": round(high)})));
        if everybody {
            series.extend(lines.iter().map(|l| one(l, n)));
        }
        series.push(mean(lines, waves.len(), n));
    }
    let legend = json!({
        "top": 0, "left": 0, "itemWidth": 22, "itemGap": 14, "selectedMode": false,
        "textStyle": {"color": "--ink", "fontSize": 13},
        "data": if everybody { vec!["mean", "higher", "lower", "within error", "no index"] } else { vec!["mean"] }
    });
    let height = LEGEND + groups.len() as u32 * (HEIGHT + HEAD);
    let option = json!({
        "title": titles, "legend": legend, "tooltip": tooltip(), "grid": grid, "xAxis": x, "yAxis": y, "series": series
    });
    drawing(height, option)
}

/// Room for the legend.
const LEGEND: u32 = 44;

/// The end of an axis: a number that its labels can have.
fn round(high: f64) -> f64 {
    let step = if high > 50.0 { 10.0 } else { 5.0 };
    if high > 10.0 { (high / step).ceil() * step } else { high.ceil() }
}

fn one(line: &Line, grid: usize) -> Value {
    // Never colour alone: the kinds differ in their strokes too.
    let (name, colour, stroke, width) = match line.change.as_ref().map(|(_, way)| *way) {
        Ok(Reliable::Higher) => ("higher", "--higher", "solid", 1.8),
        Ok(Reliable::Lower) => ("lower", "--lower", "dashed", 1.8),
        Ok(Reliable::Within) => ("within error", "--quiet", "solid", 1.0),
        Err(_) => ("no index", "--quiet", "dotted", 1.0),
    };
    let values: Vec<Value> = line.values.iter().map(|v| v.map_or(Value::Null, |d| json!(d.to_f64()))).collect();
    json!({
        "type": "line", "name": name, "xAxisIndex": grid, "yAxisIndex": grid, "data": values, "connectNulls": true,
        "symbol": "circle", "symbolSize": 4, "silent": true, "itemStyle": {"color": colour},
        "lineStyle": {"color": colour, "type": stroke, "width": width, "opacity": 0.75}
    })
}

/// The mean of who answered in each wave.
fn mean(lines: &[&Line], waves: usize, grid: usize) -> Value {
    let at = |wave: usize| {
        let values: Vec<f64> = lines.iter().filter_map(|l| l.values.get(wave)?.map(|d| d.to_f64())).collect();
        let sum: f64 = values.iter().sum();
        if values.is_empty() { Value::Null } else { json!((sum / values.len() as f64 * 100.0).round() / 100.0) }
    };
    json!({
        "type": "line", "name": "mean", "xAxisIndex": grid, "yAxisIndex": grid, "z": 10, "connectNulls": true,
        "data": (0..waves).map(at).collect::<Vec<_>>(), "symbol": "circle", "symbolSize": 9,
        "itemStyle": {"color": "--ink"}, "lineStyle": {"color": "--ink", "width": 3.5},
        "label": {"show": true, "color": "--ink", "fontSize": 13, "fontWeight": 600, "distance": 8}
    })
}
