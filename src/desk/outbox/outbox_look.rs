//! What the outbox of a customer is compared with, wherever it was read.

use crate::domain::action::ContactRecord;
use crate::domain::action::OrderRecord;
use crate::domain::ids::CustomerId;
use crate::domain::ids::OrderId;
use crate::domain::message::MessageKind;
use crate::domain::message::MessageRow;
use crate::domain::order::OrderFacts;
use crate::domain::regulation::Telling;
use crate::store::StoreError;
use crate::store::Tx;

/// Nobody is told more than this in the memory of the desk; older messages are history.
pub(super) const MESSAGES: i64 = 500;

/// What the outbox of some customers is compared with; read from the file, within a write or outside of one.
pub(crate) trait OutboxLook {
    fn messages(&self, id: CustomerId) -> Result<Vec<MessageRow>, StoreError>;
    fn contacts_of(&self, id: CustomerId) -> Result<Vec<ContactRecord>, StoreError>;
    fn order_of(&self, facts: &OrderFacts) -> Result<Option<OrderRecord>, StoreError>;
    /// The source an order is kept under; none for one of the desk.
    fn source_of(&self, order: OrderId) -> Result<Option<String>, StoreError>;
}

/// One customer at a time, within a write.
impl OutboxLook for Tx<'_> {
    fn messages(&self, id: CustomerId) -> Result<Vec<MessageRow>, StoreError> {
        self.messages_once(id, MESSAGES)
    }

    fn contacts_of(&self, id: CustomerId) -> Result<Vec<ContactRecord>, StoreError> {
        self.contacts(id)
    }

    fn order_of(&self, facts: &OrderFacts) -> Result<Option<OrderRecord>, StoreError> {
        self.whole_order(facts)
    }

    fn source_of(&self, order: OrderId) -> Result<Option<String>, StoreError> {
        Ok(self.sources_of(&[order])?.remove(&order))
    }
}

/// Only the whole order tells what is to be told, or what was.
pub(super) fn needs_order(telling: &Telling, messages: &[MessageRow]) -> bool {
    let kind = telling.told.kind();
    let is_of_order = matches!(
        kind,
        MessageKind::Tracking | MessageKind::Dispatched | MessageKind::Accepted
    );
    let was_told = || {
        messages
            .iter()
            .any(|message| message.order == telling.order && message.kind() == kind)
    };
    is_of_order && (telling.fresh || was_told())
}
