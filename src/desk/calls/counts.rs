//! How many calls a list has, and why it needs a person today.

use crate::desk::host::error::Failure;
use crate::desk::host::print;
use crate::record::{Call, No, Written, heading};

/// How many lines the list has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Lines.
    pub waiting: usize,
    /// Those of which a wish is overdue.
    pub overdue: usize,
    /// Those that another visit contradicts.
    pub contradicted: usize,
    /// Those with a wish that was not written with the link.
    pub without_link: usize,
}

impl Counts {
    /// Of a whole list.
    pub fn of(list: &[Call]) -> Self {
        let mut out = Counts::default();
        list.iter().for_each(|call| out.add(call));
        out
    }

    /// One more line.
    pub fn add(&mut self, call: &Call) {
        self.waiting += 1;
        self.overdue += usize::from(call.overdue);
        self.contradicted += usize::from(call.no == No::OtherVisit);
        self.without_link += usize::from(call.written == Written::WithoutLink);
    }

    /// Says how many wait.
    pub fn show(self) -> Result<(), Failure> {
        print::line(heading(self.waiting, self.overdue, self.contradicted))
    }

    /// Why the list needs a person today.
    pub fn reasons(self) -> Vec<String> {
        let mut out = Vec::new();
        if self.overdue > 0 {
            // Also where the hour is not known, and nobody can say how long.
            let are = if self.overdue == 1 { "wish for a talk is" } else { "wishes for a talk are" };
            out.push(format!("{} {are} overdue", self.overdue));
        }
        if self.contradicted > 0 {
            let wishes = if self.contradicted == 1 { "wish for a talk" } else { "wishes for a talk" };
            out.push(format!("another visit contradicts {} {wishes}", self.contradicted));
        }
        if self.without_link > 0 {
            let wishes = if self.without_link == 1 { "wish for a talk was" } else { "wishes for a talk were" };
            out.push(format!("{} {wishes} not written with the link", self.without_link));
        }
        out
    }
}
