//! The instruments that come with the desk: own ones with their wording (not validated), published ones without.
//!
//! A published instrument is structure and scoring only: a researcher who may use its wording supplies a text pack. The
//! respondent's page embeds nothing of this; it fetches the files that its study pins.

use super::{Instrument, ParseError, identity, parse};
use std::collections::BTreeMap;

/// One instrument of the library, as the bytes of its files: their SHA-256 is what a study pins.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    /// Instrument id.
    pub id: &'static str,
    /// The structure file; [`super::parse`] reads it.
    pub structure: &'static [u8],
    /// Language → text pack; [`super::parse_wording`] reads it. Empty for a published instrument.
    pub wording: &'static [(&'static str, &'static [u8])],
}

/// Structure only, from `published/ID.json`.
macro_rules! published {
    ($id:literal) => {
        Entry { id: $id, structure: include_bytes!(concat!("published/", $id, ".json")), wording: &[] }
    };
}

/// Structure and words, from `own/ID/`.
macro_rules! words {
    ($id:literal: $($lang:literal),*) => {
        Entry {
            id: $id,
            structure: include_bytes!(concat!("own/", $id, "/structure.json")),
            wording: &[$(($lang, include_bytes!(concat!("own/", $id, "/", $lang, ".json")))),*],
        }
    };
}

/// Words in both languages.
macro_rules! own {
    ($id:literal) => {
        words!($id: "en", "nl")
    };
}

/// Words in both languages, and in easy words.
macro_rules! easy {
    ($id:literal) => {
        words!($id: "en", "en-x-easy", "nl", "nl-x-easy")
    };
}

/// In the order of their ids.
const ENTRIES: &[Entry] = &[
    published!("aisi"),
    published!("apq-9"),
    published!("bpses"),
    published!("casr-sf"),
    published!("cats-2"),
    published!("core-10"),
    published!("cries-13"),
    published!("cries-8"),
    published!("cts2"),
    published!("cts2s"),
    published!("ctspc"),
    published!("ctspc-neglect"),
    published!("dass-y"),
    published!("ecr-rs"),
    published!("gad-7"),
    published!("jvq-r2"),
    published!("k10"),
    published!("k6"),
    published!("kidscreen-10"),
    own!("kindstem-after-child"),
    own!("kindstem-after-parent"),
    easy!("kindstem-after-young"),
    own!("kindstem-background-child"),
    own!("kindstem-background-parent"),
    easy!("kindstem-background-young"),
    own!("kindstem-begin-child"),
    own!("kindstem-begin-parent"),
    own!("kindstem-begin-professional"),
    easy!("kindstem-begin-young"),
    own!("kindstem-bonds-child"),
    easy!("kindstem-bonds-young"),
    own!("kindstem-changes-child"),
    own!("kindstem-changes-parent"),
    easy!("kindstem-changes-young"),
    own!("kindstem-child-short-parent"),
    own!("kindstem-feedback-child"),
    own!("kindstem-feedback-parent"),
    easy!("kindstem-feedback-young"),
    own!("kindstem-help-child-parent"),
    own!("kindstem-help-parent"),
    easy!("kindstem-help-young"),
    own!("kindstem-home-child"),
    own!("kindstem-home-child-parent"),
    easy!("kindstem-home-young"),
    own!("kindstem-letterbox-child"),
    easy!("kindstem-letterbox-young"),
    own!("kindstem-parenting-parent"),
    own!("kindstem-patterns-parent"),
    own!("kindstem-pause-child"),
    easy!("kindstem-pause-young"),
    own!("kindstem-professional"),
    own!("kindstem-ready-child"),
    easy!("kindstem-ready-young"),
    own!("kindstem-safety-adult-parent"),
    own!("kindstem-safety-child"),
    own!("kindstem-safety-child-parent"),
    easy!("kindstem-safety-young"),
    own!("kindstem-top3-child"),
    own!("kindstem-top3-parent"),
    easy!("kindstem-top3-young"),
    own!("kindstem-voice-child"),
    easy!("kindstem-voice-young"),
    own!("kindstem-wellbeing-child"),
    own!("kindstem-wellbeing-child-parent"),
    own!("kindstem-wellbeing-parent"),
    easy!("kindstem-wellbeing-young"),
    published!("maaps"),
    published!("maaps-sf"),
    published!("mhi-5"),
    published!("obvl"),
    published!("obvl-k"),
    published!("pba"),
    published!("pc-ptsd-5"),
    published!("pcl-5"),
    published!("phq-2"),
    published!("phq-8"),
    published!("phq-9"),
    published!("psc-17"),
    published!("psc-17-y"),
    published!("psoc"),
    published!("pss"),
    published!("rcads-25"),
    published!("rcads-47"),
    published!("sdq"),
    published!("sdq-self"),
    published!("sifs"),
    published!("tscc"),
    published!("tscyc"),
    published!("who-5"),
    published!("yp-core"),
];

/// Returns every instrument of the library, in the order of their ids.
pub fn entries() -> &'static [Entry] {
    ENTRIES
}

/// Returns the instrument with this id, such as `phq-9`.
pub fn entry(id: &str) -> Option<&'static Entry> {
    ENTRIES.iter().find(|e| e.id == id)
}

/// Returns the bytes of an instrument's structure file, by its id.
///
/// ```
/// use kindstem::instrument::{library, parse};
///
/// assert_eq!(parse(library::structure("gad-7").unwrap()).unwrap().id, "gad-7");
/// assert!(library::structure("gad-8").is_none());
/// ```
pub fn structure(id: &str) -> Option<&'static [u8]> {
    entry(id).map(|e| e.structure)
}

/// Returns the bytes of an own instrument's text pack in a language (BCP 47, such as `nl`). `None` for a published one.
pub fn wording(id: &str, lang: &str) -> Option<&'static [u8]> {
    entry(id)?.wording.iter().find(|(l, _)| *l == lang).map(|(_, bytes)| *bytes)
}

/// Returns every structure, by the SHA-256 of its bytes (64 hex digits), as entries name it.
///
/// # Errors
/// [`ParseError`] of the first file that cannot be read; a test rules this out.
pub fn structures() -> Result<BTreeMap<String, Instrument>, ParseError> {
    ENTRIES.iter().map(|e| Ok((identity(e.structure), parse(e.structure)?))).collect()
}

/// Adds a structure from a file, by the SHA-256 of its bytes. Other JSON, such as a text pack, is left alone.
pub fn add_structure(structures: &mut BTreeMap<String, Instrument>, bytes: &[u8]) {
    if let Ok(instrument) = parse(bytes) {
        structures.insert(identity(bytes), instrument);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::instrument::{Status, lint};
    use std::collections::BTreeSet;
    use std::fs;
    use std::path::Path;

    /// `ID/FILE` of every JSON file beside this one; a published instrument's is `ID/structure.json`.
    fn on_disk() -> BTreeSet<String> {
        let here = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/instrument/library");
        let names = |dir: &Path| -> Vec<String> {
            let files = fs::read_dir(dir).into_iter().flatten();
            files.map(|f| f.unwrap().file_name().into_string().unwrap()).collect()
        };
        let published = names(&here.join("published")).into_iter().map(|f| f.replace(".json", "/structure.json"));
        let own = names(&here.join("own"))
            .into_iter()
            .flat_map(|id| names(&here.join("own").join(&id)).into_iter().map(move |file| format!("{id}/{file}")));
        published.chain(own).collect()
    }

    #[test]
    fn the_table_is_the_folder() {
        let files = ENTRIES.iter().flat_map(|e| {
            let words = e.wording.iter().map(|(lang, _)| format!("{}/{lang}.json", e.id));
            words.chain([format!("{}/structure.json", e.id)])
        });
        assert_eq!(files.collect::<BTreeSet<_>>(), on_disk());
        assert!(ENTRIES.is_sorted_by_key(|e| e.id), "keep the table in the order of the ids");
    }

    #[test]
    fn every_file_is_what_its_name_says() {
        for e in ENTRIES {
            let x = parse(e.structure).unwrap_or_else(|err| panic!("{}: {err}", e.id));
            assert_eq!(x.id, e.id);
            assert_eq!(
                x.status == Status::Published,
                e.wording.is_empty(),
                "{}: only a published instrument has no words",
                e.id
            );
            assert_eq!(lint(&x).iter().map(ToString::to_string).collect::<Vec<_>>(), [""; 0], "{}", e.id);
        }
    }

    #[test]
    fn looks_up_by_id_and_language() {
        assert!(structure("phq-9").is_some());
        assert_eq!(structure("phq-7"), None);
        assert_eq!(wording("phq-9", "nl"), None, "the words of a published instrument are brought by who may use them");
    }
}
