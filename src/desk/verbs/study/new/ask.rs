//! The questions, one after the other on the terminal; Enter accepts the default, which is in brackets.

use super::answers::Answers;
use crate::desk::host::error::Failure;
use crate::desk::host::spreadsheet::one_of;
use crate::study::{Recipient, Role, language, languages};
use std::io::BufRead;

/// What to do after an answer that does not fit.
const AGAIN: &str = "nothing was written; run it again, or pass --answers FILE.json";

/// Asks every question, and returns the answers.
///
/// # Errors
/// The input ends early, or an answer is not of the kind that was asked for.
pub fn all(input: &mut impl BufRead) -> Result<Answers, Failure> {
    let id = ask(input, "Short name, lower-case with hyphens; respondents never see it", "")?;
    let title = ask(input, "Title, for researchers", &id)?;
    let known: Vec<&str> = languages().iter().map(|l| l.code.as_str()).collect();
    let question = format!("Languages, the first is the fallback; this program has words in {}", known.join(", "));
    let languages = list(&ask(input, &question, "nl, en")?);
    let time_zone = ask(input, "Time zone of the study", "Europe/Amsterdam")?;
    let months = list(&ask(input, "Months of the waves after the first", "0, 12, 18")?);
    let months = months.iter().map(|m| m.parse().map_err(|_| no(m, "a number of months"))).collect::<Result<_, _>>()?;
    let roles = list(&ask(input, "Who is asked", "parent, child, young, professional")?);
    let role = |r: &String| one_of(r, &Role::ALL, Role::name).map_err(|e| Failure::findings(e, AGAIN));
    let roles = roles.iter().map(role).collect::<Result<_, _>>()?;
    let letterbox = ask(input, "May children write between waves, into a letterbox", "no")? == "yes";
    let mut readers = Vec::new();
    for n in 1..=2 {
        let name = ask(input, &format!("Reader {n} of the answers, as a child reads the name"), "")?;
        let age = ask(input, &format!("Public key of {name}, age1…, from kindstem keygen"), "")?;
        readers.push(Recipient { name, age });
    }
    let first = readers.first().map(|r| r.name.clone()).unwrap_or_default();
    let contact = ask(input, "Whom respondents call", &first)?;
    let phone = ask(input, "Telephone", "")?;
    let hours = languages.iter().map(|tag| hours(input, tag)).collect::<Result<_, Failure>>()?;
    let days = ask(input, "Within how many days somebody reads who wants to talk", "7")?;
    let read_interval_days = days.parse().map_err(|_| no(&days, "a number of days"))?;
    let intake = ask(input, "Address of the intake", "/v1")?;
    let contact_readers = Vec::new();
    Ok(Answers {
        id,
        title,
        languages,
        time_zone,
        months,
        roles,
        letterbox,
        readers,
        contact_readers,
        contact,
        phone,
        hours,
        read_interval_days,
        intake,
    })
}

/// When somebody can be called, in one language.
fn hours(input: &mut impl BufRead, tag: &str) -> Result<(String, String), Failure> {
    let (name, suggested) = language(tag).map_or((tag, ""), |l| (&l.head.english, &l.head.hours));
    Ok((tag.to_string(), ask(input, &format!("When, in {name}"), suggested)?))
}

fn ask(input: &mut impl BufRead, question: &str, default: &str) -> Result<String, Failure> {
    let shown = if default.is_empty() { String::new() } else { format!(" [{default}]") };
    // Standard error, so that what the verb prints can be kept apart.
    eprintln!("{question}{shown}:");
    let mut line = String::new();
    let read = input.read_line(&mut line).map_err(Failure::internal)?;
    let answer = if line.trim().is_empty() { default } else { line.trim() };
    if read == 0 && default.is_empty() {
        return Err(Failure::unusable(
            "the input ended before all questions were answered",
            "pass --answers FILE.json, or answer every question",
        ));
    }
    Ok(answer.to_string())
}

fn list(text: &str) -> Vec<String> {
    text.split([',', ' ']).map(str::trim).filter(|w| !w.is_empty()).map(String::from).collect()
}

fn no(text: &str, wanted: &str) -> Failure {
    Failure::findings(format_args!("{text:?} is not {wanted}"), AGAIN)
}
