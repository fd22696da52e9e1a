//! Which row the card shows.

use crate::board::BoardRow;
use crate::domain::order::CustomerFlags;
use crate::domain::settings::Role;
use crate::domain::target::CardKey;
use crate::domain::task::Lane;
use crate::domain::task::TaskKind;

/// True when `operator` sees the row in the list of this view (R10); who rings stands on the row of calls. A call without an order is nobody's regular yet.
pub fn shows(view: Role, row: &BoardRow, operator: &str) -> bool {
    let marks = row.order.as_ref().map_or(CustomerFlags::default(), |order| order.marks);
    if row.row.task.lane == Lane::Ringing {
        return false;
    }
    match view {
        Role::All => true,
        Role::Mine => {
            row.text.manager.as_deref() == Some(operator)
                || row.claim.as_ref().is_some_and(|claim| claim.operator == operator)
        }
        Role::New => !marks.has(CustomerFlags::REGULAR),
        Role::Existing => marks.has(CustomerFlags::REGULAR),
        Role::Repeat => row.row.task.kind.is_care() || row.row.task.kind == TaskKind::Complaint,
        // Who works with companies settles who is one.
        Role::B2b => marks.has(CustomerFlags::B2B) || row.order.as_ref().is_some_and(|order| order.is_maybe_b2b),
    }
}

/// The card of a row.
pub fn card_key(row: &BoardRow) -> CardKey {
    match row.row.order {
        Some(order) => CardKey::Order(order),
        None => CardKey::Customer(row.row.customer),
    }
}
