//! From sessions to records: which answer counts, and what the report says.

mod aside;
mod calls;
mod counts;
pub mod desk;
mod faulty;
mod forged;
mod letters;
mod order;
mod report;
mod whose;
