//! The help list: tried lately, said in every language, and for children in the order that they were promised.

use super::is_said;
use crate::instrument::Findings;
use crate::study::check::whole_languages;
use crate::study::{HelpLine, HelpList, Set, Study, Texts};
use crate::time::Day;

/// Days after which a list has to be tried again.
const FRESH_DAYS: i64 = 90;
/// Child lines: the Kindertelefoon, and the number that is the same in the European Union.
const CHILD_LINES: [&str; 2] = ["08000432", "116111"];

/// What a line must be, in words and as a rule.
type Line = (&'static str, fn(&HelpLine) -> bool);

pub(super) fn help(s: &Study, today: Day, out: &mut Findings) {
    for (h, list) in s.help.iter().enumerate() {
        let path = format!("$.help[{h}]");
        // A day that is still to come was not a day on which somebody tried them.
        let checked = Day::parse(&list.checked_on);
        if checked.is_none_or(|day| !(0..=FRESH_DAYS).contains(&today.since(day))) {
            let advice = "call the numbers and update the date (YYYY-MM-DD): the last check is more than 90 days old";
            out.error(format!("{path}.checked_on"), "help_old", advice);
        }
        if list.lines.is_empty() {
            out.error(format!("{path}.lines"), "help_empty", "a help list names at least one place to turn to");
        }
        begins_for_children(list, &path, out);
        for (l, line) in list.lines.iter().enumerate() {
            for lang in whole_languages(s) {
                let absent = |t: &Texts| !t.get(lang).is_some_and(|x| is_said(x));
                for (field, texts) in [("name", &line.name), ("text", &line.text)] {
                    if absent(texts) {
                        let advice = "say in this language who it is, what for and when";
                        out.error(format!("{path}.lines[{l}].{field}.{lang}"), "help_text", advice);
                    }
                }
            }
        }
    }
}

fn begins_for_children(list: &HelpList, path: &str, out: &mut Findings) {
    if list.sets.iter().all(|set| *set == Set::Adult) {
        return;
    }
    let first: [Line; 3] = [
        ("112", |line| digits(line) == "112"),
        ("the child line (0800-0432 or 116111)", |line| CHILD_LINES.contains(&digits(line).as_str())),
        ("an adult whom the child trusts, without a number", |line| !is_said(&line.phone)),
    ];
    for (l, (what, fits)) in first.into_iter().enumerate() {
        if !list.lines.get(l).is_some_and(fits) {
            let advice = format!("lists for children begin with 112, the child line and a trusted adult; here: {what}");
            out.error(format!("{path}.lines[{l}]"), "help_child_first", advice);
        }
    }
}

fn digits(line: &HelpLine) -> String {
    line.phone.chars().filter(char::is_ascii_digit).collect()
}
