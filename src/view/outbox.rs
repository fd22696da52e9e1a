//! The messages that wait, left or failed.

use crate::domain::ids::CustomerId;
use crate::domain::ids::MessageId;
use crate::domain::ids::OrderId;
use crate::domain::message::MessageRow;
use crate::domain::message::MessageState;
use crate::domain::message::letters;
use crate::domain::target::CardKey;
use crate::store::StoreError;
use crate::store::look::Look;
use crate::view::card;
use crate::view::card::Card;

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

/// The cards a message is written of.
#[derive(Clone, Debug)]
pub struct MessageCards {
    /// Of its order, else of its customer.
    pub card: Card,
    /// Of a letter about several orders: of the others, as it names them.
    pub others: Vec<Card>,
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

/// One message, or the letter in which its fact goes (R35).
pub fn letter(look: &Look<'_>, id: MessageId) -> Result<Option<MessageRow>, StoreError> {
    let message = message(look, id)?;
    match message.as_ref().and_then(|message| message.letter) {
        Some(letter) => look.store.message(letter),
        None => Ok(message),
    }
}

/// What a message is written of; nothing when an order or the customer is gone.
pub fn cards(look: &Look<'_>, message: &MessageRow) -> Result<Option<MessageCards>, StoreError> {
    let read = |order: Option<OrderId>| {
        let key = order.map_or(CardKey::Customer(message.customer), CardKey::Order);
        card::card(look, key)
    };
    let Some(card) = read(message.order)? else {
        return Ok(None);
    };
    let mut others = Vec::new();
    for other in &message.others {
        let Some(card) = read(other.order)? else {
            return Ok(None);
        };
        others.push(card);
    }
    Ok(Some(MessageCards { card, others }))
}

/// A customer's messages, newest first.
pub fn messages_of(look: &Look<'_>, customer: CustomerId) -> Result<Vec<MessageRow>, StoreError> {
    Ok(letters(look.store.messages_of(customer, i64::MAX)?))
}
