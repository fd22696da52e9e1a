//! What a write reads at its beginning and needs again at its end: kept until something of it changes.

use crate::domain::action::ContactRecord;
use crate::domain::action::OrderRecord;
use crate::domain::change::Change;
use crate::domain::change::Entity;
use crate::domain::change::Field;
use crate::domain::change::NewRow;
use crate::domain::ids::CustomerId;
use crate::domain::message::MessageRow;

/// One order and one customer's contacts, as they were read last.
#[derive(Debug, Default)]
pub(super) struct ReadOnce {
    /// Its facts may be older than the file's; number, texts and lines are not.
    pub(super) order: Option<OrderRecord>,
    pub(super) contacts: Option<(CustomerId, Vec<ContactRecord>)>,
    /// One customer's messages, for who asks next.
    pub(super) messages: Option<(CustomerId, Vec<MessageRow>)>,
}

impl ReadOnce {
    /// Forgets what `change` makes untrue.
    pub(super) fn forget(&mut self, change: &Change) {
        let (order, contacts) = match change {
            Change::Set { entity, field, .. } => match entity {
                Entity::OrderTexts | Entity::Return => (true, false),
                Entity::Order => (*field == Field::Number || field.is_of_parcel(), false),
                Entity::Contact => (false, true),
                _ => (false, false),
            },
            Change::Add { new, .. } => match new {
                NewRow::Contact { .. } => (false, true),
                NewRow::Return { .. } => (true, false),
                _ => (false, false),
            },
            Change::Void { .. } | Change::Move { .. } => (true, true),
            Change::Lines { .. } | Change::Parcels { .. } => (true, false),
            Change::Stock { .. } => (false, false),
        };
        if order {
            self.order = None;
        }
        if contacts {
            self.contacts = None;
        }
    }
}
