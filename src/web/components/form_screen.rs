//! The form while somebody fills it in: bar, progress, page or overlay, footer.

use super::act::Act;
use super::button::Button;
use super::element::{nodes, tag};
use super::form_props::FormProps;
use super::screen::{Base, Front, Overlay, Screen};
use super::{ending, footer, help, icons, languages, notice, page, progress, talk, top_bar};
use crate::session::State;
use crate::web::text::Text;
use yew::prelude::*;

/// The form.
pub(in crate::web) fn form_screen(s: FormProps<'_>) -> Html {
    let text = &s.frame.text;
    let Screen::Shown(front) = s.screen else { return notice::veil(text, &s.send) };
    let ended = s.is_whole && s.session.state() == State::Ended;
    let bar = top_bar::top_bar(text, s.screen.overlay(), &s.send, ended);
    let below = match front {
        Front::Over(overlay, _) => over(&s, overlay),
        Front::Form(Base::Greeting) if s.frame.interview.is_some() => notice::hand(text, &s.send),
        Front::Form(Base::Greeting) => notice::resume(text, s.session.progress(), &s.send),
        _ if s.session.is_unclear() => notice::ask(&s),
        _ if ended => ending::ending(&s.frame, s.unsent, s.wiped, &s.send),
        _ => asking(&s),
    };
    nodes(vec![bar, below])
}

fn over(s: &FormProps<'_>, overlay: Overlay) -> Html {
    let (text, send) = (&s.frame.text, &s.send);
    match overlay {
        Overlay::Help => help::help(&s.frame, send),
        Overlay::Pause => notice::pause(s),
        Overlay::Later => notice::later(text, send),
        Overlay::Stop => notice::stop(s),
        Overlay::Discard => notice::discard(s),
        Overlay::Talk => talk::after_no(s),
        Overlay::Calm => notice::calm(text, send),
    }
}

fn asking(s: &FormProps<'_>) -> Html {
    let text = &s.frame.text;
    let read = match s.reading {
        Some(reading) => Button { class: "read", pressed: Some(reading), ..Button::default() }.show(
            &s.send,
            Act::Read,
            read_aloud(text),
        ),
        None => html! {},
    };
    let busy = s.next_waits || s.session.state() == State::Sealing;
    nodes(vec![
        progress::progress(text, s.session.progress(), s.is_whole),
        read,
        page::page(s),
        footer::footer(text, &s.send, s.session.can_go_back(), busy),
        tag!("div" "class" = "fine"; languages::languages(&s.frame, &s.send), page::status_line(s)),
    ])
}

fn read_aloud(text: &Text) -> Html {
    nodes(vec![icons::speaker(), tag!("span"; text.get("read").into())])
}
