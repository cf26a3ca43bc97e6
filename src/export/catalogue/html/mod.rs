//! The catalogue as one page: no script, no other file, for a phone, a screen and paper.

mod choose;
mod escape;
mod instrument;
mod scales;
mod ways;

use super::{Catalogue, Grouped, Listing, words};
use crate::instrument::SECONDS_PER_ITEM;
pub use escape::Text;
use std::fmt::{self, Display};

/// The page.
pub(super) struct Page<'a>(pub &'a Catalogue<'a>);

impl Display for Page<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Page(catalogue) = self;
        let (all, own) = catalogue.counts();
        f.write_str("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")?;
        f.write_str("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")?;
        f.write_str("<meta name=\"color-scheme\" content=\"light dark\">\n")?;
        f.write_str("<title>Instruments · Kindstem</title>\n<style>\n")?;
        f.write_str(include_str!("catalogue.css"))?;
        f.write_str(
            "</style>\n</head>\n<body>\n<a class=\"skip\" href=\"#choose\">To the table</a>\n<main id=\"top\">\n",
        )?;
        write!(
            f,
            "<header>\n<p class=\"mark\">Kindstem</p>\n<h1>Choosing instruments</h1>\n\
             <p class=\"lead\">{all} instruments, by what they are about: {} published ones, whose structure and \
             scoring are here and whose words you bring yourself, and {own} of Kindstem’s own, with their words, which \
             nobody has validated.</p>\n</header>\n",
            all.saturating_sub(own)
        )?;
        reading(f)?;
        f.write_str(
            "<nav aria-labelledby=\"contents\">\n<h2 id=\"contents\">Contents</h2>\n<div class=\"contents\">\n",
        )?;
        catalogue.groups.iter().try_for_each(|g| contents(f, g))?;
        f.write_str("</div>\n</nav>\n")?;
        choose::table(f, catalogue)?;
        for Grouped { group, instruments } in &catalogue.groups {
            write!(
                f,
                "<section class=\"group\" aria-labelledby=\"{0}\">\n<h2 id=\"{0}\">{1}</h2>\n",
                group.anchor(),
                group.name()
            )?;
            instruments.iter().try_for_each(|l| instrument::section(f, l))?;
            f.write_str("<p class=\"back\"><a href=\"#top\">To the top</a></p>\n</section>\n")?;
        }
        write!(
            f,
            "</main>\n<footer><p>Made by kindstem {} from its definitions, and from nothing else. \
             <code>kindstem instrument catalogue --json</code> gives the same for programs.</p></footer>\n</body>\n</html>\n",
            env!("CARGO_PKG_VERSION")
        )
    }
}

/// What the marks mean.
fn reading(f: &mut fmt::Formatter<'_>) -> fmt::Result {
    write!(
        f,
        "<dl class=\"reading\">\n\
         <div><dt>{UNCHECKED}</dt><dd>From memory or second hand. Hold it against the holder’s form or manual before \
         you use it.</dd></div>\n\
         <div><dt>{OWN}</dt><dd>Written for this module. Use it to describe groups, item by item; its numbers have no \
         norms and prove nothing about a person.</dd></div>\n\
         <div><dt>Minutes</dt><dd>Items × seconds per item, {SECONDS_PER_ITEM} where a definition does not say. Where \
         branching leaves items out it takes less; an instrument about each child takes as long for each.</dd></div>\n\
         <div><dt>The words</dt><dd>A published instrument is asked in its holder’s words. Get them as the table says, \
         then make a text pack; <code>kindstem instrument check</code> holds it against the structure.</dd></div>\n\
         </dl>\n"
    )
}

const UNCHECKED: &str = "<span class=\"un\">not checked</span>";
const OWN: &str = "<span class=\"own\">not validated</span>";

fn contents(f: &mut fmt::Formatter<'_>, Grouped { group, instruments }: &Grouped<'_>) -> fmt::Result {
    write!(f, "<section>\n<h3><a href=\"#{}\">{}</a></h3>\n", group.anchor(), group.name())?;
    let (own, published): (Vec<_>, Vec<_>) = instruments.iter().partition(|l| l.own);
    list(f, &published, "")?;
    if !own.is_empty() {
        writeln!(f, "<p>Kindstem’s own, {OWN}</p>")?;
        list(f, &own, "Kindstem: ")?;
    }
    f.write_str("</section>\n")
}

/// Links to instruments; `heading` stands above them already.
fn list(f: &mut fmt::Formatter<'_>, all: &[&Listing<'_>], heading: &str) -> fmt::Result {
    if all.is_empty() {
        return Ok(());
    }
    f.write_str("<ul>\n")?;
    for l in all {
        let name = l.name.strip_prefix(heading).unwrap_or(l.name);
        writeln!(f, "<li><a href=\"#i-{}\">{}</a></li>", Text(l.id), Text(words::capital(name)))?;
    }
    f.write_str("</ul>\n")
}

/// `checked` quietly, `not checked` so that nobody overlooks it, and where it was read.
fn source(f: &mut fmt::Formatter<'_>, checked: bool, source: impl Display) -> fmt::Result {
    if checked {
        write!(f, "<span class=\"ok\">checked: {source}</span>")
    } else {
        write!(f, "<span class=\"un\">not checked: {source}</span>")
    }
}

/// How to get the words of an instrument.
fn how(f: &mut fmt::Formatter<'_>, l: &Listing<'_>) -> fmt::Result {
    if l.own {
        write!(f, "<b>Here,</b> in {}.", Text(words::languages(l.languages)))
    } else {
        write!(f, "<b>{}.</b> {}", l.licence.permission.words(), Text(&l.licence.how))
    }
}
