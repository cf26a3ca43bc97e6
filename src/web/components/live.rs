//! The form while somebody fills it in: bar, progress, page or overlay, footer.

use super::super::text::Text;
use super::button::Button;
use super::{Act, Frame, Overlay, Send, bar, ending, footer, help, icons, languages, notice, page, stones, talk};
use crate::instrument::VecMap;
use crate::session::{Session, State};
use std::rc::Rc;
use yew::prelude::*;

/// Everything that decides what is on the screen.
pub(in crate::web) struct Shown<'a> {
    pub frame: Rc<Frame>,
    pub session: &'a Session,
    /// Whether the page can be read aloud, and is.
    pub aloud: Option<bool>,
    /// Own words may be spoken or drawn here, because nobody is near.
    pub tool: bool,
    /// An earlier visit was broken off; say so first.
    pub resume: bool,
    /// What is asked is known to the end, so progress can be told.
    pub whole: bool,
    /// *Verder* waits for that.
    pub eager: bool,
    /// Nobody seems to be there.
    pub away: bool,
    pub overlay: Option<Overlay>,
    pub warned: bool,
    /// *Snel weg* was practised, and its cover is still there.
    pub practised: bool,
    pub covered: bool,
    pub trouble: bool,
    pub unsent: usize,
    /// Nothing is left on the device.
    pub wiped: bool,
    pub names: AttrValue,
    /// What stands in the fields of numbers, by item, also where it is no number.
    pub typed: &'a VecMap<String, String>,
    /// Items whose ways not to answer were unfolded.
    pub open: &'a [String],
    pub send: Send,
}

/// The form.
pub(in crate::web) fn live(s: Shown<'_>) -> Html {
    let text = &s.frame.text;
    if s.away {
        return notice::veil(text, &s.send);
    }
    let ended = s.whole && s.session.state() == State::Ended;
    html! {
        <>
            { bar::bar(text, s.overlay, &s.send, ended) }
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

fn asking(s: &Shown<'_>) -> Html {
    let text = &s.frame.text;
    html! {
        <>
            { stones::stones(text, s.session.progress(), s.whole) }
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
