//! Which row the card shows.

use crate::board::BoardRow;
use crate::domain::order::CustomerFlags;
use crate::domain::settings::Role;
use crate::domain::target::CardKey;
use crate::domain::task::Lane;
use crate::domain::task::TaskKind;
use crate::i18n::Tr;
use crate::text::clean;

/// What of the queue is looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct View {
    /// Whose rows, and of which kind of customers (R10).
    pub role: Role,
    /// Of which shop; empty: of all.
    pub shop: String,
}

impl View {
    /// What it is called; nothing when all is seen.
    pub fn name(&self, tr: &Tr) -> String {
        let role = (self.role != Role::All || self.shop.is_empty()).then(|| tr.coded("view", self.role.code()));
        let shop = Some(self.shop.clone()).filter(|shop| !shop.is_empty());
        role.into_iter().chain(shop).collect::<Vec<_>>().join(" · ")
    }

    /// True for the whole queue.
    pub fn is_all(&self) -> bool {
        self.role == Role::All && self.shop.is_empty()
    }

    /// What is about no order is every shop's.
    fn is_of_shop(&self, row: &BoardRow) -> bool {
        self.shop.is_empty() || row.row.order.is_none() || clean(&row.text.shop) == self.shop.as_str()
    }
}

/// True when `operator` sees the row in the list of this view (R10); who rings stands on the row of calls. A call without an order is nobody's regular yet.
pub fn shows(view: &View, row: &BoardRow, operator: &str) -> bool {
    let marks = row.order.as_ref().map_or(CustomerFlags::default(), |order| order.marks);
    if row.row.task.lane == Lane::Ringing || !view.is_of_shop(row) {
        return false;
    }
    match view.role {
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
