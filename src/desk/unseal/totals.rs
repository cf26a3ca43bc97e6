//! What is written as report.json before the slots: how much arrived, and what is wrong with the delivery.

use super::calls_list::List;
use super::share::Progress;
use crate::desk::host::clock;
use crate::desk::inputs::envelope_folder::Folder;
use serde::Serialize;
use std::path::PathBuf;

/// The numbers of a report.
#[derive(Default, Serialize)]
pub struct Totals {
    pub made: String,
    /// Slots that this run opened, and those that were known from before.
    pub opened: usize,
    pub known: usize,
    pub envelopes: usize,
    /// Slots from which something arrived.
    pub reported: usize,
    pub complete: usize,
    pub declined: usize,
    pub records: usize,
    /// Records that are in no table until something is checked or decided.
    pub set_aside: usize,
    pub contacts: usize,
    pub letters: usize,
    /// Links from which somebody wants a talk, now or perhaps later.
    pub waiting: usize,
    /// Of these, those that wait for longer than the study promised.
    pub overdue: usize,
    /// Of these, those that another visit contradicts.
    pub contradicted: usize,
    /// Of these, those with a wish that was not written with the link.
    pub without_link: usize,
    /// Envelopes that an earlier delivery had and this one has not.
    pub absent: usize,
    /// Envelopes of which a spoilt state/ lost what they hold.
    pub lost: usize,
    /// Sessions that were thrown away.
    pub erased: usize,
    /// Entries that have the mark of a deletion, and nobody decided about it.
    pub erased_by_mark: usize,
    /// Slots whose respondent withdrew.
    pub withdrawn: usize,
    pub quarantined: usize,
    pub strange_files: Vec<PathBuf>,
    /// Key sets of which nothing could be opened: somebody else's, or the key is not the right one.
    pub closed_key_sets: Vec<String>,
    /// Key sets that are not the study's, where a study was given.
    pub foreign_key_sets: Vec<String>,
}

impl Totals {
    /// Of all slots. `slots` is how many were read, `foreign` the key sets that are not the study's.
    pub fn of(total: Progress, slots: usize, folder: &Folder, foreign: Vec<String>, wait: &List<'_>) -> Self {
        let Progress { head: total, opened } = total;
        let closed = total.envelopes.iter().filter(|(kset, n)| total.closed.get(*kset) == Some(n));
        Totals {
            made: clock::now(),
            opened,
            known: slots - opened,
            envelopes: total.envelopes.values().sum(),
            reported: total.reported,
            complete: total.complete,
            declined: total.declined,
            records: total.records,
            set_aside: total.set_aside,
            contacts: total.contacts,
            letters: total.letters,
            waiting: wait.len(),
            overdue: wait.counts.overdue,
            contradicted: wait.counts.contradicted,
            without_link: wait.counts.without_link,
            absent: total.absent,
            lost: total.lost,
            erased: total.erased,
            erased_by_mark: total.erased_by_mark,
            withdrawn: total.withdrawn,
            quarantined: folder.quarantined,
            closed_key_sets: closed.map(|(kset, _)| kset.clone()).collect(),
            foreign_key_sets: foreign,
            strange_files: folder.strange.iter().cloned().chain(total.strange).collect(),
        }
    }
}
