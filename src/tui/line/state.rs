//! The prompt that is open.

use tui_input::Input;

use crate::domain::action::WhichParcel;
use crate::domain::ids::CallId;
use crate::domain::shipment::Parcel;
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
    /// Which parcel the number is of.
    pub which: WhichParcel,
    /// That number has changed meanwhile.
    pub behind: Behind,
    /// A colleague holds the customer, and may be taken over from.
    pub is_claimed: bool,
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
    /// What is to be said of a recorded call.
    ReviewNote(CallId),
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

impl LineKind {
    /// True for what is said in words, not for a number or a time.
    pub fn is_words(self) -> bool {
        match self {
            LineKind::Note
            | LineKind::ReviewNote(_)
            | LineKind::Complaint
            | LineKind::Wrote
            | LineKind::PutOffWhy { .. } => true,
            LineKind::Tracking
            | LineKind::CallBackAt { .. }
            | LineKind::ScheduleAt
            | LineKind::DispatchBy
            | LineKind::Refund
            | LineKind::PartPayment
            | LineKind::PutOffUntil => false,
        }
    }
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
    /// Hardly a tracking number: a second Enter takes it as it is.
    Doubtful,
    /// No tracking number at all.
    NoNumber,
}

impl Line {
    /// Which parcels a tracking number may be of: the only one and one more, or each of several and one more.
    pub fn parcels(&self) -> Vec<WhichParcel> {
        let facts = self
            .subject
            .facts
            .as_deref()
            .filter(|_| self.kind == LineKind::Tracking);
        let several = facts.map(|facts| facts.parcels.as_slice()).unwrap_or_default();
        let has_number = facts.is_some_and(|facts| facts.number_at.is_some());
        let mut parcels: Vec<WhichParcel> = several.iter().map(|parcel| WhichParcel::At(parcel.position)).collect();
        if parcels.is_empty() {
            parcels.push(WhichParcel::Only);
        }
        if has_number || !several.is_empty() {
            parcels.push(WhichParcel::Another);
        }
        parcels
    }

    /// The parcel whose number is typed, where the order has several.
    pub fn parcel(&self) -> Option<&Parcel> {
        let WhichParcel::At(position) = self.which else {
            return None;
        };
        let facts = self.subject.facts.as_deref()?;
        facts.parcels.iter().find(|parcel| parcel.position == position)
    }

    /// The number that stood where this one is to stand, as it was seen.
    pub fn seen(&self) -> Option<String> {
        match self.which {
            WhichParcel::Only => self.seen_number.clone(),
            WhichParcel::Another => None,
            WhichParcel::At(_) => self.parcel().map(|parcel| parcel.number.clone().unwrap_or_default()),
        }
    }

    /// The card that must be looked at before Enter takes the line; none while nothing is known to have changed.
    pub fn looks_at(&self) -> Option<CardKey> {
        let order = self.subject.order.filter(|_| self.behind == Behind::Looking);
        order.map(CardKey::Order)
    }
}
