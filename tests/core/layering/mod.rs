//! The invariants of `src/lib.rs` that can be seen in the text: who knows whom, and what the core may not name.

mod circles;
mod graph;
mod ids;
mod order;
mod rust;

use order::Order;
use rust::{code, has_word, words};
use std::fs;
use std::path::{Path, PathBuf};

/// Files and folders that may name a browser.
const SCREENS: [&str; 7] =
    ["web/", "research/", "js/convert.rs", "bin/respond.rs", "bin/seal.rs", "bin/research.rs", "bin/core.rs"];
const BROWSER: [&str; 9] = [
    "web_sys",
    "js_sys",
    "yew",
    "gloo",
    "gloo_events",
    "gloo_timers",
    "wasm_bindgen",
    "wasm_bindgen_futures",
    "console",
];
/// Folders that read files, listen and print; the rest is the core.
const HOSTS: [&str; 3] = ["bin/", "desk/", "intake/"];
/// The core does nothing to the machine that it runs on and asks it nothing.
const MACHINE: [&str; 12] =
    ["SystemTime", "Instant", "println", "eprintln", "print", "eprint", "dbg", "fs", "env", "net", "process", "thread"];
/// The seal, and the desk's folder that makes keys and encrypts the register.
const KEYS: [&str; 2] = ["seal/", "desk/keys/"];
const LINES: usize = 400;

/// What is wrong with one file of `src/`, given its path below it.
fn offences(order: &Order, path: &str, text: &str) -> Vec<String> {
    let code = code(text);
    let code = without_tests(&code);
    let module = path.split('/').next().unwrap_or_default().trim_end_matches(".rs");
    let screen = SCREENS.iter().any(|s| path.starts_with(s));
    let core = !screen && !HOSTS.iter().any(|h| path.starts_with(h));
    let mut out = Vec::new();
    if order.has(module) {
        let strangers = rust::imports(path, code).into_iter().filter(|m| m != module && !order.allows(path, m));
        out.extend(strangers.map(|m| format!("{module} may not import {m}")));
    } else if module != "bin" && module != "lib" {
        out.push(format!("{module} has no row in the table of src/lib.rs"));
    }
    if !screen {
        out.extend(BROWSER.iter().filter(|b| has_word(code, b)).map(|b| format!("names a browser type: {b}")));
    }
    if core {
        // `include_bytes!` and `env!` read while compiling; a path or a macro call of these reads while running.
        let found = MACHINE.iter().filter(|m| words(code, m).any(|(_, after)| is_use(m, after)));
        out.extend(found.map(|m| format!("asks or tells the machine: {m}")));
    }
    if !KEYS.iter().any(|k| path.starts_with(k))
        && words(code, "age").any(|(before, after)| after.starts_with("::") && !before.ends_with("::"))
    {
        out.push("touches key material: age".into());
    }
    if module == "session" {
        let changers =
            code.split("pub fn ").skip(1).filter(|f| f.split(['{', ';']).next().unwrap_or("").contains("&mut self"));
        let names = changers.filter_map(|f| f.split('(').next()).filter(|name| *name != "apply");
        out.extend(names.map(|name| format!("changes a session beside apply: {name}")));
    }
    if text.lines().count() > LINES {
        out.push(format!("{} lines, at most {LINES}", text.lines().count()));
    }
    out
}

fn is_use(word: &str, after: &str) -> bool {
    match word {
        "SystemTime" | "Instant" => true,
        "fs" | "env" | "net" | "process" | "thread" => after.starts_with("::"),
        _ => after.starts_with('!'),
    }
}

/// Unit tests are last in a file, and may import, read and print.
fn without_tests(code: &str) -> &str {
    code.split("#[cfg(test)]\nmod ").next().unwrap_or_default()
}

/// Every Rust file of `src/`, by its path below it, and its text.
fn all() -> Vec<(String, String)> {
    let all = all_of("src");
    assert!(all.len() > 50, "found {} files only: is this the tree?", all.len());
    all
}

/// The same for another folder of the repository.
fn all_of(folder: &str) -> Vec<(String, String)> {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut files = Vec::new();
    sources(&src, &mut files);
    let below = |file: &Path| file.strip_prefix(&src).unwrap().to_str().unwrap().replace('\\', "/");
    files.into_iter().map(|file| (below(&file), fs::read_to_string(&file).unwrap())).collect()
}

fn sources(dir: &Path, out: &mut Vec<PathBuf>) {
    for file in fs::read_dir(dir).unwrap() {
        let path = file.unwrap().path();
        if path.is_dir() {
            sources(&path, out);
        } else if path.extension().is_some_and(|e| e == "rs") {
            out.push(path);
        }
    }
}

#[test]
fn every_file_keeps_to_its_layer() {
    let order = Order::of_lib();
    let offences = all()
        .into_iter()
        .flat_map(|(path, text)| offences(&order, &path, &text).into_iter().map(move |o| format!("src/{path}: {o}")));
    let wrong: Vec<String> = offences.collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn each_rule_can_fail() {
    let order = Order::of_lib();
    let finds = |path: &str, text: &str, what: &str| {
        let found = offences(&order, path, text);
        assert!(found.iter().any(|o| o.contains(what)), "{path}: {text:?} gave {found:?}");
    };
    finds("instrument/x.rs", "use crate::study::Role;", "may not import study");
    finds("answers/x.rs", "fn f(x: crate::seal::Entry) {}", "may not import seal");
    finds("scoring/x.rs", "use crate::{answers::Answer, record::Record};", "may not import record");
    finds("record/x.rs", "use super::super::session::Session;", "may not import session");
    finds("record/deep/x.rs", "use super::super::super::export;", "may not import export");
    finds("brand_new/x.rs", "", "no row in the table");
    finds("session/x.rs", "use web_sys::Window;", "browser type: web_sys");
    finds("desk/x.rs", "use wasm_bindgen::JsValue;", "browser type: wasm_bindgen");
    finds("js/verbs.rs", "use js_sys::JSON;", "browser type: js_sys");
    finds("js/verbs.rs", "use crate::seal::Entry;", "may not import seal");
    finds("export/x.rs", "let t = std::time::Instant::now();", "machine: Instant");
    finds("seal/x.rs", "println!(\"{plain:?}\");", "machine: println");
    finds("record/x.rs", "std::fs::write(path, answers)", "machine: fs");
    finds("record/x.rs", "let k = age::x25519::Identity::generate();", "key material");
    finds("session/x.rs", "impl Session {\n    pub fn force(\n        &mut self,\n    ) {}\n}", "beside apply: force");
    finds("session/x.rs", &"\n".repeat(401), "401 lines");
    let fine = "// use crate::web::App; println!\nlet s = \"crate::web web_sys age::x\"; let storage = storage::x;";
    assert_eq!(offences(&order, "record/x.rs", fine), Vec::<String>::new());
    assert_eq!(offences(&order, "web/x.rs", "use web_sys::Window;"), Vec::<String>::new());
}
