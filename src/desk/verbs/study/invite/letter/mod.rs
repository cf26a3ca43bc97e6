//! One letter per person: a few neutral words, the link as a code to scan and as an address to type. Whoever else
//! opens it reads neither the study's name nor what it is about, nor who it was written to.

mod qr;

use crate::desk::host::error::Failure;
use crate::desk::verbs::study::families::Row;
use crate::export::HtmlText;
use crate::study::{Set, Study};
use std::fmt::Write;

/// What a letter says where the study has no text of its own: language, set, text.
const TEXTS: [(&str, bool, &str); 4] = [
    (
        "nl",
        true,
        "Beste lezer,\n\nWij horen graag hoe het met u gaat. Richt de camera van uw telefoon op het vierkant. Of typ het \
         adres dat eronder staat.\n\nU kiest zelf waar en wanneer. U mag altijd stoppen.\n\nVragen? Bel {name}: {phone}.",
    ),
    (
        "nl",
        false,
        "Hallo,\n\nWij horen graag hoe het met jou gaat. Richt de camera van een telefoon op het vierkant. Of typ het \
         adres dat eronder staat.\n\nJij kiest waar en wanneer. Je mag altijd stoppen.\n\nVragen? Bel {name}: {phone}.",
    ),
    (
        "en",
        true,
        "Dear reader,\n\nWe would like to hear how you are. Point the camera of your phone at the square. Or type the \
         address below it.\n\nYou choose where and when. You may stop at any time.\n\nQuestions? Call {name}: {phone}.",
    ),
    (
        "en",
        false,
        "Hello,\n\nWe would like to hear how you are. Point the camera of a phone at the square. Or type the address \
         below it.\n\nYou choose where and when. You may stop at any time.\n\nQuestions? Call {name}: {phone}.",
    ),
];

/// Paper first: black on white whatever the screen prefers, and nothing that a printer leaves out.
const STYLE: &str = "\
:root{color-scheme:light}\
body{margin:0;background:#fff;color:#000;font:12.5pt/1.55 system-ui,'Segoe UI',Roboto,'Noto Sans',Arial,sans-serif}\
main{box-sizing:border-box;max-inline-size:34em;margin-inline:auto;padding:18mm 8mm}\
p{margin-block:0 1em}\
figure{margin-block:10mm 0;margin-inline:0;break-inside:avoid}\
svg{display:block;inline-size:52mm;block-size:52mm;margin-inline-start:-4mm}\
figcaption{margin-block-start:6mm;font:11pt/1.5 ui-monospace,Consolas,monospace;word-break:break-all;\
direction:ltr;text-align:start}\
@page{size:A4;margin:20mm}\
@media print{main{padding:0;max-inline-size:none}p{max-inline-size:34em}}";

/// The file's name: line of the spreadsheet, family, person. Whoever hands the letters over needs to know whose it is.
pub fn name(row: &Row) -> String {
    let plain = |text: &str| text.replace(|c: char| !c.is_ascii_alphanumeric() && c != '-', "_");
    format!("{:04}-{}-{}.html", row.line, plain(&row.family_id), plain(&row.person_id))
}

/// The page.
pub fn page(study: &Study, row: &Row, link: &str) -> Result<String, Failure> {
    let lang = study.languages.get(usize::from(row.language)).map_or("nl", String::as_str);
    let own = study.letter.get(&row.set).map(|texts| study.text(texts, lang)).filter(|t| !t.trim().is_empty());
    let contact = &study.protocol.contact;
    let words = own.unwrap_or_else(|| of_this_program(lang, row.set));
    let words = words.replace("{name}", &contact.name).replace("{phone}", &together(&contact.phone));
    let mut out = String::new();
    // Writing into a String does not fail.
    let _ = write!(
        out,
        "<!doctype html>\n<html lang=\"{}\" dir=\"{}\">\n<meta charset=\"utf-8\">\n<title>{}</title>\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<meta name=\"robots\" content=\"noindex\">\n\
         <style>{STYLE}</style>\n<main>\n",
        HtmlText(lang.split("-x-").next().unwrap_or(lang)),
        if lang.starts_with("ar") { "rtl" } else { "ltr" },
        if lang.starts_with("nl") { "Brief" } else { "Letter" },
    );
    for paragraph in words.split("\n\n").filter(|p| !p.trim().is_empty()) {
        let _ = writeln!(out, "<p>{}</p>", HtmlText(paragraph.trim()).to_string().replace('\n', "<br>"));
    }
    let _ =
        writeln!(out, "<figure>\n{}\n<figcaption>{}</figcaption>\n</figure>\n</main>", qr::svg(link)?, HtmlText(link));
    Ok(out)
}

fn of_this_program(lang: &str, set: Set) -> &'static str {
    let of = |lang: &str| TEXTS.iter().find(|(l, adult, _)| lang.starts_with(l) && *adult == (set == Set::Adult));
    of(lang).or_else(|| of("en")).map_or("", |(.., text)| text)
}

/// A number that stays on one line.
fn together(text: &str) -> String {
    text.replace(' ', "\u{a0}")
}

#[cfg(test)]
mod tests {
    use super::TEXTS;
    use crate::study::{Study, telltale};

    #[test]
    fn no_text_of_this_program_tells_what_it_is_about() {
        let study = include_bytes!("../../../../../../tests/desk/study.template.json");
        let study = String::from_utf8_lossy(study).replacen('{', "{\"pins\":[],", 1);
        let study = Study::parse(study.as_bytes()).unwrap();
        for (.., text) in TEXTS {
            assert_eq!(telltale(text, &study), None, "{text}");
            assert!(text.contains("{name}") && text.contains("{phone}"));
        }
    }
}
