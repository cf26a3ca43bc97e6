//! What each member of one family says in one wave, side by side. For the screen only: nothing of it is a table.

use super::Cohort;
use std::collections::BTreeMap;

/// Returns lines to be read on a screen: per target and score, what each member of one family reported in a wave (its
/// id), in the order of the roster. No informant counts as right.
pub fn perspectives(cohort: &Cohort<'_>, family_id: &str, wave: &str) -> Vec<String> {
    let mut views: BTreeMap<(String, String), Vec<String>> = BTreeMap::new();
    for (who, waves) in cohort.seen.iter().filter(|(w, _)| w.family_id == family_id) {
        let Some(seen) = waves.get(wave) else { continue };
        let about = [&who.about.child, &who.about.adult, &who.about.home];
        let about = about.into_iter().flatten().cloned().collect::<Vec<_>>().join("+");
        let name = if who.roster.is_empty() { who.role.name() } else { &who.roster };
        let construct = cohort.structure(seen).map_or(who.instrument.as_str(), |x| x.construct.as_str());
        for score in &seen.scores {
            let value = score.result.as_ref().map_or_else(|why| format!("– ({why})"), ToString::to_string);
            let said = format!("  {name}: {} {} = {value}", who.instrument, score.id);
            views.entry((about.clone(), construct.to_string())).or_default().push(said);
        }
    }
    let mut out = Vec::new();
    for ((about, construct), said) in views {
        out.push(format!("about {about}: {construct}"));
        out.extend(said);
    }
    out
}
