//! The prompt that is open.

use tui_input::Input;

use crate::domain::target::CardKey;
use crate::domain::time::Time;
use crate::tui::subject::Behind;
use crate::tui::subject::Subject;

/// A line that is typed.
#[derive(Clone, Debug)]
pub struct Line {
    /// What it is about.
    pub subject: Subject,
    /// What is typed.
    pub kind: LineKind,
    /// The text.
    pub input: Input,
    /// The order's tracking number when the line opened, empty when it had none; none where that was not known.
    pub seen_number: Option<String>,
    /// That number has changed meanwhile.
    pub behind: Behind,
    /// Why Enter did not take it.
    pub fault: Option<LineFault>,
}

/// What is typed into a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineKind {
    /// A tracking number.
    Tracking,
    /// When the customer asked to be called.
    CallBackAt {
        /// When that call took place.
        called: Time,
    },
    /// When to call.
    ScheduleAt,
    /// When the order is to be handed over.
    DispatchBy,
    /// A note.
    Note,
    /// What is wrong with the order.
    Complaint,
    /// What the customer wrote.
    Wrote,
    /// How much went back.
    Refund,
    /// How much came.
    PartPayment,
    /// Until when the proposal is put off.
    PutOffUntil,
    /// Why it is put off.
    PutOffWhy {
        /// Until when.
        until: Time,
    },
}

/// Why Enter did not take a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineFault {
    /// Nothing was typed.
    Empty,
    /// Not a time; which way, by the code of its message.
    BadWhen(&'static str),
    /// The time has passed.
    Past,
    /// Not an amount.
    BadAmount,
}

impl Line {
    /// The card that must be looked at before Enter takes the line; none while nothing is known to have changed.
    pub fn looks_at(&self) -> Option<CardKey> {
        let order = self.subject.order.filter(|_| self.behind == Behind::Looking);
        order.map(CardKey::Order)
    }
}
