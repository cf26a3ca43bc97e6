//! Reading level: a planted fault for every rule at every level that it is for, and nothing where it is not.

use kindstem::instrument::{Finding, Severity, lint_reading, lint_reading_of_library, parse, parse_wording};
use kindstem::instrument::{Instrument, PLACEHOLDERS, library};
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Value as Json, json};

const CHILD: (&str, &str) = ("child", "nl");
const EASY: (&str, &str) = ("young", "nl-x-easy");
const YOUNG: (&str, &str) = ("young", "nl");
const PARENT: (&str, &str) = ("parent", "nl");
const LEVELS: [(&str, &str); 4] = [CHILD, EASY, YOUNG, PARENT];

fn structure(status: &str, role: &str) -> Instrument {
    let mut json = super::structure::good();
    json["status"] = json!(status);
    json["for"]["roles"] = json!([role]);
    parse(json.to_string().as_bytes()).unwrap()
}

fn pack(lang: &str) -> Json {
    json!({
        "format": 1, "instrument": "good", "version": "1.0.0", "lang": lang, "licence": "-", "source": "Uw bron",
        "brought_by": "jouw en/of uw", "title": "Waarom u en jij", "notice": "© HOLDER, jouw en/of uw",
        "blocks": {"one": {"title": "Een", "intro": "Kort."}, "two": {"title": "Twee"}},
        "items": {
            "a": {"text": "Hoe gaat het?", "help": "Er is hulp."}, "b": {"text": "Waar is het?"},
            "n": {"text": "Hoeveel?", "unit": "uur"}, "t": {"text": "Wat?"}, "i": {"text": "Lees", "help": "Goed."},
            "many": {"text": "Welke?"}, "c": {"text": "Hoe vaak?", "explain": "Zo is het."}
        },
        "options": {"o": {"0": "Nooit", "1": "Niet veilig", "2": "Broer of zus of iets"}}
    })
}

fn read(status: &str, (role, lang): (&str, &str), pointer: &str, text: &str) -> Vec<Finding> {
    let mut pack = pack(lang);
    *pack.pointer_mut(pointer).unwrap() = json!(text);
    lint_reading(&structure(status, role), &parse_wording(pack.to_string().as_bytes()).unwrap())
}

/// `n` words that nothing is wrong with.
fn words(n: usize) -> String {
    vec!["zo"; n].join(" ")
}

const TEXT: &str = "/items/a/text";
const HELP: &str = "/items/a/help";
const INTRO: &str = "/blocks/one/intro";
const LABEL: &str = "/options/o/0";

/// A text at a place, and what its code is at child, easy, young and parent: `E` error, `W` warning, `-` nothing.
fn rows() -> Vec<(&'static str, &'static str, &'static str, String)> {
    let long = [
        ("nl_sentence", "----", HELP, words(10)),
        ("nl_sentence", "-E--", INTRO, words(11)),
        ("nl_sentence", "EE--", HELP, words(13)),
        ("nl_sentence", "EEW-", "/items/i/text", words(16)),
        ("nl_sentence", "EEWW", LABEL, words(19)),
        ("nl_sentence", "EEWW", "/items/c/explain", words(19)),
        ("nl_sentence", "----", HELP, format!("{}. {}\n{}", words(9), words(9), words(9))),
        ("nl_sentence", "-E--", TEXT, words(11)),
        ("nl_sentence", "EE--", HELP, format!("{} {{home}}", words(7))),
        ("nl_question", "----", TEXT, words(12)),
        ("nl_question", "E---", TEXT, words(13)),
        ("nl_question", "EEWW", TEXT, words(21)),
        ("nl_question", "EEWW", "/blocks/one/title", words(21)),
        ("nl_question", "----", "/blocks/two/title", words(21)),
        ("nl_question", "E-WW", TEXT, format!("{} {{child}}", words(13))),
    ];
    let fixed = [
        ("nl_long_word", "----", HELP, "Een financiële zet."),
        ("nl_long_word", "WW--", HELP, "De kinderkleding."),
        ("nl_long_word", "WWW-", LABEL, "Kinderkledingen"),
        ("nl_long_word", "WWWW", HELP, "De kinderkledingzaak."),
        ("nl_long_word", "----", HELP, "De jeugdbeschermer, {worker}."),
        ("nl_difficult", "EEWW", TEXT, "Wat is de situatie?"),
        ("nl_difficult", "EEWW", HELP, "Met betrekking tot school."),
        ("nl_difficult", "EEWW", LABEL, "Regelmatig"),
        ("nl_difficult", "EEWW", HELP, "Wij observeren dit."),
        ("nl_difficult", "EEW-", LABEL, "Uithuisplaatsing"),
        ("nl_negation", "EEWW", TEXT, "Wat is er niet?"),
        ("nl_negation", "EEWW", TEXT, "Was dat zonder hulp?"),
        ("nl_negation", "----", HELP, "Dat lukt niet."),
        ("nl_negation", "----", LABEL, "Niemand"),
        ("nl_two_negations", "EEEE", TEXT, "Is er nooit niemand?"),
        ("nl_two_negations", "EEEE", HELP, "Niemand leest het, ook later niet."),
        ("nl_two_negations", "----", HELP, "Niemand leest het. Ook later niet."),
        ("nl_two_negations", "----", LABEL, "Nooit niets"),
        ("nl_why", "EEEW", TEXT, "Waarom is dat zo?"),
        ("nl_why", "EEEW", HELP, "Hoe komt het dan?"),
        ("nl_double", "EEEE", HELP, "Slaan en/of schoppen."),
        ("nl_double", "EEEE", LABEL, "Broer / zus"),
        ("nl_double", "EEEE", TEXT, "Is het zo? Is het anders?"),
        ("nl_double", "----", HELP, "Is het 24/7? Is het anders?"),
        ("nl_joined", "WWW-", TEXT, "Was het koud of nat?"),
        ("nl_joined", "----", TEXT, "Is er een broer of zus?"),
        ("nl_joined", "----", TEXT, "Let iemand op of de sfeer verandert?"),
        ("nl_joined", "----", TEXT, "Kwam de {worker} op tijd?"),
        ("nl_joined", "----", HELP, "Koud of nat."),
        ("nl_leading", "EEEW", TEXT, "Was het toch goed?"),
        ("nl_leading", "EEEW", TEXT, "Was het vast wel goed?"),
        ("nl_leading", "----", HELP, "Het is toch goed."),
        ("nl_adults", "E---", LABEL, "Een volwassene"),
        ("nl_adults", "-EE-", TEXT, "Waren er grote mensen?"),
        ("nl_adults", "-EE-", LABEL, "Mama"),
        ("nl_address", "EEE-", HELP, "Dat mag u zelf."),
        ("nl_address", "---E", TEXT, "Wat wil jij?"),
        ("nl_address", "---E", LABEL, "Bij jullie"),
        ("nl_figure", "EEW-", TEXT, "Wat ging iemand uit de weg?"),
        ("nl_figure", "EEW-", TEXT, "Kun je op een vriend rekenen?"),
        ("nl_caps", "WWW-", HELP, "De OTS en de STOP."),
        ("nl_caps", "----", HELP, "De TOP en 2 GI."),
    ];
    long.into_iter()
        .chain(fixed.into_iter().map(|(code, weights, at, text)| (code, weights, at, text.into())))
        .collect()
}

#[test]
fn the_packs_are_good_before_a_fault_is_planted() {
    for level in LEVELS {
        assert_eq!(read("own_not_validated", level, INTRO, "Kort."), [], "{level:?}");
    }
}

#[test]
fn every_planted_fault_is_found_and_nothing_where_the_rule_is_not_for() {
    for (code, weights, at, text) in rows() {
        let path = at.replace('/', ".");
        for (level, weight) in LEVELS.into_iter().zip(weights.chars()) {
            let found = read("own_not_validated", level, at, &text);
            let finding = found.iter().find(|f| f.code == code);
            let severity = match weight {
                'E' => Some(Severity::Error),
                'W' => Some(Severity::Warning),
                _ => None,
            };
            assert_eq!(finding.map(|f| f.severity), severity, "{code} at {level:?}: {text:?} gave {found:#?}");
            assert!(found.iter().all(|f| f.path == format!("${path}") && f.advice.len() > 8), "{found:#?}");
        }
    }
}

#[test]
fn every_rule_has_its_planted_fault() {
    let source = include_str!("../../../src/instrument/reading/level.rs");
    let mut codes: Vec<&str> = source.split('"').filter(|w| w.starts_with("nl_")).collect();
    codes.sort_unstable();
    let mut planted: Vec<&str> = rows().into_iter().filter(|r| r.1 != "----").map(|r| r.0).collect();
    planted.sort_unstable();
    planted.dedup();
    assert_eq!(planted, codes);
}

#[test]
fn says_the_easier_word() {
    let found = read("own_not_validated", CHILD, HELP, "Wij Observeren dit.");
    assert!(found[0].advice.contains("\"Observeren\"") && found[0].advice.contains("kijken"), "{found:?}");
}

#[test]
fn words_of_a_slot_and_other_languages_are_not_read() {
    for level in LEVELS {
        assert_eq!(read("published", level, TEXT, "Waarom niet nooit en/of situatie?"), []);
    }
    assert_eq!(read("own_not_validated", ("child", "en"), TEXT, "Waarom niet nooit?"), []);
}

#[test]
fn the_library_is_easy_to_read() {
    let mut errors = Vec::new();
    for e in library::entries() {
        let x = parse(e.structure).unwrap();
        for (lang, bytes) in e.wording {
            let found = lint_reading_of_library(&x, &parse_wording(bytes).unwrap());
            let found = found.iter().filter(|f| f.severity == Severity::Error);
            errors.extend(found.map(|f| format!("{} {lang}: {f}", e.id)));
        }
    }
    assert!(errors.is_empty(), "\n{}", errors.join("\n"));
}

/// Anything, and often what the rules look at.
fn any_text() -> impl Strategy<Value = String> {
    let bits = [
        "{", "}", "{home}", "'", "’", "-", "/", "?", ". ", "1.5", "é", "e\u{301}", "İ", "ﬀ", "niet ", "op een ",
        "rekenen",
    ];
    prop_oneof![
        any::<String>(),
        prop::collection::vec(select(bits.to_vec()), 0..40).prop_map(|bits| bits.concat()),
        select(PLACEHOLDERS.to_vec()).prop_map(|name| format!("{{{name}}} {{{name}")),
    ]
}

proptest! {
    #[test]
    fn no_text_brings_it_down(text in any_text(), level in select(LEVELS.to_vec()), lang in any::<String>(),
        at in select(vec![TEXT, HELP, LABEL, INTRO])) {
        for finding in read("own_not_validated", level, at, &text) {
            prop_assert!(finding.path.starts_with('$') && !finding.advice.is_empty());
        }
        read("own_not_validated", (level.0, &lang), at, &text);
    }
}
