//! Doors for a made-up shop: rows written as they are, the desk worked under any name and at any moment.
//!
//! Only a file that is a rehearsal may be filled this way: nothing is checked against the regulation and nothing leaves.

use std::path::Path;
use std::sync::Arc;

use super::Desk;
use super::error::DeskError;
use super::who::Claiming;
use super::who::Who;
use crate::clock::Clock;
use crate::domain::action::ContactKind;
use crate::domain::action::CustomerRecord;
use crate::domain::call::RINGS_FOR;
use crate::domain::change::Change;
use crate::domain::ids::CustomerId;
use crate::domain::ids::LabelId;
use crate::domain::ids::OrderId;
use crate::domain::incoming::IncomingOrder;
use crate::domain::journal::NewEntry;
use crate::domain::message::MessageState;
use crate::domain::order::OrderFacts;
use crate::domain::order::Stage;
use crate::domain::product::CatalogueRow;
use crate::domain::settings::Settings;
use crate::domain::time::Time;
use crate::store::Bulk;
pub use crate::store::BulkWaiting;
use crate::store::LabelKind;
pub use crate::store::NewCustomerRow;
pub use crate::store::NewMessage;
pub use crate::store::NewOrderRow;
use crate::store::Scope;
pub use crate::store::SourceRow;
use crate::store::Tx;
use crate::store::meta::REHEARSAL;

/// A new file filled by the million: indexes and the search are made at the end.
#[derive(Debug)]
pub struct BulkFile(Bulk);

impl BulkFile {
    /// A new file at `path`, where nothing may be yet.
    pub fn new(path: &Path) -> Result<BulkFile, DeskError> {
        Ok(BulkFile(Bulk::new(path)?))
    }

    /// On an empty file in memory.
    #[cfg(test)]
    pub(crate) fn in_memory() -> BulkFile {
        BulkFile(Bulk::on(crate::store::Store::in_memory().unwrap()).unwrap())
    }

    /// Rows written at `now`, kept together by [`SeedRows::commit`].
    pub fn rows(&mut self, now: Time) -> Result<SeedRows<'_>, DeskError> {
        Ok(SeedRows(self.0.write(now)?))
    }

    /// How many steps [`BulkFile::finish`] has.
    pub fn steps(&self) -> usize {
        self.0.steps()
    }

    /// Makes the indexes, telling `step` after each, and opens a desk on the file.
    pub fn finish(
        self,
        settings: &Arc<Settings>,
        operator: &str,
        now: Time,
        step: impl FnMut(usize),
    ) -> Result<Desk, DeskError> {
        let who = Who {
            operator: operator.to_owned(),
            session: "fill".to_owned(),
            claiming: Claiming::WhenAsked,
        };
        let mut desk = Desk::on(self.0.finish(step)?, Arc::clone(settings), who, Clock::Stopped(now))?;
        desk.adopt_settings()?;
        desk.update_high_total()?;
        Ok(desk)
    }
}

/// Rows of a made-up shop, written as they are.
#[derive(Debug)]
pub struct SeedRows<'a>(Tx<'a>);

impl SeedRows<'_> {
    /// Marks the file as a rehearsal.
    pub fn begin_rehearsal(&self) -> Result<(), DeskError> {
        Ok(self.0.set_meta(REHEARSAL, &self.0.now().0.to_string())?)
    }

    /// Since when the desk has been at work here.
    pub fn installed_at(&self, at: Time) -> Result<(), DeskError> {
        Ok(self.0.set_meta("installed_at", &at.0.to_string())?)
    }

    /// The label of a channel.
    pub fn channel(&self, name: &str) -> Result<LabelId, DeskError> {
        Ok(self.0.label(LabelKind::Channel, name)?)
    }

    /// The label of a time zone.
    pub fn zone(&self, name: &str) -> Result<LabelId, DeskError> {
        Ok(self.0.label(LabelKind::Zone, name)?)
    }

    /// The label of an operator.
    pub fn operator(&self, name: &str) -> Result<LabelId, DeskError> {
        Ok(self.0.label(LabelKind::Operator, name)?)
    }

    /// What is written next happened at `now`.
    pub fn turn_to(&mut self, now: Time) {
        self.0.turn_to(now);
    }

    /// A product, as a row of the shop's catalogue has it.
    pub fn product(&self, row: &CatalogueRow) -> Result<(), DeskError> {
        self.0.put_product(row, "")?;
        Ok(())
    }

    /// A customer with all their projections.
    pub fn whole_customer(&self, new: &NewCustomerRow<'_>) -> Result<CustomerId, DeskError> {
        Ok(self.0.insert_whole_customer(new)?)
    }

    /// A customer; projections follow by [`SeedRows::refresh`].
    pub fn customer(&self, new: &NewCustomerRow<'_>) -> Result<CustomerId, DeskError> {
        Ok(self.0.insert_customer(new)?)
    }

    /// A phone or an email of a customer.
    pub fn contact(
        &self,
        customer: CustomerId,
        kind: ContactKind,
        raw: &str,
        norm: Option<&str>,
    ) -> Result<(), DeskError> {
        self.0.insert_contact(customer, kind, raw, norm)?;
        Ok(())
    }

    /// An order and where it came from.
    pub fn order(&self, new: &NewOrderRow, source: SourceRow) -> Result<OrderId, DeskError> {
        let order = self.0.insert_order(new)?;
        self.0.put_source(&SourceRow { order, ..source })?;
        Ok(order)
    }

    /// A missed call, and what is still owed for it.
    pub fn missed(&self, call: i64, waiting: &BulkWaiting) -> Result<(), DeskError> {
        Ok(self.0.put_missed(call, waiting)?)
    }

    /// An agreed time, and what is still owed for it.
    pub fn appointment(&self, id: i64, waiting: &BulkWaiting) -> Result<(), DeskError> {
        Ok(self.0.put_appointment(id, waiting)?)
    }

    /// A message that has left the desk.
    pub fn told(&self, new: &NewMessage<'_>) -> Result<(), DeskError> {
        if let Some(id) = self.0.add_message(new)? {
            self.0
                .move_message(id, MessageState::Waiting, MessageState::Sent, None)?;
        }
        Ok(())
    }

    /// Any change; gives it with the ids it was given.
    pub fn apply(&self, change: &Change) -> Result<Change, DeskError> {
        Ok(self.0.apply(change)?)
    }

    /// An entry of the journal.
    pub fn entry(&self, entry: &NewEntry<'_>) -> Result<(), DeskError> {
        self.0.write_entry(entry)?;
        Ok(())
    }

    /// Computes the projections of a customer and these orders from their rows.
    pub fn refresh(&self, customer: CustomerId, orders: &[OrderId]) -> Result<(), DeskError> {
        self.0.refresh(customer, Scope::Live(orders))?;
        Ok(())
    }

    /// Keeps everything written.
    pub fn commit(self) -> Result<(), DeskError> {
        Ok(self.0.commit()?)
    }
}

impl Desk {
    /// Rows written at `now`, as they are.
    pub fn seed(&mut self, now: Time) -> Result<SeedRows<'_>, DeskError> {
        Ok(SeedRows(self.store.write(now)?))
    }

    /// Works under another name from here on.
    pub fn work_as(&mut self, who: Who) {
        self.who = who;
    }

    /// Works at another moment from here on.
    pub fn work_at(&mut self, clock: Clock) {
        self.clock = clock;
    }

    /// No write waits for the disk until [`Desk::settle`]: what is lost with the machine is made up.
    pub fn hurry(&mut self) -> Result<(), DeskError> {
        Ok(self.store.hurry()?)
    }

    /// Everything written is durable from here on.
    pub fn settle(&mut self) -> Result<(), DeskError> {
        Ok(self.store.settle()?)
    }

    /// No write moves the log into the file: another process does.
    pub fn leave_checkpoints(&mut self) -> Result<(), DeskError> {
        Ok(self.store.checkpoint_by_hand()?)
    }

    /// What waited in a made-up past has left by `now`: nothing is sent, but a history without it would not be one.
    pub fn let_leave(&mut self, now: Time) -> Result<(), DeskError> {
        let waiting = self.store.open_messages(&[MessageState::Waiting], i64::MAX)?;
        for message in waiting.into_iter().filter(|message| message.leaves_at <= now) {
            let tx = self.store.write(message.leaves_at)?;
            tx.move_message(message.id, MessageState::Waiting, MessageState::Sent, None)?;
            tx.commit()?;
        }
        Ok(())
    }

    /// The orders of one stage that may still owe something, oldest first.
    pub fn orders_at(&self, stages: &[Stage]) -> Result<Vec<OrderFacts>, DeskError> {
        let mut found = Vec::new();
        self.store.live_customers(stages, |orders| found.append(orders))?;
        found.sort_by_key(|order| order.id);
        Ok(found)
    }

    /// What an order holds now.
    pub fn order_facts(&self, order: OrderId) -> Result<Option<OrderFacts>, DeskError> {
        Ok(self.store.order_facts(order)?)
    }

    /// The number of an order as the shop writes it.
    pub fn order_number(&self, order: OrderId) -> Result<Option<String>, DeskError> {
        Ok(self.store.order(order)?.map(|order| order.number))
    }

    /// What the shop said of an order last.
    pub fn shop_version(&self, order: OrderId) -> Result<Option<IncomingOrder>, DeskError> {
        Ok(self.store.shop_version(order)?)
    }

    /// A customer as kept.
    pub fn customer(&self, customer: CustomerId) -> Result<Option<CustomerRecord>, DeskError> {
        Ok(self.store.customer(customer)?)
    }

    /// The customer a phone (E.164) belongs to.
    pub fn customer_of_phone(&self, phone: &str) -> Result<Option<CustomerId>, DeskError> {
        Ok(self.store.customers_by_contact(phone)?.first().copied())
    }

    /// True while someone holds the customer.
    pub fn is_claimed(&self, customer: CustomerId) -> Result<bool, DeskError> {
        Ok(self.store.claim_of(customer, self.now())?.is_some())
    }

    /// Customers whose call rings at `now`.
    pub fn ringing(&self, now: Time) -> Result<Vec<CustomerId>, DeskError> {
        let mut ringing = Vec::new();
        self.store.pending_calls(|call| {
            let rings = call.ended_at.is_none() && now - call.last_event_at < RINGS_FOR;
            ringing.extend(rings.then_some(call.customer));
        })?;
        Ok(ringing)
    }
}
