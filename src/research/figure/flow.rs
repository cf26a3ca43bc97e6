//! The violence class of families and how it moves from wave to wave, group beside group.

use super::{
    Choice, Figure, HEAD, Made, SMALL, drawing, families, group_name, group_title, informants, small, span, spans,
    tooltip,
};
use crate::change::{Class, Cohort, Ways, classes, stopped_table, trajectories_table, ways};
use crate::export::Table;
use crate::research::held::Held;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// Height of one group's drawing.
const HEIGHT: u32 = 210;

pub(super) fn make(held: &Held, cohort: &Cohort<'_>, choice: &Choice) -> Made {
    let (waves, by_waves) = span(&spans(held), choice);
    let (who, by_informants) = informants(choice);
    let classes = classes(cohort, &waves);
    let of: Vec<_> = ways(cohort, &classes).into_iter().filter(|((_, i), _)| *i == who).collect();
    let only = |mut table: Table| {
        let at = table.columns.iter().position(|c| c == "informants").unwrap_or_default();
        table.rows.retain(|r| r.get(at) == Some(&crate::export::Cell::text(who.name())));
        table
    };
    let few = of.iter().flat_map(|(_, w)| w.values()).any(|n| *n < SMALL);
    let rule = "Classes follow this project's own rule, which is not validated; only families whose class is known in \
        every wave by the same people, pairs and children are here.";
    let mut notes = vec![
        rule.to_string(),
        "Families enter at a crisis, so violence falls by itself: compare the groups; this is not an effect.".into(),
    ];
    notes.extend(small(few));
    let moved = Figure {
        id: "class-transitions".into(),
        title: format!("How families move between classes of violence, {}", waves.join(" → ")),
        notes: notes.clone(),
        drawing: if of.is_empty() { None } else { sankeys(&of.into_iter().collect(), &waves) },
        table: only(trajectories_table(cohort, &classes)),
    };
    let stopped = Figure {
        id: "stopped".into(),
        title: "None at the end, and stopped: two different things".into(),
        notes: vec!["Stopped: not none in the first wave, none in the last.".into()],
        drawing: None,
        table: only(stopped_table(cohort, &classes, None)),
    };
    Made { controls: vec![by_waves, by_informants], figures: vec![moved, stopped] }
}

fn sankeys(of: &Ways, waves: &[&str]) -> Option<String> {
    let (mut titles, mut series) = (Vec::new(), Vec::new());
    for (n, ((group, _), ways)) in of.iter().enumerate() {
        let top = n as u32 * (HEIGHT + 2 * HEAD);
        titles.push(group_title(format!("{}: {}", group_name(group), families(ways.values().sum())), top));
        series.push(sankey(ways, waves, top + HEAD + 8));
    }
    let height = of.len() as u32 * (HEIGHT + 2 * HEAD);
    drawing(height, json!({"title": titles, "tooltip": tooltip(), "series": series}))
}

fn sankey(ways: &BTreeMap<Vec<Class>, usize>, waves: &[&str], top: u32) -> Value {
    let name = |wave: usize, class: Class| format!("{} {}", waves.get(wave).unwrap_or(&""), word(class));
    let (mut nodes, mut links) = (Vec::new(), BTreeMap::<(usize, Class, Class), usize>::new());
    for (wave, id) in waves.iter().enumerate() {
        for class in Class::ALL {
            let at = |way: &Vec<Class>| way.get(wave) == Some(&class);
            let n: usize = ways.iter().filter(|(way, _)| at(way)).map(|(_, n)| n).sum();
            if n > 0 {
                nodes.push(json!({
                    "name": name(wave, class), "value": n, "depth": wave, "itemStyle": {"color": colour(class)},
                    "label": {"formatter": format!("{id} {}: {n}", word(class))}
                }));
            }
        }
    }
    for (way, n) in ways {
        for (wave, two) in way.windows(2).enumerate() {
            if let [from, to] = two {
                *links.entry((wave, *from, *to)).or_default() += n;
            }
        }
    }
    let link = |((wave, from, to), n): ((usize, Class, Class), usize)| json!({"source": name(wave, from), "target": name(wave + 1, to), "value": n});
    json!({
        "type": "sankey", "left": 0, "right": 124, "top": top, "height": HEIGHT, "nodeWidth": 14, "nodeGap": 22,
        "layoutIterations": 0, "draggable": false, "emphasis": {"focus": "adjacency"}, "data": nodes,
        "links": links.into_iter().map(link).collect::<Vec<_>>(),
        "label": {"color": "--ink", "fontSize": 13},
        "lineStyle": {"color": "source", "opacity": 0.32, "curveness": 0.5}
    })
}

fn word(class: Class) -> &'static str {
    match class {
        Class::None => "none",
        Class::Moderate => "moderate",
        Class::Severe => "severe",
    }
}

fn colour(class: Class) -> &'static str {
    match class {
        Class::None => "--class-none",
        Class::Moderate => "--class-moderate",
        Class::Severe => "--class-severe",
    }
}
