//! One action on several rows: a transaction each, so that one refusal stops no other, and one group, so that they are
//! taken back together.

#[cfg(test)]
mod tests;

use super::Desk;
use super::error::DeskError;
use super::new_customer::Whose;
use super::new_customer::nobody;
use super::result::Performed;
use super::result::PerformedAll;
use super::result::RefusedOne;
use super::tx::DeskTx;
use crate::domain::action::Action;
use crate::domain::action::ActionKind;
use crate::domain::action::CallEvent;
use crate::domain::action::SkipReason;
use crate::domain::action::decide;
use crate::domain::call::CallEventKind;
use crate::domain::claim::SKIPPED_FOR;
use crate::domain::incoming::IncomingOrder;
use crate::domain::incoming::ShopStatus;
use crate::domain::journal::Group;
use crate::domain::target::RowKey;
use crate::domain::target::Target;
use crate::store::Ringing;

impl Desk {
    /// Does each action on its target, and says what became of each; the database's failures are told one by one too.
    pub fn perform_all(&mut self, parts: &[(Target, Action)]) -> PerformedAll {
        let mut all = PerformedAll::default();
        let mut group = Group::First;
        for (target, action) in parts {
            match self.perform_in(*target, action, group) {
                Ok(done) => {
                    if let Some(entry) = done.entry {
                        group = group.after(entry);
                    }
                    all.done.push(done);
                }
                Err(error) => {
                    let number = self.number_of(*target);
                    all.refused.push(RefusedOne { number, error });
                }
            }
        }
        all
    }

    /// Puts rows behind their lanes for this operator for ten minutes (R2).
    pub fn skip_all(&mut self, rows: &[RowKey], reason: SkipReason) -> PerformedAll {
        let mut all = PerformedAll::default();
        for row in rows {
            match self.skip(*row, reason) {
                Ok(done) => all.done.push(done),
                Err(error) => {
                    let number = match row {
                        RowKey::Order(id) => self.number_of(Target::Order(*id)),
                        RowKey::Customer(id) => self.number_of(Target::Customer(*id)),
                    };
                    all.refused.push(RefusedOne { number, error });
                }
            }
        }
        all
    }

    pub(super) fn perform_in(&mut self, target: Target, action: &Action, group: Group) -> Result<Performed, DeskError> {
        self.announce(target, action);
        let mut write = DeskTx::begin(self)?;
        write.group = group;
        let (order, customer) = write.read(target)?;
        write.respect_claim(customer.id)?;
        write.finish(action, order, &customer, Vec::new())
    }

    /// The number of an order, for saying which was refused; nothing when it cannot be read either.
    fn number_of(&self, target: Target) -> Option<String> {
        match target {
            Target::Order(id) => self.store.order(id).ok().flatten().map(|order| order.number),
            Target::Customer(_) => None,
        }
    }
}

impl Desk {
    /// Does `action` on `target`; durable when this returns.
    pub fn perform(&mut self, target: Target, action: &Action) -> Result<Performed, DeskError> {
        if let Action::ReviewCall(review) = action {
            return self.review_call(review.call, review.mark, review.note.clone());
        }
        self.announce(target, action);
        let write = DeskTx::begin(self)?;
        let (order, customer) = write.read(target)?;
        write.respect_claim(customer.id)?;
        write.finish(action, order, &customer, Vec::new())
    }

    /// Actions of a kind ask for the same things.
    fn announce(&self, target: Target, action: &Action) {
        let (name, id) = match target {
            Target::Order(id) => ("action on an order", id.0),
            Target::Customer(id) => ("action on a customer", id.0),
        };
        self.store.announce(name, action.kind().int(), &[id.into()], self.now());
    }

    /// Enters what the line said. An unknown caller gets a customer of their own; a hidden number is only counted (R27).
    pub fn call_event(&mut self, mut event: CallEvent) -> Result<Performed, DeskError> {
        let write = DeskTx::begin(self)?;
        let ongoing = write.tx.ongoing_call(
            &event.origin,
            event.external_id.as_deref(),
            &event.phone,
            match event.kind {
                CallEventKind::Incoming => Some(Ringing::Here),
                CallEventKind::Outgoing => Some(Ringing::There),
                _ => None,
            },
        )?;
        let known = match &ongoing {
            Some((customer, _)) => Some(*customer),
            None if event.phone.is_empty() => write.tx.hidden_caller()?,
            None => write.tx.customers_by_contact(&event.phone)?.first().copied(),
        };
        event.call = ongoing.map(|(_, call)| call);
        event.missed_reason = write.guess_missed(&event)?;
        let action = Action::CallEvent(event.clone());
        if event.call.is_none() {
            // Nothing is made for an event that will be refused.
            let stub = nobody();
            decide(&action, write.subject(None, &stub))?;
        }
        let (customer, made) = match known {
            Some(id) => (write.tx.customer(id)?.ok_or(DeskError::NotFound)?, Vec::new()),
            None => write.new_caller(&event.phone)?,
        };
        write.hold_in_call(&event, &customer)?;
        write.finish(&action, None, &customer, made)
    }

    /// Enters an order taken by phone (R37), for a customer of the desk or a new one. A new one whose phone a customer
    /// has already is that customer. The name and the email said with it are kept where the card has none. It came with
    /// the talk it is entered in, or the last one within 15 minutes. One that was agreed to whole (its status is
    /// `Confirmed`) is confirmed in the same go.
    pub fn new_order(&mut self, whose: &Whose, mut order: IncomingOrder) -> Result<Performed, DeskError> {
        let mut write = DeskTx::begin(self)?;
        let (mut customer, mut made) = write.whose(whose)?;
        if made.is_empty() {
            (customer, made) = write.completed(customer, &order.customer)?;
        }
        if let Some(began) = write.tx.talk_of_order(customer.id)? {
            order.created_at = order.created_at.min(began);
        }
        let is_agreed = order.status == ShopStatus::Confirmed;
        if is_agreed {
            // An order whose confirming will be refused is not entered: tried again, it would come twice.
            write.respect_claim(customer.id)?;
        }
        write.group = if is_agreed { Group::First } else { Group::Alone };
        let entered = write.finish(&Action::NewOrder(Box::new(order)), None, &customer, made)?;
        if let (true, Some(entry), Some(id)) = (is_agreed, entered.entry, entered.order) {
            self.perform_in(Target::Order(id), &Action::Confirm, Group::Of(entry))?;
        }
        Ok(entered)
    }

    /// Keeps what a customer wrote (R39); who is not known by the phone or the email is a customer from now on.
    pub fn wrote(&mut self, whose: &Whose, text: &str) -> Result<Performed, DeskError> {
        let write = DeskTx::begin(self)?;
        let (customer, made) = write.whose(whose)?;
        let text = text.to_owned();
        write.finish(&Action::Wrote { text }, None, &customer, made)
    }

    /// Puts a row behind its lane for this operator for ten minutes (R2).
    pub fn skip(&mut self, row: RowKey, reason: SkipReason) -> Result<Performed, DeskError> {
        let write = DeskTx::begin(self)?;
        let (kind, id, order, customer) = match row {
            RowKey::Customer(id) => (1, id.0, None, id),
            RowKey::Order(id) => {
                let order = write.tx.order(id)?.ok_or(DeskError::NotFound)?;
                (2, id.0, Some(id), order.facts.customer)
            }
        };
        let until = write.tx.now() + SKIPPED_FOR;
        write.tx.skip(&write.who.operator, kind, id, until, reason.int())?;
        let entry = write.entry(ActionKind::Skip, order, customer, None)?;
        let kind = ActionKind::Skip;
        write.tx.commit()?;
        Ok(Performed {
            entry: Some(entry),
            kind,
            order,
            order_number: None,
            customer,
            warnings: Vec::new(),
        })
    }

    /// Puts rows back that this operator skipped (R2); how many still were.
    pub fn unskip(&mut self, rows: &[RowKey]) -> Result<usize, DeskError> {
        let write = DeskTx::begin(self)?;
        let mut done = 0;
        for row in rows {
            let (kind, id) = match row {
                RowKey::Customer(id) => (1, id.0),
                RowKey::Order(id) => (2, id.0),
            };
            done += usize::from(write.tx.unskip(&write.who.operator, kind, id)?);
        }
        write.tx.commit()?;
        Ok(done)
    }
}
