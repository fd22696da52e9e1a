//! What of an order a change is about, for who reads what the shop changed.

use super::change::Change;
use super::change::Field;
use super::change::NewRow;
use super::coded::coded;
use super::field_changes::fields_of;

coded! {
    /// A part of an order.
    pub enum Part {
        /// What was ordered, and what it costs.
        Lines = 1 "lines",
        /// Who ordered.
        Name = 2 "name",
        /// Their phones and emails.
        Contacts = 3 "contacts",
        /// Where it goes.
        Address = 4 "address",
        /// How it goes.
        Delivery = 5 "delivery",
        /// The tracking number.
        Tracking = 6 "tracking",
        /// Money and terms.
        Payment = 7 "payment",
        /// What the customer wrote.
        Comment = 8 "comment",
        /// The order's number.
        Number = 9 "number",
        /// Where it stands.
        Stage = 10 "stage",
        /// Whether something may be offered to them (R25).
        Consent = 11 "consent",
    }
}

/// The parts that changes are about, each once, in their own order; what no reader asks for has none.
pub fn parts(changes: &[Change]) -> Vec<Part> {
    let mut parts: Vec<Part> = changes.iter().flat_map(of_change).collect();
    parts.sort_unstable();
    parts.dedup();
    parts
}

fn of_change(change: &Change) -> Vec<Part> {
    match change {
        Change::Lines { .. } => vec![Part::Lines],
        Change::Add {
            new: NewRow::Payment { .. },
            ..
        } => vec![Part::Payment],
        Change::Add {
            new: NewRow::Contact { .. },
            ..
        } => vec![Part::Contacts],
        Change::Set { .. } | Change::Parcels { .. } => {
            let fields = fields_of(change).into_iter();
            fields.filter_map(|set| of_field(set.field)).collect()
        }
        Change::Add { .. } | Change::Void { .. } | Change::Move { .. } | Change::Stock { .. } => Vec::new(),
    }
}

fn of_field(field: Field) -> Option<Part> {
    Some(match field {
        Field::Total => Part::Lines,
        Field::CustomerName | Field::Name | Field::Company | Field::TaxId => Part::Name,
        Field::Address | Field::Region => Part::Address,
        Field::DeliveryTitle | Field::Carrier => Part::Delivery,
        Field::TrackingNumber => Part::Tracking,
        Field::PaymentTitle | Field::Terms => Part::Payment,
        Field::Comment | Field::CustomerNote => Part::Comment,
        Field::Number => Part::Number,
        Field::CustomerPhone => Part::Contacts,
        Field::ConsentAt | Field::ConsentOffAt => Part::Consent,
        Field::ConfirmedAt
        | Field::HandedAt
        | Field::ArrivedAt
        | Field::ReceivedAt
        | Field::ReturnedAt
        | Field::CancelledAt
        | Field::ClosedAt
        | Field::ShopCancelledAt => Part::Stage,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::Part;
    use super::parts;
    use crate::domain::change::Change;
    use crate::domain::change::Entity;
    use crate::domain::change::Field;
    use crate::domain::change::Value;

    #[test]
    fn each_part_is_named_once_and_what_nobody_asks_for_is_not() {
        let set = |field| Change::Set {
            entity: Entity::OrderTexts,
            id: 1,
            field,
            before: Value::Null,
            after: Value::Null,
        };
        let changes = [
            Field::Address,
            Field::Total,
            Field::EstimateAt,
            Field::Region,
            Field::CancelledAt,
        ]
        .map(set);
        assert_eq!(parts(&changes), [Part::Lines, Part::Address, Part::Stage]);
        assert_eq!(parts(&[set(Field::ShopChangedAt)]), []);
    }
}
