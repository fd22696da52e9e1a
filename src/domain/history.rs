//! The one thing that says more of an entry of the journal than its kind: an amount, a reason, what was taken back.

use super::call::MissedReason;
use super::field_changes::fields_of;
use super::ids::EntryId;
use super::message::Channel;
use super::message::MessageBody;
use super::message::MessageState;
use super::part::Part;
use crate::domain::action::ActionKind;
use crate::domain::action::Consent;
use crate::domain::b2b::B2b;
use crate::domain::call::Outcome;
use crate::domain::case::CaseOutcome;
use crate::domain::change::Change;
use crate::domain::change::Entity;
use crate::domain::change::Field;
use crate::domain::change::NewRow;
use crate::domain::change::Value;
use crate::domain::order::Means;
use crate::domain::order::Reason;
use crate::domain::time::Time;

/// The one thing of an entry's changes that says more than its kind.
pub fn detail(changes: &[Change]) -> Detail {
    // A note or a call that came with something else says less than that.
    let more = changes.iter().filter(|change| !is_talk(change)).find_map(of_change);
    more.or_else(|| changes.iter().find_map(of_change))
        .unwrap_or(Detail::None)
}

fn is_talk(change: &Change) -> bool {
    matches!(
        change,
        Change::Add {
            new: NewRow::Note { .. } | NewRow::Call { .. },
            ..
        }
    )
}

fn of_change(change: &Change) -> Option<Detail> {
    match change {
        Change::Add { new, .. } => of_row(new),
        Change::Set {
            entity: Entity::Claim,
            before: Value::Text(by),
            ..
        } => Some(Detail::From(by.clone())),
        Change::Set { .. } | Change::Parcels { .. } => {
            let mut fields = fields_of(change).into_iter();
            let told = fields.find_map(|set| of_field(set.field, &set.after));
            told.or_else(|| of_one_parcel(change))
        }
        Change::Void { .. } | Change::Lines { .. } | Change::Move { .. } | Change::Stock { .. } => None,
    }
}

/// Which of several parcels something was done with.
fn of_one_parcel(change: &Change) -> Option<Detail> {
    let Change::Parcels { after, .. } = change else {
        return None;
    };
    let mut places: Vec<Option<i64>> = fields_of(change).iter().map(|set| set.parcel).collect();
    places.dedup();
    let [Some(place)] = places[..] else { return None };
    let parcel = after
        .iter()
        .find(|parcel| parcel.position == place && after.len() > 1)?;
    parcel.number.clone().map(Detail::Number)
}

fn of_row(new: &NewRow) -> Option<Detail> {
    match new {
        NewRow::Payment { amount, means, .. } => Some(Detail::Amount(*amount, Means::from_int(*means))),
        NewRow::Appointment { at, .. } => Some(Detail::At(*at)),
        NewRow::Call { outcome, .. } => outcome.and_then(Outcome::from_int).map(Detail::Outcome),
        NewRow::Note { text, .. } | NewRow::Case { text, .. } => Some(Detail::Text(text.clone())),
        // What it is worth; money itself comes and goes by payments.
        NewRow::Return { amount, .. } => Some(Detail::Amount(*amount, None)),
        NewRow::Contact { .. } | NewRow::Customer { .. } | NewRow::Order { .. } | NewRow::NotSame { .. } => None,
    }
}

fn of_field(field: Field, after: &Value) -> Option<Detail> {
    match (field, after) {
        (Field::TrackingNumber | Field::PublishedKeys, Value::Text(number)) => Some(Detail::Number(number.clone())),
        (Field::Reason, Value::Int(reason)) => Reason::from_int(*reason).map(Detail::Reason),
        (Field::PutOffUntil | Field::DispatchBy, Value::Int(at)) => Some(Detail::At(Time(*at))),
        (Field::CaseOutcome, Value::Int(outcome)) => CaseOutcome::from_int(*outcome).map(Detail::Settled),
        (Field::B2b, Value::Int(b2b)) => B2b::from_int(*b2b).map(Detail::B2b),
        (Field::ConsentAt, _) => Some(Detail::Consent(Consent::Given)),
        (Field::ConsentOffAt, _) => Some(Detail::Consent(Consent::Withdrawn)),
        _ => None,
    }
}

/// What was done, as a row that leaves and the keys of undo name it: a call by what came of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed {
    /// An action.
    Did(ActionKind),
    /// A call that ended so.
    Called(Outcome),
}

impl Deed {
    /// What kind of action it was.
    pub fn kind(self) -> ActionKind {
        match self {
            Deed::Did(kind) => kind,
            Deed::Called(_) => ActionKind::Call,
        }
    }
}

impl From<ActionKind> for Deed {
    fn from(kind: ActionKind) -> Deed {
        Deed::Did(kind)
    }
}

impl PartialEq<ActionKind> for Deed {
    fn eq(&self, kind: &ActionKind) -> bool {
        *self == Deed::Did(*kind)
    }
}

/// What an entry of the journal did; a call that ended the order cancelled it.
pub fn deed(kind: ActionKind, changes: &[Change]) -> Deed {
    match (kind, detail(changes)) {
        (ActionKind::Call, Detail::Outcome(outcome)) => Deed::Called(outcome),
        (ActionKind::Call, Detail::Reason(_)) => Deed::Did(ActionKind::Cancel),
        _ => Deed::Did(kind),
    }
}

/// One thing that happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimelineItem {
    /// When.
    pub at: Time,
    /// Who; empty for the desk itself or the customer.
    pub operator: String,
    /// To which of the customer's orders; none for the customer.
    pub order_number: Option<String>,
    /// What.
    pub what: Happened,
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Happened {
    /// The order was placed.
    Ordered {
        /// The way it came; empty when unknown.
        channel: String,
    },
    /// An action of the journal, worded by its kind.
    Entry {
        /// The journal's entry.
        id: EntryId,
        /// Its kind.
        kind: ActionKind,
        /// It was taken back.
        undone: bool,
        /// The tracking number, the amount, the reason or the new time it set: whatever says more than the kind.
        detail: Detail,
    },
    /// A call.
    Call {
        /// They called us.
        incoming: bool,
        /// What came of it; none for a missed or running call.
        outcome: Option<Outcome>,
        /// They called and nobody took it.
        missed: bool,
        /// Why nobody did.
        missed_reason: Option<MissedReason>,
        /// The number.
        phone: String,
    },
    /// A note.
    Note {
        /// Its text.
        text: String,
    },
    /// A message that leaves by itself (R35), at the moment it was made or sent.
    Message {
        /// What it tells.
        told: MessageBody,
        /// By what it goes.
        channel: Option<Channel>,
        /// Where it stands.
        state: MessageState,
        /// When it leaves; of one that has arrived or did not, when that was known.
        at: Time,
        /// Why it did not arrive, or nobody knows whether it left.
        why: Option<String>,
    },
}

/// The one thing that says more than an entry's kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Detail {
    /// Nothing more.
    None,
    /// An amount, minor units of the order's currency, and how it came.
    Amount(i64, Option<Means>),
    /// A tracking number.
    Number(String),
    /// A reason.
    Reason(Reason),
    /// A time agreed.
    At(Time),
    /// Whether a company buys.
    B2b(B2b),
    /// What was said to being offered things.
    Consent(Consent),
    /// A part of the order's money, minor units of its currency, and how it came: not all was there with it.
    PartOf(i64, Option<Means>),
    /// What came of a call.
    Outcome(Outcome),
    /// How a complaint was settled.
    Settled(CaseOutcome),
    /// The text of a note.
    Text(String),
    /// The colleague a customer was taken over from.
    From(String),
    /// What the shop changed of an order.
    Changed(Vec<Part>),
    /// What a base of people told of somebody; nothing more than who they are where their card was made of it.
    OfBase(Vec<Part>),
    /// The entry that was taken back or done again.
    Of(ActionKind, Box<Detail>),
}
