//! The messages that wait, left or failed.

use crate::domain::ids::CustomerId;
use crate::domain::ids::MessageId;
use crate::domain::message::MessageRow;
use crate::domain::message::MessageState;
use crate::domain::message::letters;
use crate::store::StoreError;
use crate::store::look::Look;

/// What is not gone and not settled.
const OPEN: [MessageState; 4] = [
    MessageState::Held,
    MessageState::Failed,
    MessageState::Sending,
    MessageState::Waiting,
];

/// Which messages are meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Messages {
    /// Those that failed, are on their way or wait: failed first, then by the moment they leave.
    Open,
    /// All of any state, newest first.
    All,
}

/// At most `limit` messages.
pub fn outbox(look: &Look<'_>, which: Messages, limit: i64) -> Result<Vec<MessageRow>, StoreError> {
    match which {
        Messages::Open => look.store.open_messages(&OPEN, limit),
        Messages::All => look.store.newest_messages(limit),
    }
}

/// One message.
pub fn message(look: &Look<'_>, id: MessageId) -> Result<Option<MessageRow>, StoreError> {
    look.store.message(id)
}

/// A customer's messages, newest first.
pub fn messages_of(look: &Look<'_>, customer: CustomerId) -> Result<Vec<MessageRow>, StoreError> {
    Ok(letters(look.store.messages_of(customer, i64::MAX)?))
}
