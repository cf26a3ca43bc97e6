//! One letter per person: a few neutral words, the link as a code to scan and as an address to type. Whoever else
//! opens it reads neither the study's name nor what it is about, nor who it was written to.

mod qr;

use crate::desk::host::error::Failure;
use crate::desk::verbs::study::families::Row;
use crate::study::{Language, Study, language, languages};
use maud::{DOCTYPE, PreEscaped, html};

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
    let tag = study.languages.get(usize::from(row.language)).or(study.languages.first()).map_or("", String::as_str);
    let language = language_of(tag)?;
    let own = study.letter.get(&row.set).map(|texts| study.text(texts, tag)).filter(|t| !t.trim().is_empty());
    let contact = &study.protocol.contact;
    let words = language.fill(own.unwrap_or_else(|| language.letter(row.set)), "name", &contact.name);
    let words = language.fill(&words, "phone", &together(&contact.phone));
    let code = qr::svg(link)?;
    Ok(html! {
        (DOCTYPE)
        html lang=(tag.split("-x-").next().unwrap_or(tag)) dir=(language.head.dir.name()) {
            head {
                meta charset="utf-8";
                title { (language.head.letter.title) }
                meta name="viewport" content="width=device-width";
                meta name="robots" content="noindex";
                style { (PreEscaped(STYLE)) }
            }
            body {
                main {
                    @for paragraph in words.split("\n\n").map(str::trim).filter(|p| !p.is_empty()) {
                        p {
                            @for (n, line) in paragraph.lines().enumerate() {
                                @if n > 0 { br; }
                                (line)
                            }
                        }
                    }
                    figure { (code) figcaption { (link) } }
                }
            }
        }
    }
    .into_string())
}

/// The language of a letter; the study's own text is in it too, so its direction must be known.
fn language_of(tag: &str) -> Result<&'static Language, Failure> {
    language(tag).ok_or_else(|| {
        let known: Vec<&str> = languages().iter().map(|l| l.code.as_str()).collect();
        let what = format!("$.languages: this program has no words in {tag:?}, so it cannot write a letter in it");
        Failure::findings(what, format!("it has words in {}; take {tag:?} out of $.languages", known.join(", ")))
    })
}

/// A number that stays on one line.
fn together(text: &str) -> String {
    text.replace(' ', "\u{a0}")
}
