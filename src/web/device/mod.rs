pub(super) mod idb;
pub(super) mod lock;
pub(super) mod log;
pub(super) mod place;
