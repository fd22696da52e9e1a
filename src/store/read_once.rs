//! What a write reads at its beginning and needs again at its end: kept until something of it changes.

use std::collections::HashMap;

use super::owner_row::OwnerRow;
use super::source_row::SourceNames;
use super::source_row::SourceRow;
use crate::domain::action::ContactRecord;
use crate::domain::action::CustomerRecord;
use crate::domain::action::OrderRecord;
use crate::domain::change::Change;
use crate::domain::change::Entity;
use crate::domain::change::Field;
use crate::domain::change::NewRow;
use crate::domain::ids::CustomerId;
use crate::domain::message::MessageRow;

/// One order and one customer's contacts, as they were read last; and what was read ahead.
#[derive(Debug, Default)]
pub(super) struct ReadOnce {
    /// Its facts may be older than the file's; number, texts and lines are not.
    pub(super) order: Option<OrderRecord>,
    pub(super) contacts: Option<(CustomerId, Vec<ContactRecord>)>,
    /// One customer's messages, for who asks next.
    pub(super) messages: Option<(CustomerId, Vec<MessageRow>)>,
    pub(super) ahead: ReadAhead,
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
        self.ahead.forget(change);
        if order {
            self.order = None;
        }
        if contacts {
            self.contacts = None;
        }
    }
}

/// Names an id was looked for under, and the orders that were found.
type KeptUnder = ([String; 3], Vec<SourceRow>);

/// What was read of many at once, each until it is written.
#[derive(Debug, Default)]
pub(super) struct ReadAhead {
    /// By their id.
    pub(super) sources: HashMap<String, Vec<KeptUnder>>,
    /// Who has a phone or an email, oldest first.
    pub(super) contacts: HashMap<String, Vec<CustomerId>>,
    /// The cards of those who have one of them; of what waits of them nothing was read.
    pub(super) cards: HashMap<CustomerId, CustomerRecord>,
    /// What they mean for their orders, for the first order of theirs that comes.
    pub(super) owners: HashMap<CustomerId, OwnerRow>,
}

impl ReadAhead {
    /// Something about that id is written.
    pub(super) fn forget_source(&mut self, external_id: &str) {
        self.sources.remove(external_id);
    }

    /// Something on the customer's card is written.
    pub(super) fn forget_card(&mut self, customer: CustomerId) {
        self.cards.remove(&customer);
        self.owners.remove(&customer);
    }

    /// Somebody gets this phone or email.
    pub(super) fn forget_contact(&mut self, norm: &str) {
        self.contacts.remove(norm);
    }

    /// Forgets what `change` makes untrue.
    fn forget(&mut self, change: &Change) {
        let is_of_customers = match change {
            Change::Set { entity, .. } => matches!(entity, Entity::Customer | Entity::Contact),
            Change::Add { new, .. } => matches!(new, NewRow::Contact { .. }),
            Change::Void { .. } | Change::Move { .. } => true,
            Change::Lines { .. } | Change::Parcels { .. } | Change::Stock { .. } => false,
        };
        if is_of_customers {
            self.contacts.clear();
            self.cards.clear();
            self.owners.clear();
        }
    }

    pub(super) fn sources(&self, names: &SourceNames<'_>, external_id: &str) -> Option<Vec<SourceRow>> {
        let lists = self.sources.get(external_id)?;
        let (_, rows) = lists.iter().find(|(of, _)| of == names)?;
        Some(rows.clone())
    }
}
