//! An entry of the journal with what it changed.

use serde::Serialize;
use serde_json::Value as Json;
use serde_json::json;

use super::MoneyShape;
use super::order::LineShape;
use super::stamp;
use crate::domain::action::ContactKind;
use crate::domain::call::Outcome;
use crate::domain::change::Change;
use crate::domain::change::Entity;
use crate::domain::change::Field;
use crate::domain::change::NewRow;
use crate::domain::change::Value;
use crate::domain::field_changes::fields_of;
use crate::domain::field_holds::Holds;
use crate::domain::journal::Entry;
use crate::domain::money::Currency;
use crate::domain::order::Line;
use crate::domain::time::Time;
use crate::reports::quantity;

/// One entry.
#[derive(Debug, Serialize)]
pub struct EntryShape {
    id: i64,
    at: String,
    operator: String,
    kind: &'static str,
    order_number: Option<String>,
    undone: bool,
    text: String,
    changes: Vec<ChangeShape>,
}

/// One thing that changed. A row that was added has no `before`, one that counts no longer has no `after`.
#[derive(Debug, Serialize)]
pub struct ChangeShape {
    field: String,
    /// Which of several parcels.
    #[serde(skip_serializing_if = "Option::is_none")]
    parcel: Option<i64>,
    before: Json,
    after: Json,
}

impl EntryShape {
    /// An entry whose amounts are in `currency`; `text` says in words what it did.
    pub fn new(entry: &Entry, currency: Currency, text: String) -> EntryShape {
        EntryShape {
            id: entry.id.0,
            at: stamp(entry.at),
            operator: entry.operator.clone(),
            kind: entry.kind.code(),
            order_number: entry.order_number.clone(),
            undone: entry.undone_by.is_some(),
            text,
            changes: entry
                .changes
                .iter()
                .flat_map(|change| ChangeShape::of(change, currency))
                .collect(),
        }
    }
}

impl ChangeShape {
    /// One for each column set, else one for the change.
    pub fn of(change: &Change, currency: Currency) -> Vec<ChangeShape> {
        let fields = fields_of(change);
        if fields.is_empty() {
            return Vec::from_iter(ChangeShape::whole(change, currency));
        }
        let shapes = fields.into_iter().map(|set| ChangeShape {
            field: set.field.name().to_owned(),
            parcel: set.parcel.filter(|position| *position > 1),
            before: value(set.field, &set.before, currency),
            after: value(set.field, &set.after, currency),
        });
        shapes.collect()
    }

    /// What a row was and is that comes, goes or moves as a whole.
    fn whole(change: &Change, currency: Currency) -> Option<ChangeShape> {
        let (field, before, after) = match change {
            Change::Set { .. } | Change::Parcels { .. } => return None,
            Change::Add { new, .. } => (entity(new.entity()), Json::Null, row(new, currency)),
            Change::Void { entity: of, id, voided } => {
                let (gone, there) = (json!({ "id": id }), Json::Null);
                let (before, after) = if *voided { (gone, there) } else { (there, gone) };
                (entity(*of), before, after)
            }
            Change::Stock { more } => {
                let more = more
                    .iter()
                    .map(|(id, milli)| json!({ "product": id, "more": quantity(*milli) }));
                ("stock".to_owned(), Json::Null, more.collect())
            }
            Change::Lines { before, after, .. } => {
                ("lines".to_owned(), lines(before, currency), lines(after, currency))
            }
            Change::Move {
                entity: of,
                ids,
                from,
                to,
            } => (
                entity(*of),
                json!({ "customer_id": from, "ids": ids }),
                json!({ "customer_id": to, "ids": ids }),
            ),
        };
        Some(ChangeShape {
            field,
            parcel: None,
            before,
            after,
        })
    }
}

fn entity(entity: Entity) -> String {
    match serde_json::to_value(entity) {
        Ok(Json::String(name)) => name,
        _ => String::new(),
    }
}

fn lines(lines: &[Line], currency: Currency) -> Json {
    let shapes: Vec<LineShape> = lines.iter().map(|line| LineShape::new(line, currency)).collect();
    serde_json::to_value(shapes).unwrap_or_default()
}

/// A column's value as commands write such values.
fn value(field: Field, value: &Value, currency: Currency) -> Json {
    let int = match value {
        Value::Null => return Json::Null,
        Value::Text(text) => return json!(text),
        Value::Int(int) => *int,
    };
    match field.holds() {
        Holds::Word(code) => code(int).map_or(json!(int), |code| json!(code)),
        Holds::Amount => json!(MoneyShape::new(int, currency)),
        Holds::Flag => json!(int != 0),
        Holds::Moment => json!(stamp(Time(int))),
        Holds::Number | Holds::Text => json!(int),
    }
}

/// What a row holds that a reader asks for first.
fn row(new: &NewRow, currency: Currency) -> Json {
    match new {
        NewRow::Payment { amount, .. } | NewRow::Return { amount, .. } => json!(MoneyShape::new(*amount, currency)),
        NewRow::Call {
            incoming,
            outcome,
            phone,
            ..
        } => {
            let outcome = outcome.and_then(Outcome::from_int).map(Outcome::code);
            json!({ "phone": phone, "incoming": incoming, "outcome": outcome })
        }
        NewRow::Appointment { at, .. } => json!(stamp(*at)),
        NewRow::Note { text, .. } | NewRow::Case { text, .. } => json!(text),
        NewRow::Contact { kind, raw, norm, .. } => {
            let kind = ContactKind::from_int(*kind).map(ContactKind::code);
            json!({ "kind": kind, "value": norm.as_ref().unwrap_or(raw) })
        }
        NewRow::Customer { name } => json!({ "name": name }),
        NewRow::NotSame { one, other, .. } => json!({ "customers": [one, other] }),
        NewRow::Order { order, .. } => json!(MoneyShape::new(order.total, order.currency)),
    }
}
