//! What a person should see before any figure: who waits for a talk, and what somebody should look at.

use super::Page;
use super::parts::{count, notice};
use crate::record::{ReviewKind, Waiting};
use crate::research::held::Held;
use crate::seal::Wants;
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

/// The list of those who wait. `row` says whose link it is, where the register is there.
pub(super) fn waiting_table<'a>(waiting: &[Waiting], row: impl Fn(&str) -> Option<&'a RegisterRow>) -> Html {
    if waiting.is_empty() {
        return html! { <p class="calm">{ "Nobody waits for a talk." }</p> };
    }
    let line = |w: &Waiting| {
        let wants = if w.wants == Wants::Yes { "wants a talk" } else { "perhaps later" };
        let by = w.read_by.as_deref().map(hour).unwrap_or_else(|| "hour not known".into());
        html! {
            <tr>
                <th scope="row">{ who(row(&w.slot), &w.slot) }</th>
                <td>{ format!("{} {}, {}", w.role.name(), w.set.name(), w.wave) }</td>
                <td>
                    if w.overdue { <strong class="late">{ "overdue" }</strong>{ " " } }
                    { wants }
                </td>
                <td>{ hour(&w.since) }</td>
                <td>{ by }</td>
                <td class="words">{ w.where_.clone() }</td>
                <td class="words">{ w.not_when.clone() }</td>
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
