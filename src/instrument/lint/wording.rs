//! What is wrong with a wording pack, held against its structure.

use crate::instrument::finding::Findings;
use crate::instrument::{Finding, Instrument, Limit, PLACEHOLDERS, Wording};

/// Returns everything that is wrong with a text pack, checked against its structure; empty if nothing is.
pub fn lint_wording(instrument: &Instrument, wording: &Wording) -> Vec<Finding> {
    let mut out = Findings::default();
    head(instrument, wording, &mut out);
    items(instrument, wording, &mut out);
    options(instrument, wording, &mut out);
    audio(instrument, wording, &mut out);
    for (path, text) in texts(wording) {
        one_text(&path, text, &mut out);
    }
    out.0
}

fn head(x: &Instrument, w: &Wording, out: &mut Findings) {
    if w.format != crate::instrument::FORMAT {
        out.error("$.format", "format", format!("this version reads format {}", crate::instrument::FORMAT));
    }
    if w.instrument != x.id {
        out.error(
            "$.instrument",
            "other_instrument",
            format!("this pack is for \"{}\", the structure is \"{}\"", w.instrument, x.id),
        );
    }
    if w.version != x.version {
        out.error(
            "$.version",
            "other_version",
            format!("this pack is for version {}, the structure has {}", w.version, x.version),
        );
    }
    if w.lang.is_empty()
        || !w.lang.split('-').all(|p| !p.is_empty() && p.len() <= 8 && p.bytes().all(|b| b.is_ascii_alphanumeric()))
    {
        out.error("$.lang", "lang", "give a BCP 47 language such as nl or en");
    }
    for (path, text) in [("$.licence", &w.licence), ("$.source", &w.source), ("$.brought_by", &w.brought_by)] {
        if text.is_empty() {
            out.error(path, "empty", "state the licence of these words");
        }
    }
}

fn items(x: &Instrument, w: &Wording, out: &mut Findings) {
    for (_, _, item) in x.items() {
        if w.items.get(&item.id).is_none_or(|t| t.text.trim().is_empty()) {
            out.error(format!("$.items.{}", item.id), "missing_text", "the item has no text in this language");
        }
    }
    for (_, _, item) in
        x.items().filter(|(_, _, i)| i.flow().correct_code.or(i.flow().explain_code).is_some() || i.practices())
    {
        if w.items.get(&item.id).is_none_or(|t| t.explain.trim().is_empty()) {
            let advice = "say in one or two sentences what somebody reads who answered otherwise, or has practised";
            out.error(format!("$.items.{}.explain", item.id), "missing_text", advice);
        }
    }
    for id in w.items.keys().filter(|id| x.item(id).is_none()) {
        out.error(format!("$.items.{id}"), "dangling", "the structure has no such item");
    }
    for id in w.blocks.keys().filter(|id| !x.blocks.iter().any(|b| b.id == **id)) {
        out.error(format!("$.blocks.{id}"), "dangling", "the structure has no such block");
    }
    for block in &x.blocks {
        let needs_title = block.pages.iter().any(|p| p.items.iter().filter(|i| i.asks()).count() > 1);
        if needs_title && w.blocks.get(&block.id).is_none_or(|b| b.title.trim().is_empty()) {
            out.error(
                format!("$.blocks.{}.title", block.id),
                "missing_text",
                "a page with several items needs the block's title as its heading",
            );
        }
    }
}

fn options(x: &Instrument, w: &Wording, out: &mut Findings) {
    for (name, list) in &x.options {
        for c in list {
            if w.label(name, c.code).is_none_or(|t| t.trim().is_empty()) {
                out.error(
                    format!("$.options.{name}.{}", c.code),
                    "missing_text",
                    "this option has no label in this language",
                );
            }
        }
        for code in w.options.get(name).into_iter().flat_map(|o| o.keys()) {
            if !list.iter().any(|c| c.code.to_string() == *code) {
                out.error(format!("$.options.{name}.{code}"), "dangling", "the structure has no such code");
            }
        }
    }
    for name in w.options.keys().filter(|n| !x.options.contains_key(*n)) {
        out.error(format!("$.options.{name}"), "dangling", "the structure has no such list");
    }
}

/// Recordings: of what is asked, in files named by their hash, and of everything or of nothing.
fn audio(x: &Instrument, w: &Wording, out: &mut Findings) {
    for (of, file) in &w.audio {
        let (id, code) = of.split_once('.').map_or((of.as_str(), None), |(id, code)| (id, Some(code)));
        let item = x.item(id);
        let known = item.is_some_and(|i| code.is_none_or(|c| x.choices(i).iter().any(|o| o.code.to_string() == c)));
        if !known {
            out.error(format!("$.audio.{of}"), "dangling", "the structure has no such item, or the item no such code");
        }
        if audio_hash(file).is_none() {
            let advice = "name the file by its SHA-256 in lower-case hex, followed by .webm, .ogg or .mp3";
            out.error(format!("$.audio.{of}"), "audio", advice);
        }
    }
    if w.audio.is_empty() {
        return;
    }
    for (_, _, item) in x.items() {
        let options = x.choices(item).iter().map(|c| format!("{}.{}", item.id, c.code));
        let silent: Vec<String> = options.chain([item.id.clone()]).filter(|of| !w.audio.contains_key(of)).collect();
        if !silent.is_empty() {
            let advice = format!("not recorded, and so not read aloud: {}", silent.join(", "));
            out.warning(format!("$.items.{}", item.id), "not_recorded", advice);
        }
    }
}

/// Returns the SHA-256 (64 hex digits) in the name of a recording, `SHA256.webm`, `.ogg` or `.mp3`.
pub fn audio_hash(file: &str) -> Option<&str> {
    let (hash, extension) = file.split_once('.')?;
    let hex = hash.len() == 64 && hash.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b));
    (hex && ["webm", "ogg", "mp3"].contains(&extension)).then_some(hash)
}

fn texts(w: &Wording) -> impl Iterator<Item = (String, &str)> {
    let items = w.items.iter().flat_map(|(id, t)| {
        [("text", &t.text), ("help", &t.help), ("unit", &t.unit), ("explain", &t.explain)]
            .map(|(f, s)| (format!("$.items.{id}.{f}"), s.as_str()))
    });
    let blocks = w.blocks.iter().flat_map(|(id, t)| {
        [("title", &t.title), ("intro", &t.intro)].map(|(f, s)| (format!("$.blocks.{id}.{f}"), s.as_str()))
    });
    let options = w.options.iter().flat_map(|(name, labels)| {
        labels.iter().map(move |(code, s)| (format!("$.options.{name}.{code}"), s.as_str()))
    });
    items
        .chain(blocks)
        .chain(options)
        .chain([("$.title".to_string(), w.title.as_str()), ("$.notice".to_string(), w.notice.as_str())])
}

fn one_text(path: &str, text: &str, out: &mut Findings) {
    if text.chars().count() > Limit::TEXT {
        out.error(path, "limit", format!("at most {} characters", Limit::TEXT));
    }
    if let Some(c) = text.chars().find(|c| is_invisible(*c)) {
        out.error(
            path,
            "invisible",
            format!("U+{:04X} is invisible or changes the text direction; remove it", c as u32),
        );
    }
    for name in placeholders(text) {
        if !PLACEHOLDERS.contains(&name) {
            out.error(
                path,
                "placeholder",
                format!("{{{name}}} is not filled in; known are {}", PLACEHOLDERS.join(", ")),
            );
        }
    }
}

/// Names in braces. A brace that never closes gives no name but itself with all behind it.
fn placeholders(text: &str) -> impl Iterator<Item = &str> {
    text.match_indices('{').map(|(at, _)| match text[at..].find('}') {
        Some(end) => &text[at + 1..at + end],
        None => &text[at..],
    })
}

/// Control characters, direction overrides and zero-width characters: none belongs in a questionnaire's words.
/// A line feed may stand, and so may the two joiners that Persian and emoji need.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{0}'..='\u{9}' | '\u{B}'..='\u{1F}' | '\u{7F}'..='\u{9F}' | '\u{AD}' | '\u{200B}' | '\u{2028}' | '\u{2029}'
        | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
}
