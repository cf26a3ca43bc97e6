//! Hides what is on the screen after three minutes without a touch, and at once when the page is hidden; forgets
//! after fifteen.

use gloo_events::{EventListener, EventListenerOptions};
use gloo_timers::callback::Timeout;
use std::cell::RefCell;
use std::rc::Rc;
use web_sys::VisibilityState;

const HIDE_AFTER: u32 = 3 * 60_000;
const FORGET_AFTER: u32 = 15 * 60_000;

/// Watches until dropped.
pub(in crate::web) struct Idle {
    _listeners: Vec<EventListener>,
    _timers: Rc<RefCell<Option<(Timeout, Timeout)>>>,
}

/// What the watch tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::web) enum Away {
    /// Nobody touched the page, or it is not to be seen.
    Hide,
    /// For so long that nothing may be left in memory.
    Forget,
    /// The page is about to go; keep what was typed.
    Keep,
}

impl Idle {
    /// Starts watching.
    pub fn watch(tell: impl Fn(Away) + 'static) -> Option<Self> {
        let window = web_sys::window()?;
        let document = window.document()?;
        let tell = Rc::new(tell);
        let timers: Rc<RefCell<Option<(Timeout, Timeout)>>> = Rc::default();
        let restart = {
            let (tell, timers) = (tell.clone(), timers.clone());
            move || {
                let (hide, forget) = (tell.clone(), tell.clone());
                let hide = Timeout::new(HIDE_AFTER, move || hide(Away::Hide));
                let forget = Timeout::new(FORGET_AFTER, move || forget(Away::Forget));
                *timers.borrow_mut() = Some((hide, forget));
            }
        };
        restart();
        let mut listeners = Vec::new();
        for name in ["pointerdown", "keydown", "input"] {
            let restart = restart.clone();
            let options = EventListenerOptions::run_in_capture_phase();
            listeners.push(EventListener::new_with_options(&window, name, options, move |_| restart()));
        }
        let hidden = document.clone();
        listeners.push(EventListener::new(&document, "visibilitychange", move |_| {
            if hidden.visibility_state() == VisibilityState::Hidden {
                tell(Away::Keep);
                tell(Away::Hide);
            }
        }));
        Some(Idle { _listeners: listeners, _timers: timers })
    }
}
