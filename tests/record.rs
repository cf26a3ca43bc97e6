//! From sessions to records: which answer counts, and what the report says.

#[path = "stories/forms.rs"]
mod forms;
#[path = "stories/scenario.rs"]
mod scenario;

#[path = "record/aside.rs"]
mod aside;
#[path = "record/calls.rs"]
mod calls;
#[path = "record/counts.rs"]
mod counts;
#[path = "record/desk.rs"]
mod desk;
#[path = "record/forged.rs"]
mod forged;
#[path = "record/letters.rs"]
mod letters;
#[path = "record/order.rs"]
mod order;
#[path = "record/report.rs"]
mod report;
