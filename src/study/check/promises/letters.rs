//! Letters and reminders: whoever else reads one must learn no more than that somebody was written to.

use super::said;
use crate::instrument::Findings;
use crate::study::Study;
use crate::study::check::whole_languages;

/// How words begin that give a topic away, lower-case, Dutch and English.
const TOPICS: [&str; 28] = [
    "abuse",
    "agressie",
    "custody",
    "domestic",
    "geslagen",
    "geweld",
    "huiselijk",
    "jeugdbescherm",
    "jeugdzorg",
    "kinderbescherm",
    "kindermishandel",
    "kinderrechter",
    "maltreat",
    "mishandel",
    "misbruik",
    "ondertoezicht",
    "onveilig",
    "partner",
    "politie",
    "protection",
    "ruzie",
    "safe",
    "scheiding",
    "slachtoffer",
    "trauma",
    "veilig",
    "victim",
    "violen",
];
/// A name shorter than this stands in many words.
const SHORTEST: usize = 4;

pub(super) fn letters(s: &Study, out: &mut Findings) {
    for (field, all, places) in
        [("letter", &s.letter, ["{name}", "{phone}"]), ("reminder", &s.reminder, ["{date}", "{link}"])]
    {
        for (set, texts) in all {
            let path = format!("$.{field}.{}", set.name());
            for lang in whole_languages(s).filter(|lang| !said(texts, lang)) {
                out.error(format!("{path}.{lang}"), "letter_text", "say it in every language, or leave the set out");
            }
            for (lang, text) in texts {
                if let Some(word) = telltale(text, s) {
                    let advice = format!("others may read it, and {word:?} gives away the topic; remove it");
                    out.error(format!("{path}.{lang}"), "telltale", advice);
                }
                let plain = places.iter().fold(text.clone(), |text, place| text.replace(place, ""));
                if plain.contains(['{', '}']) {
                    let advice = format!("only {} are filled in here", places.join(" and "));
                    out.error(format!("{path}.{lang}"), "placeholder", advice);
                }
            }
        }
    }
}

/// Returns the first word of a text that says what the study is about, or the study's own name.
pub fn telltale(text: &str, study: &Study) -> Option<String> {
    let text = text.to_lowercase();
    let mut words = text.split(|c: char| !c.is_alphanumeric());
    let topic = words.find(|w| TOPICS.iter().any(|t| w.starts_with(t))).map(String::from);
    let name = || {
        let mut names = [&study.id, &study.title].into_iter().map(|n| n.trim().to_lowercase());
        names.find(|n| n.chars().count() >= SHORTEST && text.contains(n.as_str()))
    };
    topic.or_else(name)
}
