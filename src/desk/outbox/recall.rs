//! The outbox as people see it: what waits, what became of what was sent, recalling and taking back (R35).

use super::decided::waits;
use super::sync::told_now;
use crate::desk::Desk;
use crate::desk::error::DeskError;
use crate::desk::tx::DeskTx;
use crate::domain::action::ActionKind;
use crate::domain::action::Refusal;
use crate::domain::change::Change;
use crate::domain::ids::MessageId;
use crate::domain::message::MessageAct;
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
    /// It waited until somebody looked at it, and leaves now.
    Released,
    /// It had failed, and is tried again.
    Retried,
    /// It stands otherwise than it was shown, and nothing was done.
    StandsOtherwise,
    /// It waited and was taken out.
    Recalled,
    /// It was over before.
    NotWaiting,
    /// It had left: another follows that says it was a mistake.
    Corrected,
    /// That one was made before.
    CorrectedBefore,
    /// It was sent by hand, or is known to have left.
    SentByHand,
    /// It had failed, or nobody knew its end: it is not sent.
    Dismissed,
    /// It waits in the words it was given.
    Worded,
}

/// What is known of a message that has not left by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SettledByHand {
    /// It was sent by hand, or has left after all.
    Sent,
    /// It is not to be sent.
    Dismissed,
    /// It is to be tried again.
    Retried,
}

impl Desk {
    /// Takes a waiting message out of the outbox for good: its fact is not told by itself again. A letter goes with all it
    /// tells; of one that tells several, a fact which is not its first goes alone, and the rest still leaves. True when it
    /// waited, false when it had been taken out before; refused once it has left.
    pub fn recall(&mut self, id: MessageId) -> Result<bool, DeskError> {
        let write = DeskTx::begin(self)?;
        let message = write.tx.message(id)?.ok_or(DeskError::NotFound)?;
        match message.state {
            MessageState::Waiting => {}
            MessageState::Recalled | MessageState::Expired => return Ok(false),
            MessageState::Sending
            | MessageState::Sent
            | MessageState::Delivered
            | MessageState::Held
            | MessageState::Failed => {
                return Err(Refusal::MessageGone.into());
            }
        }
        if message.letter.is_some() {
            write.tx.leave_letter(id)?;
        }
        write.tx.recall_message(id, Some(&write.who.operator))?;
        Ok(write.decided(ActionKind::MessageStopped, &message)?.is_some())
    }

    /// Tells the customer that a message which has left is not so; the message that says it, and whether it is new. Of a
    /// letter about several orders that is said of what holds no more; of all of it while all of it holds.
    pub fn take_back(&mut self, id: MessageId) -> Result<(MessageRow, bool), DeskError> {
        let write = DeskTx::begin(self)?;
        let gone = write.tx.message(id)?.ok_or(DeskError::NotFound)?;
        if gone.channel.is_none() || !gone.state.is_gone() {
            return Err(Refusal::MessageNotSent.into());
        }
        let mut made = Vec::new();
        let mut facts = vec![gone.clone()];
        if !gone.others.is_empty() {
            facts = write.tx.messages_of(gone.customer, i64::MAX)?;
            facts.retain(|fact| fact.id == id || fact.letter == Some(id));
            let holds = told_now(&write.tx, write.rules, gone.customer, write.tx.now())?;
            let holds = |fact: &MessageRow| holds.iter().any(|held| held.id == fact.id);
            if !facts.iter().all(holds) {
                facts.retain(|fact| !holds(fact));
            }
        }
        for fact in facts.iter().rev() {
            made.extend(write.say_taken_back(fact)?);
        }
        write.gather(gone.customer)?;
        let key = facts.last().map(|fact| key_of(fact.id));
        let messages = write.tx.messages_of(gone.customer, i64::MAX)?;
        let said = messages.into_iter().find(|message| Some(&message.key) == key.as_ref());
        let said = said.ok_or(DeskError::NotFound)?;
        let letter = write.tx.message(said.letter.unwrap_or(said.id))?;
        let changes: Vec<Change> = made.into_iter().map(waits).collect();
        let entry = write.journal_decision(ActionKind::MessageCorrected, &gone, &changes)?;
        Ok((letter.ok_or(DeskError::NotFound)?, entry.is_some()))
    }

    /// Does to a message what its key was shown to do; nothing when it stands otherwise by now.
    pub fn message_step(&mut self, id: MessageId, act: MessageAct) -> Result<MessageStep, DeskError> {
        let message = self.store.message(id)?.ok_or(DeskError::NotFound)?;
        if self.settings.message_act(&message) != Some(act) {
            return Ok(MessageStep::StandsOtherwise);
        }
        let (done, step) = match act {
            MessageAct::Release => (self.release_message(id)?, MessageStep::Released),
            MessageAct::Recall => (self.recall(id)?, MessageStep::Recalled),
            MessageAct::Retry => (self.retry_message(id)?, MessageStep::Retried),
            MessageAct::Correct => match self.take_back(id)? {
                (_, true) => (true, MessageStep::Corrected),
                (_, false) => (true, MessageStep::CorrectedBefore),
            },
        };
        Ok(if done { step } else { MessageStep::StandsOtherwise })
    }

    /// Settles by hand what has not left: whether it waits, failed, or nobody knows its end. Refused once it has left.
    pub fn settle_by_hand(&mut self, id: MessageId, how: SettledByHand) -> Result<MessageStep, DeskError> {
        let (done, step) = match how {
            SettledByHand::Sent => (self.sent_by_hand(id)?, MessageStep::SentByHand),
            SettledByHand::Retried => (self.retry_message(id)?, MessageStep::Retried),
            SettledByHand::Dismissed if self.dismiss_message(id)? => (true, MessageStep::Dismissed),
            SettledByHand::Dismissed => (self.recall(id)?, MessageStep::Recalled),
        };
        Ok(if done { step } else { MessageStep::NotWaiting })
    }

    /// Whether anything may ever leave this file: a rehearsal makes entries and sends nothing.
    pub fn may_send(&self) -> Result<bool, DeskError> {
        Ok(self.store.meta(REHEARSAL)?.is_none() && !self.clock.is_rehearsal())
    }
}

impl DeskTx<'_> {
    /// Puts in that one fact which was told is not so; none when that was said before.
    fn say_taken_back(&self, fact: &MessageRow) -> Result<Option<MessageId>, DeskError> {
        let Some(channel) = fact.channel else {
            return Ok(None);
        };
        let now = self.tx.now();
        let facts = self.tx.customer_facts(fact.customer)?;
        let calendar = self.rules.calendar(facts.and_then(|facts| facts.zone));
        let key = key_of(fact.id);
        let new = NewMessage {
            customer: fact.customer,
            order: fact.order,
            key: &key,
            told: &MessageBody::TakenBack {
                message: fact.id,
                what: fact.kind(),
            },
            channel,
            address: &fact.address,
            leaves_at: leaves(MessageKind::TakenBack, now, calendar, self.rules),
            expires_at: Some(now + TAKEN_BACK_WITHIN),
            corrects: Some(fact.id),
            entry: None,
        };
        if let Some(made) = self.tx.add_message(&new)? {
            return Ok(Some(made));
        }
        // One that was taken out again is said once more.
        let messages = self.tx.messages_of(fact.customer, i64::MAX)?;
        let said = messages.into_iter().find(|message| message.key == key);
        let Some(out) = said.filter(|message| message.state == MessageState::Recalled) else {
            return Ok(None);
        };
        self.tx
            .move_message(out.id, MessageState::Recalled, MessageState::Waiting, None)?;
        let again = MessageRow {
            state: MessageState::Waiting,
            ..out
        };
        Ok(self.tx.renew_message(&again, &new)?.then_some(again.id))
    }
}

fn key_of(taken_back: MessageId) -> String {
    format!("m{taken_back}:taken_back")
}
