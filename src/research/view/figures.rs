//! Figures: what can be chosen, the drawing, what to bear in mind, the table, and ways to save each.

use super::page::Page;
use super::parts::{save_table, table};
use crate::research::figure::{Control, Figure, Kind, Made};
use crate::research::host::Host;
use crate::research::message::Msg;
use web_sys::{Element, HtmlSelectElement};
use yew::prelude::*;

pub(super) fn figures(page: &Page<'_>, kind: Kind, made: Option<&Made>) -> Html {
    let title = match kind {
        Kind::Flow => "Class transitions",
        Kind::Lines => "Score trajectories",
        Kind::Ranges => "Clinical range",
        Kind::Agreement => "Agreement between informants",
    };
    let Some(made) = made else {
        return html! {
            <>
                { page.heading(title) }
                <p class="calm">{ "Figures need the register, which joins a person's waves. Lock, and open with register.age." }</p>
            </>
        };
    };
    html! {
        <>
            { page.heading(title) }
            <div class="controls">{ for made.controls.iter().map(|c| control(page, c)) }</div>
            if made.figures.is_empty() {
                <p class="calm">{ "No score of this kind has a number here." }</p>
            }
            { for made.figures.iter().map(|f| figure(page, f)) }
        </>
    }
}

fn control(page: &Page<'_>, c: &Control) -> Html {
    let field = c.field;
    let onchange = page.on_event(move |event: Event| {
        let select: HtmlSelectElement = event.target_dyn_into()?;
        Some(Msg::Choose(field, select.selected_index().try_into().unwrap_or_default()))
    });
    let option = |(n, text): (usize, &String)| html! { <option selected={n == c.chosen}>{ text.clone() }</option> };
    html! {
        <label class="control">
            <span>{ c.label }</span>
            <select {onchange}>{ for c.options.iter().enumerate().map(option) }</select>
        </label>
    }
}

fn figure(page: &Page<'_>, f: &Figure) -> Html {
    let save = |kind: &'static str, text: &'static str| {
        let (host, name) = (page.host.clone(), format!("{}.{kind}", f.id));
        let drawing = f.drawing.clone().unwrap_or_default();
        let onclick = Callback::from(move |_: MouseEvent| host.picture(&drawing, kind, &name));
        html! { <button type="button" class="quiet" {onclick}>{ text }</button> }
    };
    html! {
        <section class="card figure" key={f.id.clone()}>
            <h2>{ f.title.clone() }</h2>
            if let Some(drawing) = &f.drawing {
                <Drawing host={page.host.clone()} drawing={drawing.clone()} label={f.title.clone()} />
            } else if f.table.rows.is_empty() {
                <p class="calm">{ "Nothing to draw: no data." }</p>
            }
            <ul class="notes">{ for f.notes.iter().map(|n| html! { <li>{ n.clone() }</li> }) }</ul>
            if !f.table.rows.is_empty() {
                <h3>{ "The same as a table" }</h3>
                { table(&f.table, &f.title) }
                <p class="saves">
                    if f.drawing.is_some() {
                        { save("svg", "Save SVG") }
                        { save("png", "Save PNG") }
                    }
                    { save_table(page, &f.table, &f.id) }
                </p>
            }
        </section>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct DrawingProps {
    host: Host,
    drawing: String,
    label: String,
}

/// A box that the shell draws into. What a screen reader gets is its name; the table beside it says the rest.
#[component]
fn Drawing(props: &DrawingProps) -> Html {
    let place = use_node_ref();
    {
        let place = place.clone();
        use_effect_with((props.host.clone(), props.drawing.clone()), move |(host, drawing)| {
            if let Some(place) = place.cast::<Element>() {
                host.draw(&place, drawing);
            }
        });
    }
    {
        let place = place.clone();
        use_effect_with(props.host.clone(), move |host| {
            let (host, place) = (host.clone(), place.cast::<Element>());
            move || {
                if let Some(place) = place {
                    host.erase(&place);
                }
            }
        });
    }
    let name = format!("{}; the table says the same", props.label);
    // Narrower than a figure can be, its box scrolls and takes the keyboard.
    html! {
        <div class="sideways" role="group" aria-label="Figure" tabindex="0">
            <div ref={place} class="drawing" role="img" aria-label={name}></div>
        </div>
    }
}
