//! The command line as its users meet it: each story runs the program itself, mistakes included.

#[path = "desk/clock.rs"]
mod clock;
#[path = "desk/contacts.rs"]
mod contacts;
#[path = "desk/deliveries.rs"]
mod deliveries;
#[path = "desk/due.rs"]
mod due;
#[path = "desk/export.rs"]
mod export;
#[path = "desk/family.rs"]
mod family;
#[path = "desk/fieldwork.rs"]
mod fieldwork;
#[path = "desk/formats.rs"]
mod formats;
#[path = "desk/http.rs"]
mod http;
#[path = "desk/instrument.rs"]
mod instrument;
#[path = "desk/invite.rs"]
mod invite;
#[path = "desk/keygen.rs"]
mod keygen;
#[path = "desk/kit.rs"]
mod kit;
#[path = "desk/letter.rs"]
mod letter;
#[path = "desk/letters.rs"]
mod letters;
#[path = "desk/new.rs"]
mod new;
#[path = "desk/norms.rs"]
mod norms;
#[path = "desk/register.rs"]
mod register;
#[path = "desk/resume.rs"]
mod resume;
#[path = "desk/review.rs"]
mod review;
#[path = "desk/score.rs"]
mod score;
#[path = "desk/serve.rs"]
mod serve;
#[path = "desk/sharing.rs"]
mod sharing;
#[path = "desk/simulate.rs"]
mod simulate;
#[path = "desk/stamp.rs"]
mod stamp;
#[path = "desk/study.rs"]
mod study;
#[path = "desk/unseal.rs"]
mod unseal;
#[path = "desk/verify.rs"]
mod verify;
#[path = "desk/verify_site.rs"]
mod verify_site;
#[path = "desk/whole.rs"]
mod whole;
#[path = "desk/words.rs"]
mod words;
