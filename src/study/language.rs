//! The table of languages: one file of `www/text/` each.
//!
//! A file has two parts. `language` says what the language is, and holds the words of everything around the form: the
//! shell, the interviewer's page, letters and reminders. The keys beside it are the words of the form, and only those
//! reach a respondent's page ([`Language::page_texts`]).
//!
//! To add a language, copy `www/text/en.json`, translate every text in it, and add one line to the table `FILES` below.
//! The instruments of a study need words in it too: a file `LANG.json` beside each structure.

use super::{Set, Texts};
use serde::Deserialize;
use serde_json::Value;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Every file of `www/text/`, by the primary subtag of its language.
const FILES: [(&str, &str); 3] = [
    ("ar", include_str!("../../www/text/ar.json")),
    ("en", include_str!("../../www/text/en.json")),
    ("nl", include_str!("../../www/text/nl.json")),
];

/// A file that cannot be read is left out; a test finds it.
static LANGUAGES: LazyLock<Vec<Language>> =
    LazyLock::new(|| FILES.into_iter().filter_map(|(code, text)| Language::parse(code, text).ok()).collect());

/// One language, with every word that this program itself says in it.
#[derive(Clone, Debug)]
pub struct Language {
    /// Primary subtag, such as `nl`; the name of its file.
    pub code: String,
    /// What it is, and the words around the form.
    pub head: LanguageHead,
    /// The words of the form by key, as `web/text.rs` looks them up.
    form: Texts,
}

/// What a language is, and the words of everything around the form.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LanguageHead {
    /// Its name in the language itself.
    pub name: String,
    /// Its name in English.
    pub english: String,
    /// In which direction it is written.
    pub dir: Direction,
    /// Present as long as no native speaker has read the texts of this file.
    #[serde(default)]
    pub review: Option<Review>,
    /// Words of a page around the form.
    pub page: PageWords,
    /// What the shell says before the form is there, or in its place.
    pub shell: ShellWords,
    /// The words of `www/interviewer.js`, in the shape that it reads.
    pub interviewer: Value,
    /// The letter that a link comes with.
    pub letter: LetterWords,
    /// The reminder that `study new` puts into a study; `{date}` is the last day.
    pub reminder: ByAddress,
    /// What `study new` suggests as the hours in which somebody can be called.
    pub hours: String,
}

/// In which direction a language is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Direction {
    /// From left to right.
    Ltr,
    /// From right to left.
    Rtl,
}

impl Direction {
    /// Returns the value of HTML's attribute `dir`.
    pub const fn name(self) -> &'static str {
        match self {
            Direction::Ltr => "ltr",
            Direction::Rtl => "rtl",
        }
    }
}

/// That the texts of a language are still to be reviewed.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Review {
    /// How far the review is, in English.
    pub status: String,
    /// What a respondent reads beside the language's name, in the language itself.
    pub mark: String,
}

/// Words of a page around the form.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PageWords {
    /// The title of the window: a word that tells nothing.
    pub title: String,
    /// What is read where JavaScript is switched off.
    pub noscript: String,
}

/// Words of the shell, which it shows before the form is there or if the form cannot run.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ShellWords {
    /// While the form loads.
    pub loading: String,
    /// If the browser cannot run the form, or its files cannot be loaded.
    pub unsupported: String,
    /// If the form stopped. By then the texts of the page are loaded, and this one is among them (`failed`).
    pub failed: String,
}

/// The letter that a link comes with; `{name}` and `{phone}` are the contact person's.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LetterWords {
    /// The title of the window.
    pub title: String,
    /// To adults.
    pub adult: String,
    /// To children and young people.
    pub young: String,
}

/// A text to adults, and one to children and young people.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ByAddress {
    /// To adults.
    pub adult: String,
    /// To children and young people.
    pub young: String,
}

impl Language {
    /// Reads a file of `www/text/`; `code` is its language, such as `nl`, and `text` its JSON.
    ///
    /// # Errors
    /// The JSON error, with line and column: it is not JSON, `language` lacks a field or has one that is not known, or
    /// a text of the form is not a string.
    pub fn parse(code: &str, text: &str) -> Result<Self, serde_json::Error> {
        #[derive(Deserialize)]
        struct File {
            language: LanguageHead,
            #[serde(flatten)]
            form: BTreeMap<String, String>,
        }
        let File { language, form } = serde_json::from_str(text)?;
        Ok(Language { code: code.into(), head: language, form: form.into_iter().collect() })
    }

    /// Returns the language's own name, with a mark as long as its texts are to be reviewed: `العربية (قيد المراجعة)`.
    pub fn shown_name(&self) -> String {
        match &self.head.review {
            None => self.head.name.clone(),
            Some(review) => format!("{} ({})", self.head.name, review.mark),
        }
    }

    /// Returns what *leave quickly* says before the form is there; the form says the same.
    pub fn leave(&self) -> &str {
        self.form.get("leave").map_or("", String::as_str)
    }

    /// Returns the letter to somebody of an audience.
    pub fn letter(&self, set: Set) -> &str {
        if set == Set::Adult { &self.head.letter.adult } else { &self.head.letter.young }
    }

    /// Returns the reminder to somebody of an audience.
    pub fn reminder(&self, set: Set) -> &str {
        if set == Set::Adult { &self.head.reminder.adult } else { &self.head.reminder.young }
    }

    /// Puts a value into a text, in place of `{KEY}`. Among words from right to left it stands between U+2068 and
    /// U+2069, so that the groups of a telephone number keep their order.
    pub fn fill(&self, text: &str, key: &str, value: &str) -> String {
        let value = match self.head.dir {
            Direction::Ltr => value.to_string(),
            Direction::Rtl => format!("\u{2068}{value}\u{2069}"),
        };
        text.replace(&format!("{{{key}}}"), &value)
    }

    /// The texts that a page of this language fetches: those of the form, what the shell says where the form stopped
    /// (`failed`), the direction (`dir`), and the name of each of `all` languages under its code.
    pub fn page_texts(&self, all: &[Language]) -> Texts {
        let names = all.iter().map(|l| (l.code.clone(), l.shown_name()));
        let failed = ("failed".to_string(), self.head.shell.failed.clone());
        let added = [failed, ("dir".to_string(), self.head.dir.name().to_string())];
        let form = self.form.iter().map(|(key, text)| (key.clone(), text.clone()));
        form.chain(names).chain(added).collect()
    }
}

/// Returns all languages that this program has words in, in the order of their codes.
pub fn languages() -> &'static [Language] {
    &LANGUAGES
}

/// Returns the language of a tag: `nl` for `nl`, `nl-BE` and `nl-x-easy`. `None` where this program has no words in it.
pub fn language(tag: &str) -> Option<&'static Language> {
    let primary = tag.split('-').next()?;
    languages().iter().find(|l| l.code == primary)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::study::{Study, telltale};
    use std::fs;
    use std::path::Path;

    fn root() -> &'static Path {
        Path::new(env!("CARGO_MANIFEST_DIR"))
    }

    #[test]
    fn the_table_is_the_folder_and_every_file_can_be_read() {
        let files = fs::read_dir(root().join("www/text")).unwrap();
        let mut names: Vec<String> = files.map(|f| f.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        assert_eq!(names, FILES.map(|(code, _)| format!("{code}.json")));
        for (code, text) in FILES {
            Language::parse(code, text).unwrap_or_else(|e| panic!("www/text/{code}.json: {e}"));
        }
    }

    /// Objects and lists without their texts.
    fn shape(value: &Value) -> Value {
        match value {
            Value::Object(map) => map.iter().map(|(key, value)| (key.clone(), shape(value))).collect(),
            // The value of an option and its label: values are the same everywhere, and in the same order.
            Value::Array(list) if matches!(&list[..], [Value::String(_), Value::String(_)]) => list[0].clone(),
            Value::Array(list) => list.iter().map(shape).collect(),
            Value::String(text) => {
                assert!(!text.trim().is_empty(), "a text is empty");
                Value::Null
            }
            other => other.clone(),
        }
    }

    #[test]
    fn every_language_says_all_that_dutch_says() {
        let dutch = language("nl").unwrap();
        for l in languages() {
            let code = &l.code;
            assert_eq!(shape(&l.head.interviewer), shape(&dutch.head.interviewer), "{code}: interviewer");
            for key in dutch.form.keys().filter(|k| !k.contains('@')) {
                assert!(l.form.get(key).is_some_and(|t| !t.is_empty()), "{code}: {key} is missing");
            }
            for (key, text) in l.form.iter() {
                let plain = key.split('@').next().unwrap();
                let like = dutch.form.get(key).or_else(|| dutch.form.get(plain));
                let like = like.unwrap_or_else(|| panic!("{code}: Dutch has no {plain}"));
                assert_eq!(text.matches("{}").count(), like.matches("{}").count(), "{code}: {key}");
            }
            for set in Set::ALL {
                assert!(["{name}", "{phone}"].iter().all(|key| l.letter(set).contains(key)), "{code}: letter");
                assert!(l.reminder(set).contains("{date}"), "{code}: reminder");
            }
            assert!(!l.leave().is_empty());
            let short: Vec<_> = l.form.keys().filter(|k| k.len() == 2).collect();
            assert!(short.is_empty(), "{code}: {short:?}; two letters are the code of a language on a page");
        }
    }

    #[test]
    fn no_text_that_leaves_the_desk_tells_what_the_study_is_about() {
        let study = fs::read_to_string(root().join("tests/desk/study.template.json")).unwrap();
        let study = Study::parse(study.replacen('{', "{\"pins\":[],", 1).as_bytes()).unwrap();
        for l in languages() {
            for text in Set::ALL.into_iter().flat_map(|set| [l.letter(set), l.reminder(set)]) {
                assert_eq!(telltale(text, &study), None, "{text}");
            }
        }
    }

    /// A language that nobody has thought of: everything that this program says comes from its file.
    #[test]
    fn a_made_up_language_is_one_file() {
        let english = FILES.iter().find(|(code, _)| *code == "en").unwrap().1;
        let mut file: Value = serde_json::from_str(english).unwrap();
        for (field, text) in [("name", "Qwrty"), ("english", "Made up"), ("dir", "rtl")] {
            file["language"][field] = text.into();
        }
        file["language"]["review"] = serde_json::json!({"status": "nobody has read it", "mark": "!"});
        file["language"]["letter"]["young"] = "{name} {phone} qq".into();
        file["leave"] = "Qq".into();
        let made = Language::parse("qq", &file.to_string()).unwrap();
        assert_eq!(made.fill(made.letter(Set::Child), "phone", "1 2"), "{name} \u{2068}1 2\u{2069} qq");
        assert_eq!(made.leave(), "Qq");
        let all: Vec<Language> = languages().iter().cloned().chain([made.clone()]).collect();
        let texts = all[1].page_texts(&all);
        assert_eq!(["qq", "dir"].map(|key| texts[key].as_str()), ["Qwrty (!)", "ltr"]);
        assert_eq!(made.page_texts(&all)["dir"], "rtl");
    }

    #[test]
    fn a_file_with_a_field_that_nobody_reads_is_refused() {
        let english = FILES[1].1.replacen("\"name\"", "\"nane\"", 1);
        assert!(Language::parse("en", &english).unwrap_err().to_string().contains("nane"));
    }

    #[test]
    fn arabic_is_written_from_right_to_left_and_says_that_nobody_reviewed_it() {
        let arabic = language("ar-MA").unwrap();
        assert_eq!(arabic.head.dir, Direction::Rtl);
        assert_eq!(arabic.head.review.as_ref().unwrap().status, "not reviewed by a native speaker");
        assert!(language("nl-x-easy").is_some_and(|l| l.head.review.is_none()));
        assert!(language("xx").is_none() && language("").is_none());
    }
}
