//! Ids as somebody reads them who has the paper form beside them.

/// Items by their numbers: `phq9_1, phq9_2, phq9_3, phq9_9` of `phq-9` are `1–3, 9`, and `event_1` to `event_15` are
/// `event 1–15`. Names without a number stand as they are, with spaces.
pub(super) fn numbers<'a>(instrument: &str, items: impl Iterator<Item = &'a str>) -> String {
    let prefix = format!("{}_", instrument.replace('-', ""));
    let mut out: Vec<String> = Vec::new();
    // What stands before the numbers, first, last.
    let mut run: Option<(&str, u32, u32)> = None;
    for item in items {
        let short = item.strip_prefix(&prefix).unwrap_or(item);
        let (before, number) = short.rsplit_once('_').unwrap_or(("", short));
        match (number.parse::<u32>().ok(), run) {
            (Some(n), Some((stem, first, last))) if stem == before && n == last + 1 => run = Some((stem, first, n)),
            (number, earlier) => {
                out.extend(earlier.map(range));
                run = number.map(|n| (before, n, n));
                if number.is_none() {
                    out.push(name(short));
                }
            }
        }
    }
    out.extend(run.map(range));
    out.join(", ")
}

fn range((stem, first, last): (&str, u32, u32)) -> String {
    let stem = if stem.is_empty() { String::new() } else { name(stem) + " " };
    match last - first {
        0 => format!("{stem}{first}"),
        1 => format!("{stem}{first}, {last}"),
        _ => format!("{stem}{first}–{last}"),
    }
}

/// The letter of a form is a capital; any other name has spaces.
pub(super) fn name(id: &str) -> String {
    if id.len() == 1 { id.to_uppercase() } else { id.replace('_', " ") }
}

#[cfg(test)]
mod tests {
    use super::numbers;

    #[test]
    fn runs_are_short_and_names_stay() {
        let short = |instrument: &str, items: &str| numbers(instrument, items.split(' '));
        assert_eq!(short("phq-9", "phq9_1 phq9_2 phq9_3 phq9_9"), "1–3, 9");
        assert_eq!(short("phq-9", "phq9_1 phq9_2 phq9_4"), "1, 2, 4");
        assert_eq!(short("ctspc", "ctspc_a ctspc_b"), "A, B");
        assert_eq!(short("cats-2", "cats2_8 cats2_9a cats2_9b cats2_10"), "8, 9a, 9b, 10");
        assert_eq!(short("cats-2", "event_1 event_2 event_3 function_1 cats2_1"), "event 1–3, function 1, 1");
        assert_eq!(short("kindstem-x", "hit_by_me calm"), "hit by me, calm");
        assert_eq!(numbers("x", std::iter::empty()), "");
    }
}
