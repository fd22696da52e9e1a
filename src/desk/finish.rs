//! The end of every write: projections, messages, conflicts, then the commit.

use super::error::DeskError;
use super::result::Performed;
use super::tx::DeskTx;
use super::tx::QueuedMessage;
use crate::domain::action::Action;
use crate::domain::action::ActionKind;
use crate::domain::action::CustomerRecord;
use crate::domain::action::Decision;
use crate::domain::action::OrderRecord;
use crate::domain::action::Subject;
use crate::domain::action::Warning;
use crate::domain::action::decide;
use crate::domain::change::Change;
use crate::domain::change::NewRow;
use crate::domain::ids::OrderId;

use crate::store::Scope;

impl DeskTx<'_> {
    /// Decides, applies, journals, refreshes and commits; `made` are changes already applied for the same entry.
    pub(super) fn finish(
        mut self,
        action: &Action,
        order: Option<OrderRecord>,
        customer: &CustomerRecord,
        made: Vec<Change>,
    ) -> Result<Performed, DeskError> {
        let kind = action.kind();
        let id = order.as_ref().map(|o| o.facts.id);
        let subject = Subject {
            talk: match action {
                Action::LogCall(_) => self.tx.talk_of(customer.id, &self.who.operator)?,
                _ => None,
            },
            ..self.subject(order.as_ref(), customer)
        };
        let Decision { mut changes, warning } = match decide(action, subject) {
            Ok(decision) => decision,
            Err(refusal) => return Err(self.overtaken(refusal, action, order.as_ref(), customer)?),
        };
        self.warnings.extend(warning);
        if let (ActionKind::PutInStock, Some(id), false) = (kind, id, changes.is_empty()) {
            changes.extend(self.restocked(id)?);
        }
        let before = order.clone().filter(|_| self.rules.settings().writes_back());
        let (number, order) = order.map(|order| (order.number, order.facts)).unzip();
        let mut done = Performed {
            entry: None,
            kind,
            order: id,
            order_number: number,
            customer: customer.id,
            warnings: std::mem::take(&mut self.warnings),
        };
        if changes.is_empty() && made.is_empty() && self.message.is_none() {
            done.warnings.extend(self.done_by(kind, id)?);
            return Ok(done);
        }
        let mut applied = made;
        for change in &changes {
            applied.push(self.tx.apply(change)?);
        }
        if let Some(Change::Add {
            id: Some(id),
            new: NewRow::Order { .. },
        }) = applied.last()
        {
            done.order = Some(OrderId(*id));
        }
        let moved = applied.iter().filter_map(Change::order_moved);
        let touched: Vec<OrderId> = done.order.into_iter().chain(moved).collect();
        self.read_told(customer.id)?;
        let facts = self.tx.refresh(customer.id, Scope::Live(&touched))?;
        self.refresh_moved(customer.id, &applied)?;
        if let Some(id) = done.order.filter(|_| done.order_number.is_none()) {
            done.order_number = self.tx.order(id)?.map(|o| o.number);
        }
        if let Action::Ship(shipping) = action {
            let others = self.tx.others_with_number(&shipping.number, customer.id)?;
            if !others.is_empty() {
                done.warnings.push(Warning::NumberElsewhere(others));
            }
        }
        done.entry = Some(self.entry(kind, done.order, customer.id, Some(&applied))?);
        self.see_shift()?;
        self.tell(&facts, done.entry)?;
        if let Some(before) = &before {
            self.want_of_shop(before, &applied)?;
        }
        if let (Some(message), Some(entry)) = (self.message.take(), done.entry) {
            match message {
                QueuedMessage::Offer(offer) => self.queue_offer(customer.id, entry, &offer)?,
                QueuedMessage::Own(message) => {
                    self.queue_own(&facts, &customer.cases, order.as_ref(), entry, &message)?;
                }
            }
        }
        if let (ActionKind::Cancel | ActionKind::Returned, Some(order)) = (kind, done.order) {
            // What was written by hand before is looked at once more.
            self.tx.look_again(order)?;
        }
        self.tx.commit()?;
        Ok(done)
    }

    /// What came back is counted in the catalogue again, unless the shop itself says how much there is.
    fn restocked(&mut self, order: OrderId) -> Result<Option<Change>, DeskError> {
        let more = self.tx.counted_goods(order)?;
        if more.is_empty() {
            return Ok(None);
        }
        let mut feeds = self.rules.settings().feeds.iter();
        if feeds.any(|feed| feed.kind.tells_stock()) {
            self.warnings.push(Warning::StockByFeed);
            return Ok(None);
        }
        self.warnings.push(Warning::StockRaised(more.len()));
        Ok(Some(Change::Stock { more }))
    }
}
