//! Branches: taken or not, nobody can tell from outside (T-09, T-17).

use super::scenario::{Scenario, any_answer, missing, no_to_all};
use kindstem::answers::{Answer, Missing, Value};

#[test]
fn taken_and_not_taken_look_the_same_from_outside() {
    let walk = |hurt: i32| {
        let mut parent = Scenario::parent();
        parent.takes_part().walks("hurt", any_answer).chooses("hurt", hurt).goes_on();
        parent.walks("the end", any_answer);
        parent
    };
    let (yes, no) = (walk(1), walk(0));
    assert_ne!(yes.answer(1, "words"), no.answer(1, "words"));
    assert_eq!(no.answer(1, "words"), missing(Missing::NotShown));
    let (mut a, mut b) = (yes.traffic(), no.traffic());
    assert_eq!(a.len(), b.len(), "as many envelopes");
    a.sort_by_key(|(to, size)| (format!("{to:?}"), *size));
    b.sort_by_key(|(to, size)| (format!("{to:?}"), *size));
    assert_eq!(a, b, "of the same sizes");
}

#[test]
fn the_fewest_and_the_most_words_look_the_same_from_outside() {
    let most = |item: &kindstem::instrument::Item, form: &kindstem::instrument::Instrument| {
        if item.is_free() { Some(Value::Text("\"".repeat(9_999))) } else { any_answer(item, form) }
    };
    let mut long = Scenario::parent();
    long.walks("the end", most);
    let mut short = Scenario::parent();
    short.takes_part().walks("the end", |_, _| None);
    let per_block = |s: &Scenario| {
        let mut count = std::collections::BTreeMap::new();
        for (e, sealed) in s.entries().iter().zip(&s.sealed) {
            let block = s.session.plan().parts[e.part as usize].instrument.items().find(|(_, p, _)| p.id == e.page);
            *count.entry((e.part, block.unwrap().0.id.clone(), sealed.size)).or_insert(0) += 1;
        }
        count
    };
    assert_eq!(per_block(&long), per_block(&short));
    assert_eq!(long.traffic().len(), short.traffic().len());
}

#[test]
fn progress_counts_blocks_and_says_nothing_of_branches() {
    let at_calm = |hurt: i32| {
        let mut parent = Scenario::parent();
        parent.takes_part().walks("hurt", any_answer).chooses("hurt", hurt).goes_on().walks("calm", any_answer);
        parent.session.progress()
    };
    assert_eq!(at_calm(0), at_calm(1));
    assert_eq!((at_calm(0).block, at_calm(0).of), (1, 7));
}

#[test]
fn what_a_changed_answer_hides_is_not_shown_whatever_was_said() {
    let mut parent = Scenario::parent();
    parent.takes_part().walks("how", any_answer);
    parent.types("words", "with a belt").goes_on();
    assert_eq!(parent.page(), "calm");
    parent.goes_back().goes_back();
    assert_eq!((parent.page(), parent.asked()), ("hurt", vec!["hurt"]));
    parent.chooses("hurt", 0).goes_on();
    assert_eq!(parent.page(), "calm", "the page that hung on it is gone");
    let before = parent.entries().len();
    parent.chooses("calm", 1).goes_on();
    assert_eq!(parent.entries().len(), before + 2, "calm, and the hidden page once more");
    assert_eq!(parent.answer(1, "words"), missing(Missing::NotShown));
    assert_eq!(parent.answer(1, "kinds"), missing(Missing::NotShown));
}

#[test]
fn who_goes_back_and_opens_a_branch_is_asked_it() {
    let mut parent = Scenario::parent();
    parent.takes_part().walks("partner", no_to_all);
    assert_eq!(parent.answer(1, "words"), missing(Missing::NotShown));
    parent.goes_back().goes_back();
    assert_eq!(parent.page(), "hurt");
    parent.chooses("hurt", 1).goes_on();
    assert_eq!((parent.page(), parent.asked()), ("how", vec!["kinds", "words"]));
    parent.types("words", "soms").goes_on().goes_on();
    assert_eq!(parent.answer(1, "words"), Answer::Value(Value::Text("soms".into())));
    assert_eq!(parent.answer(1, "kinds"), missing(Missing::NoChoice));
    parent.walks("the end", any_answer);
    let hurt = parent.manifest().unwrap().scores[1].document.value("hurt");
    assert_eq!(hurt.map(|d| d.to_string()).as_deref(), Some("1"), "the score follows the change");
}

#[test]
fn an_item_that_is_hidden_takes_no_answer() {
    let mut parent = Scenario::parent();
    parent.takes_part().walks("how", any_answer);
    let part = parent.session.page().unwrap().part.instrument.clone();
    assert_eq!(part.items().filter(|(_, p, _)| p.id == "how").count(), 2);
    // T1 asks one item more; at T0 it takes no answer, though it stands on a page of the plan.
    parent.walks("times", any_answer).chooses("since", 2).goes_on();
    assert_eq!(parent.answer(1, "since"), missing(Missing::NotInVersion));
}
