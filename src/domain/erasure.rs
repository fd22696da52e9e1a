//! A person who is held no more: how copies of the file know them without their data, and what of the journal stays.

use serde::Deserialize;
use serde::Serialize;

use super::as_json;
use super::change::Change;
use super::change::NewRow;
use super::change::Value;
use super::ids::CustomerId;
use super::incoming::IncomingCustomer;
use super::time::Time;

/// One erasure, as the file remembers it: nothing in it is the person's own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Erasure {
    /// Its entry in the journal.
    pub entry: i64,
    /// When.
    pub at: Time,
    /// Who erased.
    pub operator: String,
    /// Why.
    pub reason: String,
    /// Stands before what `contacts` are digests of.
    pub salt: String,
    /// SHA-256, in hex, of the salt and each phone and email.
    pub contacts: Vec<String>,
    /// The customers, each with the first entry about them and its moment: by that a copy of this file is known to mean
    /// the same by its id.
    pub people: Vec<(i64, Option<(i64, Time)>)>,
    /// Copies that could not be reached yet.
    pub pending: Vec<String>,
}

/// A customer nothing was heard of since a moment, and who owes and is owed nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct IdleCustomer {
    /// Who.
    pub id: CustomerId,
    /// Their name, or their company's.
    #[serde(serialize_with = "as_json::filled_or_null")]
    pub name: String,
    /// The first phone or email.
    pub contact: Option<String>,
    /// How many orders.
    pub orders: i64,
    /// When they last ordered, called, wrote or were written to.
    #[serde(serialize_with = "as_json::moment_or_null")]
    pub last_at: Option<Time>,
}

impl Change {
    /// The same step without a text a person wrote or is known by; amounts, dates, counts and goods stay.
    #[must_use]
    pub fn without_texts(self) -> Change {
        match self {
            Change::Set {
                entity,
                id,
                field,
                before,
                after,
            } => Change::Set {
                entity,
                id,
                field,
                before: emptied(before),
                after: emptied(after),
            },
            Change::Add { id, new } => Change::Add {
                id,
                new: emptied_row(new),
            },
            Change::Parcels {
                order,
                mut before,
                mut after,
            } => {
                let numbers = before.iter_mut().chain(&mut after);
                numbers.for_each(|parcel| parcel.number = parcel.number.take().map(|_| String::new()));
                Change::Parcels { order, before, after }
            }
            other @ (Change::Void { .. } | Change::Lines { .. } | Change::Move { .. } | Change::Stock { .. }) => other,
        }
    }
}

fn emptied(value: Value) -> Value {
    match value {
        Value::Text(_) => Value::Text(String::new()),
        other => other,
    }
}

fn emptied_row(mut new: NewRow) -> NewRow {
    match &mut new {
        NewRow::Payment { note, .. } => note.clear(),
        NewRow::Call {
            phone,
            external_id,
            line_facts,
            ..
        } => {
            phone.clear();
            *external_id = None;
            line_facts.recording = None;
        }
        NewRow::Note { text, .. } | NewRow::Case { text, .. } => text.clear(),
        NewRow::Contact { raw, norm, .. } => {
            raw.clear();
            *norm = None;
        }
        NewRow::Customer { name } => name.clear(),
        NewRow::Order { order, .. } => {
            order.customer = IncomingCustomer::default();
            for text in [
                &mut order.address,
                &mut order.region,
                &mut order.comment,
                &mut order.delivery_title,
            ] {
                text.clear();
            }
        }
        NewRow::Return { number, .. } => *number = None,
        NewRow::Appointment { .. } | NewRow::NotSame { .. } => {}
    }
    new
}
