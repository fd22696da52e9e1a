//! Messages leave (R35): a process takes one in a short write, sends it outside of any, and writes down what became of it.

use super::letter::next_way;
use crate::desk::Desk;
use crate::desk::doctor::HELD_FOR;
use crate::desk::error::DeskError;
use crate::desk::tx::DeskTx;
use crate::domain::action::Refusal;
use crate::domain::ids::MessageId;
use crate::domain::message::MessageRow;
use crate::domain::message::MessageState;
use crate::domain::message::MessageWords;
use crate::domain::message::SendOutcome;
use crate::domain::regulation::leaves_from;
use crate::domain::time::Span;
use crate::domain::time::Time;
use crate::store::Move;

/// The lease of who sends.
const SENDING: &str = "send";
/// Longer than any try takes: what is silent for so long is held.
pub const TRY_TAKES: Span = Span::minutes(3);
/// How long until the next try, after the first, the second and so on; after the last of them it has failed.
const PAUSES: [Span; 6] = [
    Span::minutes(1),
    Span::minutes(5),
    Span::minutes(15),
    Span::hours(1),
    Span::hours(3),
    Span::hours(6),
];
/// How many are held in one go.
const HELD_AT_ONCE: i64 = 200;

/// The states in which nothing is on its way.
const AT_REST: &[MessageState] = &[MessageState::Waiting, MessageState::Failed, MessageState::Held];

impl Desk {
    /// Takes or renews the lease of who sends; false while another process has it.
    pub fn lease_sending(&mut self) -> Result<bool, DeskError> {
        let now = self.now();
        Ok(self.store.lease(SENDING, &self.who.holder(), now, HELD_FOR)?)
    }

    /// Gives it back.
    pub fn end_sending(&mut self) -> Result<(), DeskError> {
        let now = self.now();
        Ok(self.store.end_lease(SENDING, &self.who.session, now)?)
    }

    /// The name of the shop a message's order is of.
    pub fn shop_of(&self, message: &MessageRow) -> Result<String, DeskError> {
        let source = match message.order {
            Some(order) if !self.settings.sources.is_empty() => self.store.sources_of(&[order])?.remove(&order),
            _ => None,
        };
        Ok(self.settings.source_of(source.as_deref()).name.to_owned())
    }

    /// Messages whose time to leave has come, soonest first.
    pub fn messages_due(&self, limit: i64) -> Result<Vec<MessageRow>, DeskError> {
        Ok(self.store.messages_due(self.now(), limit)?)
    }

    /// Holds what a process had taken that has ended or fallen silent since; how many.
    pub fn hold_unknown(&mut self, why: &str) -> Result<usize, DeskError> {
        let write = DeskTx::begin(self)?;
        let held = write.tx.hold_stale(why, HELD_AT_ONCE)?;
        write.tx.commit()?;
        Ok(held.len())
    }

    /// Takes a message for sending in these words; false when it does not wait as it was read.
    pub fn take_to_send(&mut self, message: &MessageRow, words: &MessageWords) -> Result<bool, DeskError> {
        let write = DeskTx::begin(self)?;
        let until = write.tx.now() + TRY_TAKES;
        let taken = write.tx.take_to_send(message, words, &write.who.session, until)?;
        write.tx.commit()?;
        Ok(taken)
    }

    /// Writes down what became of a message this process has taken.
    pub fn record_sending(&mut self, message: &MessageRow, outcome: &SendOutcome) -> Result<(), DeskError> {
        let write = DeskTx::begin(self)?;
        let now = write.tx.now();
        let (to, error, gateway_id, leaves_at) = match outcome {
            SendOutcome::Accepted { id } => (MessageState::Sent, None, id.as_deref(), None),
            SendOutcome::Unknown { why } => (MessageState::Held, Some(why), None, None),
            SendOutcome::Refused { why } => (MessageState::Failed, Some(why), None, None),
            SendOutcome::Later { why } => match next_try(message, now) {
                Some(at) => (MessageState::Waiting, Some(why), None, Some(at)),
                None => (MessageState::Failed, Some(why), None, None),
            },
        };
        // Silent for long it was held; what it says now is still the truth.
        let settled = write.tx.settle_message(
            message.id,
            &Move {
                from: &[MessageState::Sending, MessageState::Held],
                to,
                leaves_at,
                error: error.map(String::as_str),
                gateway_id,
                by: None,
                holder: Some(&write.who.session),
            },
        )?;
        if settled && to == MessageState::Failed {
            write.try_next_way(message)?;
        }
        Ok(write.tx.commit()?)
    }

    /// A message cannot leave as it is: its words cannot be made, or nothing carries it.
    pub fn fail_message(&mut self, message: &MessageRow, why: &str) -> Result<(), DeskError> {
        self.move_message(
            message.id,
            &[MessageState::Waiting],
            MessageState::Failed,
            None,
            Some(why),
        )
        .map(|_| ())
    }

    /// Keeps a message that came due at an hour at which it may not leave, until one at which it may.
    pub fn put_off_message(&mut self, message: &MessageRow, until: Time) -> Result<(), DeskError> {
        let kept = message.error.as_deref();
        self.move_message(
            message.id,
            &[MessageState::Waiting],
            MessageState::Waiting,
            Some(until),
            kept,
        )
        .map(|_| ())
    }

    /// When a message may leave, from now on: its kind's hours on the customer's clock (R35).
    pub fn may_leave(&self, message: &MessageRow) -> Result<Time, DeskError> {
        let facts = self.store.customer_facts(message.customer)?;
        let of_order = facts
            .as_ref()
            .and_then(|facts| facts.orders.iter().find(|order| Some(order.id) == message.order)?.zone);
        let zone = of_order.or(facts.and_then(|facts| facts.zone));
        Ok(leaves_from(
            message.kind(),
            self.now(),
            self.rules.calendar(zone),
            &self.rules,
        ))
    }

    /// Lets a message leave that waits for somebody to look at it; it can be recalled like any other. False when it waits
    /// no more, or somebody had looked.
    pub fn release_message(&mut self, id: MessageId) -> Result<bool, DeskError> {
        let write = DeskTx::begin(self)?;
        write.tx.message(id)?.ok_or(DeskError::NotFound)?;
        let leaves_at = write.tx.now() + write.rules.regulation().recall;
        let released = write.tx.release_message(id, &write.who.operator, leaves_at)?;
        write.tx.commit()?;
        Ok(released)
    }

    /// Sends again what failed or is held; false when it does neither.
    pub fn retry_message(&mut self, id: MessageId) -> Result<bool, DeskError> {
        let write = DeskTx::begin(self)?;
        let message = write.tx.message(id)?.ok_or(DeskError::NotFound)?;
        if !matches!(message.state, MessageState::Failed | MessageState::Held) && message.tries == 0 {
            return Ok(false);
        }
        write.tx.forget_tries(id)?;
        let now = write.tx.now();
        let again = Move {
            from: AT_REST,
            to: MessageState::Waiting,
            leaves_at: Some(now),
            error: None,
            gateway_id: None,
            by: None,
            holder: None,
        };
        let done = write.tx.settle_message(id, &again)?;
        if message.expires_at.is_some_and(|at| at <= now) {
            write.tx.keep_message(id, now + AGAIN_WITHIN)?;
        }
        write.tx.commit()?;
        Ok(done)
    }

    /// Settles what failed or is held as not to be sent; false when it does neither.
    pub fn dismiss_message(&mut self, id: MessageId) -> Result<bool, DeskError> {
        let by = self.who.operator.clone();
        let write = DeskTx::begin(self)?;
        let message = write.tx.message(id)?.ok_or(DeskError::NotFound)?;
        let dismissed = Move {
            from: &[MessageState::Failed, MessageState::Held],
            to: MessageState::Recalled,
            leaves_at: None,
            error: message.error.as_deref(),
            gateway_id: None,
            by: Some(&by),
            holder: None,
        };
        let done = write.tx.settle_message(id, &dismissed)?;
        write.tx.commit()?;
        Ok(done)
    }

    /// The operator sent it by hand, or knows that it left; false when it is not in the outbox any more.
    pub fn sent_by_hand(&mut self, id: MessageId) -> Result<bool, DeskError> {
        self.move_message(id, AT_REST, MessageState::Sent, None, None)
    }

    /// Puts words written by hand into a message that waits; refused once it is on its way.
    pub fn word_message(&mut self, id: MessageId, words: &MessageWords) -> Result<(), DeskError> {
        if words.text.trim().is_empty() {
            return Err(Refusal::EmptyText.into());
        }
        let write = DeskTx::begin(self)?;
        write.tx.message(id)?.ok_or(DeskError::NotFound)?;
        if !write.tx.word_message(id, words)? {
            return Err(Refusal::MessageGone.into());
        }
        Ok(write.tx.commit()?)
    }

    fn move_message(
        &mut self,
        id: MessageId,
        from: &[MessageState],
        to: MessageState,
        leaves_at: Option<Time>,
        error: Option<&str>,
    ) -> Result<bool, DeskError> {
        let write = DeskTx::begin(self)?;
        write.tx.message(id)?.ok_or(DeskError::NotFound)?;
        let done = write.tx.settle_message(
            id,
            &Move {
                from,
                to,
                leaves_at,
                error,
                gateway_id: None,
                by: None,
                holder: None,
            },
        )?;
        write.tx.commit()?;
        Ok(done)
    }
}

/// What is sent again by hand is of use that long.
const AGAIN_WITHIN: Span = Span::days(1);

impl DeskTx<'_> {
    /// What could not be delivered goes by the next channel of its kind, where there is one that reaches the customer.
    fn try_next_way(&self, message: &MessageRow) -> Result<(), DeskError> {
        let contacts = self.tx.contacts(message.customer)?;
        let settings = self.rules.settings();
        let source = match message.order {
            Some(order) if !settings.sources.is_empty() => self.tx.sources_of(&[order])?.remove(&order),
            _ => None,
        };
        let shop = settings.source_of(source.as_deref()).name;
        let Some((channel, address)) = next_way(&contacts, message, settings, shop) else {
            return Ok(());
        };
        self.tx.reroute_message(message.id, channel, &address)?;
        let again = Move {
            from: &[MessageState::Failed],
            to: MessageState::Waiting,
            leaves_at: Some(self.tx.now()),
            error: message.error.as_deref(),
            gateway_id: None,
            by: None,
            holder: None,
        };
        self.tx.settle_message(message.id, &again)?;
        Ok(())
    }
}

/// When a message that was not taken is tried next; none when that was the last time, or it would be too old then.
fn next_try(message: &MessageRow, now: Time) -> Option<Time> {
    let pause = PAUSES.get(usize::try_from(message.tries).ok()?)?;
    let at = now + *pause;
    message.expires_at.is_none_or(|expires| at < expires).then_some(at)
}
