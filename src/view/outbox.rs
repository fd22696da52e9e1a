//! The messages that wait, left or failed.

use crate::desk::Desk;
use crate::desk::error::DeskError;
use crate::domain::ids::CustomerId;
use crate::domain::ids::MessageId;
use crate::domain::message::MessageRow;
use crate::domain::message::MessageState;
use crate::store::Store;
use crate::store::StoreError;
/// What is not gone and not settled.
const OPEN: [MessageState; 3] = [MessageState::Failed, MessageState::Sending, MessageState::Waiting];

/// Which messages are meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Messages {
    /// Those that failed, are on their way or wait: failed first, then by the moment they leave.
    Open,
    /// All of any state, newest first.
    All,
}

impl Desk {
    /// Messages, at most so many.
    pub fn outbox(&self, which: Messages, limit: i64) -> Result<Vec<MessageRow>, DeskError> {
        Ok(outbox(&self.store, which, limit)?)
    }

    /// One message.
    pub fn message(&self, id: MessageId) -> Result<Option<MessageRow>, DeskError> {
        Ok(self.store.message(id)?)
    }

    /// A customer's messages, newest first.
    pub fn messages_of(&self, customer: CustomerId) -> Result<Vec<MessageRow>, DeskError> {
        Ok(self.store.messages_of(customer, i64::MAX)?)
    }
}

/// Reads as `Desk::outbox`, on any connection.
pub(super) fn outbox(store: &Store, which: Messages, limit: i64) -> Result<Vec<MessageRow>, StoreError> {
    match which {
        Messages::Open => store.open_messages(&OPEN, limit),
        Messages::All => store.newest_messages(limit),
    }
}
