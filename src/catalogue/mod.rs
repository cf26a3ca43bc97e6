//! The catalogue of instruments: what there is, for whom, how long, on which terms, and what nobody has checked.
//!
//! [`catalogue`] reads definitions and nothing else. What it gives serialises to JSON, and [`Catalogue::html`] makes
//! one page of it: no other file, no script.

mod html;
mod ids;
mod listing;
mod scale;
mod words;

pub use listing::Listing;
pub use scale::Scale;

use crate::instrument::{Instrument, Topic};
use serde::Serialize;

/// An instrument to list in the catalogue.
#[derive(Clone, Copy, Debug)]
pub struct Listed<'a> {
    /// Its structure.
    pub instrument: &'a Instrument,
    /// Languages with a text pack; none for a published instrument.
    pub languages: &'a [String],
}

/// What somebody who puts a battery together needs to know about some instruments.
#[derive(Clone, Debug, Serialize)]
pub struct Catalogue<'a> {
    /// Topics that have an instrument, in their order.
    pub topics: Vec<Chapter<'a>>,
}

/// The instruments of a topic.
#[derive(Clone, Debug, Serialize)]
pub struct Chapter<'a> {
    /// The topic that they measure.
    pub topic: Topic,
    /// In the order of their ids, published ones first: they have been validated somewhere.
    pub instruments: Vec<Listing<'a>>,
}

/// Returns the catalogue of these instruments.
pub fn catalogue<'a>(listed: &[Listed<'a>]) -> Catalogue<'a> {
    let of = |topic| {
        let mut instruments: Vec<Listing<'a>> =
            listed.iter().filter(|l| l.instrument.topic.unwrap_or_default() == topic).map(Listing::new).collect();
        instruments.sort_by_key(|l| (l.own, l.id));
        Chapter { topic, instruments }
    };
    Catalogue { topics: Topic::ALL.into_iter().map(of).filter(|c| !c.instruments.is_empty()).collect() }
}

impl Catalogue<'_> {
    /// Returns the page as one HTML file.
    pub fn html(&self) -> String {
        html::page(self).into_string() + "\n"
    }

    /// How many instruments there are, and how many of them are our own.
    fn counts(&self) -> (usize, usize) {
        let all = || self.topics.iter().flat_map(|c| &c.instruments);
        (all().count(), all().filter(|l| l.own).count())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::instrument::{Status, library, parse};

    fn all() -> Vec<Instrument> {
        library::entries().iter().map(|e| parse(e.structure).unwrap()).collect()
    }

    fn page(x: &Instrument) -> String {
        catalogue(&[Listed { instrument: x, languages: &[] }]).html()
    }

    fn marks(html: &str) -> usize {
        html.matches("class=\"un\">not checked: ").count()
    }

    #[test]
    fn nothing_that_is_not_checked_looks_checked() {
        for mut x in all() {
            let (facts, scores) = (x.facts.len(), x.scores.len());
            x.licence.checked = true;
            x.facts.iter_mut().for_each(|f| f.checked = true);
            x.scores.iter_mut().for_each(|s| s.checked = true);
            assert_eq!(marks(&page(&x)), 0, "{}", x.id);
            for n in 0..facts {
                x.facts[n].checked = false;
                assert_eq!(marks(&page(&x)), 1, "{}, fact {n}", x.id);
                x.facts[n].checked = true;
            }
            for n in 0..scores {
                x.scores[n].checked = false;
                assert_eq!(marks(&page(&x)), 1, "{}, score {n}", x.id);
                x.scores[n].checked = true;
            }
            x.licence.checked = false;
            assert_eq!(marks(&page(&x)), 1, "{}, licence", x.id);
        }
    }

    #[test]
    fn every_instrument_of_the_library_says_its_topic() {
        let other: Vec<String> =
            all().into_iter().filter(|x| x.topic.unwrap_or_default() == Topic::Other).map(|x| x.id).collect();
        assert_eq!(other, [""; 0], "give these a topic");
    }

    #[test]
    fn our_own_are_called_not_validated_wherever_they_stand() {
        for x in all() {
            let said = page(&x).matches("class=\"own\">not validated</span>").count();
            // What the mark means; contents, table, section.
            let expected = if x.status == Status::OwnNotValidated { 4 } else { 1 };
            assert_eq!(said, expected, "{}", x.id);
        }
    }

    #[test]
    fn every_score_and_fact_of_an_instrument_stands_in_its_section() {
        for x in all() {
            let html = page(&x);
            let plain = html.replace("<wbr>", "").replace("&#8288;", "").replace("&#39;", "'").replace("&quot;", "\"");
            let plain = plain.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
            for fact in &x.facts {
                assert!(plain.contains(&fact.text) && plain.contains(&fact.source), "{}: {}", x.id, fact.text);
            }
            for score in &x.scores {
                let scale = Scale::new(&x, score);
                let names = [Some(words::scale(&score.id)), scale.way().map(|(stem, _)| words::scale(&stem))];
                let row = |name: &String| html.contains(&format!("scope=\"row\">{name}<"));
                assert!(names.iter().flatten().any(row), "{}: {}", x.id, score.id);
                assert!(score.sources.iter().all(|s| plain.contains(s)), "{}: {}", x.id, score.id);
            }
        }
    }

    #[test]
    fn words_of_a_stranger_are_words() {
        const EVIL: &str = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>&";
        for mut x in all() {
            for text in [&mut x.id, &mut x.name, &mut x.version, &mut x.construct] {
                *text = EVIL.into();
            }
            let l = &mut x.licence;
            for text in [&mut l.name, &mut l.holder, &mut l.how, &mut l.source] {
                *text = EVIL.into();
            }
            for fact in &mut x.facts {
                (fact.about, fact.text, fact.source) = (EVIL.into(), EVIL.into(), EVIL.into());
            }
            for score in &mut x.scores {
                score.id = EVIL.into();
                score.sources = vec![EVIL.into()];
                score
                    .items
                    .iter_mut()
                    .chain(&mut score.scores)
                    .chain(&mut score.reverse)
                    .for_each(|i| *i = EVIL.into());
                score.bands.iter_mut().for_each(|b| b.id = EVIL.into());
            }
            let languages = [EVIL.to_string()];
            let html = catalogue(&[Listed { instrument: &x, languages: &languages }]).html();
            assert!(!html.contains("<script") && !html.contains("<img"), "{html}");
            nests(&html);
        }
    }

    #[test]
    fn the_page_is_one_file_whose_links_lead_somewhere_in_it() {
        let all = all();
        let listed: Vec<Listed<'_>> = all.iter().map(|x| Listed { instrument: x, languages: &[] }).collect();
        let html = catalogue(&listed).html();
        for outside in ["<script", "<link", "<img", "<iframe", " src=", "url(", "@import", " style=", " on"] {
            let found =
                html.split('<').skip(1).any(|tag| format!("<{}", tag.split('>').next().unwrap()).contains(outside));
            assert!(!found, "{outside}");
        }
        assert!(!html.contains("url(") && !html.contains("@import"));
        for link in html.split("href=\"").skip(1).map(|rest| rest.split('"').next().unwrap()) {
            let target = link.strip_prefix('#').unwrap_or_else(|| panic!("{link} leads out"));
            assert_eq!(html.matches(&format!("id=\"{target}\"")).count(), 1, "{link}");
        }
        nests(&html);
    }

    /// Every element that was opened is closed in its turn.
    fn nests(html: &str) {
        let html = html.split_once("</style>").unwrap().1;
        let mut open = vec!["html", "head"];
        for tag in html.split('<').skip(1).map(|rest| rest.split('>').next().unwrap()) {
            let name = tag.split(' ').next().unwrap();
            match name.strip_prefix('/') {
                Some(name) => assert_eq!(open.pop(), Some(name), "{tag}"),
                None if !["br", "wbr"].contains(&name) => open.push(name),
                None => {}
            }
        }
        assert_eq!(open, [""; 0]);
    }
}
