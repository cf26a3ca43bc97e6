//! One page of questions.
//!
//! | the page asks | heading | each question |
//! |---|---|---|
//! | one item | the question | – |
//! | several | the block's title | a legend of its own |
//! | nothing (information) | the text | – |

use super::button::Button;
use super::heading;
use super::item::{Ask, Question};
use super::live::Shown;
use super::{Act, Frame, icons, info};
use crate::answers::{Answer, Value};
use crate::instrument::{Item, Kind, Status};
use crate::session::{Event, PageView, Session};
use crate::study::Mode;
use yew::prelude::*;

/// The page on the screen.
pub(super) fn page(s: &Shown<'_>) -> Html {
    let Some(view) = s.session.page() else { return html! {} };
    let items: Vec<&Item> = view.items().collect();
    let screen = format!("{}.{}.{}", view.part, view.page.id, view.open().unwrap_or(-1));
    let asking = items.iter().filter(|i| i.asks()).count();
    // Nothing is ever submitted natively: the browser would keep what was typed.
    let stay = Callback::from(|e: SubmitEvent| e.prevent_default());
    let send = s.send.clone();
    let enter = Callback::from(move |e: KeyboardEvent| {
        let in_line = e.target_dyn_into::<web_sys::HtmlInputElement>().is_some_and(|i| i.type_() == "text");
        if e.key() == "Enter" && in_line && !e.is_composing() {
            e.prevent_default();
            send.send(Act::Next);
        }
    });
    // Words that a pack has in no other language are read in the study's first one, in its own direction.
    let lang = s.frame.wordings.get(&view.plan.instrument.id).map_or("", |w| w.lang.as_str());
    let other = (!lang.starts_with(s.frame.lang.as_str())).then(|| lang.to_string());
    // The browser finds the direction in the words themselves.
    let dir = other.as_ref().map(|_| "auto");
    let own = own(&s.frame);
    html! {
        <form class="page" lang={other} {dir} autocomplete="off" novalidate={true} onsubmit={stay} onkeydown={enter} key={screen.clone()}>
            { heading(s, &view, &items, asking, &screen) }
            // Keyed children alone, so that one which appears leaves the others, and the focus, where they are.
            <div>{ for items.iter().filter(|i| i.asks()).map(|i| question(s, &view, i, asking == 1)) }</div>
            { for items.iter().filter(|i| view.explains(i) || chose(&view, i, i.tells) || i.practice && s.practised).map(|i| explanation(s, &view, i)) }
            if items.iter().any(|i| i.kind == Kind::OwnWords) {
                <div class="note" lang={own.0.clone()} dir={own.1.clone()}>{ icons::lock() }{ info::paragraph(None, s.frame.text.get("lock")) }</div>
            }
            if s.warned {
                <p class="gentle" role="status" lang={own.0.clone()} dir={own.1.clone()}>{ warning(s) }</p>
            }
            if s.session.can_reread() && items.iter().any(|i| i.right.is_some() && (s.warned || view.explains(i))) {
                { Button::of("escape").show(&s.send, Act::Event(Event::Reread), s.frame.text.get("reread").into()) }
            }
            if s.trouble {
                <p class="gentle" role="alert" lang={own.0.clone()} dir={own.1.clone()}>{ s.frame.text.get("trouble").to_string() }</p>
            }
        </form>
    }
}

/// Language and direction of the screen's own texts among such words.
pub(super) fn own(frame: &Frame) -> (String, String) {
    (frame.lang.clone(), frame.text.get("dir").to_string())
}

fn heading(s: &Shown<'_>, view: &PageView<'_>, items: &[&Item], asking: usize, screen: &str) -> Html {
    let words = s.frame.words(view.plan.target);
    let wording = s.frame.wordings.get(&view.plan.instrument.id);
    let text = |id: &str| wording.map_or(String::new(), |w| words.fill(super::super::words::item_text(w, id)));
    let help = |id: &str| wording.and_then(|w| w.items.get(id)).map_or(String::new(), |t| words.fill(&t.help));
    let block = wording.and_then(|w| w.blocks.get(&view.block.id));
    let first_info = items.iter().find(|i| !i.asks());
    let door = view.open().and_then(|code| wording?.label(view.page.doors()?.options.as_deref()?, code));
    let (title, below, labels) = match (asking, first_info) {
        _ if door.is_some() => (words.fill(door.unwrap_or_default()), String::new(), None),
        (0, Some(info)) => (text(&info.id), help(&info.id), None),
        (1, _) => items
            .iter()
            .find(|i| i.asks())
            .map_or_else(Default::default, |i| (text(&i.id), help(&i.id), Some(i.id.clone()))),
        _ => (
            block.map_or(String::new(), |b| words.fill(&b.title)),
            block.map_or(String::new(), |b| words.fill(&b.intro)),
            None,
        ),
    };
    let id = labels.map(|_| "question");
    html! {
        <>
            { for first_info.filter(|_| asking == 0).and_then(|i| i.picture).map(info::picture) }
            { heading::heading(screen, &title, id) }
            if asking == 0 {
                <div class="said">{ info::paragraphs(&below) }</div>
            } else if !below.is_empty() {
                <p class="when" id="when">{ below }</p>
            }
            { for first_info.filter(|_| asking > 0).map(|i| info::paragraph(None, &text(&i.id))) }
        </>
    }
}

fn question(s: &Shown<'_>, view: &PageView<'_>, item: &Item, alone: bool) -> Html {
    let ask = Ask {
        instrument: view.plan.instrument.clone(),
        item: item.id.clone(),
        target: view.plan.target,
        frame: s.frame.clone(),
        names: s.names.clone(),
        alone,
        answer: view.answer(&item.id).cloned(),
        codes: view.options(item).iter().map(|c| c.code).collect(),
        opened: view.is_doors(item).then(|| view.opened().to_vec()),
        typed: s.typed.get(&item.id).cloned(),
        unfolded: s.open.contains(&item.id),
        tool: s.tool && item.is_aloud(),
        send: s.send.clone(),
    };
    html! { <Question key={item.id.clone()} ..ask /> }
}

/// What somebody reads whose answer was not the right one, or who wants to ask first.
fn explanation(s: &Shown<'_>, view: &PageView<'_>, item: &Item) -> Html {
    let wording = s.frame.wordings.get(&view.plan.instrument.id);
    let said = wording.and_then(|w| w.items.get(&item.id)).map_or("", |t| t.explain.as_str());
    let said = s.frame.words(view.plan.target).fill(said);
    let class = if s.covered { "cover" } else { "gentle" };
    html! { <div {class} role="status">{ info::paragraphs(&said) }</div> }
}

/// Whether an item of the page that is asked has no answer yet.
pub(in crate::web) fn unanswered(session: &Session) -> bool {
    session.page().is_some_and(|v| {
        v.items()
            .any(|i| i.asks() && v.answer(&i.id).is_none() && !(i.kind == Kind::OwnWords && v.attached().is_some()))
    })
}

/// Whether the page asks to take part and nothing was chosen, or whom to ask first: there is no going on by accident.
fn gate_unanswered(v: &PageView<'_>) -> bool {
    v.items().any(|i| i.gate.is_some() && (v.answer(&i.id).is_none() || chose(v, i, i.tells)))
}

/// Whether a question for understanding has no answer yet: nobody goes on without one.
fn limits_unanswered(v: &PageView<'_>) -> bool {
    v.items().any(|i| i.right.is_some() && v.answer(&i.id).and_then(Answer::value).is_none())
}

/// Whether nobody goes on from the page as it stands, however often *Verder* is pressed.
pub(in crate::web) fn stays(session: &Session) -> bool {
    session.page().is_some_and(|v| gate_unanswered(&v) || limits_unanswered(&v))
}

/// Whether somebody who is asked does not take part.
pub(in crate::web) fn refuses(session: &Session) -> bool {
    let no = |v: &PageView<'_>, i: &Item| i.gate.is_some() && !chose(v, i, i.gate);
    session.page().is_some_and(|v| v.items().any(|i| no(&v, i)))
}

/// Whether *Snel weg* is practised on the page.
pub(in crate::web) fn practises(session: &Session) -> bool {
    session.page().is_some_and(|v| v.items().any(|i| i.practice))
}

/// Whether the page's answer means another time.
pub(in crate::web) fn goes_later(session: &Session) -> bool {
    session.page().is_some_and(|v| v.items().any(|i| chose(&v, i, i.later)))
}

/// Whether the page's answer means that somebody could hear what is read aloud.
pub(in crate::web) fn goes_quiet(session: &Session) -> bool {
    session.page().is_some_and(|v| v.items().any(|i| chose(&v, i, i.quiet)))
}

/// Whether somebody who is asked says to be alone; none where the page does not ask.
pub(in crate::web) fn alone(session: &Session) -> Option<bool> {
    let view = session.page()?;
    let item = view.items().find(|i| i.quiet.is_some())?;
    let answered = view.answer(&item.id).and_then(Answer::value).is_some();
    Some(answered && !chose(&view, item, item.quiet) && !chose(&view, item, item.later))
}

/// Whether own words are asked on the page.
pub(in crate::web) fn asks_own_words(session: &Session) -> bool {
    session.page().is_some_and(|v| v.items().any(Item::is_aloud))
}

/// Whether an item's answer is this code.
fn chose(view: &PageView<'_>, item: &Item, code: Option<i32>) -> bool {
    code.is_some_and(|code| view.answer(&item.id).and_then(Answer::value) == Some(&Value::Code(code)))
}

fn warning(s: &Shown<'_>) -> String {
    let key = match s.session.page() {
        Some(v) if gate_unanswered(&v) => "unanswered.gate",
        Some(v) if limits_unanswered(&v) => "unanswered.right",
        Some(v) if v.items().filter(|i| i.asks()).count() == 1 => "unanswered.one",
        _ => "unanswered.some",
    };
    s.frame.text.get(key).to_string()
}

/// The small print under the page: trial, what a licence wants said, that nobody has validated our own questions.
pub(super) fn status_line(s: &Shown<'_>) -> Html {
    let text = &s.frame.text;
    let instrument = s.session.page().map(|v| &v.plan.instrument);
    let own = instrument.is_some_and(|i| i.status == Status::OwnNotValidated);
    let notice = instrument.and_then(|i| s.frame.wordings.get(&i.id)).map_or("", |w| w.notice.as_str());
    html! {
        <>
            if !notice.is_empty() {
                { info::paragraph(None, notice) }
            }
            if own {
                { info::paragraph(None, text.get("not_validated")) }
            }
            if s.frame.study.mode == Mode::Trial {
                { info::paragraph(Some("trial"), text.get("trial")) }
            }
        </>
    }
}
