//! The cells of a row: each reads one column, and says what it wants instead.

use crate::desk::host::spreadsheet::one_of;
use crate::study::{ADULTS, CHILDREN, Consent, HOMES, Person, Relation, Set};

pub fn name(text: &str) -> Result<String, String> {
    if text.is_empty() || text.chars().count() > 64 || text.contains(char::is_control) {
        return Err("write 1 to 64 characters".into());
    }
    Ok(text.to_string())
}

pub fn place(text: &str, all: &[&str]) -> Result<u8, String> {
    let at = all.iter().position(|x| *x == text).and_then(|i| u8::try_from(i).ok());
    at.ok_or_else(|| format!("{text:?} is not one of the study's {}", all.join(", ")))
}

/// `8-11` and `12-17` become dates in some spreadsheets; `child` and `young` do not.
pub fn set(text: &str) -> Result<Set, String> {
    match text {
        "child" => Ok(Set::Child),
        "young" => Ok(Set::Young),
        _ => one_of(text, &Set::ALL, Set::name).map_err(|e| {
            format!("{e}; child and young may be written for 8-11 and 12-17, which a spreadsheet may turn into a date")
        }),
    }
}

pub fn consent(text: &str) -> Result<Consent, String> {
    match text {
        "own" => Ok(Consent::Own),
        "under12" | "<12" => Ok(Consent::Under12),
        "from12" | "12-15" => Ok(Consent::From12),
        "from16" | "16+" => Ok(Consent::From16),
        _ => Err(format!("{text:?} is not one of own, under12, from12, from16")),
    }
}

/// `a1` or `k2`; empty for somebody outside the roster, such as a professional.
pub fn person(text: &str) -> Result<Option<Person>, String> {
    if text.is_empty() {
        return Ok(None);
    }
    let child = code(text, 'k', CHILDREN).map(Person::Child);
    let adult = || code(text, 'a', ADULTS).map(Person::Adult);
    child
        .or_else(|_| adult())
        .map(Some)
        .map_err(|_| format!("{text:?} is not one of a1 to a{ADULTS}, k1 to k{CHILDREN}"))
}

/// `a1:mother+a2:father`, as the person of the row sees them.
pub fn adults(text: &str) -> Result<[Option<Relation>; ADULTS], String> {
    let mut out = [None; ADULTS];
    for word in words(text) {
        let (who, relation) = pair(word, "a1:mother")?;
        let relation = one_of(relation, &Relation::ALL, Relation::name)?;
        let place = slot(&mut out, code(who, 'a', ADULTS)?)?;
        if place.replace(relation).is_some() {
            return Err(format!("{who} appears twice"));
        }
    }
    Ok(out)
}

/// `k1:9+k2:13`: age in years.
pub fn children(text: &str) -> Result<[u8; CHILDREN], String> {
    let mut out = [0; CHILDREN];
    for word in words(text) {
        let (who, age) = pair(word, "k1:9")?;
        let age = age.parse().ok().filter(|a| (1..=25).contains(a));
        let place = slot(&mut out, code(who, 'k', CHILDREN)?)?;
        if *place != 0 {
            return Err(format!("{who} appears twice"));
        }
        *place = age.ok_or_else(|| format!("the age of {who} is a whole number of years, 1 to 25"))?;
    }
    Ok(out)
}

/// `h1:a1+a3+h2:a2`: the adults of each home.
pub fn homes(text: &str) -> Result<[u8; HOMES], String> {
    let mut out = [0; HOMES];
    let mut home = None;
    for word in words(text) {
        let adult = match word.split_once(':') {
            Some((h, adult)) => {
                home = Some(code(h, 'h', HOMES)?);
                adult
            }
            None => word,
        };
        let home = home.ok_or_else(|| format!("{word:?} names no home; write h1:a1"))?;
        *slot(&mut out, home)? |= 1 << (code(adult, 'a', ADULTS)? - 1);
    }
    Ok(out)
}

/// Parts joined by `+`; `;` and spaces do as well.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(['+', ';', ' ']).filter(|w| !w.is_empty())
}

fn pair<'a>(word: &'a str, example: &str) -> Result<(&'a str, &'a str), String> {
    word.split_once(':').ok_or_else(|| format!("{word:?} is not of the form {example}"))
}

/// The number of a roster code, from 1.
fn code(text: &str, letter: char, most: usize) -> Result<u8, String> {
    let number = text.strip_prefix(letter).filter(|n| n.len() == 1).and_then(|n| n.parse::<u8>().ok());
    number
        .filter(|n| (1..=most).contains(&usize::from(*n)))
        .ok_or_else(|| format!("{text:?} is not one of {letter}1 to {letter}{most}"))
}

fn slot<T>(all: &mut [T], number: u8) -> Result<&mut T, String> {
    all.get_mut(usize::from(number) - 1).ok_or_else(|| "there is no such number".to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_family_cells() {
        assert_eq!(
            adults("a1:mother+a2:ex_partner").unwrap()[..2],
            [Some(Relation::Mother), Some(Relation::ExPartner)]
        );
        assert_eq!(children("k1:9 + k2:13").unwrap(), [9, 13, 0, 0, 0, 0]);
        assert_eq!(homes("h1:a1+a3; h2:a2").unwrap(), [0b101, 0b10, 0, 0]);
        assert_eq!(homes("").unwrap(), [0; HOMES]);
        for bad in ["a1", "a7:mother", "a1:mother+a1:father", "k1:mother", "a1:moeder", "a:mother"] {
            assert!(adults(bad).is_err(), "{bad}");
        }
        for bad in ["k1:0", "k1:300", "k0:9", "k1:negen", "k1:9+k1:9"] {
            assert!(children(bad).is_err(), "{bad}");
        }
        for bad in ["a1", "h5:a1", "h1:k1", "h1:"] {
            assert!(homes(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_set_that_became_a_date_says_so() {
        assert!(set("8-nov").unwrap_err().contains("date"));
        assert_eq!(set("child").unwrap(), Set::Child);
    }
}
