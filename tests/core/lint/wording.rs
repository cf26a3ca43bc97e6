//! Wording packs: what can be wrong with the words.

use super::edit::{Row, codes_in, codes_of, hold};
use super::structure;
use kindstem::instrument::{lint_wording, parse, parse_wording};
use serde_json::{Value as Json, json};

fn good() -> Json {
    json!({
        "format": 1, "instrument": "good", "version": "1.0.0", "lang": "nl-x-easy", "licence": "CC-BY-4.0",
        "source": "-", "brought_by": "-", "title": "Good",
        "blocks": {"one": {"title": "Een", "intro": "Over {child}."}},
        "items": {
            "a": {"text": "Eerste"}, "b": {"text": "Tweede"}, "n": {"text": "Hoeveel", "unit": "uur"},
            "t": {"text": "Wat"}, "i": {"text": "Lees", "help": "Eén regel.\n\nNog een."},
            "many": {"text": "Welke"}, "c": {"text": "Derde"}
        },
        "options": {"o": {"0": "Nee", "1": "Soms", "2": "Ja"}}
    })
}

fn file(extension: &str) -> String {
    format!("{}.{extension}", "0a".repeat(32))
}

fn rows() -> Vec<Row> {
    vec![
        ("/format", json!(0), "format", "$.format"),
        ("/instrument", json!("other"), "other_instrument", "$.instrument"),
        ("/version", json!("1.0.1"), "other_version", "$.version"),
        ("/lang", json!(""), "lang", "$.lang"),
        ("/lang", json!("nl_NL"), "lang", "$.lang"),
        ("/licence", json!(""), "empty", "$.licence"),
        ("/source", json!(""), "empty", "$.source"),
        ("/brought_by", json!(""), "empty", "$.brought_by"),
        ("/items/b", Json::Null, "missing_text", "$.items.b"),
        ("/items/b/text", json!(" "), "missing_text", "$.items.b"),
        ("/items/z", json!({"text": "?"}), "dangling", "$.items.z"),
        ("/blocks/three", json!({"title": "Drie"}), "dangling", "$.blocks.three"),
        ("/blocks/one/title", json!(""), "missing_text", "$.blocks.one.title"),
        ("/options/o/2", Json::Null, "missing_text", "$.options.o.2"),
        ("/options/o/3", json!("?"), "dangling", "$.options.o.3"),
        ("/options/p", json!({"0": "?"}), "dangling", "$.options.p"),
        ("/audio", json!({"z": file("webm")}), "dangling", "$.audio.z"),
        ("/audio", json!({"a.9": file("webm")}), "dangling", "$.audio.a.9"),
        ("/audio", json!({"a": file("wav")}), "audio", "$.audio.a"),
        ("/audio", json!({"a": "../a.webm"}), "audio", "$.audio.a"),
        ("/audio", json!({"a": file("ogg")}), "not_recorded", "$.items.b"),
        ("/items/b/help", json!("é".repeat(2001)), "limit", "$.items.b.help"),
        ("/title", json!("a\u{202E}b"), "invisible", "$.title"),
        ("/options/o/1", json!("a\u{200B}b"), "invisible", "$.options.o.1"),
        ("/items/n/unit", json!("uur\t"), "invisible", "$.items.n.unit"),
        ("/blocks/one/intro", json!("Over {kind}."), "placeholder", "$.blocks.one.intro"),
        ("/items/a/text", json!("Over {child"), "placeholder", "$.items.a.text"),
    ]
}

#[test]
fn t_27_each_finding_of_a_wording_can_be_provoked() {
    let instrument = parse(structure::good().to_string().as_bytes()).unwrap();
    let rows = rows();
    hold(&good(), &rows, |file| lint_wording(&instrument, &parse_wording(file.to_string().as_bytes()).unwrap()));
    assert_eq!(codes_of([rows.as_slice()]), codes_in(include_str!("../../../src/instrument/lint/wording.rs")));
}
