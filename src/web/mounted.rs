//! Putting the form on the screen, and taking it off.

use crate::web::host::{Given, Host};
use crate::web::screen::app::{App, Props};
use crate::web::screen::message::Msg;
use crate::web::setup;
use std::cell::Cell;
use std::rc::Rc;
use yew::AppHandle;

/// A form on the screen.
pub struct Mounted {
    app: AppHandle<App>,
    /// *Snel weg* covers a page once in a visit; from then on it leaves, whatever the page says.
    practised: Cell<bool>,
}

/// Loads everything and shows the form, or says why not. Anything else than a form or a refusal is a trap, which the
/// shell notices and puts into words.
pub async fn mount(root: web_sys::Element, given: Given, host: Host) -> Mounted {
    // A panic traps without a word (xtask, `build/door.rs`); in a build where it has words, none reaches the console,
    // because they might hold what somebody typed.
    yew::set_custom_panic_hook(Box::new(|_| {}));
    let start = setup::load(&given, &host).await;
    let props = Props { start: Rc::new(std::cell::RefCell::new(Some(start))), host, root: root.clone() };
    Mounted { app: yew::Renderer::<App>::with_root_and_props(root, props).render(), practised: Cell::new(false) }
}

impl Mounted {
    /// *Snel weg* was pressed. `true` on the page where it is practised, the first time: then the page is covered.
    pub fn practise(&self) -> bool {
        let here = self.app.get_component().is_some_and(|app| app.practises_exit());
        let first = here && !self.practised.replace(here);
        if first {
            self.app.send_message(Msg::ExitPractised);
        }
        first
    }

    /// The host page says that it has an envelope, or has deleted one; whether that is so
    /// (`Outbox::acknowledge`). Always `false` in the middle of an update of the form.
    pub fn acknowledge(&self, eid: &str, answer: &str) -> bool {
        let outbox = self.app.get_component().and_then(|app| Some(app.sealing.as_ref()?.outbox.clone()));
        outbox.is_some_and(|outbox| outbox.acknowledge(eid, answer))
    }

    /// Takes the form off the screen. Everything that it held is freed, and freeing zeroes it.
    pub fn forget(self) {
        self.app.destroy();
    }
}
