//! Deliveries with faults drawn at random: every difference is named, but for those that no chain can show.

use super::desk::{checked, envelopes, findings, of, records};
use crate::scenario::{Scenario, any_answer, no_to_all};
use kindstem::record::{Finding, Options};
use kindstem::seal::{OpenedEnvelope, Plain, State};
use proptest::prelude::*;
use std::sync::LazyLock;

/// A child that was interrupted twice: three sessions that go on from each other.
fn visits() -> [Scenario; 3] {
    let mut first = Scenario::parent();
    first.takes_part().walks("hurt", any_answer);
    let mut second = first.reopens("second").at(20);
    second.walks("times", any_answer);
    let mut third = second.reopens("third").at(23);
    third.walks("the end", any_answer);
    [first, second, third]
}

fn delivery() -> Vec<OpenedEnvelope> {
    static ONCE: LazyLock<Vec<OpenedEnvelope>> = LazyLock::new(|| {
        let [a, b, c] = visits();
        envelopes(&[&a, &b, &c])
    });
    ONCE.clone()
}

fn both_keys() -> Options {
    Options { opens_contacts: true, ..checked() }
}

/// What a host can do to one envelope.
#[derive(Clone, Copy, Debug)]
enum Fault {
    Drop,
    /// Another ciphertext in its place, of a page with other words.
    Replace,
    /// A second one with the same number.
    Fork,
    /// Sealed by somebody without the link.
    Forge,
    /// The same, in a session of its own.
    ForgeVisit,
    /// The clock of the device says another day.
    Clock,
}

/// The last ciphertexts of a delivery that nothing behind them names.
fn is_tail(all: &[OpenedEnvelope], at: usize) -> bool {
    let named = |e: &OpenedEnvelope, link: &String| {
        let [prev, contact, continues] = match &e.plain {
            Plain::Page(x) => [&x.prev, &x.contact, &x.continues],
            Plain::Manifest(x) => [&x.prev, &x.contact, &None],
            Plain::Contact(x) => [&x.prev, &None, &None],
            Plain::Attachment(x) => [&x.prev, &None, &None],
        };
        [prev, contact, continues].into_iter().any(|l| l.as_ref() == Some(link))
    };
    !all.iter().any(|e| named(e, &all[at].link))
}

fn apply(mut all: Vec<OpenedEnvelope>, at: usize, fault: Fault) -> Vec<OpenedEnvelope> {
    let forged = |e: &OpenedEnvelope| {
        let mut copy = e.clone();
        copy.link = "f".repeat(64);
        let proof = || "0".repeat(32);
        match &mut copy.plain {
            Plain::Page(x) => x.proof = proof(),
            Plain::Manifest(x) => x.proof = proof(),
            Plain::Contact(x) => x.proof = proof(),
            Plain::Attachment(x) => x.proof = proof(),
        }
        copy
    };
    match fault {
        Fault::Drop => drop(all.remove(at)),
        Fault::Replace => all[at].link = "e".repeat(64),
        Fault::Fork => {
            let mut other = all[at].clone();
            other.link = "d".repeat(64);
            all.push(other);
        }
        Fault::Forge => all.push(forged(&all[at])),
        Fault::ForgeVisit => {
            let mut copy = forged(&all[at]);
            if let Plain::Page(x) = &mut copy.plain {
                (x.session, x.seq, x.prev, x.state) = ("ab".repeat(16), 0, None, State::Erased);
            }
            all.push(copy);
        }
        Fault::Clock => {
            let clock = match &mut all[at].plain {
                Plain::Page(x) => &mut x.clock,
                Plain::Manifest(x) => &mut x.clock,
                Plain::Contact(x) => &mut x.clock,
                Plain::Attachment(_) => return all,
            };
            clock.wall = "2026-10-01T09:00Z".into();
        }
    }
    all
}

fn faults() -> impl Strategy<Value = Fault> {
    use Fault::{Clock, Drop, Forge, ForgeVisit, Fork, Replace};
    prop::sample::select(vec![Drop, Replace, Fork, Forge, ForgeVisit, Clock])
}

fn is_news(finding: &Finding) -> bool {
    matches!(finding, Finding::SeveralSessions { .. } | Finding::Corrected { .. })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]
    #[test]
    fn t_25_every_fault_is_named(pick: prop::sample::Index, fault in faults()) {
        let all = delivery();
        let at = pick.index(all.len());
        let before = of(all.clone(), both_keys());
        let is_contact = matches!(all[at].plain, Plain::Contact(_));
        // Nothing stands behind the end of the last session, and a contact's clock is shown with its wish.
        let cannot_show = match fault {
            Fault::Drop | Fault::Replace => is_tail(&all, at),
            Fault::Fork | Fault::Clock => is_contact,
            Fault::Forge | Fault::ForgeVisit => false,
        };
        let made = of(apply(all, at, fault), both_keys());
        let named = made.report.slots.iter().flat_map(|s| &s.findings).filter(|f| !is_news(f)).count()
            + made.report.faults.values().map(Vec::len).sum::<usize>();
        prop_assert!(named > 0 || cannot_show, "{fault:?} at {at}: {:?}", made.report);
        if matches!(fault, Fault::Forge | Fault::ForgeVisit) {
            prop_assert!(made.records == before.records, "a forged envelope changed a record");
        }
    }
}

#[test]
fn a_delivery_without_faults_needs_nobody() {
    let made = of(delivery(), both_keys());
    assert!(findings(&made).iter().all(is_news), "{:?}", findings(&made));
}

#[test]
fn thirty_children_who_are_interrupted_and_come_back_need_nobody() {
    for child in 0..30u64 {
        let stops = ["safe", "hurt", "how", "calm", "partner", "times", "first", "say"];
        let mut visits = vec![Scenario::parent().at(child % 24)];
        visits[0].takes_part();
        for visit in 0..(1 + child % 4) {
            let stop = stops[((child * 5 + visit * 3) % stops.len() as u64) as usize];
            let here = visits.last_mut().unwrap();
            // Some leave between two pages, some in the middle of one, and never come to what they would have reached.
            here.walks(stop, any_answer);
            if child % 2 == 0 {
                here.drafts();
            }
            let hour = (child * 7 + visit * 29) % 60;
            let mut next = visits.last().unwrap().reopens(&format!("{child} {visit}")).at(hour);
            // A third change their mind on the page that comes again.
            if child % 3 == 0 && !next.ended() {
                let page = next.page().to_string();
                next.walks(&page, any_answer);
                next.walks("the end", |i, f| if i.id == page { no_to_all(i, f) } else { None });
                visits.push(next);
                break;
            }
            visits.push(next);
        }
        visits.last_mut().unwrap().walks("the end", any_answer);
        let made = records(&visits.iter().collect::<Vec<_>>());
        let needs: Vec<&Finding> = findings(&made).iter().filter(|f| !is_news(f)).collect();
        assert!(needs.is_empty(), "child {child}: {needs:?}");
        assert!(!made.records.is_empty() && made.set_aside.is_empty(), "child {child}");
    }
}
