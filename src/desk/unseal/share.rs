//! The slots that this machine opens, all or a share of them, and the way through them.

use super::calls_list::{Contacts, List};
use super::settings::Shard;
use super::slot_cache::{self, Head, OpenContext, SlotResult, Stage};
use crate::desk::host::error::Failure;
use crate::desk::host::{ordered_queue, progress};
use crate::desk::inputs::envelope_folder::{Slot, Slots};

/// The slots that are opened here.
pub struct Share {
    all: Slots,
    shard: Shard,
    /// How many they are.
    pub n: usize,
}

/// What a way through all slots gave.
#[derive(Default)]
pub struct Progress {
    /// The sum of all heads.
    pub head: Head,
    /// Slots that were opened; the others were known.
    pub opened: usize,
}

impl Share {
    /// The share of a list of slots.
    pub fn new(all: Slots, shard: Shard) -> Result<Self, Failure> {
        let mut share = Share { all, shard, n: 0 };
        let n: Result<usize, Failure> = share.slots()?.map(|slot| slot.map(|_| 1)).sum();
        share.n = n?;
        Ok(share)
    }

    /// Its slots, in order.
    pub fn slots(&mut self) -> Result<impl Iterator<Item = Result<Slot, Failure>> + Send + '_, Failure> {
        let shard = self.shard;
        Ok(self.all.rows()?.filter(move |slot| slot.as_ref().map_or(true, |slot| shard.has(slot))))
    }

    /// Opens what is not cached, on `cores` threads, and lists the contacts.
    pub fn open<'p>(
        &mut self,
        with: &OpenContext<'_>,
        stage: Stage<'_>,
        cores: usize,
        mut contacts: Contacts<'p>,
    ) -> Result<(Progress, List<'p>), Failure> {
        let mut total = Progress::default();
        let bar = progress::bar(stage.name(), self.n);
        let work = |slot: Result<Slot, Failure>| slot_cache::open_cached(with, &slot?, stage);
        ordered_queue::on_cores(cores, self.slots()?, work, |found: Result<SlotResult, Failure>| {
            let found = found?;
            total.head.add(found.head);
            total.opened += usize::from(found.opened);
            contacts.add(&found.contacts)?;
            bar.inc(1);
            Ok::<(), Failure>(())
        })?;
        bar.finish_and_clear();
        Ok((total, contacts.finish()?))
    }
}
