//! A study from the answers: the demonstration's batteries and promises, with this study's people, waves and roles.

use super::answers::Answers;
use crate::desk::host::error::Failure;
use crate::instrument::VecMap;
use crate::study::{Mode, Role, Set, Study, Texts, language};
use crate::time::Day;

const TEMPLATE: &str = include_str!("../../../../../www/study.template.json");

/// The study, without pins. `today` stands nowhere in it but as the end of a letterbox: two years on.
pub fn study(answers: &Answers, today: Day) -> Result<Study, Failure> {
    let mut study = Study::parse(TEMPLATE.as_bytes()).map_err(Failure::internal)?;
    study.id.clone_from(&answers.id);
    study.title.clone_from(&answers.title);
    study.mode = Mode::Trial;
    study.languages.clone_from(&answers.languages);
    study.time_zone = Some(answers.time_zone.clone());
    study.recipients.clone_from(&answers.readers);
    let contact = if answers.contact_readers.is_empty() { &answers.readers } else { &answers.contact_readers };
    study.contact_recipients.clone_from(contact);
    study.intake = Some(answers.intake.clone()).filter(|i| !i.is_empty());
    waves(&mut study, answers);
    let asked = answers.roles.as_slice();
    study.batteries.retain(|b| asked.contains(&b.role) && !b.waves.is_empty());
    promises(&mut study, answers, today);
    let sets: Vec<Set> = Set::ALL.into_iter().filter(|set| study.batteries.iter().any(|b| b.set == *set)).collect();
    study.help.iter_mut().for_each(|h| h.sets.retain(|set| sets.contains(set)));
    study.help.retain(|h| !h.sets.is_empty());
    study.exit = study.exit.into_iter().filter(|(set, _)| sets.contains(set)).collect();
    for wave in &mut study.waves {
        wave.feedback.iter_mut().for_each(|f| f.sets.retain(|set| sets.contains(set)));
        wave.feedback.retain(|f| !f.sets.is_empty());
    }
    study.reminder = reminders(&sets, &answers.languages);
    Ok(study)
}

/// As many of the template's waves as there are months, the last of them with the last one's words.
fn waves(study: &mut Study, answers: &Answers) {
    let (boxes, mut moments): (Vec<_>, Vec<_>) = std::mem::take(&mut study.waves).into_iter().partition(|w| w.any_time);
    let last = moments.last().map(|w| w.next_contact.clone()).unwrap_or_default();
    moments.truncate(answers.months.len());
    for (wave, months) in moments.iter_mut().zip(&answers.months) {
        wave.offset_months = *months;
    }
    if let Some(wave) = moments.last_mut() {
        wave.next_contact = last;
    }
    study.waves = moments;
    study.waves.extend(boxes.into_iter().filter(|_| answers.letterbox));
    let ids: Vec<String> = study.waves.iter().map(|w| w.id.clone()).collect();
    study.batteries.iter_mut().for_each(|b| b.waves.retain(|id| ids.contains(id)));
}

fn promises(study: &mut Study, answers: &Answers, today: Day) {
    let two: Vec<String> = answers.readers.iter().take(2).map(|r| r.name.clone()).collect();
    let first = two.first().cloned().unwrap_or_default();
    let p = &mut study.protocol;
    p.read_interval_days = answers.read_interval_days;
    p.contact.name.clone_from(&answers.contact);
    p.contact.phone.clone_from(&answers.phone);
    p.contact.hours.clone_from(&answers.hours);
    let young = answers.roles.iter().any(|r| matches!(r, Role::Child | Role::Young));
    if let Some(sharing) = &mut p.sharing {
        sharing.owner = first;
    }
    // Speaking and drawing is the study's to decide: two people have to listen.
    p.own_words = None;
    if !(answers.letterbox && young) {
        p.letterbox = None;
        study.waves.retain(|w| !w.any_time);
    } else if let Some(letterbox) = &mut p.letterbox {
        letterbox.readers = two;
        letterbox.every_days = answers.read_interval_days;
        letterbox.ends = format!("{:04}-12-31", today.month().year() + 2);
    }
}

/// Reminders, with nothing in them but that there is something to do.
fn reminders(sets: &[Set], tags: &[String]) -> VecMap<Set, Texts> {
    let of = |set: Set, tag: &String| Some((tag.clone(), language(tag)?.reminder(set).to_string()));
    sets.iter().map(|set| (*set, tags.iter().filter_map(|tag| of(*set, tag)).collect())).collect()
}
