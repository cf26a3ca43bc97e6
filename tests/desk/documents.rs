//! The documents name commands and options that the program has.

use crate::kit::{Desk, desk};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// Lines of `README.md` and `docs/` that begin a command, without what stands behind it.
fn commands() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let docs = fs::read_dir(root.join("docs")).unwrap().map(|f| f.unwrap().path());
    let mut out = Vec::new();
    for file in docs.chain([root.join("README.md")]) {
        let name = file.file_name().unwrap().to_str().unwrap().to_string();
        for line in fs::read_to_string(&file).unwrap().lines() {
            // A line of a code block, or code in a sentence or table.
            let code = line.strip_prefix("K ").or_else(|| line.strip_prefix("kindstem ")).map(|l| l.split(" #").next());
            let inline = line.split('`').skip(1).step_by(2).filter_map(|c| c.strip_prefix("kindstem "));
            out.extend(code.flatten().into_iter().chain(inline).map(|c| (name.clone(), c.trim().to_string())));
        }
    }
    out
}

/// The help of the command that a line begins with: as many words as name a command.
fn help(desk: &Desk, line: &str, known: &mut BTreeMap<String, Option<String>>) -> Option<String> {
    let words: Vec<&str> = line.split_whitespace().collect();
    let names = words.iter().take_while(|w| w.bytes().all(|b| b.is_ascii_lowercase() || b == b'-'));
    let names: Vec<&str> = names.take_while(|w| !w.starts_with('-')).copied().collect();
    (1..=names.len()).rev().find_map(|n| {
        let command = names[..n].join(" ");
        let found = known.entry(command).or_insert_with_key(|command| {
            let ran = desk.say(&format!("{command} --help"));
            // `kindstem help x` for an unknown x ends with 2.
            (ran.code == 0).then_some(ran.out)
        });
        found.clone()
    })
}

/// What is wrong with one line.
fn wrong(desk: &Desk, line: &str, known: &mut BTreeMap<String, Option<String>>) -> Vec<String> {
    let Some(help) = help(desk, line, known) else { return vec![format!("no command: {line}")] };
    let options = line.split_whitespace().filter(|w| w.starts_with("--"));
    let has = |option: &str| help.split(|c: char| !(c.is_ascii_alphanumeric() || c == '-')).any(|w| w == option);
    options.filter(|o| !has(o)).map(|o| format!("no option {o}: {line}")).collect()
}

#[test]
fn every_command_and_option_of_the_documents_exists() {
    let (desk, mut known) = (desk(), BTreeMap::new());
    let commands = commands();
    assert!(commands.len() > 40, "{} commands only", commands.len());
    let all: Vec<String> = commands
        .iter()
        .flat_map(|(file, line)| wrong(&desk, line, &mut known).into_iter().map(move |w| format!("{file}: {w}")))
        .collect();
    assert_eq!(all, [""; 0]);
}

#[test]
fn a_command_or_option_that_is_not_there_is_found() {
    let (desk, mut known) = (desk(), BTreeMap::new());
    assert_eq!(wrong(&desk, "no-such-verb x", &mut known).len(), 1);
    assert_eq!(wrong(&desk, "keygen --no-such-option", &mut known).len(), 1);
    assert_eq!(wrong(&desk, "keygen --out pi.age", &mut known), [""; 0]);
}
