//! How many are in each band of a score, the clinical range among them, group beside group.

use super::lines::measure;
use super::{Choice, Field, Figure, Made, SMALL, axis, control, drawing, small, span, spans, tooltip};
use crate::change::{Cohort, bands};
use crate::export::{Cell, Table};
use crate::research::held::Held;
use serde_json::{Value, json};
use std::collections::BTreeMap;

const ROW: u32 = 46;
/// Shares under this have no room for their number.
const ROOM: f64 = 9.0;

pub(super) fn make(held: &Held, cohort: &Cohort<'_>, choice: &Choice) -> Made {
    let (waves, by_waves) = span(&spans(held), choice);
    let (measure, by_measure) = measure(Field::Banded, held.measures.iter().filter(|m| m.banded).collect(), choice);
    let mut controls = vec![by_measure, by_waves];
    let (Some(measure), Some((first, later))) = (measure, waves.split_first()) else {
        return Made { controls, figures: Vec::new() };
    };
    // Only two waves can be compared in the same people.
    let mut wanted = "answered";
    if later.len() == 1 {
        let of = ["everybody who answered in the wave", "only who answered in both waves"].map(String::from).to_vec();
        let who = control(Field::Who, "Of whom", of, choice);
        wanted = if who.chosen == 0 { wanted } else { "both" };
        controls.push(who);
    }
    let mut tables = later.iter().map(|wave| bands(cohort, first, wave, None));
    let Some(mut table) = tables.next() else { return Made { controls, figures: Vec::new() } };
    table.rows.extend(tables.flat_map(|t| t.rows));
    for (column, value) in [("instrument", measure.instrument.as_str()), ("score", &measure.score), ("who", wanted)] {
        let at = table.columns.iter().position(|c| c == column).unwrap_or_default();
        table.rows.retain(|r| r.get(at) == Some(&Cell::text(value)));
    }
    // Each of these tables has the first wave.
    table.rows.sort_by_cached_key(|row| texts(row));
    table.rows.dedup();
    let rows = read(&table);
    let few = rows.iter().any(|r| r.n < SMALL || (r.share > 0.0 && r.share * (r.n as f64) < SMALL as f64 - 0.5));
    let mut notes = vec![
        "Bands are those of the instrument; n is of whom the score is known.".to_string(),
        "Families enter at a crisis, so fewer are in the clinical range later by themselves: compare the groups."
            .into(),
    ];
    if rows.iter().any(|r| r.unchecked) {
        notes.push("Nobody has checked these cut-offs against the manual yet; the codebook names their source.".into());
    }
    notes.extend(small(few));
    let figure = Figure {
        id: format!("ranges-{}-{}", measure.instrument, measure.score),
        title: format!("Bands of {} {}, {}", measure.instrument, measure.score, listed(&waves)),
        notes,
        drawing: bars(&rows),
        table,
    };
    Made { controls, figures: vec![figure] }
}

/// What a row is about; its numbers stand behind that.
fn texts(row: &[Cell]) -> Vec<String> {
    let text = |cell: &Cell| if let Cell::Text(text) = cell { Some(text.clone()) } else { None };
    row.iter().filter_map(text).collect()
}

/// `T0, T1 and T2`.
fn listed(waves: &[&str]) -> String {
    match waves {
        [before @ .., last] if !before.is_empty() => format!("{} and {last}", before.join(", ")),
        _ => waves.concat(),
    }
}

struct Row {
    group: String,
    role: String,
    band: String,
    wave: String,
    /// Lower end of the band, for the order.
    from: f64,
    n: usize,
    share: f64,
    unchecked: bool,
}

fn read(table: &Table) -> Vec<Row> {
    let at = |name: &str| table.columns.iter().position(|c| c == name).unwrap_or_default();
    let text = |row: &[Cell], name: &str| match row.get(at(name)) {
        Some(Cell::Text(text)) => text.clone(),
        _ => String::new(),
    };
    let number = |row: &[Cell], name: &str| match row.get(at(name)) {
        Some(Cell::Number(n)) => n.to_f64(),
        _ => 0.0,
    };
    let row = |row: &Vec<Cell>| Row {
        group: text(row, "group"),
        role: text(row, "role"),
        band: text(row, "band"),
        wave: text(row, "wave"),
        from: text(row, "band_from").parse().unwrap_or_default(),
        n: number(row, "n") as usize,
        share: number(row, "share"),
        unchecked: text(row, "checked") != "checked",
    };
    table.rows.iter().map(row).collect()
}

/// One group and role in one wave.
#[derive(Default)]
struct Bar<'a> {
    n: usize,
    /// Band → its share, in hundredths.
    shares: BTreeMap<&'a str, f64>,
}

fn bars(rows: &[Row]) -> Option<String> {
    if rows.is_empty() {
        return None;
    }
    let mut names: Vec<(f64, &str)> = rows.iter().map(|r| (r.from, r.band.as_str())).collect();
    names.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(b.1)));
    names.dedup();
    let mut bars = BTreeMap::<_, Bar<'_>>::new();
    for r in rows {
        let bar = bars.entry((&r.group, &r.role, &r.wave)).or_default();
        bar.n = bar.n.max(r.n);
        bar.shares.insert(&r.band, (r.share * 1000.0).round() / 10.0);
    }
    let labels: Vec<String> =
        bars.iter().map(|((group, role, wave), bar)| format!("{group} {wave}\n{role}, n = {}", bar.n)).collect();
    let series: Vec<Value> = names
        .iter()
        .enumerate()
        .map(|(n, (_, band))| {
            // A score with one band has the colour of concern; with several they go from calm to that.
            let step = if names.len() == 1 { 4 } else { n * 4 / (names.len() - 1) };
            let value = |bar: &Bar<'_>| {
                let share = bar.shares.get(band).copied().unwrap_or_default();
                json!({"value": share, "label": {"show": share >= ROOM}})
            };
            json!({
                "type": "bar", "name": band.replace('_', " "), "stack": "all", "barWidth": 24,
                "data": bars.values().map(value).collect::<Vec<_>>(),
                "itemStyle": {"color": format!("--band-{step}"), "borderColor": "--card", "borderWidth": 1},
                "label": {"formatter": "{c}%", "color": format!("--band-{step}-ink"), "fontSize": 12}
            })
        })
        .collect();
    let height = 48 + bars.len() as u32 * ROW + 40;
    drawing(
        height,
        json!({
            "legend": {"top": 0, "left": 0, "selectedMode": false, "itemGap": 14, "textStyle": {"color": "--ink", "fontSize": 13}},
            "tooltip": tooltip(),
            "grid": {"left": 108, "right": 20, "top": 44, "bottom": 34},
            "xAxis": axis(json!({"type": "value", "min": 0, "max": 100, "interval": 25, "axisLabel": {"formatter": "{value}%", "color": "--ink-soft", "fontSize": 13}})),
            "yAxis": axis(json!({"type": "category", "inverse": true, "data": labels, "axisLabel": {"color": "--ink", "fontSize": 12, "lineHeight": 15}})),
            "series": series
        }),
    )
}
