//! The changes of an action, column by column: what a journal tells and what others are compared with.

use super::carrier::Carrier;
use super::change::Change;
use super::change::Entity;
use super::change::Field;
use super::change::Value;
use super::shipment::Parcel;
use super::time::Time;

/// One column that holds something else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldChange {
    /// Of which parcel of the order; none for the order itself or another row.
    pub parcel: Option<i64>,
    /// Which.
    pub field: Field,
    /// What it held.
    pub before: Value,
    /// What it holds now.
    pub after: Value,
}

/// What makes that column hold `after`; none where it does already.
pub fn change_of(entity: Entity, id: i64, field: Field, before: Value, after: Value) -> Option<Change> {
    (before != after).then_some(Change::Set {
        entity,
        id,
        field,
        before,
        after,
    })
}

/// The columns that `change` sets; none for rows that come, go or move as a whole.
pub fn fields_of(change: &Change) -> Vec<FieldChange> {
    match change {
        Change::Set {
            field, before, after, ..
        } => vec![FieldChange {
            parcel: None,
            field: *field,
            before: before.clone(),
            after: after.clone(),
        }],
        Change::Parcels { before, after, .. } => changed(before, after),
        Change::Add { .. }
        | Change::Void { .. }
        | Change::Lines { .. }
        | Change::Move { .. }
        | Change::Stock { .. } => Vec::new(),
    }
}

/// True when `change` sets that column of an order, a parcel or another row.
pub fn sets(change: &Change, wanted: Field) -> bool {
    fields_of(change).iter().any(|set| set.field == wanted)
}

fn changed(before: &[Parcel], after: &[Parcel]) -> Vec<FieldChange> {
    let mut positions: Vec<i64> = before.iter().chain(after).map(|parcel| parcel.position).collect();
    positions.sort_unstable();
    positions.dedup();
    let none = Parcel::default();
    let of = |parcels: &[Parcel], position: i64| {
        let found = parcels.iter().find(|parcel| parcel.position == position);
        columns(found.unwrap_or(&none))
    };
    let mut changed = Vec::new();
    for position in positions {
        for ((field, before), (_, after)) in of(before, position).into_iter().zip(of(after, position)) {
            if before != after {
                changed.push(FieldChange {
                    parcel: Some(position),
                    field,
                    before,
                    after,
                });
            }
        }
    }
    changed
}

/// Sets one of the columns that are a parcel's own; what it held.
pub fn put(parcel: &mut Parcel, field: Field, value: &Value) -> Value {
    let time = match field {
        Field::TrackingNumber => {
            let number = match value {
                Value::Text(number) => Some(number.clone()),
                Value::Null | Value::Int(_) => None,
            };
            return std::mem::replace(&mut parcel.number, number).as_deref().into();
        }
        Field::NumberAt => &mut parcel.number_at,
        Field::HandedAt => &mut parcel.handed_at,
        Field::ArrivedAt => &mut parcel.arrived_at,
        Field::FreeUntil => &mut parcel.free_until,
        Field::HoldUntil => &mut parcel.hold_until,
        Field::ReceivedAt => &mut parcel.received_at,
        Field::ReturnedAt => &mut parcel.returned_at,
        Field::ParcelRefusedAt => &mut parcel.refused_at,
        Field::ParcelLostAt => &mut parcel.lost_at,
        _ => return Value::Null,
    };
    let at = match value {
        Value::Int(at) => Some(Time(*at)),
        Value::Null | Value::Text(_) => None,
    };
    std::mem::replace(time, at).into()
}

fn columns(parcel: &Parcel) -> [(Field, Value); 14] {
    let contents = (!parcel.contents.is_empty()).then(|| serde_json::to_string(&parcel.contents).unwrap_or_default());
    [
        (Field::TrackingNumber, parcel.number.as_deref().into()),
        (Field::Carrier, parcel.carrier.map(Carrier::int).into()),
        (Field::NumberAt, parcel.number_at.into()),
        (Field::EstimateAt, parcel.estimate_at.into()),
        (Field::HandedAt, parcel.handed_at.into()),
        (Field::ArrivedAt, parcel.arrived_at.into()),
        (Field::FreeUntil, parcel.free_until.into()),
        (Field::HoldUntil, parcel.hold_until.into()),
        (Field::ReceivedAt, parcel.received_at.into()),
        (Field::ReturnedAt, parcel.returned_at.into()),
        (Field::ParcelRefusedAt, parcel.refused_at.into()),
        (Field::ParcelLostAt, parcel.lost_at.into()),
        (Field::ReopenedAt, parcel.reopened_at.into()),
        (Field::Contents, contents.as_deref().into()),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    fn parcel(position: i64, number: &str, handed_at: Option<Time>) -> Parcel {
        Parcel {
            position,
            number: (!number.is_empty()).then(|| number.to_owned()),
            handed_at,
            ..Parcel::default()
        }
    }

    #[test]
    fn what_changed_is_told_field_by_field() {
        let at = Some(Time(3));
        let before = [parcel(1, "RA1", None)];
        let after = [parcel(1, "RB9", at), parcel(2, "", at)];
        let told: Vec<_> = changed(&before, &after)
            .into_iter()
            .map(|change| (change.parcel, change.field))
            .collect();
        assert_eq!(
            told,
            [
                (Some(1), Field::TrackingNumber),
                (Some(1), Field::HandedAt),
                (Some(2), Field::HandedAt)
            ]
        );
        assert!(changed(&after, &after).is_empty());
        let change = Change::Parcels {
            order: 1,
            before: after.to_vec(),
            after: before.to_vec(),
        };
        assert!(sets(&change, Field::HandedAt) && !sets(&change, Field::ArrivedAt));
    }
}
