//! What all screens of a visit share: the study, the invite, the texts and words of one language.

use crate::seal::Mode;
use crate::study::{Invite, Study, Target, Wave};
use crate::web::placeholders::Words;
use crate::web::text::Text;
use crate::web::wordings::Wordings;
use std::rc::Rc;

/// What all screens share; replaced as a whole when the language changes.
#[derive(Clone)]
pub(in crate::web) struct Frame {
    pub study: Rc<Study>,
    pub invite: Rc<Invite>,
    /// What shows that the link is here, 32 hex digits.
    pub proof: String,
    pub text: Text,
    pub lang: String,
    pub wordings: Rc<Wordings>,
    /// `YYYY-MM-DD` of UTC when the form was opened.
    pub today: String,
    /// How an interviewer said that it is filled in; none for a respondent alone.
    pub interview: Option<Mode>,
}

impl Frame {
    /// The wave of the link.
    pub fn wave(&self) -> Option<&Wave> {
        self.study.waves.get(usize::from(self.invite.wave))
    }

    /// Language and direction of the screen's own texts, for those among words of another language.
    pub fn lang_and_dir(&self) -> (String, String) {
        (self.lang.clone(), self.text.get("dir").to_string())
    }

    /// Whether the link is one to a letterbox.
    pub fn any_time(&self) -> bool {
        self.wave().is_some_and(|w| w.any_time)
    }

    /// Whether it leads to a letterbox that nobody empties now.
    pub fn is_closed(&self) -> bool {
        self.any_time() && !self.study.protocol.letterbox.as_ref().is_some_and(|l| l.is_open(&self.today))
    }

    /// What placeholders of a part stand for.
    pub fn words(&self, target: Target) -> Words<'_> {
        Words { study: &self.study, invite: &self.invite, text: &self.text, lang: &self.lang, target }
    }
}
