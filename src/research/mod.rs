//! The researcher's page: opens a folder of envelopes on the researcher's own machine and shows what is in it. Nothing
//! is stored and nothing is sent; keys go when everything is open, answers when the page is locked.
//!
//! | file | one thing |
//! |---|---|
//! | `host` | the shell (`www/research/`): files, pictures, locking |
//! | `app` | the one owner of what is open: messages in, screens out |
//! | `message` | what somebody does, and what is then shown |
//! | `given` | what the files are that somebody chose |
//! | `opening` | from those files to what is held, step by step, so that the browser stays awake |
//! | `held` | what is open, until the page is locked |
//! | `voice` | children's own words, one by one |
//! | `figure` | what is drawn, as data of the charting library, each with its table |
//! | `view` | what is shown, a file per screen |

mod app;
mod figure;
mod given;
mod held;
mod host;
mod message;
mod opening;
mod view;
mod voice;

pub use host::Host;

use app::{App, Props};
use yew::AppHandle;

/// A page on the screen.
pub struct Mounted(AppHandle<App>);

/// Shows the page.
pub fn mount(root: web_sys::Element, host: Host) -> Mounted {
    // A panic stops the program, which the shell puts into words; its own words might hold an answer.
    yew::set_custom_panic_hook(Box::new(|_| {}));
    Mounted(yew::Renderer::<App>::with_root_and_props(root, Props { host }).render())
}

impl Mounted {
    /// Takes the page off the screen. Everything that it held is freed, and freeing zeroes it.
    pub fn forget(self) {
        self.0.destroy();
    }
}
