//! The outbox as people see it: what waits, what became of what was sent, recalling and taking back (R35).

use crate::desk::Desk;
use crate::desk::error::DeskError;
use crate::desk::tx::DeskTx;
use crate::domain::action::Refusal;
use crate::domain::ids::MessageId;
use crate::domain::message::MessageBody;
use crate::domain::message::MessageKind;
pub use crate::domain::message::MessageRow;
use crate::domain::message::MessageState;
use crate::domain::regulation::leaves;
use crate::domain::time::Span;
use crate::store::NewMessage;
use crate::store::meta::REHEARSAL;

/// A mistake is worth taking back that long.
const TAKEN_BACK_WITHIN: Span = Span::days(1);

/// What one key did to a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MessageStep {
    /// It waited and was taken out.
    Recalled,
    /// It was over before.
    NotWaiting,
    /// It had left: another follows that says it was a mistake.
    Corrected,
    /// That one was made before.
    CorrectedBefore,
}

impl Desk {
    /// Takes a waiting message out of the outbox for good: its fact is not told by itself again. True when it waited,
    /// false when it had been taken out before; refused once it has left.
    pub fn recall(&mut self, id: MessageId) -> Result<bool, DeskError> {
        let write = DeskTx::begin(self)?;
        let message = write.tx.message(id)?.ok_or(DeskError::NotFound)?;
        match message.state {
            MessageState::Waiting => {}
            MessageState::Recalled | MessageState::Expired => return Ok(false),
            MessageState::Sending | MessageState::Sent | MessageState::Failed => {
                return Err(Refusal::MessageGone.into());
            }
        }
        let done = write.tx.recall_message(id, Some(&write.who.operator))?;
        write.tx.commit()?;
        Ok(done)
    }

    /// Tells the customer that a message which has left is not so; the message that says it, and whether it is new.
    pub fn take_back(&mut self, id: MessageId) -> Result<(MessageRow, bool), DeskError> {
        let write = DeskTx::begin(self)?;
        let gone = write.tx.message(id)?.ok_or(DeskError::NotFound)?;
        let told = matches!(gone.state, MessageState::Sending | MessageState::Sent);
        let (Some(channel), true) = (gone.channel, told) else {
            return Err(Refusal::MessageNotSent.into());
        };
        let told = MessageBody::TakenBack {
            message: id,
            what: gone.kind(),
        };
        let now = write.tx.now();
        let facts = write.tx.customer_facts(gone.customer)?;
        let calendar = write.rules.calendar(facts.and_then(|facts| facts.zone));
        let new = NewMessage {
            customer: gone.customer,
            order: gone.order,
            key: &format!("m{id}:taken_back"),
            told: &told,
            channel,
            address: &gone.address,
            leaves_at: leaves(MessageKind::TakenBack, now, calendar, write.rules),
            expires_at: Some(now + TAKEN_BACK_WITHIN),
            corrects: Some(id),
            entry: None,
        };
        let made = write.tx.add_message(&new)?;
        let messages = write.tx.messages_of(gone.customer, i64::MAX)?;
        let answer = messages.into_iter().find(|message| message.key == new.key);
        write.tx.commit()?;
        let answer = answer.ok_or(DeskError::NotFound)?;
        Ok((answer, made.is_some()))
    }

    /// What one key does to a message: takes it out while it waits, corrects it when it has left.
    pub fn message_step(&mut self, id: MessageId) -> Result<MessageStep, DeskError> {
        let message = self.store.message(id)?.ok_or(DeskError::NotFound)?;
        if matches!(message.state, MessageState::Sending | MessageState::Sent) {
            return Ok(match self.take_back(id)? {
                (_, true) => MessageStep::Corrected,
                (_, false) => MessageStep::CorrectedBefore,
            });
        }
        Ok(if self.recall(id)? {
            MessageStep::Recalled
        } else {
            MessageStep::NotWaiting
        })
    }

    /// Whether anything may ever leave this file: a rehearsal makes entries and sends nothing.
    pub fn may_send(&self) -> Result<bool, DeskError> {
        Ok(self.store.meta(REHEARSAL)?.is_none() && !self.clock.is_rehearsal())
    }
}
