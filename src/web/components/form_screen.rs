//! The form while somebody fills it in: bar, progress, page or overlay, footer.

use super::act::Act;
use super::button::Button;
use super::form_props::FormProps;
use super::overlay::Overlay;
use super::{ending, footer, help, icons, languages, notice, page, progress, talk, top_bar};
use crate::session::State;
use crate::web::text::Text;
use yew::prelude::*;

/// The form.
pub(in crate::web) fn form_screen(s: FormProps<'_>) -> Html {
    let text = &s.frame.text;
    if s.away {
        return notice::veil(text, &s.send);
    }
    let ended = s.whole && s.session.state() == State::Ended;
    html! {
        <>
            { top_bar::bar(text, s.overlay, &s.send, ended) }
            { match s.overlay {
                Some(Overlay::Help) => help::help(&s.frame, &s.send),
                Some(Overlay::Pause) => notice::pause(&s),
                Some(Overlay::Later) => notice::later(text, &s.send),
                Some(Overlay::Stop) => notice::stop(&s),
                Some(Overlay::Throw) => notice::throw(&s),
                Some(Overlay::Talk) => talk::after_no(&s),
                Some(Overlay::Calm) => notice::calm(text, &s.send),
                None if s.resume && s.frame.interview.is_some() => notice::hand(text, &s.send),
                None if s.resume => notice::resume(text, s.session.progress(), &s.send),
                None if s.session.is_unclear() => notice::ask(&s),
                None if ended => ending::ending(&s.frame, s.unsent, s.wiped, &s.send),
                None => asking(&s),
            } }
        </>
    }
}

fn asking(s: &FormProps<'_>) -> Html {
    let text = &s.frame.text;
    html! {
        <>
            { progress::stones(text, s.session.progress(), s.whole) }
            if let Some(reading) = s.aloud {
                { Button { class: "read", pressed: Some(reading), ..Button::default() }.show(&s.send, Act::Read, read_aloud(text)) }
            }
            { page::page(s) }
            { footer::footer(text, &s.send, s.session.can_go_back(), s.eager || s.session.state() == State::Sealing) }
            <div class="fine">
                { languages::languages(&s.frame, &s.send) }
                { page::status_line(s) }
            </div>
        </>
    }
}

fn read_aloud(text: &Text) -> Html {
    html! { <>{ icons::speaker() }<span>{ text.get("read").to_string() }</span></> }
}
