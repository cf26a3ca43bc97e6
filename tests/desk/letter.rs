//! `study invite --letters`: what a person gets on paper, read as a telephone reads it.

use super::invite::{FAMILY, HEADER, links};
use super::kit::{Desk, Ran, desk, key_file, template};
use serde_json::json;

const INVITE: &str = "study invite study.json --families families.csv --register register.age --out links.csv";

fn letters(desk: &Desk, base: &str, more: &str) -> Ran {
    desk.write("families.csv", format!("{HEADER}{FAMILY}"));
    desk.say(&format!("{INVITE} --base {base} --letters letters {more}"))
}

/// What the code of a letter says.
fn scan(html: &str) -> String {
    let between = |text: &str, from: &str, to: &str| {
        let rest = text.split_once(from).unwrap().1;
        rest.split_once(to).unwrap().0.to_string()
    };
    let size: usize = between(html, "viewBox=\"0 0 ", " ").parse().unwrap();
    let path = html.split(" d=\"").nth(2).unwrap().split('"').next().unwrap();
    let dark: std::collections::BTreeSet<(usize, usize)> = path
        .split('M')
        .skip(1)
        .map(|square| {
            let (x, rest) = square.split_once(' ').unwrap();
            (x.parse().unwrap(), rest.split('h').next().unwrap().parse().unwrap())
        })
        .collect();
    // Six pixels a module, as a camera might see it.
    let pixel = |x: usize, y: usize| if dark.contains(&(x / 6, y / 6)) { 0 } else { 255 };
    let mut image = rqrr::PreparedImage::prepare_from_greyscale(size * 6, size * 6, pixel);
    let grids = image.detect_grids();
    assert_eq!(grids.len(), 1);
    grids[0].decode().unwrap().1
}

#[test]
fn each_person_gets_a_letter_whose_code_is_the_link_and_which_tells_nothing() {
    let desk = desk();
    let mut study = template();
    study["title"] = json!("Trauma and safety in families");
    study["protocol"]["contact"]["phone"] = json!("000 <b>");
    desk.write("template.json", study.to_string());
    desk.say("study pin template.json --out study.json --site site").fine();
    letters(&desk, "https://forms.example.org/", "").fine();
    let links = links(&desk, "links.csv");
    let [parent, child] = ["letters/0002-F1-P1.html", "letters/0003-F1-P2.html"].map(|name| desk.read(name));
    assert_eq!([scan(&parent), scan(&child)], [links[0].clone(), links[1].clone()]);
    assert!(parent.contains(&format!("<figcaption>{}</figcaption>", links[0])), "to type where nothing scans");
    assert!(parent.contains("lang=\"nl\"") && parent.contains("Beste lezer"), "{parent}");
    assert!(child.contains("lang=\"en\"") && child.contains("<p>Hello,</p>"), "{child}");
    assert!(parent.contains("Test reader 1: 000\u{a0}&lt;b&gt;."), "{parent}");
    for letter in [&parent, &child] {
        let text = letter.to_lowercase();
        for tells in ["trauma", "safe", "veilig", "desk-test", "kindstem", "f1", "p1", "<script", "src="] {
            let without = text.split("<figure>").next().unwrap();
            assert!(!without.contains(tells), "{tells}");
        }
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = std::fs::metadata(desk.path("letters/0002-F1-P1.html")).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "whoever has a link may add to its slot");
    }
}

#[test]
fn the_study_has_words_of_its_own_and_its_promises_are_checked() {
    let desk = desk();
    let mut study = template();
    study["letter"] = json!({"8-11": {"nl": "Hoi", "en": "Hi there,\n\nthis is for you.\nSee you."}});
    desk.write("template.json", study.to_string());
    desk.say("study pin template.json --out study.json --site site").fine();
    letters(&desk, "https://forms.example.org/i/", "--host-sees-links").fine();
    let child = desk.read("letters/0003-F1-P2.html");
    assert!(child.contains("<p>Hi there,</p><p>this is for you.<br>See you.</p>"), "{child}");
    assert!(scan(&child).starts_with("https://forms.example.org/i/"));
    study["letter"]["8-11"]["nl"] = json!("Voel jij je veilig?");
    desk.write("template.json", study.to_string());
    desk.say("study pin template.json --out study.json --site site").fine();
    let ran = desk.say("study check study.json --today 2026-01-02").fine();
    assert!(ran.out.contains("warning[telltale] $.letter.8-11.nl"), "{}", ran.out);
}

#[test]
fn a_letter_in_arabic_runs_from_right_to_left() {
    let desk = desk();
    desk.pinned_study();
    let mut study: serde_json::Value = serde_json::from_str(&desk.read("study.json")).unwrap();
    // No instrument has words in Arabic yet, so such a study cannot be pinned.
    study["languages"] = json!(["nl", "en", "ar"]);
    study["protocol"]["contact"]["phone"] = json!("000 11");
    desk.write("study.json", study.to_string());
    desk.write("families.csv", format!("{HEADER}{}", FAMILY.replace(",en,", ",ar,")));
    desk.say(&format!("{INVITE} --base https://forms.example.org/ --letters letters")).fine();
    let child = desk.read("letters/0003-F1-P2.html");
    assert!(child.contains("<html lang=\"ar\" dir=\"rtl\">") && child.contains("<title>رسالة</title>"), "{child}");
    assert!(child.contains("مرحبًا"), "{child}");
    assert!(child.contains("\u{2068}000\u{a0}11\u{2069}"), "the groups of the number keep their order: {child}");
    assert!(desk.read("letters/0002-F1-P1.html").contains("<html lang=\"nl\" dir=\"ltr\">"));
    study["languages"] = json!(["nl", "en", "fr"]);
    desk.write("study.json", study.to_string());
    let check = desk.say("study check study.json --today 2026-01-02");
    assert!(check.out.contains("error[unknown_language] $.languages[2]"), "{}", check.out);
}

#[test]
fn an_address_that_tells_and_a_folder_that_is_there_are_refused() {
    let desk = desk();
    desk.pinned_study();
    letters(&desk, "https://veilig-thuis.example.org/", "")
        .refuses(1, &["gives away the topic by \"veilig\"", "a neutral address"]);
    assert!(!desk.has("register.age") && !desk.has("letters"), "nothing was made");
    desk.write("families.csv", format!("{HEADER}{FAMILY}"));
    desk.say(&format!("{INVITE} --letters letters")).refuses(2, &["--base"]);
    letters(&desk, "https://forms.example.org/", "").fine();
    let key = key_file("answers-1");
    desk.say(&format!(
        "{} --letters letters --base https://x.example.org/ --identity {key}",
        INVITE.replace("links", "more")
    ))
    .refuses(2, &["letters already exists"]);
}
