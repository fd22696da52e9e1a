//! The carriers behind the desk: parcels that arrive, are lost, refused, collected late, or come back, told of by themselves;
//! and the money they took, which comes late, or in part. What must hold of it is counted by days, and not by the rules.

use std::collections::BTreeMap;

use super::Month;
use super::events::Event;
use crate::desk::tests::holds::allowed;
use crate::desk::undo::UndoChoice;
use crate::domain::action::Action;
use crate::domain::action::OrderRecord;
use crate::domain::carrier::Carrier;
use crate::domain::facts::CustomerFacts;
use crate::domain::ids::OrderId;
use crate::domain::message::MessageBody;
use crate::domain::message::MessageRow;
use crate::domain::message::Storage;
use crate::domain::order::Flags;
use crate::domain::order::Means;
use crate::domain::order::OrderFacts;
use crate::domain::order::Stage;
use crate::domain::order::Terms;
use crate::domain::parcel_news::ParcelEvent;
use crate::domain::parcel_news::ParcelNews;
use crate::domain::parcel_news::ParcelState;
use crate::domain::shipment::Parcel;
use crate::domain::statement::Fit;
use crate::domain::statement::STATEMENT;
use crate::domain::statement::StatementLine;
use crate::domain::target::Target;
use crate::domain::task::Agenda;
use crate::domain::task::Task;
use crate::domain::task::TaskKind;
use crate::domain::time::Span;
use crate::domain::time::Time;
use crate::view::statement::fitted;

/// What became of parcels, and of their money.
#[derive(Default)]
pub(super) struct Carriers {
    /// How many parcels got one.
    pub(super) numbers: u32,
    /// What was told of each number.
    told: BTreeMap<String, Vec<ParcelEvent>>,
    /// How many parcels came to each state.
    pub(super) states: BTreeMap<ParcelState, usize>,
    /// Money that came by registers: in full and in time, late, short.
    pub(super) paid_out: [usize; 3],
    pub(super) in_stock: usize,
    pub(super) sent_back: usize,
    /// When each number was told to have arrived, and to wait still.
    arrived_told: BTreeMap<String, Time>,
    waits_told: BTreeMap<String, Time>,
}

/// What a carrier pays out at once of what it took.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Payout {
    All,
    /// All, but weeks later.
    Late,
    /// Not all; the rest comes weeks later.
    Short,
}

fn open_parcel(order: &OrderRecord, position: i64) -> Option<&Parcel> {
    let mut parcels = order.parcels.iter();
    parcels.find(|parcel| parcel.position == position && is_under_way(parcel) && parcel.number.is_some())
}

fn is_under_way(parcel: &Parcel) -> bool {
    !parcel.is_over() && !parcel.is_finished()
}

/// The carrier, where it tells of parcels.
fn telling(order: &OrderRecord) -> Option<Carrier> {
    let by = order.facts.carrier;
    by.filter(|by| matches!(by, Carrier::RussianPost | Carrier::NovaPoshta | Carrier::Cdek))
}

impl Month {
    /// A parcel that has a carrier and a number goes its way by the carrier's word; false where there is none.
    pub(super) fn carrier_takes(&mut self, order: OrderId) -> bool {
        let record = self.desk.store.order(order).unwrap().unwrap();
        if telling(&record).is_none() {
            return false;
        }
        for parcel in &record.parcels {
            let Some(number) = parcel.number.clone().filter(|_| is_under_way(parcel)) else {
                continue;
            };
            if self.carriers.told.contains_key(&number) {
                continue;
            }
            self.carriers.told.insert(number, Vec::new());
            let first = match self.rng.u8(..100) {
                // Nobody hears of it again.
                0..4 => continue,
                4..10 => ParcelState::Lost,
                _ => ParcelState::Arrived,
            };
            let hours = self.rng.i64(30..150);
            self.after(Span::hours(hours), Event::Parcel(order, parcel.position, first));
        }
        true
    }

    /// A carrier tells that a parcel came to a state, twice; the second time nothing happens.
    pub(super) fn parcel_is(&mut self, order: OrderId, position: i64, state: ParcelState) {
        let record = self.desk.store.order(order).unwrap().unwrap();
        let (Some(parcel), Some(carrier)) = (open_parcel(&record, position), telling(&record)) else {
            return;
        };
        let number = parcel.number.clone().unwrap();
        let events = self.carriers.told.entry(number.clone()).or_default();
        events.push(ParcelEvent {
            at: self.desk.now(),
            code: state.code().to_owned(),
            said: String::new(),
            state: Some(state),
            place: "Тверь".to_owned(),
        });
        let news = [ParcelNews {
            number: number.clone(),
            events: events.clone(),
            ..ParcelNews::default()
        }];
        let numbers = [number];
        let told = self.desk.carrier_told(carrier, &numbers, &news).unwrap();
        assert!(told.news > 0, "{state:?} of {record:?}");
        let again = self.desk.carrier_told(carrier, &numbers, &news).unwrap();
        assert_eq!((again.news, again.changed), (0, 0), "told twice");
        *self.carriers.states.entry(state).or_default() += 1;
        self.goes_on(order, position, state);
        let facts = self.desk.store.order_facts(order).unwrap().unwrap();
        if state == ParcelState::Received && facts.received_at.is_some() {
            self.took_money(order);
            if self.rng.u8(..12) == 0 {
                let hours = self.rng.i64(20..150);
                self.after(Span::hours(hours), Event::SendsBack(order));
            }
        }
        self.customer_holds(facts.customer);
    }

    fn goes_on(&mut self, order: OrderId, position: i64, state: ParcelState) {
        let (hours, next) = match (state, self.rng.u8(..100)) {
            (ParcelState::Arrived, 0..10) => (self.rng.i64(3..100), ParcelState::Refused),
            // Nobody fetches it; its carrier sends it back.
            (ParcelState::Arrived, 10..22) => (self.rng.i64(15 * 24..17 * 24), ParcelState::Returning),
            (ParcelState::Arrived, 22..45) => (self.rng.i64(96..260), ParcelState::Received),
            (ParcelState::Arrived, _) => (self.rng.i64(3..96), ParcelState::Received),
            (ParcelState::Lost, 0..50) => (self.rng.i64(60..150), ParcelState::Arrived),
            (ParcelState::Lost | ParcelState::Refused, _) => (self.rng.i64(24..90), ParcelState::Returning),
            (ParcelState::Returning, _) => (self.rng.i64(48..120), ParcelState::Returned),
            _ => return,
        };
        self.after(Span::hours(hours), Event::Parcel(order, position, next));
    }

    /// An order that came back is put on the shelf, once.
    pub(super) fn shelve(&mut self, order: OrderId) {
        self.work("boris");
        let facts = self.desk.store.order_facts(order).unwrap().unwrap();
        if facts.stage != Stage::Returned {
            return;
        }
        // Taken back and done again: what else is kept of an order that is over is not kept up.
        let is_there = |month: &Month| {
            let facts = month.desk.store.order_facts(order).unwrap().unwrap();
            facts.flags.has(Flags::IN_STOCK_AGAIN)
        };
        if allowed(self.desk.perform(Target::Order(order), &Action::PutInStock)).is_none() {
            return;
        }
        assert!(is_there(self));
        self.desk.undo(UndoChoice::Operator).unwrap();
        assert!(!is_there(self));
        self.desk.redo().unwrap();
        assert!(is_there(self));
        let again = self.desk.perform(Target::Order(order), &Action::PutInStock).unwrap();
        assert!(again.entry.is_none(), "put there twice");
        self.carriers.in_stock += 1;
    }

    /// A carrier has the money of an order that was paid on delivery.
    pub(super) fn took_money(&mut self, order: OrderId) {
        let facts = self.desk.store.order_facts(order).unwrap().unwrap();
        if facts.terms != Terms::OnDelivery || facts.owed() <= 0 {
            return;
        }
        let (days, payout) = match self.rng.u8(..100) {
            0..55 => (self.rng.i64(2..9), Payout::All),
            55..80 => (self.rng.i64(16..22), Payout::Late),
            80..95 => (self.rng.i64(2..9), Payout::Short),
            // It never comes by itself.
            _ => return,
        };
        self.after(Span::days(days), Event::PaysOut(order, payout));
    }

    /// A register of what a carrier paid out is taken in, twice.
    pub(super) fn pays_out(&mut self, order: OrderId, payout: Payout) {
        self.work("vera");
        let record = self.desk.store.order(order).unwrap().unwrap();
        let facts = &record.facts;
        let owed = facts.owed();
        let Some(number) = record.parcels.last().and_then(|parcel| parcel.number.clone()) else {
            return;
        };
        let is_owed = facts.stage == Stage::Received && owed > 1;
        let amount = if payout == Payout::Short { owed / 2 } else { owed.max(1) };
        let now = self.desk.now();
        let line = StatementLine {
            line: 1,
            key: format!("{STATEMENT}{number}.{amount}.{}", now.0),
            day: None,
            amount,
            withheld: 0,
            currency: facts.currency,
            payer: String::new(),
            purpose: String::new(),
            number,
            means: Means::CashOnDelivery,
        };
        let fit = |month: &Month| {
            let found = month.desk.read(|look| fitted(look, vec![line.clone()])).unwrap();
            found.lines[0].fit.clone()
        };
        let expected = match payout {
            _ if !is_owed => None,
            Payout::Short => Some(Fit::OtherSum(order)),
            _ => Some(Fit::Exact(order)),
        };
        let Some(expected) = expected else { return };
        assert_eq!(fit(self), Some(expected), "{facts:?}");
        if allowed(self.desk.take_statement_line(order, &line)).is_none() {
            // A colleague holds the customer.
            return self.after(Span::minutes(40), Event::PaysOut(order, payout));
        }
        let paid = self.desk.store.order_facts(order).unwrap().unwrap().paid;
        assert_eq!(paid, facts.paid + amount);
        assert_eq!(fit(self), None, "the same register once more");
        let again = self.desk.take_statement_line(order, &line).unwrap();
        assert!(again.entry.is_none(), "the same payment twice");
        self.carriers.paid_out[payout as usize] += 1;
        if payout == Payout::Short {
            self.after(Span::days(15), Event::PaysOut(order, Payout::All));
        }
    }

    /// What is told of a parcel is so at that moment, and on its day (R21).
    pub(super) fn is_told_of_a_parcel_that_waits(&mut self, message: &MessageRow) {
        let now = self.desk.now();
        let (storage, is_first) = match &message.told {
            MessageBody::Arrived(storage) => (storage, true),
            MessageBody::PickupWaits(storage) | MessageBody::PickupLast(storage) => (storage, false),
            _ => return,
        };
        let record = self.desk.store.order(message.order.unwrap()).unwrap().unwrap();
        let of_number = |parcel: &&Parcel| parcel.number.as_deref().unwrap_or_default() == storage.number;
        // What is collected at the shop has no number.
        let Some(parcel) = record.parcels.iter().find(of_number) else {
            assert_eq!(storage.number, "", "{message:?}");
            return;
        };
        let said = format!("{message:?} at {now} of {parcel:?}");
        assert!(!parcel.is_over() && parcel.refused_at.is_none(), "{said}");
        assert!(storage.hold_until > now, "{said}");
        let waited = now - parcel.arrived_at.unwrap();
        if is_first {
            assert!(waited <= Span::days(1) + Span::hours(12), "{said}");
        } else {
            // The third day begins at ten: two days and a night at the least.
            assert!(waited >= Span::days(2), "{said}");
        }
        self.keep_told(storage, &message.told, now);
    }

    fn keep_told(&mut self, storage: &Storage, told: &MessageBody, now: Time) {
        let books = match told {
            MessageBody::Arrived(_) => &mut self.carriers.arrived_told,
            MessageBody::PickupWaits(_) => &mut self.carriers.waits_told,
            _ => return,
        };
        if !storage.number.is_empty() {
            books.entry(storage.number.clone()).or_insert(now);
        }
    }

    /// Who was told of an arrival, and waited beyond the third day, was told that it waits; how many were.
    pub(super) fn all_who_wait_were_told(&self) -> usize {
        for id in 1..=self.orders {
            let record = self.desk.store.order(OrderId(id)).unwrap().unwrap();
            for parcel in &record.parcels {
                let (Some(number), Some(arrived)) = (&parcel.number, parcel.arrived_at) else {
                    continue;
                };
                let ends = [
                    parcel.received_at,
                    parcel.refused_at,
                    parcel.reopened_at,
                    parcel.returned_at,
                    parcel.hold_until,
                ];
                let until = ends.into_iter().flatten().min().unwrap_or(self.desk.now());
                let waits = until.min(self.desk.now()) - arrived > Span::days(5);
                let was_told = |books: &BTreeMap<String, Time>| books.contains_key(number);
                if waits && was_told(&self.carriers.arrived_told) {
                    assert!(was_told(&self.carriers.waits_told), "{parcel:?} of {:?}", record.facts);
                }
            }
        }
        self.carriers.waits_told.len()
    }
}

/// What must hold of the parcel and the money of every order, whatever was done (R12, R21).
pub(super) fn parcels_hold(facts: &CustomerFacts, order: &OrderFacts, agenda: &Agenda, now: Time) {
    let of_it = |kind: TaskKind| move |task: &&Task| task.kind == kind && task.order == Some(order.id);
    let due = |kind: TaskKind| agenda.tasks.iter().find(of_it(kind));
    let named = |kind: TaskKind| due(kind).or_else(|| agenda.upcoming.iter().find(of_it(kind)));
    let said = || format!("{order:?} at {now}: {:?} {:?}", agenda.tasks, agenda.upcoming);
    if !order.live {
        return;
    }
    let is_on_its_way = matches!(order.stage, Stage::Dispatched | Stage::Arrived) && order.parcels.is_empty();
    let reminder = named(TaskKind::RemindPickup);
    if is_on_its_way && !order.goes_without_parcel() {
        let hold = order.hold_until;
        if order.parcel_refused().is_some() {
            assert!(
                named(TaskKind::ProposeReturn).is_some() && reminder.is_none(),
                "{}",
                said()
            );
        } else if hold.is_some_and(|hold| hold <= now) {
            assert!(named(TaskKind::ProposeReturn).is_some(), "{}", said());
            assert!(due(TaskKind::RemindPickup).is_none(), "{}", said());
        } else if let Some(arrived) = order.arrived_at {
            let untouched = order
                .last_talk_at
                .max(order.last_attempt_at)
                .is_none_or(|at| at < arrived);
            let is_callable = facts.no_phone_at.is_none() && !order.wants_no_call();
            assert!(
                !(untouched && is_callable) || reminder.is_some(),
                "nobody is to call: {}",
                said()
            );
        } else {
            // Nobody knows where it is: somebody asks after it, now or on its day.
            assert!(named(TaskKind::CheckParcel).is_some() || hold.is_some(), "{}", said());
        }
    }
    if let (Some(task), Some(arrived)) = (reminder, order.arrived_at.filter(|_| is_on_its_way)) {
        let free = order.free_until.unwrap_or(arrived + Span::days(8));
        let is_in_time = task.due - arrived > Span::days(3) || free - task.due < Span::days(4);
        assert!(
            task.due >= arrived && is_in_time,
            "called too soon: {task:?} {}",
            said()
        );
    }
    let is_off = matches!(order.stage, Stage::Returned | Stage::Cancelled);
    let in_hand = if is_off { order.paid } else { order.to_give_back() };
    if is_off || order.stage == Stage::Received && order.owed() >= 0 {
        assert_eq!(named(TaskKind::RefundDue).is_some(), in_hand > 0, "{}", said());
    }
    let is_with_carrier = order.stage == Stage::Received && order.terms == Terms::OnDelivery && order.owed() > 0;
    assert!(is_with_carrier == named(TaskKind::CheckPayout).is_some(), "{}", said());
    if let Some(received) = order.received_at.filter(|_| is_with_carrier) {
        let since = order.reopened_at.map_or(received, |again| again.max(received));
        let is_due = due(TaskKind::CheckPayout).is_some();
        assert!(!is_due || now - since > Span::days(13), "asked too soon: {}", said());
        let is_late = now - since > Span::days(15) && order.put_off_until.is_none_or(|until| until <= now);
        assert!(!is_late || is_due, "nobody asks the carrier: {}", said());
    }
}
