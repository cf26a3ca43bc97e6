//! Where instruments come from: the library inside this program, folders of the researcher, single files.

use crate::desk::host::error::Failure;
use crate::desk::host::files;
use crate::instrument::{Instrument, Wording, identity, library, parse, parse_wording};
use crate::record::Structures;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::Path;

/// A structure or wording with the bytes that are its identity.
#[derive(Clone)]
pub struct Loaded<T> {
    /// What the bytes say.
    pub value: T,
    /// SHA-256 of the bytes, 64 hex digits.
    pub sha256: String,
    /// The file's bytes.
    pub bytes: Cow<'static, [u8]>,
    /// A file name, or `library:ID`.
    pub from: String,
}

/// Instruments at hand.
#[derive(Default)]
pub struct InstrumentStore {
    /// Id → structure.
    pub structures: BTreeMap<String, Loaded<Instrument>>,
    /// Id → language → words.
    pub wordings: BTreeMap<String, BTreeMap<String, Loaded<Wording>>>,
}

impl InstrumentStore {
    /// Everything of the library.
    pub fn library() -> Result<Self, Failure> {
        let mut store = InstrumentStore::default();
        for entry in library::entries() {
            let from = format!("library:{}", entry.id);
            let structure = structure(Cow::Borrowed(entry.structure), from.clone())?;
            store.structures.insert(entry.id.to_string(), structure);
            for (_, bytes) in entry.wording {
                store.add_wording(wording(Cow::Borrowed(*bytes), from.clone())?);
            }
        }
        Ok(store)
    }

    /// The library, and over it every `.json` of a folder. A structure or text pack there takes the place of the
    /// library's with the same id; two in the folder do not replace each other.
    pub fn with_folder(dir: Option<&Path>) -> Result<Self, Failure> {
        let mut store = InstrumentStore::library()?;
        let Some(dir) = dir else { return Ok(store) };
        let mut own = InstrumentStore::default();
        for path in files::with_extension(dir, "json")? {
            let bytes = Cow::Owned(files::read(&path)?);
            let from = path.display().to_string();
            let replaced = if is_wording(&bytes) {
                own.add_wording(wording(bytes, from.clone())?).map(|w| w.from)
            } else {
                let structure = structure(bytes, from.clone())?;
                own.structures.insert(structure.value.id.clone(), structure).map(|s| s.from)
            };
            if let Some(other) = replaced {
                let what = format!("{other} and {from} are the same instrument and language");
                return Err(Failure::unusable(what, "keep the one that the study uses"));
            }
        }
        store.structures.extend(own.structures);
        own.wordings.into_values().flat_map(BTreeMap::into_values).for_each(|w| drop(store.add_wording(w)));
        Ok(store)
    }

    /// An instrument by its id, or by a file.
    pub fn find(&self, id_or_file: &str) -> Result<Loaded<Instrument>, Failure> {
        let path = Path::new(id_or_file);
        if path.is_file() {
            return structure(Cow::Owned(files::read(path)?), id_or_file.to_string());
        }
        self.structures.get(id_or_file).cloned().ok_or_else(|| {
            let known = self.structures.keys().cloned().collect::<Vec<_>>().join(", ");
            let what = format!("{id_or_file:?} is neither a file nor an instrument of the library");
            Failure::unusable(what, format!("give a file, or one of {known}"))
        })
    }

    /// Adds a text pack; returns the one that it replaces.
    pub fn add_wording(&mut self, words: Loaded<Wording>) -> Option<Loaded<Wording>> {
        let of = self.wordings.entry(words.value.instrument.clone()).or_default();
        of.insert(words.value.lang.clone(), words)
    }

    /// The structures alone, as the study's lint wants them.
    pub fn instruments(&self) -> BTreeMap<String, Instrument> {
        self.structures.iter().map(|(id, s)| (id.clone(), s.value.clone())).collect()
    }
}

/// Structures by the SHA-256 of their bytes, as entries name them: the library's and those of a folder, which may
/// hold several versions of one instrument. Text packs and other files there are left alone.
pub fn structures(dir: Option<&Path>) -> Result<Structures, Failure> {
    let mut out = library::structures().map_err(Failure::internal)?;
    for path in dir.map(|dir| files::with_extension(dir, "json")).transpose()?.unwrap_or_default() {
        library::add_structure(&mut out, &files::read(&path)?);
    }
    Ok(out)
}

/// Reads a text pack from a file.
pub fn wording_file(path: &Path) -> Result<Loaded<Wording>, Failure> {
    wording(Cow::Owned(files::read(path)?), path.display().to_string())
}

fn structure(bytes: Cow<'static, [u8]>, from: String) -> Result<Loaded<Instrument>, Failure> {
    let advice = "this is not an instrument structure; kindstem instrument list shows those of the library";
    let value = parse(&bytes).map_err(|e| Failure::unusable(format_args!("{from}: {e}"), advice))?;
    Ok(Loaded { value, sha256: identity(&bytes), bytes, from })
}

fn wording(bytes: Cow<'static, [u8]>, from: String) -> Result<Loaded<Wording>, Failure> {
    let advice = "this is not a text pack (the wording of one instrument in one language)";
    let value = parse_wording(&bytes).map_err(|e| Failure::unusable(format_args!("{from}: {e}"), advice))?;
    Ok(Loaded { value, sha256: identity(&bytes), bytes, from })
}

/// Only a text pack has a language.
fn is_wording(bytes: &[u8]) -> bool {
    serde_json::from_slice::<serde_json::Value>(bytes).is_ok_and(|v| v.get("lang").is_some())
}
