//! What there is: per family, person and wave, and what is wrong with what arrived.

use super::page::Page;
use super::parts::{count, save_table};
use crate::export::{Present, Standing, completeness, completeness_table};
use crate::research::held::Held;
use yew::prelude::*;

pub(super) fn completeness_of(page: &Page<'_>, held: &Held) -> Html {
    let findings = held.slots.iter().filter(|s| !s.findings.is_empty()).count();
    html! {
        <>
            { page.heading("Completeness") }
            <p>{ format!("{} looked at, from {}; {}.",
                count(held.envelopes, "envelope"), count(held.slots.len(), "link"), count(held.records.len(), "record")) }</p>
            if findings > 0 {
                <p>{ format!("{} with something to know, such as several sessions: kindstem unseal names each.", count(findings, "link")) }</p>
            }
            { for held.faults.iter().map(|(fault, n)| html! {
                <p>{ format!("{} not read: {}.", count(*n, "envelope"), fault_words(fault)) }</p>
            }) }
            if held.strangers > 0 {
                <p>{ format!("{} of slots that are not in the register; they are in no figure.", count(held.strangers, "record")) }</p>
            }
            { matrix(page, held) }
        </>
    }
}

fn fault_words(fault: &str) -> &str {
    match fault {
        "no_matching_key" => "sealed to other people",
        "damaged" => "changed after it was sealed, or cut",
        "malformed" => "nothing that this software writes",
        "later_version" => "written by a later version",
        "wrong_name" => "moved or copied under another name",
        "without_link" => "written without the link",
        "no_page" => "pieces of words without their page",
        other => other,
    }
}

fn matrix(page: &Page<'_>, held: &Held) -> Html {
    let Some(register) = &held.register else {
        return html! { <p class="calm">{ "The register joins links to families. Lock, and open with register.age to see this table." }</p> };
    };
    let all = completeness(&held.study, register, &held.slots);
    let table = completeness_table(&held.study, &all);
    let waves = held.moments();
    let whole = |n: usize| {
        let at = |p: &&Present| p.waves.get(n).is_some_and(|s| *s != Standing::NoLink);
        let asked = all.iter().filter(at).count();
        let complete = all.iter().filter(|p| p.waves.get(n) == Some(&Standing::Complete)).count();
        html! { <td>{ format!("{complete} of {asked}") }</td> }
    };
    let row = |(n, p): (usize, &Present)| {
        let begins = n == 0 || all.get(n - 1).is_none_or(|before| before.family_id != p.family_id);
        html! {
            <tr class={classes!(begins.then_some("family"))}>
                <th scope="row">{ p.family_id.clone() }</th>
                <td>{ p.person_id.clone() }</td>
                <td>{ p.role.name() }</td>
                { for p.waves.iter().map(|s| standing(*s)) }
            </tr>
        }
    };
    html! {
        <>
            <div class="sheet tall" role="region" aria-label="Completeness" tabindex="0">
                <table class="matrix">
                    <thead>
                        <tr>
                            <th scope="col">{ "Family" }</th><th scope="col">{ "Person" }</th><th scope="col">{ "Role" }</th>
                            { for waves.iter().map(|w| html! { <th scope="col">{ w.to_string() }</th> }) }
                        </tr>
                        <tr class="sum">
                            <th scope="row" colspan="3">{ "Complete, of those with a link or a reason" }</th>
                            { for (0..waves.len()).map(whole) }
                        </tr>
                    </thead>
                    <tbody>{ for all.iter().enumerate().map(row) }</tbody>
                </table>
            </div>
            <p class="saves">{ save_table(page, &table, "completeness") }</p>
        </>
    }
}

/// A sign and a word: never colour alone.
fn standing(s: Standing) -> Html {
    let (class, sign) = match s {
        Standing::Complete => ("complete", "●"),
        Standing::Begun => ("begun", "◐"),
        Standing::Declined => ("declined", "○"),
        Standing::Absent(_) => ("absent", "×"),
        Standing::Nothing => ("nothing", "!"),
        Standing::NoLink => ("", ""),
    };
    let text = if s == Standing::NoLink { "no link".to_string() } else { s.name().replace('_', " ") };
    html! { <td {class}><span aria-hidden="true">{ sign }</span>{ " " }{ text }</td> }
}
