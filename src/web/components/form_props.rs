//! Everything that decides what is on the screen while somebody fills the form in.

use super::act::Send;
use super::frame::Frame;
use super::overlay::Overlay;
use crate::instrument::VecMap;
use crate::session::Session;
use std::rc::Rc;
use yew::prelude::*;

/// Everything that decides what is on the screen.
pub(in crate::web) struct FormProps<'a> {
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
