//! Messages leave (R35): a process takes one in a short write, sends it outside of any, and writes down what became of it.

use super::letter::next_way;
use crate::desk::Desk;
use crate::desk::error::DeskError;
use crate::desk::tx::DeskTx;
use crate::domain::action::ActionKind;
use crate::domain::action::Refusal;
use crate::domain::ids::EntryId;
use crate::domain::ids::MessageId;
use crate::domain::journal::Group;
use crate::domain::message::Channel;
use crate::domain::message::LeavesAt;
use crate::domain::message::MessageKind;
use crate::domain::message::MessageRow;
use crate::domain::message::MessageState;
use crate::domain::message::MessageWords;
use crate::domain::regulation::Rulebook;
use crate::domain::regulation::leaves_from;
use crate::domain::sending::DueMessage;
use crate::domain::sending::SendOutcome;
use crate::domain::sending::TakenBy;
use crate::domain::time::CLOCKS_APART;
use crate::domain::time::Span;
use crate::domain::time::Time;
use crate::store::HELD_FOR;
use crate::store::Move;
use crate::store::Store;
use crate::store::StoreError;

/// The lease of who sends.
const SENDING: &str = "send";
/// Longer than any try takes: what is silent for so long is held.
pub const TRY_TAKES: Span = Span::minutes(3);
/// How long until the next try, after the first, the second and so on; after the last of them it has failed.
pub(super) const PAUSES: [Span; 6] = [
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
        self.end_lease(SENDING)
    }

    /// Messages of one channel whose time to leave has come, soonest first; those after `after`.
    pub fn messages_due(
        &self,
        channel: Channel,
        after: Option<&DueMessage>,
        limit: i64,
    ) -> Result<Vec<DueMessage>, DeskError> {
        Ok(self.store.messages_due(channel, after, self.now(), limit)?)
    }

    /// One message, with what else its letter tells; none when it is gone.
    pub fn message(&self, id: MessageId) -> Result<Option<MessageRow>, DeskError> {
        Ok(self.store.message(id)?)
    }

    /// Holds what a process had taken that has ended or fallen silent since; how many.
    pub fn hold_unknown(&mut self, why: &str) -> Result<usize, DeskError> {
        // Seldom is there any, and nobody is to wait for the file meanwhile.
        if !self.store.has_stale(self.now(), TRY_TAKES)? {
            return Ok(0);
        }
        let write = DeskTx::begin(self)?;
        let held = write.tx.hold_stale(why, TRY_TAKES, HELD_AT_ONCE)?;
        let own = write.tx.hold_own_letters(why, TRY_TAKES + CLOCKS_APART)?;
        write.tx.commit()?;
        Ok(held.len() + own)
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
    pub fn record_sending(
        &mut self,
        message: &MessageRow,
        by: &TakenBy<'_>,
        outcome: &SendOutcome,
    ) -> Result<(), DeskError> {
        let write = DeskTx::begin(self)?;
        let now = write.tx.now();
        // Silent for long it was held; what it says now is still the truth.
        let from = &[MessageState::Sending, MessageState::Held];
        let step = match outcome {
            SendOutcome::Accepted { id } => Move {
                taken_by: Some((by.channel, id.as_deref())),
                ask_at: by.ask_at.filter(|_| id.is_some()),
                ..Move::new(from, MessageState::Sent)
            },
            SendOutcome::Unknown { why } => Move {
                error: Some(why),
                ..Move::new(from, MessageState::Held)
            },
            SendOutcome::Refused { why } => Move {
                error: Some(why),
                ..Move::new(from, MessageState::Failed)
            },
            SendOutcome::Later { why } | SendOutcome::Deferred { why } => {
                let again = next_try(message, now);
                Move {
                    error: Some(why),
                    leaves_at: again,
                    ..Move::new(from, again.map_or(MessageState::Failed, |_| MessageState::Waiting))
                }
            }
        };
        if let SendOutcome::Refused { why } | SendOutcome::Deferred { why } = outcome {
            write.tx.note_refused(by.channel, why)?;
        }
        let to = step.to;
        let settled = write.tx.settle_message(
            message.id,
            &Move {
                holder: Some(&write.who.session),
                ..step
            },
        )?;
        if settled && to == MessageState::Failed {
            write.try_next_way(message, step.error)?;
        }
        write.tx.channel_fares(by.channel, outcome)?;
        Ok(write.tx.commit()?)
    }

    /// A message cannot leave as it is: its words cannot be made, or no letter can go to its address.
    pub fn fail_message(&mut self, message: &MessageRow, why: &str) -> Result<(), DeskError> {
        let write = DeskTx::begin(self)?;
        let failed = Move {
            error: Some(why),
            ..Move::new(&[MessageState::Waiting], MessageState::Failed)
        };
        if write.tx.settle_message(message.id, &failed)? {
            write.try_next_way(message, Some(why))?;
        }
        Ok(write.tx.commit()?)
    }

    /// Keeps a message that came due at an hour at which it may not leave, until one at which it may.
    pub fn put_off_message(&mut self, message: &MessageRow, until: Time) -> Result<(), DeskError> {
        let put_off = Move {
            leaves_at: Some(until),
            error: message.error.as_deref(),
            ..Move::new(&[MessageState::Waiting], MessageState::Waiting)
        };
        self.move_message(message.id, &put_off).map(|_| ())
    }

    /// Keeps a message that cannot be put into words now, and says why: a text of the shop's own is broken.
    pub fn put_off_unwritten(&mut self, message: &MessageRow, until: Time, why: &str) -> Result<(), DeskError> {
        let put_off = Move {
            leaves_at: Some(until),
            error: Some(why),
            ..Move::new(&[MessageState::Waiting], MessageState::Waiting)
        };
        self.move_message(message.id, &put_off).map(|_| ())
    }

    /// Lets a message be tried now that was put off until then because it could not be put into words.
    pub fn write_again(&mut self, id: MessageId, put_off_until: Time) -> Result<(), DeskError> {
        let write = DeskTx::begin(self)?;
        let message = write.tx.message(id)?;
        // Another process moved it meanwhile, for its own reason.
        if message.is_some_and(|message| message.leaves_at == put_off_until && message.tries == 0) {
            let now = Move {
                leaves_at: Some(write.tx.now()),
                ..Move::new(&[MessageState::Waiting], MessageState::Waiting)
            };
            write.tx.settle_message(id, &now)?;
            write.tx.commit()?;
        }
        Ok(())
    }

    /// When a message may leave, from now on: its kind's hours on the customer's clock (R35), also after a look.
    pub fn may_leave(&self, message: &MessageRow) -> Result<Time, DeskError> {
        Ok(may_leave(&self.store, &self.rules, message, self.now())?)
    }

    /// Lets a message leave that waits for somebody to look at it; it can be recalled like any other. False when it waits
    /// no more, or somebody had looked.
    pub fn release_message(&mut self, id: MessageId) -> Result<bool, DeskError> {
        Ok(self.release_in(id, Group::Alone)?.is_some())
    }

    /// Lets those of these leave that still wait for a look, in one go; which.
    pub fn release_all(&mut self, ids: &[MessageId]) -> Result<Vec<MessageId>, DeskError> {
        let mut released = Vec::new();
        let mut group = Group::First;
        for id in ids {
            let waits = self.store.message(*id)?;
            if !waits.is_some_and(|message| self.settings.awaits_look(&message)) {
                continue;
            }
            if let Some(entry) = self.release_in(*id, group)? {
                group = group.after(entry);
                released.push(*id);
            }
        }
        Ok(released)
    }

    fn release_in(&mut self, id: MessageId, group: Group) -> Result<Option<EntryId>, DeskError> {
        let mut write = DeskTx::begin(self)?;
        write.group = group;
        let message = write.tx.message(id)?.ok_or(DeskError::NotFound)?;
        let recallable = write.tx.now() + write.rules.regulation().recall;
        let leaves_at = may_leave(&write.tx, write.rules, &message, recallable)?;
        write.tx.release_message(id, &write.who.operator, leaves_at)?;
        write.decided(ActionKind::MessageReleased, &message)
    }

    /// Sends again what failed or is held; false when it does neither.
    pub fn retry_message(&mut self, id: MessageId) -> Result<bool, DeskError> {
        let write = DeskTx::begin(self)?;
        let message = write.tx.message(id)?.ok_or(DeskError::NotFound)?;
        if !matches!(message.state, MessageState::Failed | MessageState::Held) && message.tries == 0 {
            return Ok(false);
        }
        // Of who was erased.
        if message.address.is_empty() {
            return Ok(false);
        }
        write.tx.forget_tries(id, &write.who.operator)?;
        let now = write.tx.now();
        let again = Move {
            leaves_at: Some(now),
            ..Move::new(AT_REST, MessageState::Waiting)
        };
        write.tx.settle_message(id, &again)?;
        if message.expires_at.is_some_and(|at| at <= now) {
            write.tx.keep_message(id, now + AGAIN_WITHIN)?;
        }
        Ok(write.decided(ActionKind::MessageRetried, &message)?.is_some())
    }

    /// Settles what failed or is held as not to be sent; false when it does neither.
    pub fn dismiss_message(&mut self, id: MessageId) -> Result<bool, DeskError> {
        let by = self.who.operator.clone();
        let write = DeskTx::begin(self)?;
        let message = write.tx.message(id)?.ok_or(DeskError::NotFound)?;
        let dismissed = Move {
            error: message.error.as_deref(),
            by: Some(&by),
            ..Move::new(&[MessageState::Failed, MessageState::Held], MessageState::Recalled)
        };
        write.tx.settle_message(id, &dismissed)?;
        Ok(write.decided(ActionKind::MessageStopped, &message)?.is_some())
    }

    /// The operator sent it by hand, or knows that it left; false when it is not in the outbox any more.
    pub fn sent_by_hand(&mut self, id: MessageId) -> Result<bool, DeskError> {
        let write = DeskTx::begin(self)?;
        let message = write.tx.message(id)?.ok_or(DeskError::NotFound)?;
        let sent = Move::new(AT_REST, MessageState::Sent);
        write.tx.settle_message(id, &sent)?;
        Ok(write.decided(ActionKind::MessageSent, &message)?.is_some())
    }

    /// Puts words written by hand into a message that waits; refused once it is on its way.
    pub fn word_message(&mut self, id: MessageId, words: &MessageWords) -> Result<(), DeskError> {
        self.put_words(id, None, words)
    }

    /// The same into a message as it was seen: what tells other facts, or has other words by now, stays as it is.
    pub fn reword_message(&mut self, seen: &MessageRow, words: &MessageWords) -> Result<(), DeskError> {
        self.put_words(seen.id, Some(seen), words)
    }

    fn put_words(&mut self, id: MessageId, seen: Option<&MessageRow>, words: &MessageWords) -> Result<(), DeskError> {
        if words.text.trim().is_empty() {
            return Err(Refusal::EmptyText.into());
        }
        let write = DeskTx::begin(self)?;
        let stands = write.tx.message(id)?.ok_or(DeskError::NotFound)?;
        let says = |row: &MessageRow| (row.told.clone(), row.others.clone(), row.words.clone());
        if seen.is_some_and(|seen| says(seen) != says(&stands)) {
            return Err(Refusal::ChangedMeanwhile.into());
        }
        if !write.tx.word_message(id, words)? {
            return Err(Refusal::MessageGone.into());
        }
        Ok(write.tx.commit()?)
    }

    fn move_message(&mut self, id: MessageId, step: &Move<'_>) -> Result<bool, DeskError> {
        let write = DeskTx::begin(self)?;
        write.tx.message(id)?.ok_or(DeskError::NotFound)?;
        let done = write.tx.settle_message(id, step)?;
        write.tx.commit()?;
        Ok(done)
    }
}

/// When a message may leave, from then on, by its kind's hours on the customer's clock.
pub(super) fn may_leave(store: &Store, rules: &Rulebook, message: &MessageRow, at: Time) -> Result<Time, StoreError> {
    if message.told.leaves_at() == LeavesAt::AnyHour {
        return Ok(at);
    }
    let facts = store.customer_facts(message.customer)?;
    let home = facts.as_ref().and_then(|facts| facts.zone);
    let mut orders = facts.iter().flat_map(|facts| &facts.orders);
    let order = orders.find(|order| Some(order.id) == message.order);
    let calendar = order.map_or_else(|| rules.calendar(home), |order| rules.order_calendar(order, home));
    Ok(leaves_from(message.kind(), at, calendar, rules))
}

/// What is sent again by hand is of use that long.
const AGAIN_WITHIN: Span = Span::days(1);

impl DeskTx<'_> {
    /// What could not be delivered goes by the next channel of its kind, where there is one that reaches the customer.
    pub(super) fn try_next_way(&self, message: &MessageRow, why: Option<&str>) -> Result<(), DeskError> {
        // Who wrote it by hand has chosen its channel and its words for that.
        let is_chosen = message.kind() == MessageKind::Written;
        if is_chosen || message.expires_at.is_some_and(|at| at <= self.tx.now()) {
            return Ok(());
        }
        let contacts = self.tx.contacts(message.customer)?;
        let settings = self.rules.settings();
        let shop = settings.source_of(message.source.as_deref()).name;
        let Some((channel, address)) = next_way(&contacts, message, settings, shop) else {
            return Ok(());
        };
        self.tx.reroute_message(message.id, channel, &address)?;
        let again = Move {
            leaves_at: Some(self.tx.now()),
            error: why,
            ..Move::new(&[MessageState::Failed], MessageState::Waiting)
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
