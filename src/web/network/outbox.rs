//! Sending what is in the log: each envelope, the same bytes every time, until an answer proves that the intake has it;
//! each deletion until an answer proves that the entry is gone.

use crate::seal::link;
use crate::web::device::log::{Log, Sealed};
use crate::web::host::Host;
use crate::web::network::announce::{announce, report_error};
use crate::web::network::fetch::{Proof, send};
use gloo_timers::future::TimeoutFuture;
use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;

/// Milliseconds before the first new try; doubled up to the longest.
const FIRST_WAIT: u32 = 1_000;
const LONGEST_WAIT: u32 = 60_000;

/// The queue of envelopes and deletions that the intake, or the host page, has not confirmed yet.
#[derive(Clone)]
pub(in crate::web) struct Outbox {
    log: Log,
    host: Host,
    intake: Option<String>,
    queue: Rc<RefCell<VecDeque<Sealed>>>,
    running: Rc<Cell<bool>>,
    /// The loop waits for its next try; `turn` counts the loops, so that one that wakes too late knows it.
    asleep: Rc<Cell<bool>>,
    turn: Rc<Cell<u32>>,
    wait: Rc<Cell<u32>>,
    /// Envelopes whose names are taken at the intake. They stay in the log and are tried again by the next visit.
    stuck: Rc<Cell<usize>>,
    /// The slot whose respondent has not yet said whether to take part: nothing of it is sent.
    held: Rc<RefCell<Option<String>>>,
    changed: Rc<dyn Fn()>,
}

impl Outbox {
    /// An outbox for an intake (its address, absolute). Without one the host page posts envelopes itself: they go to it
    /// as events, and stay in the log until it calls [`Self::acknowledge`]. No envelope of the slot `held` is sent
    /// before [`Self::release`]; deletions are, since the respondent has asked for them. `changed` is called when
    /// something was sent or could not be.
    pub fn new(log: Log, host: Host, intake: Option<String>, held: String, changed: Rc<dyn Fn()>) -> Self {
        let (queue, running, asleep, turn, stuck) = Default::default();
        let (wait, held) = (Rc::new(Cell::new(FIRST_WAIT)), Rc::new(RefCell::new(Some(held))));
        Outbox { log, host, intake, queue, running, asleep, turn, wait, stuck, held, changed }
    }

    /// How many envelopes and deletions nobody has confirmed yet.
    pub fn waiting(&self) -> usize {
        self.queue.borrow().len() + self.stuck.get()
    }

    /// Adds what earlier visits left, then sends.
    pub fn begin(&self) {
        let me = self.clone();
        spawn_local(async move {
            let unsent = me.log.unsent().await;
            me.queue.borrow_mut().extend(unsent);
            me.tell();
            (me.changed)();
            me.run();
        });
    }

    /// The respondent has said whether to take part, or is not asked.
    pub fn release(&self) {
        if self.held.take().is_some() {
            self.tell();
            self.run();
        }
    }

    /// Sends one more.
    pub fn add(&self, sealed: Sealed) {
        // Before it is announced: a host page may acknowledge it at once.
        self.queue.borrow_mut().push_back(sealed.clone());
        if self.intake.is_some() || !self.holds(&sealed) {
            announce(&self.host, &sealed);
        }
        self.run();
    }

    /// Deletes at the intake what this session sealed and its respondent threw away, and sends none of it any more.
    pub fn discard(&self, discarded: Vec<Sealed>) {
        self.queue.borrow_mut().retain(|s| discarded.iter().all(|t| t.eid != s.eid));
        self.queue.borrow_mut().extend(discarded.iter().cloned());
        if self.intake.is_none() {
            discarded.iter().for_each(|t| announce(&self.host, t));
        }
        self.run();
    }

    /// Tries now, whatever the waiting time was: the browser is online again.
    pub fn retry_now(&self) {
        self.wait.set(FIRST_WAIT);
        if self.asleep.replace(false) {
            self.turn.set(self.turn.get() + 1);
            self.running.set(false);
        }
        self.tell();
        self.run();
    }

    /// Puts one envelope now, out of turn; `true` when the intake has it.
    pub async fn send_now(&self, sealed: &Sealed) -> bool {
        match &self.intake {
            Some(intake) if !self.holds(sealed) => {
                send(&self.host, &address(intake, sealed), sealed).await == Proof::Done
            }
            _ => false,
        }
    }

    /// The host page, which posts envelopes itself, says that it has one: `answer` is the SHA-256 of its bytes, in
    /// lower-case hex; or that it has deleted one: `gone ` and its id. `true` where that is so: it leaves this device.
    /// `false`, and nothing happens, for any other answer, for an entry that does not wait, and where there is an
    /// intake: only that can say what it has.
    pub fn acknowledge(&self, eid: &str, answer: &str) -> bool {
        let proven = |s: &&Sealed| match &s.secret {
            Some(_) => answer.strip_prefix("gone ") == Some(eid),
            None => answer == link(&s.ciphertext),
        };
        let found = self.queue.borrow().iter().filter(|s| s.eid == eid).find(proven).cloned();
        let Some(sealed) = found.filter(|_| self.intake.is_none()) else { return false };
        self.done(&sealed);
        let me = self.clone();
        spawn_local(async move {
            me.log.settle(&sealed).await;
            (me.changed)();
        });
        true
    }

    /// Where the host page posts envelopes itself, tells it again what it has not acknowledged. Behind whatever is
    /// going on: it may acknowledge at once, while the form is still busy with what led here.
    fn tell(&self) {
        if self.intake.is_none() {
            let me = self.clone();
            spawn_local(async move {
                let all: Vec<_> = me.queue.borrow().iter().filter(|s| !me.holds(s)).cloned().collect();
                all.iter().for_each(|s| announce(&me.host, s));
            });
        }
    }

    fn run(&self) {
        let Some(intake) = self.intake.clone() else { return };
        if self.running.replace(true) {
            return;
        }
        let (me, turn) = (self.clone(), self.turn.get());
        spawn_local(async move {
            while let Some(next) = me.next() {
                // Another tab may have sent it, or its respondent may have discarded it away there.
                if next.secret.is_none() && !me.log.has(&next.eid).await {
                    me.done(&next);
                    (me.changed)();
                    continue;
                }
                match send(&me.host, &address(&intake, &next), &next).await {
                    Proof::Done => {
                        // Where it was discarded while it was on its way, its deletion is in the queue, and stays.
                        me.log.settle(&next).await;
                        me.done(&next);
                        me.wait.set(FIRST_WAIT);
                    }
                    Proof::Taken => {
                        // Kept here and, under quarantine, there; the desk sees both. The next one goes on.
                        me.stuck.set(me.stuck.get() + usize::from(me.waits(&next)));
                        me.done(&next);
                        report_error(&me.host, "conflict");
                    }
                    Proof::Nothing => {
                        // One that an intake refuses must not keep the others.
                        if me.waits(&next) {
                            me.done(&next);
                            me.queue.borrow_mut().push_back(next);
                        }
                        (me.changed)();
                        let wait = me.wait.get();
                        me.wait.set((wait * 2).min(LONGEST_WAIT));
                        me.asleep.set(true);
                        TimeoutFuture::new(wait).await;
                        if me.turn.get() != turn {
                            return;
                        }
                        me.asleep.set(false);
                    }
                }
                (me.changed)();
            }
            me.running.set(false);
        });
    }

    fn holds(&self, sealed: &Sealed) -> bool {
        sealed.secret.is_none() && self.held.borrow().as_ref() == Some(&sealed.slot)
    }

    fn next(&self) -> Option<Sealed> {
        self.queue.borrow().iter().find(|s| !self.holds(s)).cloned()
    }

    fn waits(&self, sealed: &Sealed) -> bool {
        self.queue.borrow().iter().any(|s| s.eid == sealed.eid && s.secret == sealed.secret)
    }

    fn done(&self, sealed: &Sealed) {
        self.queue.borrow_mut().retain(|s| s.eid != sealed.eid || s.secret != sealed.secret);
    }
}

fn address(intake: &str, sealed: &Sealed) -> String {
    format!("{}/s/{}/e/{}", intake.trim_end_matches('/'), sealed.slot, sealed.eid)
}

/// An intake's address may be relative to the study's folder.
pub(in crate::web) fn absolute(intake: &str, base: &str) -> String {
    if intake.split_once(':').is_some_and(|(_, rest)| rest.starts_with("//")) {
        return intake.to_string();
    }
    let origin = base.splitn(4, '/').take(3).collect::<Vec<_>>().join("/");
    match intake.strip_prefix('/') {
        Some(rest) => format!("{origin}/{rest}"),
        None => format!("{base}{intake}"),
    }
}
