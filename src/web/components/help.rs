//! Help: the same list, in the same order, for everybody of a set, whatever was answered.

use super::act::{Act, Send};
use super::button::wide;
use super::element::{nodes, tag};
use super::frame::Frame;
use super::heading::heading;
use super::info::paragraph;
use crate::study::HelpLine;
use yew::prelude::*;

pub(super) fn help(frame: &Frame, send: &Send) -> Html {
    let t = &frame.text;
    let page = tag!("div" "class" = "page";
        heading("help", t.get("help.title"), None),
        paragraph(None, t.get("help.intro")),
        list(frame),
        paragraph(Some("soft"), t.get("help.trace")),
    );
    nodes(vec![page, wide(t, "help.back", send, Act::Show(None))])
}

/// Nobody empties the letterbox now: nothing is asked, and the help list is shown.
pub(in crate::web) fn closed(frame: &Frame, send: &Send) -> Html {
    let t = &frame.text;
    let page = tag!("div" "class" = "page";
        heading("closed", t.get("closed"), None),
        paragraph(None, t.get("closed.body")),
        list(frame),
    );
    nodes(vec![page, wide(t, "end.close", send, Act::Leave)])
}

/// The lines; numbers are text and no links, because a tap that rings is heard. Words that do not exist in the screen's
/// language keep their own direction.
pub(super) fn list(frame: &Frame) -> Html {
    let study = &frame.study;
    let lines = study.help(frame.invite.set).map_or(&[][..], |h| &h.lines);
    let one = |line: &HelpLine| {
        let phone = if line.phone.is_empty() {
            html! {}
        } else {
            tag!("span" "class" = "phone", "dir" = "ltr"; line.phone.as_str().into())
        };
        let name = tag!("strong" "dir" = "auto"; study.text(&line.name, &frame.lang).into());
        tag!("li"; name, phone, tag!("span" "dir" = "auto"; study.text(&line.text, &frame.lang).into()))
    };
    tag!("ul" "class" = "lines" => lines.iter().map(one).collect())
}
