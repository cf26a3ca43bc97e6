//! `study`: who is asked what, when, by whom.

mod check;
mod due;
pub mod families;
mod invite;
mod log;
mod new;
mod people;
mod pin;
pub mod register;
mod reminders;
mod served;
mod verify;

use crate::desk::host::error::Outcome;
use clap::Subcommand;

/// Studies: create, check, pin, invite, verify keys, keep the register, follow up
#[derive(Subcommand)]
pub enum Verb {
    New(new::Args),
    Check(check::Args),
    Pin(pin::Args),
    Invite(invite::Args),
    Due(due::Args),
    People(people::Args),
    #[command(subcommand)]
    Register(register::Verb),
    #[command(subcommand)]
    Log(log::Verb),
    Reminders(reminders::Args),
    #[command(subcommand)]
    Verify(verify::Verb),
}

pub fn run(verb: &Verb) -> Outcome {
    match verb {
        Verb::New(args) => new::run(args),
        Verb::Check(args) => check::run(args),
        Verb::Pin(args) => pin::run(args),
        Verb::Invite(args) => invite::run(args),
        Verb::Due(args) => due::run(args),
        Verb::People(args) => people::run(args),
        Verb::Register(verb) => register::run(verb),
        Verb::Log(verb) => log::run(verb),
        Verb::Reminders(args) => reminders::run(args),
        Verb::Verify(verb) => verify::run(verb),
    }
}
