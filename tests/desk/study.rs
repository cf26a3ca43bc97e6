//! `study check` and `study pin`.

use super::kit::{desk, template, with_keys};
use kindstem::encoding;
use sha2::{Digest, Sha256};

#[test]
fn pinning_fills_in_every_file_and_lays_it_out_under_its_hash() {
    let desk = desk();
    desk.write("template.json", template().to_string());
    let ran = desk.say("study pin template.json --out study.json --site site --json").fine().json();
    let study: serde_json::Value = serde_json::from_str(&desk.read("study.json")).unwrap();
    let pins = study["pins"].as_array().unwrap();
    assert_eq!((pins.len(), ran["pins"].as_u64()), (8, Some(8)), "one per instrument of the batteries");
    let mut files = 0;
    for pin in pins {
        let words = pin["wording"].as_object().unwrap();
        assert_eq!(words.keys().collect::<Vec<_>>(), ["en", "nl"]);
        for sha256 in words.values().chain([&pin["structure"]]).map(|v| v.as_str().unwrap()) {
            let file = std::fs::read(desk.path(&format!("site/instruments/{sha256}.json"))).unwrap();
            assert_eq!(encoding::hex(&Sha256::digest(&file)), sha256);
            files += 1;
        }
    }
    assert_eq!(files, 24);
    desk.say("study pin study.json --out again.json").fine();
    assert_eq!(desk.read("again.json"), desk.read("study.json"), "pinning a pinned study changes nothing");
    desk.say("study pin site/page.json --out again.json").fine();
    assert_eq!(desk.read("again.json"), desk.read("study.json"), "nor does pinning the page's");
}

#[test]
fn a_page_reads_a_battery_in_two_files_that_hold_the_others_byte_for_byte() {
    let desk = desk();
    desk.write("template.json", template().to_string());
    let ran = desk.say("study pin template.json --out study.json --site site --json").fine().json();
    let page = desk.read("site/page.json");
    assert_eq!(ran["integrity"], format!("sha256-{}", encoding::base64(&Sha256::digest(&page))));
    let page: serde_json::Value = serde_json::from_str(&page).unwrap();
    let mut study: serde_json::Value = serde_json::from_str(&desk.read("study.json")).unwrap();
    let (pins, batteries) = (study["pins"].take(), study["batteries"].clone());
    assert_eq!(page["pins"], serde_json::json!([]));
    let mut more = 0;
    for (battery, plain) in page["batteries"].as_array().unwrap().iter().zip(batteries.as_array().unwrap()) {
        assert_eq!(battery["parts"], plain["parts"]);
        assert!(plain.get("files").is_none());
        for lang in ["nl", "en"] {
            let (mut next, mut seen) = (battery["files"][lang].as_str().unwrap().to_string(), Vec::new());
            while !next.is_empty() {
                let text = desk.read(&format!("site/batteries/{next}.json"));
                assert_eq!(encoding::hex(&Sha256::digest(&text)), next);
                let file: serde_json::Value = serde_json::from_str(&text).unwrap();
                let here = file["pins"].as_array().unwrap();
                assert!(!seen.is_empty() || here.len() == 1, "the first question waits for one instrument");
                for pin in here {
                    for sha256 in [&pin["structure"], &pin["wording"][lang]].map(|v| v.as_str().unwrap()) {
                        let one = desk.read(&format!("site/instruments/{sha256}.json"));
                        assert!(text.contains(&one), "{sha256} stands in it as it is");
                    }
                    assert!(pins.as_array().unwrap().contains(pin));
                    seen.push(pin["instrument"].clone());
                }
                for all in ["structures", "wordings"] {
                    assert_eq!(file[all].as_array().unwrap().len(), here.len());
                }
                next = file["rest"].as_str().unwrap().to_string();
                more += usize::from(!next.is_empty());
            }
            let mut asked: Vec<_> =
                battery["parts"].as_array().unwrap().iter().map(|p| p["instrument"].clone()).collect();
            asked.sort_by_key(|id| seen.iter().position(|s| s == id));
            asked.dedup();
            assert_eq!(seen, asked);
        }
    }
    assert!(more > 0);
}

#[test]
fn a_slot_without_words_is_not_pinned() {
    let desk = desk();
    let mut study = template();
    study["batteries"][0]["parts"]
        .as_array_mut()
        .unwrap()
        .push(serde_json::json!({"instrument": "phq-8", "target": "self"}));
    study["batteries"][0]["parts"]
        .as_array_mut()
        .unwrap()
        .push(serde_json::json!({"instrument": "none-such", "target": "self"}));
    desk.write("template.json", study.to_string());
    let ran = desk.say("study pin template.json --out study.json").refuses(1, &["nothing was pinned"]);
    assert!(
        ran.out.contains("missing_language") && ran.out.contains("(phq-8): there is no text pack in nl"),
        "{}",
        ran.out
    );
    assert!(ran.out.contains("(none-such): there is no such structure"), "{}", ran.out);
    assert!(!desk.has("study.json"));
}

#[test]
fn words_that_the_researcher_brings_are_found_in_a_folder() {
    let desk = desk();
    let mut study = template();
    study["languages"] = serde_json::json!(["nl"]);
    let part = serde_json::json!({"instrument": "mhi-5", "target": "self"});
    study["batteries"] = serde_json::json!([{"role": "parent", "set": "adult", "waves": ["T0"], "parts": [part]}]);
    desk.write("template.json", study.to_string());
    let slot =
        kindstem::instrument::parse(include_bytes!("../../src/instrument/library/published/mhi-5.json")).unwrap();
    let items: serde_json::Map<_, _> =
        slot.items().map(|(_, _, i)| (i.id.clone(), serde_json::json!({"text": "test words"}))).collect();
    let list = |codes: &[kindstem::instrument::Choice]| {
        codes.iter().map(|c| (c.code.to_string(), "test".into())).collect::<serde_json::Map<_, _>>()
    };
    let options: serde_json::Map<_, _> = slot.options.iter().map(|(n, c)| (n.clone(), list(c).into())).collect();
    let blocks: serde_json::Map<_, _> =
        slot.blocks.iter().map(|b| (b.id.clone(), serde_json::json!({"title": "test"}))).collect();
    let pack = serde_json::json!({"format": 1, "instrument": "mhi-5", "version": slot.version, "lang": "nl",
        "licence": "test", "source": "test", "brought_by": "test", "title": "test",
        "items": items, "options": options, "blocks": blocks});
    desk.write("brought/mhi-5.nl.json", pack.to_string());
    desk.say("study pin template.json --out study.json --instruments brought --site site").fine();
    desk.say("study check study.json --instruments brought --today 2026-01-02").fine();
    desk.write("brought/twin.json", pack.to_string());
    desk.say("study pin template.json --out study.json --instruments brought")
        .refuses(2, &["are the same instrument and language"]);
}

#[test]
fn trial_mode_warns_where_live_mode_refuses() {
    let desk = desk();
    desk.pinned_study();
    let trial = desk.say("study check study.json --today 2026-01-02").fine();
    assert!(trial.out.contains("study.json: warning[contact_phone] $.protocol.contact.phone"), "{}", trial.out);
    assert!(trial.out.contains("0 errors"), "{}", trial.out);
    desk.write("live.json", desk.read("study.json").replace("\"trial\"", "\"live\""));
    let live = desk.say("study check live.json --today 2026-01-02 --json");
    assert_eq!(live.code, 1);
    let findings = live.json()["findings"].as_array().unwrap().clone();
    assert!(findings.iter().any(|f| f["path"] == "$.protocol.contact.phone" && f["severity"] == "error"));
    let old = desk.say("study check study.json --today 2026-12-31").fine();
    assert!(old.out.contains("$.help"), "a help list grows old: {}", old.out);
    desk.say("study check study.json --today tomorrow").refuses(2, &["--today: \"tomorrow\" is not a day"]);
}

#[test]
fn a_key_that_no_page_could_seal_to_is_found_before_anybody_is_asked() {
    let desk = desk();
    let mut study = template();
    // One letter is mistyped: the checksum within the key no longer fits.
    let key = study["recipients"][1]["age"].as_str().unwrap().to_string();
    let (start, end) = key.split_at(key.len() - 1);
    study["recipients"][1]["age"] = format!("{start}{}", if end == "q" { "p" } else { "q" }).into();
    desk.write("template.json", study.to_string());
    desk.say("study pin template.json --out study.json --site site").fine();
    let ran = desk.say("study check study.json --today 2026-01-02");
    assert_eq!(ran.code, 1, "{}", ran.out);
    assert_eq!(ran.out.matches("error[").count(), 1, "{}", ran.out);
    assert!(ran.out.contains("error[recipient] $.recipients[1].age"), "{}", ran.out);
}

#[test]
fn the_demonstration_is_no_longer_than_may_be_asked() {
    let desk = desk();
    desk.write("template.json", with_keys(include_str!("../../www/study.template.json")).to_string());
    desk.say("study pin template.json --out study.json").fine();
    let ran = desk.say("study check study.json --today 2026-01-02").fine();
    for found in ["too_long", "no_easy_words", "no_such_wave"] {
        assert!(!ran.out.contains(found), "{}", ran.out);
    }
    let child =
        "study.json: info $.batteries[3]: child 8-11 T0: 21.9 minutes, 25 items (voice 13.5 minutes, questions 8.4";
    assert!(ran.out.contains(child), "{}", ran.out);
    assert!(ran.out.contains("each further child adds 0.7 minutes"), "{}", ran.out);
    let lengths = desk.say("study check study.json --today 2026-01-02 --json").fine().json()["lengths"].clone();
    let battery = lengths.as_array().unwrap().iter().find(|l| l["path"] == "$.batteries[0]").unwrap();
    assert_eq!((&battery["role"], &battery["minutes"]), (&"parent".into(), &34.3.into()));
    assert_eq!(battery["further_adult"], 4.6);
}

#[test]
fn a_pin_that_is_not_the_file_at_hand_is_an_error() {
    let desk = desk();
    desk.pinned_study();
    let mut study: serde_json::Value = serde_json::from_str(&desk.read("study.json")).unwrap();
    study["pins"][0]["structure"] = "00".repeat(32).into();
    study["pins"][1]["wording"]["nl"] = "11".repeat(32).into();
    desk.write("study.json", study.to_string());
    let ran = desk.say("study check study.json --today 2026-01-02");
    assert_eq!(ran.code, 1);
    assert!(ran.out.contains("error[pin] $.pins[0].structure: library:"), "{}", ran.out);
    assert!(ran.out.contains("error[pin] $.pins[1].wording.nl"), "{}", ran.out);
}

#[test]
fn what_is_no_study_says_where() {
    let desk = desk();
    desk.write("study.json", "{\n\"format\": 1,\n\"mode\": \"maybe\"\n}");
    desk.say("study check study.json").refuses(2, &["study.json: $.mode (line 3", "this is not a study file"]);
    desk.say("study pin none.json --out s.json").refuses(2, &["cannot read none.json"]);
}
