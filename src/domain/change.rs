//! What an action changes: a closed list of small, invertible steps.
//!
//! The journal keeps them as JSON; undo applies the inverses in reverse order, redo applies them again with the same
//! ids. Rows that were added (payments, calls, notes) are voided, never deleted.

use serde::Deserialize;
use serde::Serialize;

use super::aspect::Aspect;
use super::b2b::B2b;
use super::call::MissedReason;
use super::call::Outcome;
use super::carrier::Carrier;
use super::case::CaseOutcome;
use super::field_holds::Holds;
use super::goods_return::Condition;
use super::ids::CustomerId;
use super::ids::OrderId;
use super::line_facts::LineFacts;
use super::message::MessageState;
use super::order::Line;
use super::order::Reason;
use super::order::Terms;
use super::sex::Sex;
use super::shipment::Packed;
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
    /// `returns`
    Return,
    /// `published`
    Publication,
}

/// The columns from one table: each with its name in the journal, its column where that has another, what it touches
/// and what it holds.
macro_rules! fields {
    (
        $(#[$meta:meta])*
        pub enum $fields:ident { $($field:ident $name:literal $(=> $column:literal)? $aspect:ident $holds:expr;)+ }
    ) => {
        $(#[$meta])*
        pub enum $fields { $(#[serde(rename = $name)] $field),+ }

        impl $fields {
            /// The name it is kept under in the journal, and told by.
            pub fn name(self) -> &'static str {
                match self { $($fields::$field => $name),+ }
            }

            /// Its column in the file.
            pub fn column(self) -> &'static str {
                match self { $($fields::$field => [$($column,)? $name][0]),+ }
            }

            /// Which aspect it belongs to.
            pub fn aspect(self) -> Aspect {
                match self { $($fields::$field => Aspect::$aspect),+ }
            }

            /// What an integer in it means.
            pub fn holds(self) -> Holds {
                use Holds::Amount;
                use Holds::Flag;
                use Holds::Moment;
                use Holds::Number;
                use Holds::Text;
                use Holds::Word;

                match self { $($fields::$field => $holds),+ }
            }
        }
    };
}

fields! {
    /// A column a change may set; `store` puts no other name into SQL.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
    #[allow(missing_docs)] // the names are the columns' own; store/schema says what each holds
    pub enum Field {
        ConfirmedAt "confirmed_at" Status Moment;
        Terms "terms" Status Word(|int| Terms::from_int(int).map(Terms::code));
        TrackingNumber "tracking_number" Status Text;
        Carrier "carrier" Status Word(|int| Carrier::from_int(int).map(Carrier::code));
        NumberAt "number_at" Status Moment;
        DispatchBy "dispatch_by" Status Moment;
        EstimateAt "estimate_at" Status Moment;
        HandedAt "handed_at" Status Moment;
        ArrivedAt "arrived_at" Status Moment;
        FreeUntil "free_until" Status Moment;
        HoldUntil "hold_until" Status Moment;
        ReceivedAt "received_at" Status Moment;
        ReturnedAt "returned_at" Status Moment;
        CancelledAt "cancelled_at" Status Moment;
        Reason "reason" Status Word(|int| Reason::from_int(int).map(Reason::code));
        ClosedAt "closed_at" Status Moment;
        QualityDoneAt "quality_done_at" Status Moment;
        CourtesyDoneAt "courtesy_done_at" Status Moment;
        LateToldAt "late_told_at" Status Moment;
        ReopenedAt "reopened_at" Status Moment;
        PutOffUntil "put_off_until" Status Moment;
        ShopChangedAt "shop_changed_at" Status Moment;
        ShopCancelledAt "shop_cancelled_at" Status Moment;
        DuplicateOf "duplicate_of" Status Number;
        Total "total" Lines Amount;
        Flags "flags" Status Number;
        Number "number" Status Text;
        CustomerName "customer_name" Contact Text;
        CustomerPhone "customer_phone" Contact Text;
        Address "address" Contact Text;
        Comment "comment" Contact Text;
        PaymentTitle "payment_title" Contact Text;
        DeliveryTitle "delivery_title" Contact Text;
        Name "name" Contact Text;
        Company "company" Contact Text;
        TaxId "tax_id" Contact Text;
        B2b "b2b" Contact Word(|int| B2b::from_int(int).map(B2b::code));
        Sex "sex" Contact Word(|int| Sex::from_int(int).map(Sex::code));
        TimeZone "time_zone" Contact Text;
        Region "region" Contact Text;
        CustomerNote "customer_note" => "note" Contact Text;
        NotCustomer "not_customer" Contact Flag;
        Manager "manager" Contact Text;
        BadAt "bad_at" Contact Moment;
        AnsweredAt "answered_at" Talk Moment;
        EndedAt "ended_at" Talk Moment;
        LastEventAt "last_event_at" Talk Moment;
        Outcome "outcome" Talk Word(|int| Outcome::from_int(int).map(Outcome::code));
        MissedReason "missed_reason" Talk Word(|int| MissedReason::from_int(int).map(MissedReason::code));
        Operator "operator" Talk Text;
        Recording "recording" Talk Text;
        Extension "extension" Talk Text;
        TransferredTo "transferred_to" Talk Text;
        Transfers "transfers" Talk Number;
        TalkMs "talk_ms" Talk Number;
        HoldMs "hold_ms" Talk Number;
        LineOutcome "line_outcome" Talk Word(|int| Outcome::from_int(int).map(Outcome::code));
        ReviewMark "review_mark" Note Number;
        ReviewNote "review_note" Note Text;
        ReviewedAt "reviewed_at" Note Moment;
        Reviewer "reviewer" Note Text;
        DoneAt "done_at" Talk Moment;
        MergedInto "merged_into" Contact Number;
        DoNotCall "do_not_call" Contact Flag;
        ConsentAt "consent_at" Contact Moment;
        ConsentOffAt "consent_off_at" Contact Moment;
        LastOfferAt "last_offer_at" Contact Moment;
        OwedChangedAt "owed_changed_at" Note Moment;
        AgreedChangedAt "agreed_changed_at" Note Moment;
        ParcelRefusedAt "parcel_refused_at" Status Moment;
        ParcelLostAt "parcel_lost_at" Status Moment;
        ClaimsPaid "claims_paid" Status Amount;
        ClaimsPaidAt "claims_paid_at" Status Moment;
        SettledAt "settled_at" Talk Moment;
        CaseOutcome "case_outcome" => "outcome" Talk Word(|int| CaseOutcome::from_int(int).map(CaseOutcome::code));
        Contents "contents" Status Text;
        MessageState "message_state" => "state" Note Word(|int| MessageState::from_int(int).map(MessageState::code));
        SentAt "sent_at" Note Moment;
        LeavesAt "leaves_at" => "not_before" Note Moment;
        MessageError "message_error" => "error" Note Text;
        RecalledBy "recalled_by" Note Text;
        ReleasedBy "released_by" Note Text;
        Tries "tries" Note Number;
        ExpiresAt "expires_at" Note Moment;
        BackAt "back_at" Status Moment;
        Condition "condition" Status Word(|int| Condition::from_int(int).map(Condition::code));
        ExchangeOrder "exchange_order" Status Number;
        PublishedKeys "published_keys" => "keys" Note Text;
    }
}

impl Field {
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
                | Field::ParcelLostAt
        )
    }

    /// It follows from other fields, as when they changed last: who set it since, it never stands against taking a change
    /// back.
    pub fn is_stamp(self) -> bool {
        matches!(
            self,
            Field::OwedChangedAt
                | Field::AgreedChangedAt
                | Field::ReviewedAt
                | Field::Reviewer
                | Field::SentAt
                | Field::LeavesAt
                | Field::MessageError
                | Field::Tries
                | Field::ExpiresAt
        )
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
        /// What an exchange tells beside; nothing of a call that was logged.
        #[serde(default)]
        line_facts: Box<LineFacts>,
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
    /// Goods that come back after receipt.
    Return {
        order: i64,
        made_at: Time,
        operator: String,
        reason: i64,
        condition: Option<i64>,
        instead: i64,
        contents: Vec<Packed>,
        amount: i64,
        carrier: Option<i64>,
        number: Option<String>,
        number_at: Option<Time>,
        back_at: Option<Time>,
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
            NewRow::Return { .. } => Entity::Return,
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
    /// There is more of products than the catalogue said, or less, whatever else is said of them meanwhile.
    Stock {
        /// Products, and how many thousandths more of each.
        more: Vec<(i64, i64)>,
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
            Change::Stock { more } => {
                let more = more.iter().map(|(product, milli)| (*product, -milli)).collect();
                Change::Stock { more }
            }
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
            // Who holds a customer changes nothing of them.
            Change::Set {
                entity: Entity::Claim, ..
            }
            | Change::Stock { .. } => Aspect::Note,
            Change::Set { field, .. } => field.aspect(),
            Change::Lines { .. } => Aspect::Lines,
            Change::Parcels { .. } => Aspect::Status,
            Change::Add { new, .. } => aspect_of(new.entity()),
            Change::Void { entity, .. } | Change::Move { entity, .. } => aspect_of(*entity),
        }
    }

    /// The order it brings, or takes out of what counts.
    pub fn order_moved(&self) -> Option<OrderId> {
        match self {
            Change::Add {
                id: Some(id),
                new: NewRow::Order { .. },
            }
            | Change::Void {
                entity: Entity::Order,
                id,
                ..
            } => Some(OrderId(*id)),
            _ => None,
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
        Entity::Order | Entity::Return => Aspect::Status,
        Entity::Payment => Aspect::Money,
        Entity::Call | Entity::Appointment | Entity::Case => Aspect::Talk,
        // Nothing conflicts with these either.
        Entity::Note | Entity::Message | Entity::Claim | Entity::NotSame | Entity::Tick | Entity::Publication => {
            Aspect::Note
        }
        Entity::OrderTexts | Entity::Customer | Entity::Contact => Aspect::Contact,
    }
}
