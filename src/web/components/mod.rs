//! What is drawn. Everything here is a function of what it is given; every text comes from the texts or the wording,
//! as text, never as markup.
//!
//! | file | one thing |
//! |---|---|
//! | `form_screen`, `form_props` | the form while somebody fills it in, and everything that decides how it looks |
//! | `page`, `item`, `ask` | one page; one question; what a question is given |
//! | `kind`, `words` | a control each |
//! | `element`, `button` | what controls and screens are made of |
//! | `act`, `frame`, `screen` | what a respondent can do; what all screens share; what is in front of the respondent |

pub(super) mod act;
mod ask;
mod button;
mod element;
mod ending;
mod faces;
mod footer;
pub(super) mod form_props;
pub(super) mod form_screen;
pub(super) mod frame;
mod heading;
pub(super) mod help;
mod icons;
mod info;
mod item;
mod kind;
mod languages;
mod nonresponse;
pub(super) mod notice;
mod page;
mod progress;
pub(super) mod screen;
mod talk;
mod top_bar;
mod words;
