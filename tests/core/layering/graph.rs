//! Which file of `src/` uses which: from Rust's tokens, so that paths inside macros count too. A re-export is followed to
//! the file that defines the name, and is itself no use.

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use std::collections::{BTreeMap, BTreeSet};
use std::str::FromStr;

/// Words after which a name is defined.
const DEFINES: [&str; 10] = ["struct", "enum", "union", "trait", "fn", "const", "static", "type", "mod", "macro_rules"];

/// One file.
#[derive(Default)]
struct Module {
    file: String,
    defines: BTreeSet<String>,
    /// Name, or `*` → path from the crate's root, for every `use`.
    imports: Vec<(String, Vec<String>)>,
    /// Paths from the root that its code uses.
    uses: BTreeSet<Vec<String>>,
}

/// Every file of the library, by its module path.
pub struct Graph(BTreeMap<Vec<String>, Module>);

impl Graph {
    /// Reads files by their path below `src/`. Binaries are crates of their own, and left out.
    pub fn new(files: &[(String, String)]) -> Self {
        let library = files.iter().filter(|(path, _)| !path.starts_with("bin/"));
        let mut modules: BTreeMap<Vec<String>, Module> = library
            .clone()
            .map(|(path, _)| (module_of(path), Module { file: path.clone(), ..Module::default() }))
            .collect();
        let names: BTreeSet<Vec<String>> = modules.keys().cloned().collect();
        for (path, text) in library {
            let at = module_of(path);
            let tokens =
                TokenStream::from_str(super::without_tests(text)).unwrap_or_else(|e| panic!("src/{path}: {e}"));
            let mut reader = Reader { at: &at, names: &names, module: Module::default() };
            reader.read(tokens, true);
            let file = path.clone();
            modules.insert(at.clone(), Module { file, ..reader.module });
        }
        Graph(modules)
    }

    /// File → the files that it uses, but for the `mod.rs` above it: that is where a folder has what its files share, and
    /// it may use them in turn.
    pub fn edges(&self) -> BTreeMap<&str, BTreeSet<&str>> {
        let to = |m: &Module| -> BTreeSet<&str> {
            let files = m.uses.iter().filter_map(|path| self.file(path, 0));
            files.filter(|f| *f != m.file && !is_above(f, &m.file)).collect()
        };
        self.0.values().map(|m| (m.file.as_str(), to(m))).collect()
    }

    /// The file that defines what a path names.
    fn file(&self, path: &[String], deep: usize) -> Option<&str> {
        let known = (0..=path.len()).rev().find(|n| self.0.contains_key(&path[..*n]))?;
        let module = &self.0[&path[..known]];
        let Some(name) = path.get(known) else { return Some(&module.file) };
        if module.defines.contains(name) || deep > 8 {
            return Some(&module.file);
        }
        let follow = |to: &[String]| {
            let on: Vec<String> = to.iter().chain(&path[known + 1..]).cloned().collect();
            self.file(&on, deep + 1)
        };
        if let Some((_, to)) = module.imports.iter().find(|(n, _)| n == name) {
            return follow(to);
        }
        // `pub use child::*`: the child that defines it, or imports it in turn.
        let globs = module.imports.iter().filter(|(n, _)| n == "*");
        let found = globs.filter_map(|(_, to)| {
            let child = self.0.get(to)?;
            let has = child.defines.contains(name) || child.imports.iter().any(|(n, _)| n == name);
            has.then(|| self.file(&[to.as_slice(), &path[known..]].concat(), deep + 1))?
        });
        found.into_iter().next().or(Some(&module.file))
    }
}

/// Whether a file is the `mod.rs` of a folder that another file is in.
fn is_above(module: &str, file: &str) -> bool {
    module.strip_suffix("mod.rs").is_some_and(|folder| file.starts_with(folder))
}

fn module_of(path: &str) -> Vec<String> {
    let path = path.trim_end_matches(".rs").trim_end_matches("/mod");
    path.split('/').filter(|part| !["lib", "main"].contains(part)).map(String::from).collect()
}

struct Reader<'a> {
    at: &'a [String],
    names: &'a BTreeSet<Vec<String>>,
    module: Module,
}

impl Reader<'_> {
    fn read(&mut self, tokens: TokenStream, top: bool) {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        let mut n = 0;
        while n < tokens.len() {
            match &tokens[n] {
                TokenTree::Ident(word) if *word == "use" => {
                    let end = (n..tokens.len()).find(|m| is(&tokens[*m], ';')).unwrap_or(tokens.len());
                    let public = n > 0 && self.is_public(&tokens[..n]);
                    self.import(&tokens[n + 1..end], &[], public);
                    n = end;
                }
                TokenTree::Ident(word) if top && DEFINES.contains(&word.to_string().as_str()) => {
                    // `macro_rules! name`, `const fn name`, `struct name`.
                    let name =
                        tokens[n + 1..].iter().find_map(|t| if let TokenTree::Ident(i) = t { Some(i) } else { None });
                    self.module.defines.extend(name.map(ToString::to_string));
                }
                TokenTree::Ident(word) => {
                    let path = path(&tokens[n..]);
                    if path.len() > 1 || *word == "crate" {
                        n += 3 * (path.len() - 1);
                        self.module.uses.extend(self.rooted(&path));
                    }
                }
                TokenTree::Group(group) => self.read(group.stream(), false),
                _ => {}
            }
            n += 1;
        }
    }

    fn is_public(&self, before: &[TokenTree]) -> bool {
        let word = |t: &TokenTree| matches!(t, TokenTree::Ident(i) if *i == "pub");
        before.last().is_some_and(word)
            || before.len() > 1 && word(&before[before.len() - 2]) && matches!(before.last(), Some(TokenTree::Group(_)))
    }

    /// `a::b::{c, d as e, f::*}`.
    fn import(&mut self, tokens: &[TokenTree], above: &[String], public: bool) {
        for one in tokens.split(|t| is(t, ',')).filter(|one| !one.is_empty()) {
            let mut parts = above.to_vec();
            let mut name = None;
            for token in one {
                match token {
                    TokenTree::Ident(word) if *word == "as" => name = Some(String::new()),
                    TokenTree::Ident(word) if name.is_some() => name = Some(word.to_string()),
                    TokenTree::Ident(word) => parts.push(word.to_string()),
                    TokenTree::Punct(p) if p.as_char() == '*' => parts.push("*".into()),
                    TokenTree::Group(g) if g.delimiter() == Delimiter::Brace => {
                        let inside: Vec<TokenTree> = g.stream().into_iter().collect();
                        self.import(&inside, &parts, public);
                        parts.clear();
                    }
                    _ => {}
                }
            }
            // `{self, …}` imports the module itself.
            if parts.len() > 1 && parts.last().is_some_and(|p| p == "self") {
                parts.pop();
            }
            let Some(mut to) = self.rooted(&parts) else { continue };
            let last = name.unwrap_or_else(|| parts.last().cloned().unwrap_or_default());
            if last == "*" {
                to.pop();
            }
            self.module.imports.push((last, to.clone()));
            // A child that is passed on is not used here.
            if !(public && to.starts_with(self.at)) {
                self.module.uses.insert(to);
            }
        }
    }

    /// A path of this file as one from the crate's root; `None` where it leads to another crate.
    fn rooted(&self, path: &[String]) -> Option<Vec<String>> {
        let first = path.first()?;
        let up = path.iter().take_while(|p| *p == "super").count();
        if first == "crate" {
            return Some(path[1..].to_vec());
        }
        if up > 0 {
            let base = self.at.get(..self.at.len().checked_sub(up)?)?;
            return Some([base, &path[up..]].concat());
        }
        let below = if first == "self" { &path[1..] } else { path };
        let child = [self.at, &below[..below.len().min(1)]].concat();
        (first == "self" || self.names.contains(&child)).then(|| [self.at, below].concat())
    }
}

/// The names of `a::b::c` at the beginning.
fn path(tokens: &[TokenTree]) -> Vec<String> {
    let mut out = Vec::new();
    let mut rest = tokens;
    while let Some(TokenTree::Ident(word)) = rest.first() {
        out.push(word.to_string());
        if !(rest.len() > 3 && is(&rest[1], ':') && is(&rest[2], ':') && matches!(rest[3], TokenTree::Ident(_))) {
            break;
        }
        rest = &rest[3..];
    }
    out
}

fn is(token: &TokenTree, c: char) -> bool {
    matches!(token, TokenTree::Punct(p) if p.as_char() == c)
}
