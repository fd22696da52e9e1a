//! Messages written by hand (R30, R33): put into the outbox in the operator's own words, by the channel they chose, and taken
//! back by one undo until they have left.

use crate::desk::Desk;
use crate::desk::error::DeskError;
use crate::desk::result::Performed;
use crate::desk::tx::DeskTx;
use crate::desk::tx::QueuedMessage;
use crate::domain::action::Action;
use crate::domain::action::ActionKind;
use crate::domain::action::CustomerRecord;
use crate::domain::action::OrderRecord;
use crate::domain::action::Refusal;
use crate::domain::action::Warning;
use crate::domain::action::address_by;
use crate::domain::case::Case;
use crate::domain::facts::CustomerFacts;
use crate::domain::ids::EntryId;
use crate::domain::message::MessageBody;
use crate::domain::message::MessageKind;
use crate::domain::message::MessageRow;
use crate::domain::message::MessageState;
use crate::domain::message::MessageWords;
use crate::domain::message::OwnMessage;
use crate::domain::order::OrderFacts;
use crate::domain::regulation::leaves_by_hand;
use crate::domain::settings::Go;
use crate::domain::target::Target;
use crate::domain::time::Span;
use crate::domain::time::Time;
use crate::store::NewMessage;

/// The same words again within that are a key pressed twice.
const SAID_BEFORE: Span = Span::days(1);
/// What could not leave for so long is of no use.
const OF_USE: Span = Span::days(1);
/// How many of a customer's messages are looked through for the same words.
const LOOKED_THROUGH: i64 = 50;

impl Desk {
    /// Puts a message written by hand into the outbox. The same words to the same address within a day change nothing; what
    /// the customer wrote to us is answered by it (R39).
    pub fn write_message(&mut self, target: Target, message: &OwnMessage) -> Result<Performed, DeskError> {
        let mut write = DeskTx::begin(self)?;
        let (order, customer) = write.read(target)?;
        write.respect_claim(customer.id)?;
        let stands = order.as_ref().map(|order| order.facts.stage);
        if message.seen.is_some() && message.seen != stands {
            return Err(Refusal::ChangedMeanwhile.into());
        }
        write.allow(order.as_ref(), &customer, message)?;
        let same = write.tx.messages_of(customer.id, LOOKED_THROUGH)?;
        let now = write.tx.now();
        if let Some(same) = same.iter().find(|row| is_same(row, message, now)) {
            return Ok(Performed {
                entry: None,
                kind: ActionKind::Message,
                order: order.as_ref().map(|order| order.facts.id),
                order_number: order.map(|order| order.number),
                customer: customer.id,
                warnings: vec![Warning::SameMessage { at: same.made_at }],
            });
        }
        write.message = Some(QueuedMessage::Own(message.clone()));
        write.finish(&Action::Message, order, &customer, Vec::new())
    }
}

impl DeskTx<'_> {
    /// Refuses what could not leave: nothing is put into the outbox that looks as if it would.
    fn allow(
        &self,
        order: Option<&OrderRecord>,
        customer: &CustomerRecord,
        message: &OwnMessage,
    ) -> Result<(), DeskError> {
        if message.words.text.trim().is_empty() {
            return Err(Refusal::EmptyText.into());
        }
        let settings = self.rules.settings();
        if settings.messages.written.go == Go::Never {
            return Err(Refusal::NotByHand.into());
        }
        let source = match order {
            Some(order) if !settings.sources.is_empty() => {
                self.tx.sources_of(&[order.facts.id])?.remove(&order.facts.id)
            }
            None if !settings.sources.is_empty() => self.tx.sources_of_customers(&[customer.id])?.remove(&customer.id),
            _ => None,
        };
        let shop = settings.source_of(source.as_deref()).name;
        if settings.channel_of(message.channel, shop).is_none() {
            return Err(Refusal::NoChannel(message.channel).into());
        }
        if address_by(&customer.contacts, message.channel).as_ref() != Some(&message.address) {
            return Err(Refusal::NoAddress(message.channel).into());
        }
        Ok(())
    }

    /// Puts the message of this action into the outbox: somebody has looked at it already. `cases` were open before it.
    pub(in crate::desk) fn queue_own(
        &self,
        facts: &CustomerFacts,
        cases: &[Case],
        order: Option<&OrderFacts>,
        entry: EntryId,
        message: &OwnMessage,
    ) -> Result<(), DeskError> {
        let (any_hour, leaves_at) = leaves_by_hand(facts, cases, order, message.channel, self.tx.now(), self.rules);
        let told = MessageBody::Written {
            of: message.of.clone(),
            any_hour,
        };
        let added = self.tx.add_message(&NewMessage {
            customer: facts.id,
            order: order.map(|order| order.id),
            key: &format!("e{entry}:written"),
            told: &told,
            channel: message.channel,
            address: &message.address,
            leaves_at,
            expires_at: Some(leaves_at + OF_USE),
            corrects: None,
            entry: Some(entry),
        })?;
        if let Some(id) = added {
            self.tx.word_message(id, &message.words)?;
            self.tx.release_message(id, &self.who.operator, leaves_at)?;
        }
        Ok(())
    }
}

/// The same words to the same address, and not taken out or failed.
fn is_same(row: &MessageRow, message: &OwnMessage, now: Time) -> bool {
    let stands = !matches!(
        row.state,
        MessageState::Recalled | MessageState::Expired | MessageState::Failed
    );
    let said = |words: &MessageWords| (&words.subject, &words.text) == (&message.words.subject, &message.words.text);
    row.kind() == MessageKind::Written
        && stands
        && now - row.made_at < SAID_BEFORE
        && (row.channel, &row.address) == (Some(message.channel), &message.address)
        && row.words.as_ref().is_some_and(said)
}
