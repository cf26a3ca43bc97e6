//! In whichever order envelopes come, and however often they are assembled, the result is the same bytes.

use super::desk::{bytes, envelopes, of, records};
use crate::scenario::{Scenario, any_answer, no_to_all};
use kindstem::record::Options;
use kindstem::seal::OpenedEnvelope;
use proptest::prelude::*;

/// Two hands in the same hour, a session that came back, drafts, a twin and a fork: all that order could decide.
fn tangle() -> Vec<OpenedEnvelope> {
    let mut one = Scenario::parent();
    one.takes_part().walks("say", any_answer).types("say", "half").drafts();
    one.types("say", "half een").drafts();
    let mut back = one.reopens("back");
    back.walks("the end", no_to_all);
    let mut two = one.somebody_else("two");
    two.walks("the end", no_to_all);
    let mut all = envelopes(&[&one, &back, &two]);
    let mut twin = all[2].clone();
    twin.key.push('0');
    let mut fork = all[5].clone();
    fork.link = "b".repeat(64);
    all.extend([twin, fork]);
    all
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn the_order_of_delivery_changes_nothing(shuffled in Just(tangle()).prop_shuffle(), drafts: bool) {
        let options = || Options { use_unconfirmed: drafts, ..Options::default() };
        prop_assert_eq!(bytes(&of(shuffled, options())), bytes(&of(tangle(), options())));
    }
}

#[test]
fn assembling_twice_gives_the_same_bytes() {
    assert_eq!(bytes(&of(tangle(), Options::default())), bytes(&of(tangle(), Options::default())));
}

#[test]
fn two_tabs_make_one_record() {
    let mut one = Scenario::parent();
    let mut two = one.somebody_else("tab two");
    for _ in 0..40 {
        for tab in [&mut one, &mut two] {
            if !tab.ended() {
                let page = tab.page().to_string();
                tab.walks(&page, any_answer);
                if page == "take_part" {
                    tab.chooses("joins", 1);
                }
                tab.goes_on();
            }
        }
    }
    assert!(one.ended() && two.ended());
    let made = records(&[&one, &two]);
    assert_eq!(made.records.len(), 2, "one about the parent, one about the child");
    assert!(made.report.slots[0].complete);
    assert_eq!(made.records[0].parts.iter().map(|p| p.answered_again.len()).sum::<usize>(), 12);
}
