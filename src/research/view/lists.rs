//! What a person should see before any figure: who waits for a talk, and what somebody should look at.

use super::page::Page;
use super::parts::{count, notice};
use crate::record::{Call, ReviewKind};
use crate::research::held::Held;
use crate::study::RegisterRow;
use yew::prelude::*;

pub(super) fn first(page: &Page<'_>, held: &Held) -> Html {
    let overdue = held.waiting.iter().filter(|w| w.overdue).count();
    html! {
        <>
            { page.heading("First: who waits, and what to look at") }
            <h2>{ "Who waits for a talk" }</h2>
            if held.contacts_closed > 0 {
                { notice(
                    &format!("{} cannot be opened with these keys.", count(held.contacts_closed, "contact envelope")),
                    "Somebody else reads them, or the key for contacts is missing: lock, and open with it as well.",
                ) }
            }
            if overdue > 0 {
                { notice(
                    &format!("{overdue} of them wait for longer than the study promised."),
                    "Get in touch today, by the safe way that they gave.",
                ) }
            }
            if held.erased_by_mark > 0 {
                { notice(
                    &format!("Entries that only a mark of deletion erases: {}. They are in no table.", held.erased_by_mark),
                    "Decide about each with kindstem unseal --marks; a wish for a talk stays listed either way.",
                ) }
            }
            if held.set_aside > 0 {
                { notice(
                    &format!("{} set aside, and in no figure.", count(held.set_aside, "record")),
                    if held.register.is_none() {
                        "Nobody knows who wrote them without the register: lock, and open with register.age as well."
                    } else {
                        "Sessions contradict each other: kindstem unseal names each, and kindstem decide writes down which counts."
                    },
                ) }
            }
            { waiting_table(&held.waiting, |slot| held.row(slot)) }
            if held.letters > 0 {
                <p>{ format!("{} in the letterbox: kindstem letters says how long each waits.", count(held.letters, "message")) }</p>
            }
            <h2>{ "What somebody should look at" }</h2>
            <p class="soft">{ "A line is here because a rule of the instruments or of the study put it here. It says nothing about a person." }</p>
            { review_table(held) }
            if held.register.is_none() {
                <p class="soft">{ "Without the register a link is known by its slot only." }</p>
            }
        </>
    }
}

/// The list of those who wait, as kindstem contacts prints it. `row` says whose link it is, where the register is
/// there.
pub(super) fn waiting_table<'a>(waiting: &[Call], row: impl Fn(&str) -> Option<&'a RegisterRow>) -> Html {
    if waiting.is_empty() {
        return html! { <p class="calm">{ "Nobody waits for a talk." }</p> };
    }
    let line = |call: &Call| {
        let [overdue, _, wave, role, set, _, place, not_when, since, by, contacts, note, _] = call.cells();
        let wants = call.wants_in_words();
        let times = if contacts == "1" { String::new() } else { format!(" ({contacts} contacts)") };
        let since = if call.hour_known { hour(&since) } else { format!("wrong clock ({since})") };
        html! {
            <tr>
                <th scope="row">{ who(row(&call.slot), &call.slot) }</th>
                <td>{ format!("{role} {set}, {wave}") }</td>
                <td>
                    if overdue == "yes" { <strong class="late">{ "overdue" }</strong>{ " " } }
                    { wants }{ times }
                    if !note.is_empty() { <p class="soft">{ note }</p> }
                </td>
                <td>{ since }</td>
                <td>{ if by.is_empty() { "time unknown".into() } else { hour(&by) } }</td>
                <td class="words">{ place }</td>
                <td class="words">{ not_when }</td>
            </tr>
        }
    };
    let heads = ["Who", "Role and wave", "Wants", "Since", "Read by", "Where", "Not when"];
    sheet("Who waits for a talk", &heads, waiting.iter().map(line).collect())
}

fn review_table(held: &Held) -> Html {
    if held.review.is_empty() {
        return html! { <p class="calm">{ "Nothing to look at." }</p> };
    }
    let line = |l: &crate::record::ReviewLine| {
        let kind = match l.kind {
            ReviewKind::Acute => "acute item",
            ReviewKind::Study => "rule of the study",
            ReviewKind::Understood => "limits not understood",
            ReviewKind::Quality => "data quality",
        };
        let by = l.deadline.as_deref().map(hour).unwrap_or_else(|| "no deadline".into());
        html! {
            <tr>
                <th scope="row">{ who(held.row(&l.slot), &l.slot) }</th>
                <td>{ format!("{} {}, {}", l.role, l.set, l.wave) }</td>
                <td>{ by }</td>
                <td>{ kind }</td>
                <td>{ l.rule.clone() }</td>
                <td>{ l.hour.as_deref().map(hour).unwrap_or_default() }</td>
            </tr>
        }
    };
    let heads = ["Who", "Role and wave", "Until", "Kind", "Rule", "Said"];
    sheet("What somebody should look at", &heads, held.review.iter().map(line).collect())
}

fn sheet(name: &'static str, heads: &[&'static str], rows: Vec<Html>) -> Html {
    html! {
        <div class="sheet" role="region" aria-label={name} tabindex="0">
            <table>
                <thead><tr>{ for heads.iter().map(|h| html! { <th scope="col">{ *h }</th> }) }</tr></thead>
                <tbody>{ for rows }</tbody>
            </table>
        </div>
    }
}

fn who(row: Option<&RegisterRow>, slot: &str) -> Html {
    match row {
        Some(row) => html! { format!("{} {}", row.family_id, row.person_id) },
        None => html! { <code>{ slot.get(..8).unwrap_or(slot).to_string() }{ "…" }</code> },
    }
}

/// `2026-11-23T16:00Z` as `2026-11-23 16:00`.
fn hour(text: &str) -> String {
    text.trim_end_matches('Z').replace('T', " ")
}
