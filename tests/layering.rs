//! The invariants of `src/lib.rs` that can be seen in the text: who knows whom, and what the core may not name.

#[path = "layering/rust.rs"]
mod rust;

use rust::{code, has_word, words};
use std::fs;
use std::path::{Path, PathBuf};

/// What each module of the library may import: the table of `src/lib.rs`.
const KNOWS: [(&str, &[&str]); 16] = [
    ("encoding", &[]),
    ("time", &[]),
    ("instrument", &["encoding"]),
    ("answers", &["encoding", "time", "instrument"]),
    ("study", &["encoding", "time", "instrument"]),
    ("scoring", &["encoding", "time", "instrument", "answers"]),
    ("seal", &["encoding", "time", "instrument", "answers", "study", "scoring"]),
    ("session", &["encoding", "time", "instrument", "answers", "study", "scoring", "seal"]),
    ("record", &["encoding", "time", "instrument", "answers", "study", "scoring", "seal"]),
    ("export", &["encoding", "time", "instrument", "answers", "study", "scoring", "seal", "record"]),
    ("change", &["encoding", "time", "instrument", "answers", "study", "scoring", "seal", "record", "export"]),
    ("intake", &["encoding"]),
    (
        "desk",
        &[
            "encoding",
            "time",
            "instrument",
            "answers",
            "study",
            "scoring",
            "seal",
            "session",
            "record",
            "export",
            "change",
            "intake",
        ],
    ),
    ("web", &["encoding", "time", "instrument", "answers", "study", "scoring", "seal", "session"]),
    (
        "research",
        &["encoding", "time", "instrument", "answers", "study", "scoring", "seal", "record", "export", "change"],
    ),
    ("js", &["encoding", "time", "instrument", "answers", "study", "scoring"]),
];
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
/// The core does nothing to the machine that it runs on and asks it nothing.
const MACHINE: [&str; 12] =
    ["SystemTime", "Instant", "println", "eprintln", "print", "eprint", "dbg", "fs", "env", "net", "process", "thread"];
/// The seal, and the desk's folder that makes keys and encrypts the register.
const KEYS: [&str; 2] = ["seal/", "desk/keys/"];
const LINES: usize = 400;

/// What is wrong with one file of `src/`, given its path below it.
fn offences(path: &str, text: &str) -> Vec<String> {
    let code = code(text);
    // Unit tests stand last in a file, and may read and print.
    let code = code.split("#[cfg(test)]\nmod ").next().unwrap_or_default();
    let module = path.split('/').next().unwrap_or_default().trim_end_matches(".rs");
    let screen = SCREENS.iter().any(|s| path.starts_with(s));
    let core = !screen && !["bin", "intake", "desk"].contains(&module);
    let mut out = Vec::new();
    let knows = KNOWS.iter().find(|(m, _)| *m == module);
    if let Some((_, knows)) = knows {
        let strangers = rust::imports(path, code).into_iter().filter(|m| m != module && !knows.contains(&m.as_str()));
        out.extend(strangers.map(|m| format!("{module} knows nothing of {m}")));
    } else if module != "bin" && module != "lib" {
        out.push(format!("{module} has no place in the order; give it one in src/lib.rs and here"));
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
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    sources(&src, &mut files);
    assert!(files.len() > 50, "found {} files only: is this the tree?", files.len());
    let mut wrong = Vec::new();
    for file in files {
        let path = file.strip_prefix(&src).unwrap().to_str().unwrap().replace('\\', "/");
        let text = fs::read_to_string(&file).unwrap();
        wrong.extend(offences(&path, &text).into_iter().map(|o| format!("src/{path}: {o}")));
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn every_module_stands_in_the_order() {
    let lib = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lib.rs")).unwrap();
    let modules = code(&lib);
    let modules = modules.lines().filter_map(|l| l.strip_prefix("pub mod ")?.strip_suffix(';'));
    for module in modules {
        assert!(KNOWS.iter().any(|(m, _)| *m == module), "{module}");
    }
    for (n, (module, knows)) in KNOWS.iter().enumerate() {
        assert!(knows.iter().all(|k| KNOWS[..n].iter().any(|(m, _)| m == k)), "{module} knows something below it");
    }
}

#[test]
fn each_rule_can_fail() {
    let finds = |path: &str, text: &str, what: &str| {
        let found = offences(path, text);
        assert!(found.iter().any(|o| o.contains(what)), "{path}: {text:?} gave {found:?}");
    };
    finds("instrument/x.rs", "use crate::study::Role;", "knows nothing of study");
    finds("answers/x.rs", "fn f(x: crate::seal::Entry) {}", "knows nothing of seal");
    finds("scoring/x.rs", "use crate::{answers::Answer, record::Record};", "knows nothing of record");
    finds("record/x.rs", "use super::super::session::Session;", "knows nothing of session");
    finds("record/deep/x.rs", "use super::super::super::export;", "knows nothing of export");
    finds("brand_new/x.rs", "", "no place in the order");
    finds("session/x.rs", "use web_sys::Window;", "browser type: web_sys");
    finds("desk/x.rs", "use wasm_bindgen::JsValue;", "browser type: wasm_bindgen");
    finds("js/verbs.rs", "use js_sys::JSON;", "browser type: js_sys");
    finds("js/verbs.rs", "use crate::seal::Entry;", "knows nothing of seal");
    finds("export/x.rs", "let t = std::time::Instant::now();", "machine: Instant");
    finds("seal/x.rs", "println!(\"{plain:?}\");", "machine: println");
    finds("record/x.rs", "std::fs::write(path, answers)", "machine: fs");
    finds("record/x.rs", "let k = age::x25519::Identity::generate();", "key material");
    finds("session/x.rs", "impl Session {\n    pub fn force(\n        &mut self,\n    ) {}\n}", "beside apply: force");
    finds("session/x.rs", &"\n".repeat(401), "401 lines");
    let fine = "// use crate::web::App; println!\nlet s = \"crate::web web_sys age::x\"; let storage = storage::x;";
    assert_eq!(offences("record/x.rs", fine), Vec::<String>::new());
    assert_eq!(offences("web/x.rs", "use web_sys::Window;"), Vec::<String>::new());
}
