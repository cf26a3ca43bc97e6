//! How far informants say the same: classes of violence by two parents, and scores about the same child or adult. No
//! row or point names a family; one family's views stand side by side on the desk's screen only.

use super::{
    Choice, Field, Figure, HEAD, Made, SMALL, axis, control, drawing, group_name, group_title, small, tooltip,
};
use crate::change::{Agreement, Class, Cohort, Views, agreement, agreement_table, class_views_table};
use crate::export::{Cell, Table};
use crate::research::held::Held;
use serde_json::{Value, json};
use std::collections::BTreeMap;

const HEIGHT: u32 = 190;

pub(super) fn make(held: &Held, cohort: &Cohort<'_>, choice: &Choice) -> Made {
    let waves = held.moments();
    let wave = choice.of(Field::Wave, &waves).copied().unwrap_or_default();
    let by_wave = control(Field::Wave, "Wave", waves.iter().map(ToString::to_string).collect(), choice);
    let table = class_views_table(cohort, wave);
    let crossed = crossed(&table);
    let few = crossed.values().any(|c| c.iter().any(|(_, _, n)| *n > 0 && *n < SMALL));
    let mut notes = vec![
        "The same families as two parents report them; neither is the right one. The classes go by this project's own \
         rule, which nobody has validated."
            .to_string(),
    ];
    notes.extend(small(few));
    let classes = Figure {
        id: format!("agreement-classes-{wave}"),
        title: format!("Class of violence by the main caregiver and by another parent, {wave}"),
        notes,
        drawing: if crossed.is_empty() { None } else { heat(&crossed) },
        table,
    };
    let all = agreement(cohort, wave);
    let views: Vec<&Views> = all.keys().collect();
    let words = views.iter().map(|v| words(v)).collect();
    let by_views = control(Field::Views, "Score", words, choice);
    let mut controls = vec![by_wave];
    let mut figures = vec![classes];
    if let Some(chosen) = choice.of(Field::Views, &views) {
        controls.push(by_views);
        figures.push(scores(wave, &all, chosen));
    }
    Made { controls, figures }
}

fn words(v: &Views) -> String {
    let [a, b] = v.roles.map(|r| r.name());
    let [x, y] = &v.instruments;
    if x == y { format!("{x} {}: {a} and {b}", v.score) } else { format!("{x} and {y}, {}: {a} and {b}", v.score) }
}

type Cells = Vec<(Class, Class, usize)>;

fn crossed(table: &Table) -> BTreeMap<String, Cells> {
    let class = |cell: Option<&Cell>| Class::ALL.into_iter().find(|c| cell == Some(&Cell::text(c.name())));
    let mut out: BTreeMap<String, Cells> = BTreeMap::new();
    for row in &table.rows {
        let (Some(Cell::Text(group)), Some(Cell::Number(n))) = (row.get(1), row.get(4)) else { continue };
        let (Some(a), Some(b)) = (class(row.get(2)), class(row.get(3))) else { continue };
        out.entry(group.clone()).or_default().push((a, b, n.to_f64() as usize));
    }
    out
}

fn heat(groups: &BTreeMap<String, Cells>) -> Option<String> {
    let names = ["none", "moderate", "severe"];
    let (mut titles, mut grid, mut x, mut y, mut series) = (vec![], vec![], vec![], vec![], vec![]);
    let most = groups.values().flatten().map(|(_, _, n)| *n).max().unwrap_or_default().max(1);
    for (n, (group, cells)) in groups.iter().enumerate() {
        let top = n as u32 * (HEIGHT + 2 * HEAD);
        let all: usize = cells.iter().map(|c| c.2).sum();
        let same: usize = cells.iter().filter(|c| c.0 == c.1).map(|c| c.2).sum();
        titles.push(group_title(format!("{}: {same} of {all} pairs agree", group_name(group)), top));
        grid.push(json!({"left": 84, "right": 12, "top": top + HEAD, "height": HEIGHT - HEAD}));
        let look = |name: &str, gap: u32| {
            json!({"type": "category", "gridIndex": n, "data": names, "name": name, "nameLocation": "middle",
                "nameGap": gap, "splitArea": {"show": false}})
        };
        x.push(axis(look("other parent", 28)));
        y.push(axis(look("main caregiver", 66)));
        let data: Vec<Value> = cells.iter().map(|(a, b, n)| json!([*b as u8, *a as u8, n])).collect();
        series.push(json!({
            "type": "heatmap", "xAxisIndex": n, "yAxisIndex": n, "data": data,
            "label": {"show": true, "color": "--ink", "fontSize": 14},
            "itemStyle": {"borderColor": "--card", "borderWidth": 3}
        }));
    }
    let shades =
        json!({"show": false, "min": 0, "max": most, "dimension": 2, "inRange": {"color": ["--heat-0", "--heat-1"]}});
    let option = json!({
        "title": titles, "tooltip": tooltip(), "grid": grid, "xAxis": x, "yAxis": y, "visualMap": shades, "series": series
    });
    drawing(groups.len() as u32 * (HEIGHT + 2 * HEAD), option)
}

fn scores(wave: &str, all: &Agreement, chosen: &Views) -> Figure {
    let pairs = all.get(chosen).map_or(&[][..], Vec::as_slice);
    let mut points: BTreeMap<(i64, i64), (f64, f64, usize)> = BTreeMap::new();
    for (a, b) in pairs {
        points.entry((a.units(), b.units())).or_insert((a.to_f64(), b.to_f64(), 0)).2 += 1;
    }
    let mut notes =
        vec!["Each point is how often two people said this pair of numbers; the table has every kind of pair.".into()];
    if !chosen.alike {
        notes.push(
            "The two forms are not the same, so their numbers go together or not, but have no difference.".into(),
        );
    }
    notes.extend(small(pairs.len() < SMALL || points.values().any(|p| p.2 < SMALL)));
    Figure {
        id: format!("agreement-scores-{wave}"),
        title: format!("{}, {wave}: {} pairs", words(chosen), pairs.len()),
        notes,
        drawing: if pairs.is_empty() { None } else { scatter(&points, chosen) },
        table: agreement_table(wave, all),
    }
}

fn scatter(points: &BTreeMap<(i64, i64), (f64, f64, usize)>, views: &Views) -> Option<String> {
    let most = points.values().map(|p| p.2).max().unwrap_or_default().max(2);
    let data: Vec<Value> = points.values().map(|(a, b, n)| json!([a, b, n])).collect();
    let high = points.values().map(|p| p.0.max(p.1)).fold(1.0, f64::max);
    let [a, b] = views.roles.map(|r| r.name());
    let [x, y] = &views.instruments;
    let mut series = vec![json!({
        "type": "scatter", "data": data, "itemStyle": {"color": "--accent", "opacity": 0.72}
    })];
    if views.alike {
        // Where both say the same.
        series.push(json!({
            "type": "line", "data": [[0, 0], [high, high]], "symbol": "none", "silent": true,
            "lineStyle": {"color": "--line-strong", "type": "dashed", "width": 1}
        }));
    }
    let sizes = json!({"show": false, "min": 1, "max": most, "dimension": 2, "seriesIndex": 0, "inRange": {"symbolSize": [9, 30]}});
    let name = |role: &str, instrument: &str, gap: u32| {
        axis(
            json!({"type": "value", "name": format!("{role}, {instrument}"), "nameLocation": "middle", "nameGap": gap}),
        )
    };
    let option = json!({
        "tooltip": tooltip(), "grid": {"left": 56, "right": 20, "top": 16, "bottom": 52},
        "xAxis": name(a, x, 30), "yAxis": name(b, y, 38), "visualMap": sizes, "series": series
    });
    drawing(320, option)
}
