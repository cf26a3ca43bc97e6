//! What was spoken or drawn: files of the restricted kind, and nothing of them anywhere else.

use super::export::{export, row, table, unsealed};
use super::family::{WHOLE, Way, answer};
use super::invite::FAMILY;
use super::kit::{Desk, desk, key_file};
use serde_json::{Value as Json, json};

const WEBM: &[u8] = b"\x1a\x45\xdf\xa3 what a child said, as a recording";
const DRAWING: &[u8] = br#"{"strokes":[{"c":2,"p":[10,20,30,40],"w":0}],"v":1}"#;

/// A family in a study that lets children speak and draw.
fn family(own: &'static [u8]) -> Desk {
    let desk = desk();
    desk.pinned_study();
    let mut template: Json = serde_json::from_str(&desk.read("template.json")).unwrap();
    let listeners = ["Test reader 1", "Test reader 2"];
    template["protocol"]["own_words"] =
        json!({"sets": ["8-11"], "envelopes": 2, "listeners": listeners, "spoken": true, "drawn": true});
    desk.write("template.json", template.to_string());
    desk.say("study pin template.json --out study.json --site site").fine();
    answer(&desk, FAMILY, "links.csv", "", [Some(&WHOLE), Some(&Way { own: Some(own), ..WHOLE })]);
    desk
}

/// Names in a folder.
fn names(desk: &Desk, folder: &str) -> Vec<String> {
    let Ok(all) = std::fs::read_dir(desk.path(folder)) else { return Vec::new() };
    let mut names: Vec<String> = all.map(|f| f.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn a_recording_is_a_file_of_the_restricted_folder() {
    let desk = unsealed(family(WEBM));
    let [name] = names(&desk, "open/words").try_into().unwrap();
    assert!(name.ends_with("-words-words.webm"), "{name}");
    assert_eq!(std::fs::read(desk.path(&format!("open/words/{name}"))).unwrap(), WEBM);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = std::fs::metadata(desk.path(&format!("open/words/{name}"))).unwrap().permissions().mode();
        assert_eq!(mode & 0o077, 0, "its owner alone reads it");
    }

    export(&desk, "").fine();
    assert!(!desk.has("own-words"));
    let tables = ["long", "wide", "parts", "scores", "codebook"].map(|t| desk.read(&format!("tables/{t}.csv")));
    assert!(tables.iter().all(|t| !t.contains("webm") && !t.contains("a child said")));

    std::fs::remove_dir_all(desk.path("tables")).unwrap();
    export(&desk, "--restricted own.csv").fine();
    let own = table(&desk, "own.csv");
    assert_eq!(row(&own, &[("person_id", "P2"), ("item", "words")])["file"], name);
    assert_eq!(std::fs::read(desk.path(&format!("own-words/{name}"))).unwrap(), WEBM);
}

#[test]
fn a_drawing_comes_with_a_picture_of_it() {
    let desk = unsealed(family(DRAWING));
    let files = names(&desk, "open/words");
    assert_eq!(files.iter().map(|f| f.rsplit('.').next().unwrap()).collect::<Vec<_>>(), ["json", "svg"]);
    assert!(desk.read(&format!("open/words/{}", files[1])).contains("d=\"M10 20l30 40\""));
    export(&desk, "--restricted own.csv").fine();
    assert_eq!(names(&desk, "own-words"), files);
}

#[test]
fn who_opens_without_the_key_of_answers_gets_no_words() {
    let desk = family(WEBM);
    let ran = desk.say(&format!("unseal --identity {} --out open envelopes", key_file("contact-1"))).fine();
    assert!(!desk.read("open/contacts.jsonl").is_empty(), "contacts were opened: {}", ran.out);
    assert!(!desk.has("open/words"));
}
