//! What happens to an open form, one small handler per message.

use crate::answers::Value;
use crate::session::{Event, State};
use crate::web::clock;
use crate::web::components::act::Act;
use crate::web::components::screen::Overlay;
use crate::web::host::Host;
use crate::web::network::sealing::Sealing;
use crate::web::screen::active_form::{ActiveForm, Practised};
use crate::web::screen::idle::Away;
use crate::web::screen::message::Msg;
use crate::web::speech::voice;
use gloo_timers::callback::Timeout;
use yew::prelude::*;

/// Milliseconds that the page is covered where *Snel weg* is practised.
const COVERED: u32 = 3_000;

/// What a handler needs beside the form.
pub(in crate::web) struct HandlerContext<'a> {
    pub host: &'a Host,
    pub sealing: &'a Sealing,
    /// What is asked is known to the end.
    pub is_whole: bool,
    pub tell: Callback<Msg>,
}

impl ActiveForm {
    /// Takes a message; whether something on the screen may have changed.
    pub fn handle(&mut self, cx: &HandlerContext<'_>, msg: Msg) -> bool {
        match msg {
            Msg::Act(act) => return self.act(cx, act),
            Msg::Sealed(link) => self.sealed(cx, link),
            Msg::Unstored(unstored) => self.is_unstored = unstored,
            Msg::AttachmentChanged(bytes, busy) => self.attachment_changed(cx, bytes, busy),
            Msg::PlayingEnded => self.page.player = None,
            Msg::Wiped(wiped) => self.wiped = wiped,
            Msg::ExitPractised => self.exit_practised(cx),
            Msg::Uncovered => {
                self.practised.uncover();
                voice::stop();
            }
            Msg::Away(Away::Hide) => self.hide(),
            Msg::Away(Away::Keep) => {
                self.keep_draft(cx.sealing);
                return false;
            }
            _ => return false,
        }
        true
    }

    /// What the respondent did.
    fn act(&mut self, cx: &HandlerContext<'_>, act: Act) -> bool {
        match act {
            Act::Event(event) => self.event(cx, event),
            Act::Next | Act::Back if self.is_recording() => self.end_recording(matches!(act, Act::Next)),
            Act::Next => self.next(cx),
            Act::Back => self.back(cx),
            Act::Stop { discard } if cx.is_whole && self.session.state() == State::Asking => self.stop(cx, discard),
            Act::Typed(item, text) => drop(self.page.typed.insert(item, text)),
            Act::Unfold(item) => match self.page.unfolded.iter().position(|i| *i == item) {
                Some(at) => drop(self.page.unfolded.remove(at)),
                None => self.page.unfolded.push(item),
            },
            Act::Show(overlay) => self.show(cx, overlay),
            Act::Resume => self.screen.begin(),
            Act::Return => self.screen.reveal(),
            _ => return false,
        }
        true
    }

    /// Something on the page.
    fn event(&mut self, cx: &HandlerContext<'_>, event: Event) {
        // What was left on purpose has no words any more.
        if matches!(&event, Event::Nonresponse { .. }) {
            self.page.recorder = None;
        }
        let branch = self.open_branch();
        let typed = matches!(&event, Event::Answered { value: Value::Text(_), .. });
        let dropped = matches!(&event, Event::Nonresponse { .. } | Event::Cleared { .. });
        let turns = matches!(&event, Event::Reread);
        self.session.apply(event);
        self.page.reminded = false;
        if turns || self.open_branch() != branch {
            self.turned();
        }
        if dropped {
            self.replace_draft(cx.sealing);
        } else if typed {
            self.keep_draft_soon(&cx.tell);
        }
    }

    fn is_recording(&self) -> bool {
        self.page.recorder.as_ref().is_some_and(|m| m.is_busy)
    }

    /// *Verder* waits for the end of a recording; back goes back when it is pressed again.
    fn end_recording(&mut self, next: bool) {
        self.next_waits = next;
        self.page.recorder.iter().for_each(|m| m.call("stop"));
    }

    /// *Verder*.
    fn next(&mut self, cx: &HandlerContext<'_>) {
        let Some(view) = self.session.page() else { return };
        if !self.page.reminded && view.unanswered().is_some() {
            self.page.reminded = true;
        } else if !cx.is_whole {
            self.next_waits = true;
        } else if !view.blocks_next() && self.session.state() == State::Asking {
            let (declines, postpones) = (view.declines(), view.postpones());
            let (overheard, alone) = (view.is_overheard(), view.is_alone());
            // A respondent who declines may still want a talk. It is asked before the page is confirmed, so that the
            // traffic is the same.
            if declines && self.screen.overlay() != Some(Overlay::Talk) {
                return self.screen.show(Some(Overlay::Talk));
            }
            self.close_overlay();
            self.is_overheard |= overheard;
            self.is_alone = alone.unwrap_or(self.is_alone);
            self.session.apply(Event::Next(clock::now(self.began)));
            self.draft = None;
            self.seal_front(cx.sealing, &cx.tell);
            self.arrived(cx.host);
            if postpones {
                self.screen.show(Some(Overlay::Later));
            }
        }
    }

    fn close_overlay(&mut self) {
        if self.screen.overlay().is_some() {
            self.screen.show(None);
        }
    }

    /// Back: one page, or out of an open branch.
    fn back(&mut self, cx: &HandlerContext<'_>) {
        let branch = self.open_branch();
        self.session.apply(Event::Back);
        self.turned();
        if branch.is_some() {
            self.replace_draft(cx.sealing);
        }
    }

    /// Stops the visit, and keeps or discards what was confirmed in it.
    fn stop(&mut self, cx: &HandlerContext<'_>, discard: bool) {
        let clock = clock::now(self.began);
        self.close_overlay();
        self.draft = None;
        if discard {
            cx.sealing.discarded.replace(cx.sealing.deletable.take());
        }
        self.session.apply(if discard { Event::Erase(clock) } else { Event::Stop(clock) });
        self.seal_front(cx.sealing, &cx.tell);
    }

    /// Something in front of the form, or the form again.
    fn show(&mut self, cx: &HandlerContext<'_>, overlay: Option<Overlay>) {
        let ends_pause = self.screen.ends_pause(overlay) && cx.is_whole && self.session.state() == State::Asking;
        self.screen.show(overlay);
        self.stop_media();
        // Before the rest of what is asked is here, the next envelope that is due says it.
        if ends_pause {
            self.session.apply(Event::PauseEnded(clock::now(self.began)));
            self.seal_front(cx.sealing, &cx.tell);
        }
    }

    fn sealed(&mut self, cx: &HandlerContext<'_>, link: String) {
        self.session.apply(Event::Sealed { link });
        self.seal_front(cx.sealing, &cx.tell);
        self.arrived(cx.host);
    }

    fn attachment_changed(&mut self, cx: &HandlerContext<'_>, bytes: Option<Vec<u8>>, busy: bool) {
        self.page.reminded = false;
        if let Some(recorder) = &mut self.page.recorder {
            recorder.is_busy = busy;
        }
        if !busy {
            self.session.apply(bytes.map_or(Event::Detached, Event::Attached));
            if cx.is_whole && std::mem::take(&mut self.next_waits) {
                cx.tell.emit(Msg::Act(Act::Next));
            }
        }
    }

    fn exit_practised(&mut self, cx: &HandlerContext<'_>) {
        let tell = cx.tell.clone();
        let _until = Timeout::new(COVERED, move || tell.emit(Msg::Uncovered));
        self.practised = Practised::Covered { _until };
        voice::stop();
    }

    /// Nobody seems to be there. The ending hides nothing, because it says the same to everybody.
    fn hide(&mut self) {
        if self.session.state() != State::Ended {
            self.screen.hide();
        }
        self.stop_media();
    }
}
