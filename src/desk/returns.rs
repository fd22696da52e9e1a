//! Other goods for those that come back: the order of them, and what it says of the return, in one go.

use super::Desk;
use super::error::DeskError;
use super::result::Performed;
use super::tx::DeskTx;
use crate::domain::action::Action;
use crate::domain::action::Refusal;
use crate::domain::action::decide;
use crate::domain::change::Change;
use crate::domain::ids::OrderId;
use crate::domain::incoming::IncomingOrder;
use crate::domain::incoming::ShopStatus;
use crate::domain::journal::Group;
use crate::domain::target::Target;

impl Desk {
    /// Enters the order of what is sent for the goods of a return (its row's id) of `order`: what those are worth pays for
    /// it. One that was agreed to whole is confirmed with it.
    pub fn exchange(&mut self, order: OrderId, id: i64, new: IncomingOrder) -> Result<Performed, DeskError> {
        let mut write = DeskTx::begin(self)?;
        let (of, customer) = write.read(Target::Order(order))?;
        write.respect_claim(customer.id)?;
        let currency = of.as_ref().map(|of| of.facts.currency);
        if currency.is_some_and(|currency| currency != new.currency) {
            return Err(Refusal::ChangedMeanwhile.into());
        }
        let (total, is_agreed) = (new.total, new.status == ShopStatus::Confirmed);
        let entered = decide(&Action::NewOrder(Box::new(new)), write.subject(None, &customer))?;
        let mut made = Vec::with_capacity(entered.changes.len());
        for change in &entered.changes {
            made.push(write.tx.apply(change)?);
        }
        let by = made.iter().find_map(Change::order_moved).ok_or(DeskError::NotFound)?;
        write.group = if is_agreed { Group::First } else { Group::Alone };
        let done = write.finish(&Action::ExchangedBy { id, order: by, total }, of, &customer, made)?;
        if let (true, Some(entry)) = (is_agreed, done.entry) {
            self.perform_in(Target::Order(by), &Action::Confirm, Group::Of(entry))?;
        }
        Ok(done)
    }
}
