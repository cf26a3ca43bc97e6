//! Stories of respondents, without a screen: what somebody does, and what is then sealed.

#[path = "stories/aside.rs"]
mod aside;
#[path = "stories/back.rs"]
mod back;
#[path = "stories/branch.rs"]
mod branch;
#[path = "stories/contact.rs"]
mod contact;
#[path = "stories/doors.rs"]
mod doors;
#[path = "stories/forms.rs"]
mod forms;
#[path = "stories/gate.rs"]
mod gate;
#[path = "stories/houses.rs"]
mod houses;
#[path = "stories/kinds.rs"]
mod kinds;
#[path = "stories/limits.rs"]
mod limits;
#[path = "stories/opening.rs"]
mod opening;
#[path = "stories/resume.rs"]
mod resume;
#[path = "stories/scenario.rs"]
mod scenario;
#[path = "stories/share.rs"]
mod share;
#[path = "stories/stop.rs"]
mod stop;
#[path = "stories/talk.rs"]
mod talk;
#[path = "stories/walk.rs"]
mod walk;
#[path = "stories/words.rs"]
mod words;
