//! `instrument`.

use super::kit::desk;

#[test]
fn the_library_lists_itself_and_has_no_errors() {
    let desk = desk();
    let list = desk.say("instrument list --json").fine().json();
    let ids: Vec<&str> = list.as_array().unwrap().iter().map(|i| i["id"].as_str().unwrap()).collect();
    assert!(ids.contains(&"phq-9") && ids.contains(&"kindstem-top3-child"), "{ids:?}");
    let lines = desk.say("instrument list").fine().out;
    assert!(lines.lines().any(|l| l.starts_with("phq-9 ") && l.contains("published: wording not included")));
    assert!(
        lines.lines().any(|l| l.starts_with("kindstem-top3-child ") && l.contains("not validated") && l.contains("nl"))
    );
    desk.run(["instrument", "check"].into_iter().chain(ids)).fine();
}

#[test]
fn says_everything_that_is_wrong_at_once_and_where() {
    let desk = desk();
    let library = include_str!("../../src/instrument/library/published/phq-9.json");
    desk.write(
        "own.json",
        library.replace("\"phq9_2\"", "\"phq9_1\"").replacen("\"options\": \"frequency\"", "\"options\": \"often\"", 1),
    );
    let ran = desk.say("instrument check own.json phq-9");
    assert_eq!(ran.code, 1);
    assert!(ran.out.contains("own.json: error[duplicate_id] $.blocks[0].pages[0].items[1].id"), "{}", ran.out);
    assert!(ran.out.contains("own.json: error[dangling] $.blocks[0].pages[0].items[0].options"), "{}", ran.out);
    let json = desk.say("instrument check own.json phq-9 --json");
    assert_eq!(json.code, 1);
    let json = json.json();
    assert_eq!(json[0]["file"], "own.json");
    assert!(json[0]["findings"].as_array().unwrap().len() >= 2);
    assert_eq!(json[1]["findings"].as_array().unwrap().len(), 0);
}

#[test]
fn holds_words_against_their_structure() {
    let desk = desk();
    let pack = serde_json::json!({"format": 1, "instrument": "mhi-5", "version": "1.0.0", "lang": "nl",
        "licence": "x", "source": "x", "brought_by": "x", "title": "x", "items": {}});
    desk.write("nl.json", pack.to_string());
    let ran = desk.say("instrument check mhi-5 --wording nl.json");
    assert_eq!(ran.code, 1);
    assert!(ran.out.contains("nl.json: error[missing_text] $.items.mhi5_1"), "{}", ran.out);
    desk.say("instrument check phq-9 --wording nl.json")
        .refuses(2, &["nl.json is a text pack for \"mhi-5\"", "add that instrument to the command"]);
}

#[test]
fn words_for_the_core_of_a_form_need_none_for_its_supplement() {
    let desk = desk();
    let text = |id: String| (id, serde_json::json!({"text": "made up"}));
    let core: serde_json::Map<_, _> = ('a'..='v').map(|letter| text(format!("ctspc_{letter}"))).collect();
    let labels: serde_json::Map<_, _> = (0..=7).map(|code: i32| (code.to_string(), "made up".into())).collect();
    let pack = serde_json::json!({"format": 1, "instrument": "ctspc", "version": "2.0.0", "lang": "nl",
        "licence": "x", "source": "x", "brought_by": "x", "title": "x", "blocks": {"items": {"title": "made up"}}, "options": {"frequency": labels}, "items": core});
    desk.write("nl.json", pack.to_string());
    desk.say("instrument check ctspc --wording nl.json").fine();
}

#[test]
fn what_is_no_instrument_says_file_line_and_way_out() {
    let desk = desk();
    desk.write("a.json", "{\n  \"format\": 1,\n  \"surprise\": 2\n}");
    desk.say("instrument check a.json")
        .refuses(2, &["a.json: $.surprise (line 3, column 12): unknown field `surprise`"]);
    desk.say("instrument check phq-7").refuses(2, &["\"phq-7\" is neither a file nor", "phq-9"]);
    desk.say("instrument check").refuses(2, &["FILE|ID"]);
}

#[test]
fn says_what_is_hard_to_read_in_dutch_own_words() {
    let desk = desk();
    let words = include_str!("../../src/instrument/library/own/kindstem-top3-child/nl.json");
    let hard = words.replace("Wat moet als eerste beter gaan?", "Waarom is de situatie niet goed?");
    assert_ne!(words, hard);
    desk.write("nl.json", hard);
    let ran = desk.say("instrument check kindstem-top3-child --wording nl.json");
    assert_eq!(ran.code, 1);
    assert!(ran.out.contains("nl.json: error[nl_why] $.items.topics.text"), "{}", ran.out);
    assert!(ran.out.contains("\"situatie\" is difficult; easier: hoe het is"), "{}", ran.out);
    assert!(ran.out.contains("nl.json: error[nl_negation] $.items.topics.text"), "{}", ran.out);
}

#[test]
fn what_the_library_lets_stand_is_no_excuse_for_a_pack_that_is_brought() {
    let desk = desk();
    desk.say("instrument check kindstem-after-child").fine();
    desk.write("nl.json", include_str!("../../src/instrument/library/own/kindstem-after-child/nl.json"));
    let ran = desk.say("instrument check kindstem-after-child --wording nl.json");
    assert_eq!(ran.code, 1);
    assert!(ran.out.contains("nl.json: error[nl_negation] $.items.not_when.text"), "{}", ran.out);
}

#[test]
fn the_catalogue_is_a_page_of_its_own_or_json() {
    let desk = desk();
    assert_eq!(desk.say("instrument catalogue --out all.html").fine().out, "");
    let page = desk.read("all.html");
    assert!(page.starts_with("<!DOCTYPE html>") && page.ends_with("</html>\n"));
    assert_eq!(desk.say("instrument catalogue").fine().out, page);
    desk.say("instrument catalogue --out all.html").refuses(2, &["all.html already exists"]);
    let json = desk.say("instrument catalogue --json").fine().json();
    let topics = json["topics"].as_array().unwrap();
    let topic = |id: &str| {
        let of = |g: &&serde_json::Value| g["instruments"].as_array().unwrap().iter().any(|i| i["id"] == id);
        topics.iter().find(of).unwrap()["topic"].as_str().unwrap()
    };
    assert_eq!([topic("cts2"), topic("who-5"), topic("kindstem-top3-child")], ["safety", "parent", "voice"]);
    let all: Vec<_> = topics.iter().flat_map(|g| g["instruments"].as_array().unwrap()).collect();
    let listed = desk.say("instrument list --json").fine().json();
    assert_eq!(all.len(), listed.as_array().unwrap().len());
    let phq = all.iter().find(|i| i["id"] == "phq-9").unwrap();
    assert_eq!((phq["items"].as_u64(), phq["seconds"].as_u64()), (Some(10), Some(100)));
    assert_eq!((phq["for_whom"].as_str(), phq["licence"]["permission"].as_str()), (Some("parents"), Some("free")));
    let total = &phq["scales"][0];
    assert_eq!(["rule", "missing"].map(|k| total[k].as_str().unwrap()), ["sum", "every item is needed"]);
    assert_eq!((total["max"].as_u64(), total["reliability"]["kind"].as_str()), (Some(27), Some("retest")));
    assert!(all.iter().all(|i| i["id"].as_str().unwrap().starts_with("kindstem-") == (i["status"] == "not validated")));
}

#[test]
fn the_catalogue_takes_instruments_of_a_folder_and_their_words_as_words() {
    let desk = desk();
    let library = include_str!("../../src/instrument/library/published/phq-9.json");
    // Without a topic it is one of the others.
    let library = library.replacen("\"topic\": \"parent\",", "", 1);
    assert!(!library.contains("topic"));
    desk.write(
        "own/x.json",
        library.replace("\"phq-9\"", "\"x-1\"").replacen("Patient", "<script>alert(1)</script>", 1),
    );
    let page = desk.say("instrument catalogue --instruments own").fine().out;
    assert!(page.contains("&lt;script&gt;alert(1)&lt;/script&gt; Health") && !page.contains("<script"));
    assert!(page.contains("<h2 id=\"others\">Others</h2>"));
}
