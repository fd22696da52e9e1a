//! A walk: the customers of a list, one after another, instead of the queue. NEXT goes on until all were visited or Esc
//! leaves it; who has left the list meanwhile, is held by a colleague or was skipped is passed over.

use crate::domain::ids::CustomerId;
use crate::view::pages::PageKey;
use crate::view::pages::PageRowKey;
use crate::view::pages::PageSnapshot;

/// A list that is walked through.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Walk {
    /// The page it goes through; its title names the walk.
    pub page: PageKey,
    /// Whom it visits, as they stood when it began.
    pub steps: Vec<WalkStep>,
    /// How many of them were visited or passed over; the one in view is the last of these.
    pub at: usize,
    /// Whether the list was read already.
    pub begun: Begun,
}

/// Whether the list of a walk was read since it was begun.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Begun {
    /// It was.
    Yes,
    /// Not yet; the list is shown when it is.
    Waits,
    /// Not yet; NEXT was pressed and goes to the first when it is.
    WaitsToGo,
}

/// One to be visited.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WalkStep {
    /// Their row on the page.
    pub row: PageRowKey,
    /// Who they are.
    pub customer: CustomerId,
}

impl Walk {
    /// Through a page that is being read.
    pub fn waiting(page: PageKey, begun: Begun) -> Walk {
        Walk {
            page,
            steps: Vec::new(),
            at: 0,
            begun,
        }
    }

    /// Through the rows of a page that are about somebody, from the first. A customer with two rows is visited once.
    pub fn new(sheet: &PageSnapshot) -> Walk {
        let mut steps: Vec<WalkStep> = Vec::new();
        for row in sheet.rows() {
            let Some(customer) = row.customer() else { continue };
            if steps.iter().all(|step| step.customer != customer) {
                steps.push(WalkStep { row: row.key, customer });
            }
        }
        Walk {
            page: sheet.key,
            steps,
            at: 0,
            begun: Begun::Yes,
        }
    }

    /// Goes on behind a row of the list.
    pub fn go_on_from(&mut self, row: PageRowKey) {
        if let Some(at) = self.steps.iter().position(|step| step.row == row) {
            self.at = at + 1;
        }
    }

    /// The place of the next one that is `free`, from `from` on.
    pub fn next(&self, from: usize, free: impl Fn(&WalkStep) -> bool) -> Option<usize> {
        (from..self.steps.len()).find(|at| free(&self.steps[*at]))
    }
}
