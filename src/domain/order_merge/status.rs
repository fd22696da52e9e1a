//! The shop's news of where an order stands.

use super::step::Step;
use super::step::sets;
use crate::domain::carrier::Carrier;
use crate::domain::change::Change;
use crate::domain::change::Field;
use crate::domain::change::Value;
use crate::domain::incoming::IncomingOrder;
use crate::domain::incoming::IncomingParcel;
use crate::domain::incoming::ShopStatus;
use crate::domain::order::Flags;
use crate::domain::order::Reason;
use crate::domain::parcels::is_something_left;
use crate::domain::parcels::next_position;
use crate::domain::parcels::project;
use crate::domain::shipment::Parcel;
use crate::domain::time::Time;

/// Since when an order stands where the shop says; nothing when it does not say.
pub(super) fn since(shop: &IncomingOrder) -> Option<Time> {
    shop.status_at.or(shop.modified_at).map(|at| at.max(shop.created_at))
}

impl Step<'_> {
    /// What the shop says is news when it said something else last; news only ever lead forward.
    pub(super) fn status(&mut self) {
        let said = self.base().map(|b| b.status);
        let is_news = said != Some(self.incoming.status);
        if self.is_paid_after_all() || (is_news && self.is_reopened_by_shop()) {
            self.begins_again();
        }
        if !is_news {
            return;
        }
        let called_off = |status: ShopStatus| matches!(status, ShopStatus::Cancelled | ShopStatus::Returned);
        if said.is_some_and(called_off) && !called_off(self.incoming.status) {
            self.set_time(Field::ShopCancelledAt, self.facts().shop_cancelled_at, None);
        }
        match self.incoming.status {
            ShopStatus::New => {}
            ShopStatus::Confirmed | ShopStatus::Dispatched | ShopStatus::Arrived | ShopStatus::Received => {
                self.forward(self.incoming.status);
            }
            ShopStatus::Cancelled => self.cancelled(),
            ShopStatus::Returned => self.returned(),
        }
    }

    fn begins_again(&mut self) {
        let f = self.facts();
        self.set_time(Field::CancelledAt, f.cancelled_at, None);
        self.set(Field::Reason, f.reason.map(Reason::int).into(), Value::Null);
        self.set_time(Field::ReopenedAt, f.reopened_at, Some(self.now));
    }

    /// True when a payment that had failed did not in the end: its order is as one that has just come, though it was closed
    /// as not paid meanwhile.
    fn is_paid_after_all(&self) -> bool {
        let f = self.facts();
        let waits = self.is_open() && self.is_unconfirmed() && f.paid == 0;
        let is_over = f.cancelled_at.is_some() && f.reason == Some(Reason::NotPaid);
        let had_failed = self.base().is_some_and(|base| base.payment_failed) && f.flags.has(Flags::PAYMENT_FAILED);
        let goes_on = !matches!(self.incoming.status, ShopStatus::Cancelled | ShopStatus::Returned);
        had_failed && !self.incoming.payment_failed && goes_on && (is_over || waits)
    }

    /// True when the shop takes back a cancellation of its own that was taken over: its payment came after all.
    pub(super) fn is_reopened_by_shop(&self) -> bool {
        let ours = self.facts().cancelled_at;
        let theirs = self
            .base()
            .filter(|b| b.status == ShopStatus::Cancelled)
            .and_then(since);
        // What was called off at first sight was so when it came, at the latest.
        let at_first_sight = theirs.map(|at| at.min(self.facts().seen_at).max(self.facts().created_at));
        let goes_on = !matches!(self.incoming.status, ShopStatus::Cancelled | ShopStatus::Returned);
        ours.is_some() && [theirs, at_first_sight].contains(&ours) && goes_on
    }

    /// Waybills the shop made, where the desk has none or the shop's own earlier ones.
    pub(super) fn tracking(&mut self) {
        let numbers = |told: Vec<IncomingParcel>| told.into_iter().map(|parcel| parcel.number).collect::<Vec<_>>();
        let before = self.base().map(|base| numbers(base.sent_in())).unwrap_or_default();
        let told = self.incoming.sent_in();
        let news: Vec<&IncomingParcel> = told
            .iter()
            .filter(|parcel| !before.contains(&parcel.number) && !self.has_number(&parcel.number))
            .collect();
        let mut gone = before.clone();
        gone.retain(|number| !told.iter().any(|parcel| parcel.number == *number));
        let is_known = |number: &String| before.contains(number) || told.iter().any(|parcel| parcel.number == *number);
        // One that came back before its order was reopened stands in nobody's way.
        let ours: Vec<&String> = self
            .parcels
            .iter()
            .filter(|parcel| !parcel.is_over())
            .filter_map(|parcel| parcel.number.as_ref())
            .collect();
        // Numbers that somebody here entered stand.
        let is_shops = ours.is_empty() || ours.into_iter().any(is_known);
        if news.is_empty() || !is_shops || !self.goes_on() {
            return;
        }
        let is_unconfirmed = self.is_unconfirmed();
        let f = self.facts();
        let carrier = f.carrier.or(self.incoming.carrier);
        let at = self.moment();
        for new in news {
            let place = self.place_of(&mut gone);
            let Some(parcel) = self.parcels.get_mut(place) else {
                continue;
            };
            (parcel.number, parcel.number_at) = (Some(new.number.clone()), Some(at));
            parcel.carrier = new.carrier.filter(|own| Some(*own) != carrier);
            if parcel.contents.is_empty() {
                parcel.contents.clone_from(&new.contents);
            }
            if parcel.handed_at.or(parcel.arrived_at).or(parcel.received_at).is_none() {
                parcel.handed_at = Some(at);
            }
        }
        // While the order is unconfirmed its carrier is taken over with the words for its delivery.
        if !is_unconfirmed {
            let code = |carrier: Option<Carrier>| Value::from(carrier.map(Carrier::int));
            self.set(Field::Carrier, code(f.carrier), code(carrier));
        }
        self.confirm_by_shop();
    }

    /// Where the number of one more parcel goes: in the place of one that is told no more, to a parcel without one, or to
    /// a new one.
    fn place_of(&mut self, gone: &mut Vec<String>) -> usize {
        let replaced = self.parcels.iter().position(|parcel| {
            let number = parcel.number.as_ref();
            number.is_some_and(|number| gone.contains(number)) && !parcel.is_finished()
        });
        if let Some(place) = replaced {
            gone.retain(|number| self.parcels[place].number.as_ref() != Some(number));
            return place;
        }
        let unnumbered = self
            .parcels
            .iter()
            .position(|parcel| parcel.number.is_none() && !parcel.is_finished());
        unnumbered.unwrap_or_else(|| {
            self.add_parcel();
            self.parcels.len() - 1
        })
    }

    fn goes_on(&self) -> bool {
        let called_off = matches!(self.incoming.status, ShopStatus::Cancelled | ShopStatus::Returned);
        !called_off && (self.is_open() || self.is_reopened_by_shop() || self.is_paid_after_all())
    }

    /// When the news happened: not before the order, not in the future.
    fn moment(&self) -> Time {
        let at = since(self.incoming).unwrap_or(self.now);
        at.min(self.now).max(self.facts().created_at)
    }

    /// Sets the facts that lead to `status`, each only when neither it nor a later one stands.
    fn forward(&mut self, status: ShopStatus) {
        if !self.goes_on() {
            return;
        }
        let at = self.moment();
        self.confirm_by_shop();
        if status < ShopStatus::Dispatched {
            return;
        }
        if self.parcels.iter().all(Parcel::is_over) || is_something_left(&self.parcels, &self.order().lines) {
            self.add_parcel();
        }
        for parcel in &mut self.parcels {
            let is_there = parcel.arrived_at.or(parcel.received_at).is_some();
            if parcel.returned_at.is_some() {
                continue;
            }
            if parcel.handed_at.is_none() && !is_there {
                parcel.handed_at = Some(at);
            }
            // An arrival nobody told of stays untold: the parcel may have come to the door.
            if status == ShopStatus::Arrived && !is_there {
                parcel.arrived_at = Some(at);
            }
            if status == ShopStatus::Received && parcel.received_at.is_none() {
                parcel.received_at = Some(at);
            }
        }
    }

    fn confirm_by_shop(&mut self) {
        let is_set = self.changes.iter().any(|change| sets(change, Field::ConfirmedAt));
        if self.is_unconfirmed() && !is_set {
            let at = self.moment();
            self.set_time(Field::ConfirmedAt, None, Some(at));
        }
    }

    fn has_number(&self, number: &str) -> bool {
        self.parcels
            .iter()
            .any(|parcel| parcel.number.as_deref() == Some(number))
    }

    fn add_parcel(&mut self) {
        let position = next_position(&self.parcels);
        self.parcels.push(Parcel {
            position,
            ..Parcel::default()
        });
    }

    /// What became of the parcels, as one change.
    pub(super) fn sent(&mut self) {
        let before = &self.order().parcels;
        if self.parcels != *before {
            self.changes.push(Change::Parcels {
                order: self.facts().id.0,
                before: before.clone(),
                after: self.parcels.clone(),
            });
        }
    }

    /// Unconfirmed, it is off; confirmed, somebody promised something: the operator is asked.
    fn cancelled(&mut self) {
        if !self.is_open() {
            return;
        }
        let f = self.facts();
        if !self.is_unconfirmed() {
            let waiting = f.shop_cancelled_at;
            self.set_time(Field::ShopCancelledAt, waiting, waiting.or(Some(self.now)));
            return;
        }
        let reason = self.incoming.reason.unwrap_or(Reason::Other);
        self.set_time(Field::CancelledAt, f.cancelled_at, Some(self.moment()));
        self.set(Field::Reason, f.reason.map(Reason::int).into(), reason.int().into());
        self.set(Field::DuplicateOf, f.duplicate_of.map(|id| id.0).into(), Value::Null);
    }

    /// What was sent comes back; what was not is called off, or asked about.
    fn returned(&mut self) {
        let f = self.facts();
        if f.cancelled_at.is_some() || f.returned_at.is_some() {
            return;
        }
        let is_sent = |parcel: &Parcel| parcel.is_sent() && !parcel.is_over();
        if !self.parcels.iter().any(is_sent) {
            self.cancelled();
            return;
        }
        let reason = self.incoming.reason.or(f.reason).unwrap_or(Reason::Other);
        let at = self.moment();
        let parcels = self.parcels.iter_mut().filter(|parcel| is_sent(parcel));
        parcels.for_each(|parcel| parcel.returned_at = parcel.returned_at.or(Some(at)));
        let mut after = f.clone();
        project(&mut after, &self.parcels, &self.order().lines);
        if after.returned_at.is_none() {
            self.cancelled();
            return;
        }
        self.set(Field::Reason, f.reason.map(Reason::int).into(), reason.int().into());
    }
}

impl Step<'_> {
    pub(super) fn flags(&mut self) {
        let ours = self.facts().flags;
        let (theirs, base) = (self.incoming, self.base());
        let mut flags = ours;
        if theirs.do_not_call && base.is_none_or(|b| !b.do_not_call) {
            flags = flags.with(Flags::DO_NOT_CALL);
        }
        if theirs.payment_failed && base.is_none_or(|b| !b.payment_failed) {
            flags = flags.with(Flags::PAYMENT_FAILED);
            let is_set = self.changes.iter().any(|change| sets(change, Field::ReopenedAt));
            if self.is_open() && self.is_unconfirmed() && !is_set {
                self.set_time(Field::ReopenedAt, self.facts().reopened_at, Some(self.now));
            }
        }
        if !theirs.payment_failed && base.is_some_and(|b| b.payment_failed) {
            flags = Flags(flags.0 & !Flags::PAYMENT_FAILED.0);
        }
        if self.is_reopened_by_shop() {
            flags = Flags(flags.0 & !Flags::HISTORY.0);
        }
        if self.changes.iter().any(|change| sets(change, Field::ConfirmedAt)) {
            flags = flags.with(Flags::SHOP_CONFIRMED);
        }
        self.set(Field::Flags, ours.0.into(), flags.0.into());
    }
}
