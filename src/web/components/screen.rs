//! What is in front of the respondent, as one state.

/// What is in front of the respondent while the form is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::web) enum Screen {
    /// It can be read.
    Shown(Front),
    /// Nobody seems to be there: one large button, and nothing that could be read before it is pressed.
    Away(Front),
}

/// What can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::web) enum Front {
    /// The first page of a visit, untouched. Its heading takes no focus, because a page around the form may show it
    /// unasked.
    FirstPage,
    /// The form itself.
    Form(Base),
    /// Something in front of it.
    Over(Overlay, Base),
}

/// What is behind every overlay.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::web) enum Base {
    /// Said first: an earlier visit was broken off, or an interviewer hands the device over.
    Greeting,
    /// The page that the session asks, or its ending.
    Page,
}

/// What can be in front of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::web) enum Overlay {
    /// The help list, the same for everybody of a set.
    Help,
    /// A calm screen.
    Pause,
    /// Another time is better.
    Later,
    /// Stop, and keep or discard?
    Stop,
    /// Really discard?
    Discard,
    /// A talk? After a no.
    Talk,
    /// Something calm before the ending.
    Calm,
}

impl Overlay {
    /// Whether a talk can be asked for here. A contact envelope goes out when it ends, whatever was asked.
    fn is_pause(self) -> bool {
        matches!(self, Overlay::Pause | Overlay::Stop | Overlay::Discard)
    }
}

impl Screen {
    /// What can be read, or could before nobody was there.
    fn front(self) -> Front {
        let (Screen::Shown(front) | Screen::Away(front)) = self;
        front
    }

    fn set(&mut self, front: Front) {
        *self = if let Screen::Away(_) = self { Screen::Away(front) } else { Screen::Shown(front) };
    }

    fn base(self) -> Base {
        match self.front() {
            Front::FirstPage => Base::Page,
            Front::Form(base) | Front::Over(_, base) => base,
        }
    }

    /// What is in front of the form.
    pub fn overlay(self) -> Option<Overlay> {
        if let Front::Over(overlay, _) = self.front() { Some(overlay) } else { None }
    }

    /// Whether the page has not been come to yet: it is greeted first.
    pub fn is_greeting(self) -> bool {
        self.base() == Base::Greeting
    }

    /// Whether the first page was not touched yet.
    pub fn is_first(self) -> bool {
        self.front() == Front::FirstPage
    }

    /// Whether the page can be read now.
    pub fn shows_page(self) -> bool {
        matches!(self, Screen::Shown(Front::FirstPage | Front::Form(Base::Page)))
    }

    /// Whether a pause ends with this in its place.
    pub fn ends_pause(self, next: Option<Overlay>) -> bool {
        self.overlay().is_some_and(Overlay::is_pause) && !next.is_some_and(Overlay::is_pause)
    }

    /// Puts something in front of the form, or takes it away.
    pub fn show(&mut self, overlay: Option<Overlay>) {
        let base = self.base();
        self.set(overlay.map_or(Front::Form(base), |o| Front::Over(o, base)));
    }

    /// From the greeting to the page.
    pub fn begin(&mut self) {
        self.set(Front::Form(Base::Page));
    }

    /// Another page is there.
    pub fn turn(&mut self) {
        if self.is_first() {
            self.begin();
        }
    }

    /// Nobody seems to be there.
    pub fn hide(&mut self) {
        *self = Screen::Away(self.front());
    }

    /// Somebody is there again.
    pub fn reveal(&mut self) {
        *self = Screen::Shown(self.front());
        self.turn();
    }
}
