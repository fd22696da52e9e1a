//! The lists of the morning (R31).

use crate::domain::coded::coded;

coded! {
    /// A list of the morning, in the order of the page; `page-<code>` is its name and `today-<code>` its line.
    pub enum TodayList {
        /// Tried to pay the day before and failed.
        Failed "failed",
        /// Ordered the day before.
        Ordered "ordered",
        /// Confirmed the day before.
        Confirmed "confirmed",
        /// Money came the day before.
        Paid "paid",
        /// Confirmed, to be paid before dispatch, not paid, and not yet talked with today (R13, R31).
        Unpaid "unpaid",
        /// A call was promised or agreed for today, or for before (R5).
        Promises "promises",
        /// The parcel waits, and its free storage ends today or tomorrow, or is over (R21).
        Storage "storage",
    }
}

impl TodayList {
    /// True when it tells of the day before; else it asks for calls today.
    pub fn is_past(self) -> bool {
        matches!(
            self,
            TodayList::Failed | TodayList::Ordered | TodayList::Confirmed | TodayList::Paid
        )
    }
}
