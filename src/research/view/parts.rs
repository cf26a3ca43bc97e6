//! Pieces that several screens have: tables and notices.

use super::page::Page;
use crate::export::{Cell, Table};
use crate::research::figure::csv;
use yew::prelude::*;

/// Rows of a table that are shown; a saved one has all.
const MOST: usize = 400;

/// A table that scrolls in its own box, and takes the keyboard there.
pub(super) fn table(table: &Table, name: &str) -> Html {
    let more = table.rows.len().saturating_sub(MOST);
    let cell = |cell: &Cell| {
        let (class, text) = match cell {
            Cell::Blank => ("", String::new()),
            Cell::Number(n) => ("number", n.to_string()),
            Cell::Missing(m) => ("number", m.code().to_string()),
            Cell::Text(text) => ("", text.replace('_', " ")),
        };
        html! { <td {class}>{ text }</td> }
    };
    let row = |row: &Vec<Cell>| html! { <tr>{ for row.iter().map(cell) }</tr> };
    html! {
        <>
            <div class="sheet" role="region" aria-label={name.to_string()} tabindex="0">
                <table>
                    <thead>
                        <tr>{ for table.columns.iter().map(|c| html! { <th scope="col">{ c.replace('_', " ") }</th> }) }</tr>
                    </thead>
                    <tbody>{ for table.rows.iter().take(MOST).map(row) }</tbody>
                </table>
            </div>
            if more > 0 {
                <p class="soft">{ format!("and {more} rows more, in the CSV") }</p>
            }
        </>
    }
}

/// A button that saves a table.
pub(super) fn save_table(page: &Page<'_>, table: &Table, name: &str) -> Html {
    let (host, csv, name) = (page.host.clone(), csv(table), format!("{name}.csv"));
    let onclick = Callback::from(move |_: MouseEvent| host.table(&csv, &name));
    html! { <button type="button" class="quiet" {onclick}>{ "Save CSV" }</button> }
}

/// What happened, and what to do.
pub(super) fn notice(what: &str, advice: &str) -> Html {
    html! {
        <div class="notice" role="alert">
            <p><strong>{ what.to_string() }</strong></p>
            <p>{ advice.to_string() }</p>
        </div>
    }
}

/// `1 row`, `2 rows`.
pub(super) fn count(n: usize, one: &str) -> String {
    if n == 1 { format!("1 {one}") } else { format!("{n} {one}s") }
}
