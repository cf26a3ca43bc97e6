//! As much of Rust's grammar as the layering test needs: comments and strings out, words, imports.

/// The code without comments, and with strings emptied.
pub fn code(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let raw = raw_string(rest);
        if rest.starts_with("//") {
            rest = &rest[rest.find('\n').unwrap_or(rest.len())..];
        } else if rest.starts_with("/*") {
            rest = &rest[rest.find("*/").map_or(rest.len(), |n| n + 2)..];
        } else if let Some(length) = raw {
            out.push_str("\"\"");
            rest = &rest[length..];
        } else if c == '"' {
            out.push_str("\"\"");
            rest = &rest[string(rest)..];
        } else if let Some(quoted) = ["'\"'", "'\\\"'", "'\\''"].iter().find(|q| rest.starts_with(**q)) {
            rest = &rest[quoted.len()..];
        } else {
            out.push(c);
            rest = &rest[c.len_utf8()..];
        }
    }
    out
}

/// Length of the string literal that begins here.
fn string(rest: &str) -> usize {
    let mut escaped = false;
    for (n, c) in rest.char_indices().skip(1) {
        match c {
            '"' if !escaped => return n + 1,
            '\\' => escaped = !escaped,
            _ => escaped = false,
        }
    }
    rest.len()
}

/// Length of the raw string literal that begins here, if one does.
fn raw_string(rest: &str) -> Option<usize> {
    let hashes = rest.strip_prefix('r')?.chars().take_while(|c| *c == '#').count();
    let body = rest[1 + hashes..].strip_prefix('"')?;
    let end = format!("\"{}", "#".repeat(hashes));
    Some(2 + hashes + body.find(&end).map_or(body.len(), |n| n + end.len()))
}

/// What stands before and after each occurrence of a whole word.
pub fn words<'a>(code: &'a str, word: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> {
    let part = |c: char| c.is_alphanumeric() || c == '_';
    code.match_indices(word)
        .map(move |(n, _)| (&code[..n], &code[n + word.len()..]))
        .filter(move |(before, after)| !before.ends_with(part) && !after.starts_with(part))
}

/// Whether a whole word occurs.
pub fn has_word(code: &str, word: &str) -> bool {
    words(code, word).next().is_some()
}

/// Modules of the crate that a file names: `crate::m`, `crate::{m::…, n}`, and `super::` up to the crate.
pub fn imports(path: &str, code: &str) -> Vec<String> {
    let file = path.rsplit('/').next().unwrap_or_default();
    let depth = path.split('/').count() - usize::from(file == "mod.rs");
    let up = "super::".repeat(depth);
    let roots = words(code, "crate").filter_map(|(_, after)| after.strip_prefix("::"));
    let climbs = code.match_indices(&up).filter(|(n, _)| !code[..*n].ends_with("super::"));
    let climbs = climbs.map(|(n, _)| &code[n + up.len()..]);
    roots.chain(climbs).flat_map(heads).collect()
}

/// First names of what follows a `::`, in braces or not.
fn heads(after: &str) -> Vec<String> {
    let name = |s: &str| s.trim_start().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
    let Some(group) = after.strip_prefix('{') else { return vec![name(after)] };
    let (mut open, mut begin, mut out) = (0, 0, Vec::new());
    for (n, c) in group.char_indices() {
        match c {
            '{' => open += 1,
            '}' if open == 0 => {
                out.push(name(&group[begin..n]));
                break;
            }
            '}' => open -= 1,
            ',' if open == 0 => {
                out.push(name(&group[begin..n]));
                begin = n + 1;
            }
            _ => {}
        }
    }
    out
}
