//! The screen's own texts in one language.

use crate::study::{Set, Texts};
use std::rc::Rc;

/// Texts by key, spoken to one set: `key@8-11` before `key@je` before `key`.
#[derive(Clone, Debug)]
pub(super) struct Text {
    map: Rc<Texts>,
    set: Set,
}

impl PartialEq for Text {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.map, &other.map) && self.set == other.set
    }
}

impl Text {
    /// Reads a file of texts. `None` where it is none.
    pub fn parse(bytes: &[u8], set: Set) -> Option<Self> {
        Some(Text { map: Rc::new(crate::web::json::read(bytes)?), set })
    }

    /// Every key.
    pub fn keys(&self) -> impl Iterator<Item = &String> {
        self.map.keys()
    }

    /// The text under a key; the key itself where there is none, which a test rules out.
    pub fn get<'a>(&'a self, key: &'a str) -> &'a str {
        let own = self.map.get(&format!("{key}@{}", self.set.name()));
        let informal = || if self.set == Set::Adult { None } else { self.map.get(&format!("{key}@je")) };
        own.or_else(informal).or_else(|| self.map.get(key)).map_or(key, String::as_str)
    }

    /// Adds what is filled in. A name or number keeps its own direction: among letters from right to left it stands
    /// between U+2068 and U+2069, which are to a text what `<bdi>` is to a page.
    pub fn put(&self, out: &mut String, value: &str) {
        let isolated = self.get("dir") == "rtl";
        let mark = |out: &mut String, mark: char| {
            if isolated {
                out.push(mark)
            }
        };
        mark(out, '\u{2068}');
        out.push_str(value);
        mark(out, '\u{2069}');
    }

    /// A text with a number or name in place of `{}`.
    pub fn with(&self, key: &str, value: &str) -> String {
        self.with2(key, value, value)
    }

    /// A text with two values in place of the first `{}` and of the others.
    pub fn with2(&self, key: &str, first: &str, second: &str) -> String {
        let mut out = String::new();
        let (mut rest, mut value) = (self.get(key), first);
        while let Some((before, after)) = rest.split_once('{') {
            out.push_str(before);
            self.put(&mut out, value);
            (rest, value) = (after.strip_prefix('}').unwrap_or(after), second);
        }
        out.push_str(rest);
        out
    }
}
