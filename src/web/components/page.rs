//! One page of questions.
//!
//! | the page asks | heading | each question |
//! |---|---|---|
//! | one item | the question | – |
//! | several | the block's title | a legend of its own |
//! | nothing (information) | the text | – |

use super::act::Act;
use super::ask::Ask;
use super::button::Button;
use super::element::{attributes, element, nodes, tag};
use super::form_props::{FormProps, Practice};
use super::heading;
use super::item::Question;
use super::{icons, info};
use crate::instrument::{Item, Status};
use crate::session::{Event, PageView, Unanswered};
use crate::study::Mode;
use yew::prelude::*;

/// The page on the screen.
pub(super) fn page(s: &FormProps<'_>) -> Html {
    let Some(view) = s.session.page() else { return html! {} };
    let items: Vec<&Item> = view.items().collect();
    let screen = format!("{}.{}.{}", view.part_index, view.page.id, view.open_branch().unwrap_or(-1));
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
    let lang = s.frame.wordings.get(&view.part.instrument.id).map_or("", |w| w.lang.as_str());
    let other = (!lang.starts_with(s.frame.lang.as_str())).then(|| lang.to_string());
    // The browser finds the direction in the words themselves.
    let dir = other.as_ref().map(|_| "auto");
    let asked: Vec<&Item> = items.iter().filter(|i| i.asks()).copied().collect();
    let explained = items.iter().filter(|i| view.explains(i) || i.practices() && s.practice != Practice::NotYet);
    let explained = explained.map(|i| explanation(s, &view, i)).collect();
    let none = || html! {};
    let inside = nodes(vec![
        heading(s, &view, &items, asking, &screen),
        // Keyed children alone, so that one which appears leaves the others, and the focus, where they are.
        tag!("div" => asked.iter().map(|i| question(s, &view, i, asking == 1)).collect()),
        nodes(explained),
        if items.iter().any(|i| i.is_own_words()) {
            beside(s, "div", "note", None, nodes(vec![icons::lock(), info::paragraph(None, s.frame.text.get("lock"))]))
        } else {
            none()
        },
        if s.reminded { beside(s, "p", "gentle", Some("status"), warning(s).into()) } else { none() },
        if s.session.offers_reread(s.reminded) {
            Button::of("escape").show(&s.send, Act::Event(Event::Reread), s.frame.text.get("reread").into())
        } else {
            none()
        },
        if s.is_unstored {
            beside(s, "p", "gentle", Some("alert"), s.frame.text.get("trouble").into())
        } else {
            none()
        },
    ]);
    html! {
        <form class="page" lang={other} {dir} autocomplete="off" novalidate={true} onsubmit={stay} onkeydown={enter} key={screen}>
            { inside }
        </form>
    }
}

/// The screen's own words among those of a wording, which may be of another language.
fn beside(
    s: &FormProps<'_>,
    name: &'static str,
    class: &'static str,
    role: Option<&'static str>,
    inside: Html,
) -> Html {
    let (lang, dir) = s.frame.lang_and_dir();
    element(name, attributes!("class" = class, "role" = role, "lang" = lang, "dir" = dir), vec![inside])
}

fn heading(s: &FormProps<'_>, view: &PageView<'_>, items: &[&Item], asking: usize, screen: &str) -> Html {
    let words = s.frame.words(view.part.target);
    let wording = s.frame.wordings.get(&view.part.instrument.id);
    let text = |id: &str| wording.map_or(String::new(), |w| words.fill(crate::web::placeholders::item_text(w, id)));
    let help = |id: &str| wording.and_then(|w| w.items.get(id)).map_or(String::new(), |t| words.fill(&t.help));
    let block = wording.and_then(|w| w.blocks.get(&view.block.id));
    let first_info = items.iter().find(|i| !i.asks());
    let door = view.open_branch().and_then(|code| wording?.label(view.page.doors()?.options()?, code));
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
    let picture = first_info.filter(|_| asking == 0).and_then(|i| i.info()?.picture);
    nodes(vec![
        picture.map(info::picture).unwrap_or_default(),
        heading::heading(screen, &title, id),
        if asking == 0 {
            tag!("div" "class" = "said"; info::paragraphs(&below))
        } else if !below.is_empty() {
            tag!("p" "class" = "when", "id" = "when"; below.into())
        } else {
            html! {}
        },
        first_info.filter(|_| asking > 0).map(|i| info::paragraph(None, &text(&i.id))).unwrap_or_default(),
    ])
}

fn question(s: &FormProps<'_>, view: &PageView<'_>, item: &Item, alone: bool) -> Html {
    let ask = Ask {
        instrument: view.part.instrument.clone(),
        item: item.id.clone(),
        target: view.part.target,
        frame: s.frame.clone(),
        names: s.names.clone(),
        alone,
        answer: view.answer(&item.id).cloned(),
        codes: view.options(item).iter().map(|c| c.code).collect(),
        may_be_left: view.may_be_left(item),
        opened: view.is_branch_menu(item).then(|| view.opened_branches().to_vec()),
        typed: s.typed.get(&item.id).cloned(),
        unfolded: s.unfolded.contains(&item.id),
        may_record: s.may_record && item.is_aloud(),
        send: s.send.clone(),
    };
    html! { <Question key={item.id.clone()} ..ask /> }
}

/// The explanation beside an item: after a wrong answer, or for a respondent who wants to ask first.
fn explanation(s: &FormProps<'_>, view: &PageView<'_>, item: &Item) -> Html {
    let wording = s.frame.wordings.get(&view.part.instrument.id);
    let said = wording.and_then(|w| w.items.get(&item.id)).map_or("", |t| t.explain.as_str());
    let said = s.frame.words(view.part.target).fill(said);
    let class = if s.practice == Practice::Covered { "cover" } else { "gentle" };
    tag!("div" "class" = class, "role" = "status"; info::paragraphs(&said))
}

fn warning(s: &FormProps<'_>) -> String {
    let key = match s.session.page().and_then(|v| v.unanswered()) {
        Some(Unanswered::Consent) => "unanswered.gate",
        Some(Unanswered::Comprehension) => "unanswered.right",
        Some(Unanswered::One) => "unanswered.one",
        Some(Unanswered::Some) | None => "unanswered.some",
    };
    s.frame.text.get(key).to_string()
}

/// The small print under the page: trial, what a licence requires, that nobody has validated our own questions.
pub(super) fn status_line(s: &FormProps<'_>) -> Html {
    let text = &s.frame.text;
    let instrument = s.session.page().map(|v| &v.part.instrument);
    let own = instrument.is_some_and(|i| i.status == Status::OwnNotValidated);
    let notice = instrument.and_then(|i| s.frame.wordings.get(&i.id)).map_or("", |w| w.notice.as_str());
    let line = |shown: bool, class, text: &str| {
        if shown {
            info::paragraph(class, text)
        } else {
            html! {}
        }
    };
    nodes(vec![
        line(!notice.is_empty(), None, notice),
        line(own, None, text.get("not_validated")),
        line(s.frame.study.mode == Mode::Trial, Some("trial"), text.get("trial")),
    ])
}
