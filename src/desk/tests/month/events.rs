//! What happens in the month, and when the next of its kind does.

use super::Month;
use super::crew;
use super::parcels::Payout;
use super::shop;
use crate::desk::tests::holds;
use crate::domain::action::Action;
use crate::domain::action::ParcelStep;
use crate::domain::action::WhichParcel;
use crate::domain::goods_return::ReturnStep;
use crate::domain::ids::OrderId;
use crate::domain::order::CustomerFlags;
use crate::domain::order::Stage;
use crate::domain::parcel_news::ParcelState;
use crate::domain::shipment::Parcel;
use crate::domain::target::Target;
use crate::domain::time::Span;
use crate::domain::time::Time;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Event {
    /// A customer orders on the site.
    Ordered,
    /// The shop's feed is asked.
    Feed,
    /// The shop's file of the day arrives.
    File,
    /// A manager turns to the queue.
    Turn(usize),
    /// A manager hears it ring.
    PicksUp(usize),
    /// Somebody calls.
    Rings,
    /// The line ends a call.
    HangsUp(u32),
    /// The parcel reaches the customer's town.
    Arrives(OrderId),
    /// What was not in the first parcel is sent.
    SendsRest(OrderId),
    /// The customer fetches it.
    Fetched(OrderId),
    /// A carrier tells of a parcel at that place.
    Parcel(OrderId, i64, ParcelState),
    /// A carrier pays out what it took.
    PaysOut(OrderId, Payout),
    /// What came back is put on the shelf.
    Shelved(OrderId),
    /// A customer sends some of the goods back.
    SendsBack(OrderId),
    /// Goods that were to come back are here.
    CameBack(OrderId),
    /// The desk looks after itself, and writes.
    Post,
    /// Everything is looked at.
    Look,
    /// Projections are recomputed.
    Reckon,
}

impl Month {
    /// Sets everything going.
    pub(super) fn begin(&mut self, orders: u64) {
        let start = self.desk.now();
        let month = u64::try_from(Span::days(super::DAYS - 1).0).unwrap();
        for _ in 0..orders {
            let at = Time(start.0 + i64::try_from(self.rng.u64(..month)).unwrap());
            self.at(at, Event::Ordered);
        }
        for manager in 0..crew::CREW.len() {
            self.at(start + Span::minutes(1), Event::Turn(manager));
        }
        let midnight = self.board.rules().calendar(None).end_of_day(start);
        self.at(midnight + Span::hours(8), Event::File);
        for first in [Event::Feed, Event::Rings, Event::Post, Event::Look] {
            self.at(start + Span::minutes(2), first);
        }
        self.at(start + Span::days(6), Event::Reckon);
    }

    pub(super) fn happen(&mut self, event: Event) {
        match event {
            Event::Ordered => self.ordered(),
            Event::Feed => {
                self.feed();
                let minutes = self.rng.i64(5..20);
                self.after(Span::minutes(minutes), Event::Feed);
            }
            Event::File => {
                self.file_of_the_day();
                self.after(Span::days(1), Event::File);
            }
            Event::Turn(manager) => {
                self.turn(manager);
                let minutes = self.rng.i64(6..12);
                self.after(Span::minutes(minutes), Event::Turn(manager));
            }
            Event::PicksUp(manager) => self.turn(manager),
            Event::Rings => {
                self.rings();
                let minutes = self.rng.i64(20..150);
                self.after(Span::minutes(minutes), Event::Rings);
            }
            Event::HangsUp(phone) => self.hangs_up(phone),
            Event::Arrives(order) => self.arrives(order),
            Event::SendsRest(order) => self.sends_rest(order),
            Event::Fetched(order) => self.fetched(order),
            Event::Parcel(order, position, state) => self.parcel_is(order, position, state),
            Event::PaysOut(order, payout) => self.pays_out(order, payout),
            Event::Shelved(order) => self.shelve(order),
            Event::SendsBack(order) => {
                self.work("anna");
                self.sends_back(order);
            }
            Event::CameBack(order) => self.came_back(order),
            Event::Post => self.post(),
            Event::Look => {
                self.everything_holds();
                self.after(Span::minutes(431), Event::Look);
            }
            Event::Reckon => {
                holds::projections_follow(&mut self.desk);
                self.after(Span::days(8), Event::Reckon);
            }
        }
    }

    fn ordered(&mut self) {
        let now = self.desk.now();
        shop::order(&mut self.shop, &mut self.rng, now);
    }

    /// Some parcels arrive days before anybody fetches them, some are never fetched.
    fn arrives(&mut self, order: OrderId) {
        let on_its_way = |parcel: &Parcel| parcel.handed_at.is_some() && parcel.arrived_at.is_none();
        self.by_itself(order, on_its_way, ParcelStep::Arrived, &Action::Arrived);
        if self.rng.u8(..10) > 0 {
            let hours = self.rng.i64(3..190);
            self.after(Span::hours(hours), Event::Fetched(order));
        }
    }

    fn fetched(&mut self, order: OrderId) {
        let waits = |parcel: &Parcel| parcel.arrived_at.is_some() && parcel.received_at.is_none();
        self.by_itself(order, waits, ParcelStep::Received, &Action::Received);
    }

    /// One of several parcels goes its way alone, an only one is the order.
    fn by_itself(&mut self, order: OrderId, is_next: fn(&Parcel) -> bool, step: ParcelStep, whole: &Action) {
        self.work("carrier");
        let facts = self.desk.store.order_facts(order).unwrap().unwrap();
        let sent = matches!(facts.stage, Stage::Dispatched | Stage::Arrived);
        if facts.parcels.is_empty() && sent {
            self.act(Target::Order(order), whole);
        }
        let is_next = |parcel: &&Parcel| is_next(parcel) && parcel.returned_at.is_none();
        if let Some(parcel) = facts.parcels.iter().find(is_next) {
            let position = parcel.position;
            self.act(Target::Order(order), &Action::OfParcel { position, step });
        }
    }

    /// The oldest return that is awaited is here.
    fn came_back(&mut self, order: OrderId) {
        self.work("vera");
        let record = self.desk.store.order(order).unwrap().unwrap();
        let awaited = record.returns.iter().find(|one| one.back_at.is_none());
        if let Some(id) = awaited.map(|one| one.id) {
            let step = ReturnStep::Back { condition: None };
            self.act(Target::Order(order), &Action::OfReturn { id, step });
            self.carriers.sent_back += 1;
        }
    }

    fn sends_rest(&mut self, order: OrderId) {
        self.work("boris");
        let facts = self.desk.store.order_facts(order).unwrap().unwrap();
        if facts.stage == Stage::Ready && facts.marks.has(CustomerFlags::PARTLY_SENT) {
            self.ship(order, WhichParcel::Another, Vec::new());
            self.travels(order);
        }
    }
}
