//! Offers to many (R25): each marked as made and put into the outbox in one write, a few a minute, all taken back by one
//! undo. A process that ends halfway has offered to some, nobody is offered it twice, and the file says how far it came.

use std::collections::HashMap;
use std::collections::VecDeque;

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
use crate::domain::ids::LabelId;
use crate::domain::journal::Group;
use crate::domain::message::MessageBody;
use crate::domain::message::MessageKind;
use crate::domain::message::MessageRow;
use crate::domain::offer_to::OfferTo;
use crate::domain::offer_to::QueuedOffer;
use crate::domain::regulation::Rulebook;
use crate::domain::regulation::leaves_from;
use crate::domain::target::Target;
use crate::domain::time::Span;
use crate::domain::time::Time;
use crate::store::NewMessage;

/// An offer that could not leave for so long is of no use.
const OFFERED_WITHIN: Span = Span::days(3);

/// An offer to many on its way into the outbox: one of them at a time, so that no key waits for the rest.
#[derive(Debug)]
pub struct OfferRun {
    /// Its row in the file.
    id: i64,
    told: MessageBody,
    left: VecDeque<OfferTo>,
    planned: usize,
    pause: Span,
    /// When the next may leave.
    at: Time,
    /// The same where it is night now: their morning has its own row of offers, and the others do not wait for it.
    mornings: HashMap<Option<LabelId>, Time>,
    group: Group,
    done: PerformedAll,
}

impl OfferRun {
    /// How many were dealt with, of how many.
    pub fn progress(&self) -> (usize, usize) {
        (self.planned - self.left.len(), self.planned)
    }

    /// The first entry of what was done, by which all of it is taken back.
    pub fn group(&self) -> Option<EntryId> {
        match self.group {
            Group::Of(first) => Some(first),
            Group::First | Group::Alone => None,
        }
    }

    /// What was done and whom it was refused for.
    pub fn into_done(self) -> PerformedAll {
        self.done
    }

    fn leaves_at(&mut self, zone: Option<LabelId>, rules: &Rulebook) -> Time {
        let calendar = rules.calendar(zone);
        let free = leaves_from(MessageKind::Offer, self.at, calendar, rules);
        if free <= self.at {
            let at = self.at;
            self.at = at + self.pause;
            return at;
        }
        let row = self.mornings.get(&zone).copied().unwrap_or(free).max(free);
        let at = leaves_from(MessageKind::Offer, row, calendar, rules);
        self.mornings.insert(zone, at + self.pause);
        at
    }
}

impl Desk {
    /// Begins an offer to each of them, a few a minute, after those that wait already.
    pub fn begin_offer(
        &mut self,
        segment: &str,
        to: &[OfferTo],
        subject: &str,
        text: &str,
    ) -> Result<OfferRun, DeskError> {
        let pause = Span(Span::minutes(1).0 / self.settings.channels.offers_per_minute.max(1));
        let soonest = self.now() + self.rules.regulation().recall;
        let behind = self.store.last_offer_leaves()?.map(|last| last + pause);
        let write = DeskTx::begin(self)?;
        let id = write.tx.begin_offer(&write.who.operator, segment, text, to.len())?;
        write.tx.commit()?;
        Ok(OfferRun {
            id,
            told: MessageBody::Offer {
                subject: subject.to_owned(),
                text: text.to_owned(),
            },
            left: to.to_vec().into(),
            planned: to.len(),
            pause,
            at: behind.map_or(soonest, |behind| behind.max(soonest)),
            mornings: HashMap::new(),
            group: Group::First,
            done: PerformedAll::default(),
        })
    }

    /// Makes the offer to the next of them, in one short write; who may not be offered anything now is told of and left out.
    /// False when it is over: nobody is left, or the file does not take it now, and the rest is not offered.
    pub fn offer_next(&mut self, run: &mut OfferRun) -> Result<bool, DeskError> {
        let Some(to) = run.left.pop_front() else {
            self.end_offer(run)?;
            return Ok(false);
        };
        let zone = self.store.customer_facts(to.customer)?.and_then(|facts| facts.zone);
        let before = (run.at, run.mornings.get(&zone).copied());
        let offer = QueuedOffer {
            run: run.id,
            leaves_at: run.leaves_at(zone, &self.rules),
            to,
            told: run.told.clone(),
        };
        match self.offer(offer, run.group) {
            Ok(done) => {
                if let Some(entry) = done.entry {
                    run.group = run.group.after(entry);
                }
                run.done.done.push(done);
            }
            Err(error) => {
                // Nobody takes that turn.
                run.at = before.0;
                match before.1 {
                    Some(morning) => run.mornings.insert(zone, morning),
                    None => run.mornings.remove(&zone),
                };
                let is_theirs = matches!(error, DeskError::Refused(_) | DeskError::NotFound);
                run.done.refused.push(RefusedOne { number: None, error });
                if !is_theirs {
                    run.left.clear();
                    return Ok(false);
                }
            }
        }
        Ok(true)
    }

    /// It is made to nobody else.
    pub fn end_offer(&mut self, run: &OfferRun) -> Result<(), DeskError> {
        let write = DeskTx::begin(self)?;
        write.tx.end_offer(run.id)?;
        Ok(write.tx.commit()?)
    }

    /// Makes the whole offer at once.
    pub fn offer_all(
        &mut self,
        segment: &str,
        to: &[OfferTo],
        subject: &str,
        text: &str,
    ) -> Result<PerformedAll, DeskError> {
        let mut run = self.begin_offer(segment, to, subject, text)?;
        while self.offer_next(&mut run)? {}
        Ok(run.into_done())
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
        self.tx.offer_made(offer.run)?;
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
