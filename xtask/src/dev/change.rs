//! What a changed file means for the page.

use crate::paths;
use notify::{Event, EventKind, RecursiveMode};
use std::fmt;
use std::path::Path;

/// What is watched, below the repository's root.
pub const WATCHED: [(&str, RecursiveMode); 3] =
    [("www", RecursiveMode::Recursive), ("src", RecursiveMode::Recursive), ("Cargo.toml", RecursiveMode::NonRecursive)];

/// In the order of what has to be made again: the later ones include the earlier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Change {
    /// Styles, texts, scripts and pages of `www/`.
    Page,
    /// The study's template, which is pinned again.
    Study,
    /// Rust, and the instruments that are compiled into the desk.
    Code,
}

impl Change {
    /// What an event is about; `None` where nothing changed, or nothing of the page.
    pub fn of(event: &Event) -> Option<Self> {
        let changes = matches!(event.kind, EventKind::Create(_) | EventKind::Modify(_) | EventKind::Remove(_));
        let below = |p: &'_ Path| p.strip_prefix(paths::root()).ok().map(Path::to_path_buf);
        event.paths.iter().filter(|_| changes).filter_map(|p| Change::at(&below(p)?)).max()
    }

    /// What a file is about, given its path below the root.
    fn at(path: &Path) -> Option<Self> {
        let name = path.file_name()?.to_string_lossy();
        // Editors' own files.
        if name.starts_with('.') || name.ends_with('~') || name.ends_with(".swp") || name == "4913" {
            return None;
        }
        if path.starts_with("src") || path == Path::new("Cargo.toml") {
            return Some(Change::Code);
        }
        match path {
            p if p == Path::new("www/study.template.json") => Some(Change::Study),
            p if p.starts_with("www/research") || p == Path::new("www/research.html") => None,
            p if p.starts_with("www") => Some(Change::Page),
            _ => None,
        }
    }
}

impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Change::Page => "page, shown",
            Change::Study => "desk and study",
            Change::Code => "doors",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Change;
    use std::path::Path;

    #[test]
    fn a_file_says_what_is_made_again() {
        let of = |path: &str| Change::at(Path::new(path));
        assert_eq!(of("www/styles/form.css"), Some(Change::Page));
        assert_eq!(of("www/text/nl.json"), Some(Change::Page));
        assert_eq!(of("www/element.js"), Some(Change::Page));
        assert_eq!(of("www/study.template.json"), Some(Change::Study));
        assert_eq!(of("src/web/components/page.rs"), Some(Change::Code));
        assert_eq!(of("src/instrument/library/published/phq-9.json"), Some(Change::Code));
        assert_eq!(of("Cargo.toml"), Some(Change::Code));
        for nothing in
            ["www/research/shell.js", "www/research.html", "www/styles/.form.css.swp", "www/4913", "README.md"]
        {
            assert_eq!(of(nothing), None, "{nothing}");
        }
        assert!(Some(Change::Code) > Some(Change::Study) && Some(Change::Study) > Some(Change::Page));
    }
}
