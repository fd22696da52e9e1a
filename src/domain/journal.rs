//! Entries of the journal: who did what, when, and what it changed.

use super::action::ActionKind;
use super::change::Change;
use super::ids::CustomerId;
use super::ids::EntryId;
use super::ids::OrderId;
use super::time::Time;

/// An entry to be written.
#[derive(Clone, Debug)]
pub struct NewEntry<'a> {
    /// Who.
    pub operator: &'a str,
    /// In which console or command.
    pub session: &'a str,
    /// What.
    pub kind: ActionKind,
    /// About which order.
    pub order: Option<OrderId>,
    /// About whom.
    pub customer: Option<CustomerId>,
    /// What changed; an imported order writes none.
    pub changes: Option<&'a [Change]>,
    /// The entry it takes back.
    pub undoes: Option<EntryId>,
    /// The entry it does again.
    pub redoes: Option<EntryId>,
}

/// Whether an entry belongs to others: what was done in one go to several rows is taken back in one go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// It stands alone.
    Alone,
    /// The first of a group, which is called after it.
    First,
    /// A further one of the group of that entry.
    Of(EntryId),
}

impl Group {
    /// The place of the entry that follows `entry` in the same go.
    #[must_use]
    pub fn after(self, entry: EntryId) -> Group {
        match self {
            Group::First => Group::Of(entry),
            other => other,
        }
    }
}

/// An entry as kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its id; later entries have larger ones.
    pub id: EntryId,
    /// When.
    pub at: Time,
    /// Who.
    pub operator: String,
    /// In which console or command.
    pub session: String,
    /// What.
    pub kind: ActionKind,
    /// About which order.
    pub order: Option<OrderId>,
    /// About whom.
    pub customer: Option<CustomerId>,
    /// The entry it takes back.
    pub undoes: Option<EntryId>,
    /// The entry it does again.
    pub redoes: Option<EntryId>,
    /// The entry that took it back.
    pub undone_by: Option<EntryId>,
    /// The first entry of what was done in the same go.
    pub group: Option<EntryId>,
    /// What changed.
    pub changes: Vec<Change>,
    /// The order's number.
    pub order_number: Option<String>,
    /// Whose the order is, as the entry was read.
    pub order_owner: Option<CustomerId>,
}

/// Whose entries a journal page shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Page {
    /// Everybody's.
    All,
    /// Of one order.
    Order(OrderId),
    /// Of one customer.
    Customer(CustomerId),
}
