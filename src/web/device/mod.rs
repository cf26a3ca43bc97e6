//! What stays on this device, sealed: the log and its cursor, and the lock of a slot.

pub(super) mod held_slot;
pub(super) mod idb;
pub(super) mod lock;
pub(super) mod log;
