//! An entry of the journal with what it changed.

use serde::Serialize;
use serde_json::Value as Json;
use serde_json::json;

use super::MoneyJson;
use super::object;
use super::order::line_json;
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

/// An entry whose amounts are in `currency`; `text` says in words what it did.
pub fn entry_json<'a>(entry: &'a Entry, currency: Currency, text: &'a str) -> impl Serialize + use<'a> {
    object! {
        id: entry.id,
        at: stamp(entry.at),
        operator: &entry.operator,
        kind: entry.kind,
        order_number: &entry.order_number,
        undone: entry.undone_by.is_some(),
        text,
        changes: entry.changes.iter().flat_map(|change| change_json(change, currency)).collect::<Vec<_>>(),
    }
}

/// What changed: one for each column set, else one for the change. A row that was added has no `before`, one that counts no
/// longer has no `after`.
pub fn change_json(change: &Change, currency: Currency) -> Vec<impl Serialize + use<>> {
    let json = |field: String, parcel: Option<i64>, before: Json, after: Json| {
        object! {
            field,
            /// Which of several parcels.
            #[serde(flatten)]
            parcel: parcel.map(|parcel| object! { parcel }),
            before,
            after,
        }
    };
    let fields = fields_of(change);
    if fields.is_empty() {
        let whole = whole(change, currency);
        return Vec::from_iter(whole.map(|(field, before, after)| json(field, None, before, after)));
    }
    let set = fields.into_iter().map(|set| {
        let parcel = set.parcel.filter(|position| *position > 1);
        let value = |of: &Value| value(set.field, of, currency);
        json(
            set.field.name().to_owned(),
            parcel,
            value(&set.before),
            value(&set.after),
        )
    });
    set.collect()
}

/// What a row was and is that comes, goes or moves as a whole, under what it is.
fn whole(change: &Change, currency: Currency) -> Option<(String, Json, Json)> {
    Some(match change {
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
        Change::Lines { before, after, .. } => ("lines".to_owned(), lines(before, currency), lines(after, currency)),
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
    })
}

fn entity(entity: Entity) -> String {
    match serde_json::to_value(entity) {
        Ok(Json::String(name)) => name,
        _ => String::new(),
    }
}

fn lines(lines: &[Line], currency: Currency) -> Json {
    lines.iter().map(|line| json!(line_json(line, currency))).collect()
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
        Holds::Amount => json!(MoneyJson::new(int, currency)),
        Holds::Flag => json!(int != 0),
        Holds::Moment => json!(stamp(Time(int))),
        Holds::Number | Holds::Text => json!(int),
    }
}

/// What a row holds that a reader asks for first.
fn row(new: &NewRow, currency: Currency) -> Json {
    match new {
        NewRow::Payment { amount, .. } | NewRow::Return { amount, .. } => json!(MoneyJson::new(*amount, currency)),
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
        NewRow::Order { order, .. } => json!(MoneyJson::new(order.total, order.currency)),
    }
}
