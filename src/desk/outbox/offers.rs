//! Offers to many (R25): each marked as made and put into the outbox in one write, a few a minute, all taken back by one
//! undo.

use crate::desk::Desk;
use crate::desk::error::DeskError;
use crate::desk::result::Performed;
use crate::desk::result::PerformedAll;
use crate::desk::result::RefusedOne;
use crate::desk::tx::DeskTx;
use crate::desk::tx::QueuedMessage;
use crate::domain::action::Action;
use crate::domain::ids::CustomerId;
use crate::domain::ids::EntryId;
use crate::domain::journal::Group;
use crate::domain::message::MessageBody;
use crate::domain::message::MessageKind;
use crate::domain::message::MessageRow;
use crate::domain::offer_to::OfferTo;
use crate::domain::offer_to::QueuedOffer;
use crate::domain::regulation::leaves_from;
use crate::domain::target::Target;
use crate::domain::time::Span;
use crate::store::NewMessage;

/// An offer that could not leave for so long is of no use.
const OFFERED_WITHIN: Span = Span::days(3);

impl Desk {
    /// Offers the same to each, a few a minute; who may not be offered anything now is told of and left out.
    pub fn offer_all(&mut self, to: &[OfferTo], subject: &str, text: &str) -> Result<PerformedAll, DeskError> {
        let told = MessageBody::Offer {
            subject: subject.to_owned(),
            text: text.to_owned(),
        };
        let pause = Span::minutes(1).0 / self.settings.channels.offers_per_minute.max(1);
        let start = self.now() + self.rules.regulation().recall;
        let mut at = start;
        let mut all = PerformedAll::default();
        let mut group = Group::First;
        for one in to {
            let zone = self.store.customer_facts(one.customer)?.and_then(|facts| facts.zone);
            let calendar = self.rules.calendar(zone);
            let mut leaves_at = leaves_from(MessageKind::Offer, at, calendar, &self.rules);
            if leaves_at > at {
                // Their morning has its own row of offers, and the others do not wait for it.
                leaves_at = leaves_from(MessageKind::Offer, leaves_at + (at - start), calendar, &self.rules);
            }
            let offer = QueuedOffer {
                to: one.clone(),
                told: told.clone(),
                leaves_at,
            };
            match self.offer(offer, group) {
                Ok(done) => {
                    if let Some(entry) = done.entry {
                        group = group.after(entry);
                    }
                    all.done.push(done);
                    at = at + Span(pause);
                }
                Err(error) => all.refused.push(RefusedOne { number: None, error }),
            }
        }
        Ok(all)
    }

    fn offer(&mut self, offer: QueuedOffer, group: Group) -> Result<Performed, DeskError> {
        let mut write = DeskTx::begin(self)?;
        write.group = group;
        let (order, customer) = write.read(Target::Customer(offer.to.customer))?;
        write.respect_claim(customer.id)?;
        write.message = Some(QueuedMessage::Offer(offer));
        write.finish(&Action::Offered, order, &customer, Vec::new())
    }

    /// Whether a message may leave as far as consent goes: an offer to who agrees no more is taken out.
    pub fn offer_stands(&mut self, message: &MessageRow) -> Result<bool, DeskError> {
        if message.kind() != MessageKind::Offer {
            return Ok(true);
        }
        let write = DeskTx::begin(self)?;
        let customer = write.tx.customer(message.customer)?.ok_or(DeskError::NotFound)?;
        let offers = customer.offers;
        let agrees = offers.consent_at.is_some() && offers.consent_off_at.is_none();
        let stands = agrees && !offers.not_customer && !offers.complains;
        if !stands {
            write.take_out(message)?;
        }
        write.tx.commit()?;
        Ok(stands)
    }
}

impl DeskTx<'_> {
    /// Puts the offer of this action into the outbox.
    pub(in crate::desk) fn queue_offer(
        &self,
        customer: CustomerId,
        entry: EntryId,
        offer: &QueuedOffer,
    ) -> Result<(), DeskError> {
        self.tx.add_message(&NewMessage {
            customer,
            order: None,
            key: &format!("e{entry}:offer"),
            told: &offer.told,
            channel: offer.to.channel,
            address: &offer.to.address,
            leaves_at: offer.leaves_at,
            expires_at: Some(offer.leaves_at + OFFERED_WITHIN),
            corrects: None,
            entry: Some(entry),
        })?;
        Ok(())
    }

    /// Takes out what waits of an offer, or of a message written by hand, that is taken back.
    pub(in crate::desk) fn recall_sent_with(
        &self,
        customer: CustomerId,
        undone: EntryId,
    ) -> Result<Vec<MessageRow>, DeskError> {
        self.tx.dismiss_failed_with(customer, undone)?;
        let mut recalled = Vec::new();
        for message in self.tx.waiting_because_of(customer, undone)? {
            let is_its_own = matches!(message.kind(), MessageKind::Offer | MessageKind::Written);
            if is_its_own && self.take_out(&message)? {
                recalled.push(message);
            }
        }
        Ok(recalled)
    }
}
