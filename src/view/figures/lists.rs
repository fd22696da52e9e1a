//! The lists of the morning (R31).

/// A list of the morning.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TodayList {
    /// Tried to pay the day before and failed.
    Failed,
    /// Ordered the day before.
    Ordered,
    /// Confirmed the day before.
    Confirmed,
    /// Money came the day before.
    Paid,
    /// Confirmed, to be paid before dispatch, not paid, and not yet talked with today (R13, R31).
    Unpaid,
    /// A call was promised or agreed for today, or for before (R5).
    Promises,
    /// The parcel waits, and its free storage ends today or tomorrow, or is over (R21).
    Storage,
}

impl TodayList {
    /// Every list, in the order of the page.
    pub const ALL: [TodayList; 7] = [
        TodayList::Failed,
        TodayList::Ordered,
        TodayList::Confirmed,
        TodayList::Paid,
        TodayList::Unpaid,
        TodayList::Promises,
        TodayList::Storage,
    ];

    /// Its code; `page-<code>` is its name and `today-<code>` its line.
    pub fn code(self) -> &'static str {
        match self {
            TodayList::Failed => "failed",
            TodayList::Ordered => "ordered",
            TodayList::Confirmed => "confirmed",
            TodayList::Paid => "paid",
            TodayList::Unpaid => "unpaid",
            TodayList::Promises => "promises",
            TodayList::Storage => "storage",
        }
    }

    /// True when it tells of the day before; else it asks for calls today.
    pub fn is_past(self) -> bool {
        matches!(
            self,
            TodayList::Failed | TodayList::Ordered | TodayList::Confirmed | TodayList::Paid
        )
    }
}
