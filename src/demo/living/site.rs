//! What the shop's site tells: new orders, money, news of parcels, second thoughts. Each is one order of a feed, taken in
//! by the import.

use std::collections::VecDeque;
use std::sync::atomic::AtomicBool;

use fastrand::Rng;

use super::pace::Beat;
use crate::demo::maker::Maker;
use crate::demo::maker::Person;
use crate::demo::maker::sum;
pub(super) use crate::demo::play::SITE;
use crate::demo::play::told;
use crate::demo::story::Arrival;
use crate::demo::story::PersonRef;
use crate::desk::Desk;
use crate::desk::error::DeskError;
use crate::desk::import::ImportOptions;
use crate::desk::import::ImportWatch;
use crate::desk::import::ImportedFile;
use crate::domain::action::ContactKind;
use crate::domain::ids::CustomerId;
use crate::domain::ids::OrderId;
use crate::domain::incoming::Format;
use crate::domain::incoming::IncomingOrder;
use crate::domain::incoming::IncomingPayment;
use crate::domain::incoming::ShopStatus;
use crate::domain::item::Item;
use crate::domain::language::Lang;
use crate::domain::order::Flags;
use crate::domain::order::Means;
use crate::domain::order::OrderFacts;
use crate::domain::order::Reason;
use crate::domain::order::Stage;
use crate::domain::order::Terms;
use crate::domain::time::Span;
use crate::domain::time::Time;

/// Who pays, pays in the first minutes: one of this many of the newest is taken.
const NEWEST: usize = 4;
/// Nobody pays in the very moment they are confirmed.
const PAYS_AFTER: Span = Span::seconds(4);
/// Orders placed lately, for second thoughts.
const LATELY: usize = 6;
/// A number whose first digits no one of the shop's past has.
const EXCHANGE: &str = "001";

/// The shop's site.
#[derive(Debug)]
pub(super) struct Site {
    make: Maker,
    next_number: usize,
    lately: VecDeque<IncomingOrder>,
    payments: u64,
}

impl Site {
    pub(super) fn new(desk: &Desk, language: Lang, seed: u64) -> Result<Site, DeskError> {
        let mut make = Maker::new(desk.settings(), language, seed);
        make.exchange = EXCHANGE;
        Ok(Site {
            make,
            next_number: newest_number(desk)? + 1,
            lately: VecDeque::new(),
            payments: 0,
        })
    }

    /// The number of somebody who never called before.
    pub(super) fn stranger(&mut self, rng: &mut Rng) -> String {
        self.make.rng = rng.fork();
        self.make.person().e164
    }

    /// A waybill of that carrier's.
    pub(super) fn make(&mut self) -> &mut Maker {
        &mut self.make
    }

    /// The site tells of one thing; when there is nothing to tell of, nothing.
    pub(super) fn tell(&mut self, desk: &mut Desk, beat: Beat, rng: Rng) -> Result<(), DeskError> {
        self.make.rng = rng;
        let now = desk.now();
        let said = match beat {
            Beat::Paid | Beat::PartPaid => self.paid(desk, beat, now)?,
            Beat::Arrived => self.moved(desk, now, Stage::Dispatched, ShopStatus::Arrived)?,
            Beat::Received => self.moved(desk, now, Stage::Arrived, ShopStatus::Received)?,
            Beat::OneMore => self.one_more(desk, now)?,
            Beat::CalledOffAfter => self.called_off(desk, now, Stage::Confirmed)?,
            Beat::CalledOffBefore => self.called_off(desk, now, Stage::New)?,
            Beat::SecondOrder | Beat::TwinOrder => self.again(beat, now),
            _ => self.new_order(desk, beat, now)?,
        };
        match said {
            Some(said) => import(desk, said),
            None => Ok(()),
        }
    }

    fn new_order(&mut self, desk: &Desk, beat: Beat, now: Time) -> Result<Option<IncomingOrder>, DeskError> {
        let person = match beat {
            Beat::CompanysOrder => self.make.company(),
            Beat::RegularsOrder => match self.regular(desk)? {
                Some(person) => person,
                None => self.make.person_anywhere(),
            },
            _ => self.make.person_anywhere(),
        };
        let terms = match beat {
            Beat::CompanysOrder | Beat::OrderWithFailedCard | Beat::PaidOrder => Terms::Prepaid,
            _ if self.make.chance(60) => Terms::Prepaid,
            _ => Terms::OnDelivery,
        };
        let flags = match beat {
            Beat::OrderInWriting => Flags::DO_NOT_CALL,
            Beat::OrderWithFailedCard => Flags::PAYMENT_FAILED,
            _ => Flags::default(),
        };
        let lines = match beat {
            Beat::DearOrder | Beat::CompanysOrder => self.make.dear_lines(desk.rules().high_total().unwrap_or(0)),
            _ => self.make.lines(),
        };
        let carrier = self.make.carrier();
        let arrival = Arrival {
            person: PersonRef(0),
            at: now,
            terms,
            carrier,
            flags,
            promised: None,
            lines,
            texts: self.make.texts(&person, terms, carrier),
        };
        let mut said = told(&person, &arrival, self.number(), self.make.currency);
        if beat == Beat::PaidOrder {
            let amount = said.total;
            self.pays(&mut said, amount, now);
        }
        self.lately.truncate(LATELY - 1);
        self.lately.push_front(said.clone());
        Ok(Some(said))
    }

    /// Somebody who ordered a moment ago orders again: something else, or the very same by mistake.
    fn again(&mut self, beat: Beat, now: Time) -> Option<IncomingOrder> {
        let mut said = self.lately.pop_back()?;
        if beat == Beat::SecondOrder {
            said.lines = self.make.lines();
            said.total = sum(&said.lines);
        }
        said.number = self.number();
        said.external_id.clone_from(&said.number);
        said.payments.clear();
        said.created_at = now;
        Some(said)
    }

    /// Money of somebody who was confirmed lately.
    fn paid(&mut self, desk: &Desk, beat: Beat, now: Time) -> Result<Option<IncomingOrder>, DeskError> {
        let owing = |order: &OrderFacts| {
            order.terms == Terms::Prepaid
                && order.owed() > 0
                && order.cancelled_at.is_none()
                && order.shop_cancelled_at.is_none()
                && order.confirmed_at.is_some_and(|at| now - at >= PAYS_AFTER)
        };
        let mut orders = orders_at(desk, Stage::Confirmed, owing)?;
        orders.sort_by_key(|order| std::cmp::Reverse((order.confirmed_at, order.id)));
        orders.truncate(NEWEST);
        let Some((order, mut said)) = self.one_of(desk, &orders)? else {
            return Ok(None);
        };
        let owed = order.owed();
        let amount = if beat == Beat::PartPaid { owed / 2 } else { owed };
        said.modified_at = Some(now);
        self.pays(&mut said, amount, now);
        Ok(Some(said))
    }

    fn pays(&mut self, said: &mut IncomingOrder, amount: i64, now: Time) {
        self.payments += 1;
        said.payments.push(IncomingPayment {
            at: now,
            amount,
            means: Means::Card,
            reference: format!("demo-{}", self.payments),
            note: String::new(),
        });
    }

    /// A parcel that stands at `stage` has come further.
    fn moved(
        &mut self,
        desk: &Desk,
        now: Time,
        stage: Stage,
        to: ShopStatus,
    ) -> Result<Option<IncomingOrder>, DeskError> {
        let orders = orders_at(desk, stage, |order| order.returned_at.is_none())?;
        let Some((order, mut said)) = self.one_of(desk, &orders)? else {
            return Ok(None);
        };
        said.modified_at = Some(now);
        said.status = to;
        said.status_at = Some(now);
        if to == ShopStatus::Received && order.owed() > 0 {
            self.pays(&mut said, order.owed(), now);
        }
        Ok(Some(said))
    }

    fn one_more(&mut self, desk: &Desk, now: Time) -> Result<Option<IncomingOrder>, DeskError> {
        let orders = orders_at(desk, Stage::Confirmed, |order| {
            order.shop_changed_at.is_none() && order.shop_cancelled_at.is_none() && order.paid == 0
        })?;
        let Some((_, mut said)) = self.one_of(desk, &orders)? else {
            return Ok(None);
        };
        if let Some(line) = said.lines.first_mut() {
            line.quantity_milli += 1_000;
            line.total += line.price;
        }
        said.total = sum(&said.lines);
        said.modified_at = Some(now);
        Ok(Some(said))
    }

    /// Called off on the site; of new orders only by who is in nobody's hands.
    fn called_off(&mut self, desk: &Desk, now: Time, stage: Stage) -> Result<Option<IncomingOrder>, DeskError> {
        let orders = orders_at(desk, stage, |order| {
            order.shop_cancelled_at.is_none() && order.paid == 0 && order.attempts == 0
        })?;
        let mut free = Vec::with_capacity(orders.len());
        for order in orders {
            if !desk.is_claimed(order.customer)? {
                free.push(order);
            }
        }
        let Some((_, mut said)) = self.one_of(desk, &free)? else {
            return Ok(None);
        };
        said.modified_at = Some(now);
        said.status = ShopStatus::Cancelled;
        said.status_at = Some(now);
        said.reason = Some(Reason::ChangedMind);
        Ok(Some(said))
    }

    /// One of them, and what the site told of it last.
    fn one_of(&mut self, desk: &Desk, orders: &[OrderFacts]) -> Result<Option<(OrderFacts, IncomingOrder)>, DeskError> {
        if orders.is_empty() {
            return Ok(None);
        }
        let order = &orders[self.make.rng.usize(..orders.len())];
        let said = desk.shop_version(order.id)?;
        Ok(said.map(|said| (order.clone(), said)))
    }

    /// Somebody who has received an order, under the name and phone they are known by.
    fn regular(&mut self, desk: &Desk) -> Result<Option<Person>, DeskError> {
        let received = desk.orders_at(&[Stage::Received])?;
        let mut known: Vec<CustomerId> = received.iter().map(|order| order.customer).collect();
        known.sort_unstable();
        known.dedup();
        if known.is_empty() {
            return Ok(None);
        }
        let customer = known[self.make.rng.usize(..known.len())];
        let Some(customer) = desk.customer(customer)? else {
            return Ok(None);
        };
        let Some(phone) = customer.phone().and_then(|phone| phone.norm.clone()) else {
            return Ok(None);
        };
        let mut person = self
            .make
            .owner_of(phone, |town| town.name == customer.region || customer.region.is_empty());
        let email = customer
            .contacts
            .iter()
            .find(|contact| contact.kind == ContactKind::Email);
        person.name = customer.name;
        person.email = email.map(|email| email.raw.clone()).unwrap_or_default();
        Ok(Some(person))
    }

    fn number(&mut self) -> String {
        self.next_number += 1;
        (self.next_number - 1).to_string()
    }
}

fn import(desk: &mut Desk, said: IncomingOrder) -> Result<(), DeskError> {
    let file = ImportedFile {
        name: SITE.to_owned(),
        format: Format::Json,
        source: SITE.to_owned(),
        platform: SITE.to_owned(),
    };
    let mut watch = ImportWatch {
        stop: &AtomicBool::new(false),
        progress: &mut |_| {},
    };
    let mut items = std::iter::once(Ok(Item::Order(Box::new(said))));
    desk.import(&file, ImportOptions::default(), &mut items, &mut watch)?;
    Ok(())
}

/// The orders of one stage that are fit, oldest first.
fn orders_at(desk: &Desk, stage: Stage, fits: impl Fn(&OrderFacts) -> bool) -> Result<Vec<OrderFacts>, DeskError> {
    let mut found = desk.orders_at(&[stage])?;
    found.retain(fits);
    Ok(found)
}

/// The number of the newest order: numbers grow with the desk's own ids, which have no holes.
fn newest_number(desk: &Desk) -> Result<usize, DeskError> {
    let exists = |id: i64| Ok::<bool, DeskError>(desk.order_facts(OrderId(id))?.is_some());
    let mut beyond = 1;
    while exists(beyond)? {
        beyond *= 2;
    }
    let mut last = beyond / 2;
    while beyond - last > 1 {
        let middle = last + (beyond - last) / 2;
        if exists(middle)? {
            last = middle;
        } else {
            beyond = middle;
        }
    }
    let newest = desk.order_number(OrderId(last))?;
    Ok(newest.and_then(|number| number.parse().ok()).unwrap_or(1_000))
}
