//! What an action changes: a closed list of small, invertible steps.
//!
//! The journal keeps them as JSON; undo applies the inverses in reverse order, redo applies them again with the same
//! ids. Rows that were added (payments, calls, notes) are voided, never deleted.

use serde::Deserialize;
use serde::Serialize;

use super::ids::CustomerId;
use super::order::Line;
use super::shipment::Parcel;
use super::time::Time;

/// A table whose rows actions change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Entity {
    /// `orders`
    Order,
    /// `order_texts`, by the order's id
    OrderTexts,
    /// `customers`
    Customer,
    /// `contacts`
    Contact,
    /// `payments`
    Payment,
    /// `calls`
    Call,
    /// `appointments`
    Appointment,
    /// `notes`
    Note,
    /// `cases`
    Case,
    /// `messages`
    Message,
    /// `claims`, by the customer's id
    Claim,
    /// `not_same`
    NotSame,
    /// `ticks` of a customer, by their points
    Tick,
}

/// What of an order or a customer a change touches: undo is refused when a later entry by someone else touched the
/// same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Aspect {
    /// Where it stands.
    Status,
    /// Payments.
    Money,
    /// Lines and total.
    Lines,
    /// Names, phones, addresses.
    Contact,
    /// Calls, appointments.
    Talk,
    /// Notes stand alone: nothing conflicts with them.
    Note,
}

/// A column a change may set.
///
/// A column is named once here; `store` turns it into SQL, so no text from outside ever names a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)] // the names are the columns' own; store/schema says what each holds
pub enum Field {
    ConfirmedAt,
    Terms,
    TrackingNumber,
    Carrier,
    NumberAt,
    DispatchBy,
    EstimateAt,
    HandedAt,
    ArrivedAt,
    FreeUntil,
    HoldUntil,
    ReceivedAt,
    ReturnedAt,
    CancelledAt,
    Reason,
    ClosedAt,
    QualityDoneAt,
    CourtesyDoneAt,
    LateToldAt,
    ReopenedAt,
    PutOffUntil,
    ShopChangedAt,
    ShopCancelledAt,
    DuplicateOf,
    PromisedFrom,
    PromisedUntil,
    Total,
    Flags,
    Number,
    CustomerName,
    CustomerPhone,
    Address,
    Comment,
    PaymentTitle,
    DeliveryTitle,
    Name,
    Company,
    TaxId,
    B2b,
    Sex,
    TimeZone,
    Region,
    CustomerNote,
    NotCustomer,
    Manager,
    BadAt,
    AnsweredAt,
    EndedAt,
    LastEventAt,
    Outcome,
    MissedReason,
    Operator,
    ReturnedBy,
    DoneAt,
    MergedInto,
    DoNotCall,
    ConsentAt,
    ConsentOffAt,
    LastOfferAt,
    OwedChangedAt,
    AgreedChangedAt,
    ParcelRefusedAt,
    ClaimsPaid,
    ClaimsPaidAt,
    SettledAt,
    CaseOutcome,
    /// Of a parcel; what is in it.
    Contents,
}

impl Field {
    /// Which aspect it belongs to.
    pub fn aspect(self) -> Aspect {
        match self {
            Field::Total => Aspect::Lines,
            Field::CustomerName
            | Field::CustomerPhone
            | Field::Address
            | Field::Comment
            | Field::PaymentTitle
            | Field::DeliveryTitle
            | Field::Name
            | Field::Company
            | Field::TaxId
            | Field::B2b
            | Field::Sex
            | Field::TimeZone
            | Field::Region
            | Field::CustomerNote
            | Field::NotCustomer
            | Field::Manager
            | Field::BadAt
            | Field::MergedInto
            | Field::DoNotCall
            | Field::ConsentAt
            | Field::ConsentOffAt
            | Field::LastOfferAt => Aspect::Contact,
            Field::AnsweredAt
            | Field::EndedAt
            | Field::LastEventAt
            | Field::Outcome
            | Field::MissedReason
            | Field::Operator
            | Field::ReturnedBy
            | Field::DoneAt
            | Field::SettledAt
            | Field::CaseOutcome => Aspect::Talk,
            stamp if stamp.is_stamp() => Aspect::Note,
            _ => Aspect::Status,
        }
    }

    /// It is kept with a parcel: on the order itself it follows from its parcels.
    pub fn is_of_parcel(self) -> bool {
        matches!(
            self,
            Field::TrackingNumber
                | Field::NumberAt
                | Field::HandedAt
                | Field::ArrivedAt
                | Field::FreeUntil
                | Field::HoldUntil
                | Field::ReceivedAt
                | Field::ReturnedAt
                | Field::ParcelRefusedAt
        )
    }

    /// It says when other fields changed last: who set it since, it never stands against taking a change back.
    pub fn is_stamp(self) -> bool {
        matches!(self, Field::OwedChangedAt | Field::AgreedChangedAt)
    }
}

/// A value of a column.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Value {
    /// Nothing.
    Null,
    /// A time, an amount, a coded word, a flag.
    Int(i64),
    /// A text.
    Text(String),
}

impl From<Option<Time>> for Value {
    fn from(at: Option<Time>) -> Value {
        at.map_or(Value::Null, |t| Value::Int(t.0))
    }
}

impl From<Time> for Value {
    fn from(at: Time) -> Value {
        Value::Int(at.0)
    }
}

impl From<Option<i64>> for Value {
    fn from(int: Option<i64>) -> Value {
        int.map_or(Value::Null, Value::Int)
    }
}

impl From<i64> for Value {
    fn from(int: i64) -> Value {
        Value::Int(int)
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Value {
        Value::Text(text.to_owned())
    }
}

impl From<Option<&str>> for Value {
    fn from(text: Option<&str>) -> Value {
        text.map_or(Value::Null, Value::from)
    }
}

/// A row an action adds. Ids of the row's owner stand inside; its own id is given at the first apply.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "row")]
#[allow(missing_docs)] // the fields are the columns' own; store/schema says what each holds
pub enum NewRow {
    /// Money that came or went back (R12).
    Payment {
        order: i64,
        at: Time,
        amount: i64,
        means: i64,
        note: String,
        /// The shop's id of the payment, when the shop told of it.
        #[serde(default)]
        reference: Option<String>,
        /// It went back and is to be paid again (R13).
        #[serde(default)]
        due_again: bool,
    },
    /// A call, made or taken.
    Call {
        customer: i64,
        order: Option<i64>,
        phone: String,
        incoming: bool,
        origin: String,
        external_id: Option<String>,
        line: Option<String>,
        started_at: Time,
        answered_at: Option<Time>,
        ended_at: Option<Time>,
        outcome: Option<i64>,
        missed_reason: Option<i64>,
        operator: Option<String>,
    },
    /// A time at which to call.
    Appointment {
        customer: i64,
        order: Option<i64>,
        kind: i64,
        made_at: Time,
        at: Time,
        operator: String,
    },
    /// A note.
    Note {
        customer: i64,
        order: Option<i64>,
        at: Time,
        operator: String,
        text: String,
    },
    /// What a customer brought up.
    Case {
        customer: i64,
        order: Option<i64>,
        kind: i64,
        at: Time,
        operator: String,
        text: String,
    },
    /// A phone (1) or an email (2).
    Contact {
        customer: i64,
        kind: i64,
        raw: String,
        norm: Option<String>,
    },
    /// A customer.
    Customer { name: String },
    /// An order taken by phone (R37), for a customer of the desk.
    Order {
        customer: i64,
        order: Box<super::incoming::IncomingOrder>,
    },
    /// Two customers who share a phone or an email and are two people all the same; the smaller id first.
    NotSame {
        one: i64,
        other: i64,
        at: Time,
        operator: String,
    },
}

impl NewRow {
    /// Where it is kept.
    pub fn entity(&self) -> Entity {
        match self {
            NewRow::Payment { .. } => Entity::Payment,
            NewRow::Call { .. } => Entity::Call,
            NewRow::Appointment { .. } => Entity::Appointment,
            NewRow::Note { .. } => Entity::Note,
            NewRow::Case { .. } => Entity::Case,
            NewRow::Contact { .. } => Entity::Contact,
            NewRow::Customer { .. } => Entity::Customer,
            NewRow::Order { .. } => Entity::Order,
            NewRow::NotSame { .. } => Entity::NotSame,
        }
    }
}

/// One step of an action.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "do")]
pub enum Change {
    /// One column of one row, by compare-and-set: refused when it no longer holds `before`.
    Set {
        /// Of which table.
        entity: Entity,
        /// Which row.
        id: i64,
        /// Which column.
        field: Field,
        /// What it held.
        before: Value,
        /// What it holds now.
        after: Value,
    },
    /// A new row; `id` is none until it is first applied.
    Add {
        /// Its id in the file.
        id: Option<i64>,
        /// What it holds.
        new: NewRow,
    },
    /// A row that counts no longer (`voided`) or counts again.
    Void {
        /// Of which table.
        entity: Entity,
        /// Which row.
        id: i64,
        /// Whether it is voided now.
        voided: bool,
    },
    /// All lines of an order.
    Lines {
        /// Of which order.
        order: i64,
        /// What they were.
        before: Vec<Line>,
        /// What they are now.
        after: Vec<Line>,
    },
    /// All parcels of an order.
    Parcels {
        /// Of which order.
        order: i64,
        /// What they were.
        before: Vec<Parcel>,
        /// What they are now.
        after: Vec<Parcel>,
    },
    /// Rows that belong to another customer now, by compare-and-set: refused when one of them is no longer `from`'s.
    /// A claim, which may lapse or be given up at any time, never refuses; with both customers as ids theirs change places.
    Move {
        /// Of which table.
        entity: Entity,
        /// Which rows.
        ids: Vec<i64>,
        /// Whose they were.
        from: i64,
        /// Whose they are now.
        to: i64,
    },
}

impl Change {
    /// The step that takes this one back; an addition that was never applied has none.
    pub fn inverse(&self) -> Option<Change> {
        Some(match self {
            Change::Set {
                entity,
                id,
                field,
                before,
                after,
            } => Change::Set {
                entity: *entity,
                id: *id,
                field: *field,
                before: after.clone(),
                after: before.clone(),
            },
            Change::Add { id, new } => Change::Void {
                entity: new.entity(),
                id: (*id)?,
                voided: true,
            },
            Change::Void { entity, id, voided } => Change::Void {
                entity: *entity,
                id: *id,
                voided: !voided,
            },
            Change::Lines { order, before, after } => Change::Lines {
                order: *order,
                before: after.clone(),
                after: before.clone(),
            },
            Change::Parcels { order, before, after } => Change::Parcels {
                order: *order,
                before: after.clone(),
                after: before.clone(),
            },
            Change::Move { entity, ids, from, to } => Change::Move {
                entity: *entity,
                ids: ids.clone(),
                from: *to,
                to: *from,
            },
        })
    }

    /// The step that does it again after an undo: a row once added is unvoided, so that it keeps its id.
    pub fn again(&self) -> Option<Change> {
        match self {
            Change::Add { id, new } => Some(Change::Void {
                entity: new.entity(),
                id: (*id)?,
                voided: false,
            }),
            other => Some(other.clone()),
        }
    }

    /// Which aspect it touches.
    pub fn aspect(&self) -> Aspect {
        match self {
            // Who holds a customer changes nothing of him.
            Change::Set {
                entity: Entity::Claim, ..
            } => Aspect::Note,
            Change::Set { field, .. } => field.aspect(),
            Change::Lines { .. } => Aspect::Lines,
            Change::Parcels { .. } => Aspect::Status,
            Change::Add { new, .. } => aspect_of(new.entity()),
            Change::Void { entity, .. } | Change::Move { entity, .. } => aspect_of(*entity),
        }
    }

    /// The customers whose rows it takes or brings.
    pub fn customers(&self) -> Vec<CustomerId> {
        match self {
            Change::Move { from, to, .. } => vec![CustomerId(*from), CustomerId(*to)],
            _ => Vec::new(),
        }
    }
}

fn aspect_of(entity: Entity) -> Aspect {
    match entity {
        Entity::Order => Aspect::Status,
        Entity::Payment => Aspect::Money,
        Entity::Call | Entity::Appointment | Entity::Case => Aspect::Talk,
        // Nothing conflicts with these either.
        Entity::Note | Entity::Message | Entity::Claim | Entity::NotSame | Entity::Tick => Aspect::Note,
        Entity::OrderTexts | Entity::Customer | Entity::Contact => Aspect::Contact,
    }
}
