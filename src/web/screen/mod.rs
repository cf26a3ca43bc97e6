pub(super) mod active_form;
pub(super) mod app;
pub(super) mod begin;
pub(super) mod focus;
pub(super) mod idle;
