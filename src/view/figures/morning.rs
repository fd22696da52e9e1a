//! The morning's lists (R31): what happened the day before, and who is to be called today.

use std::collections::HashMap;
use std::collections::HashSet;

use super::lists::TodayList;
use crate::domain::call::Appointment;
use crate::domain::facts::CustomerFacts;
use crate::domain::ids::CustomerId;
use crate::domain::ids::OrderId;
use crate::domain::money::Currency;
use crate::domain::order::Flags;
use crate::domain::order::OrderFacts;
use crate::domain::order::Reason;
use crate::domain::order::Stage;
use crate::domain::order::Terms;
use crate::domain::regulation::Rulebook;
use crate::domain::regulation::promise;
use crate::domain::regulation::storage;
use crate::domain::time::Time;
use crate::store::OrderFigures;
use crate::store::StoreError;
use crate::store::look::Look;
use crate::text::clean;

/// The day a morning looks back on, and the day it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Day {
    /// The midnight it began at.
    pub from: Time,
    /// The midnight it ended at: the day of the morning begins.
    pub until: Time,
}

impl Day {
    /// The day before the one `now` stands in, shop time.
    pub fn before(rules: &Rulebook, now: Time) -> Day {
        let day = |plus| rules.calendar(None).day_at(now, plus, 0, 0);
        Day {
            from: day(-1),
            until: day(0),
        }
    }
}

/// Somebody on a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The order it is about; none for a call without one.
    pub order: Option<OrderId>,
    /// Who.
    pub customer: CustomerId,
    /// What it is about in money: the total, what came, or what is owed; minor units.
    pub amount: i64,
    /// Of the amount.
    pub currency: Currency,
    /// When it happened, is promised, or is lost.
    pub at: Time,
    /// What is in the cart they left behind; empty where it is about something else.
    pub cart: String,
}

/// The same with its words, cleaned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// Who.
    pub found: Found,
    /// The order's number; empty without one.
    pub number: String,
    /// The customer's name.
    pub name: String,
    /// Their first good phone.
    pub phone: String,
}

/// One of the morning's lists with its words; `day` is the one looked back on.
pub fn listed(look: &Look<'_>, list: TodayList, day: Day) -> Result<Vec<Listed>, StoreError> {
    let found = find(look, list, day)?;
    found.into_iter().map(|found| name(look, found)).collect()
}

/// Fetches the words of one.
pub fn name(look: &Look<'_>, found: Found) -> Result<Listed, StoreError> {
    let words = look.store.row_text(found.customer, found.order)?;
    Ok(Listed {
        number: clean(&words.number).into_owned(),
        name: clean(&words.customer).into_owned(),
        phone: clean(&words.phone).into_owned(),
        found,
    })
}

/// Everybody on a list, in its order; `day` is the one looked back on.
pub fn find(look: &Look<'_>, list: TodayList, day: Day) -> Result<Vec<Found>, StoreError> {
    let store = look.store;
    let mut found = Vec::new();
    match list {
        TodayList::Failed => {
            let mut tried = store.payments_failed(day.from, day.until)?;
            tried.extend(store.tried(day.from, day.until)?);
            found.extend(tried.into_iter().map(|tried| Found {
                order: tried.order,
                customer: tried.customer,
                amount: tried.total,
                currency: tried.currency,
                at: tried.at,
                cart: tried.contents,
            }));
        }
        TodayList::Ordered => store.orders_placed(day.from, day.until, |order| {
            let is_no_order = order.reason.is_some_and(Reason::is_no_order);
            let could_not_pay = order.stage == Stage::New && order.flags.has(Flags::PAYMENT_FAILED) && order.paid == 0;
            if !is_no_order && !could_not_pay {
                found.push(placed(&order));
            }
        })?,
        TodayList::Confirmed => store.orders_confirmed(day.from, day.until, |order| {
            let at = order.confirmed_at.unwrap_or(order.created_at);
            found.push(Found { at, ..placed(&order) });
        })?,
        TodayList::Paid => {
            let paid = store.money_received(day.from, day.until)?;
            found.extend(paid.into_iter().map(|paid| Found {
                order: Some(paid.order),
                customer: paid.customer,
                amount: paid.amount,
                currency: paid.currency,
                at: paid.at,
                cart: String::new(),
            }));
        }
        TodayList::Unpaid => unpaid(look, &mut found)?,
        TodayList::Promises => promises(look, &mut found)?,
        TodayList::Storage => storage_ends(look, &mut found)?,
    }
    look.keep_counted(&mut found, |found| (found.order, found.customer))?;
    found.sort_by_key(|found| (found.at, found.order, found.customer));
    // The day before is read from its end; what is to be done today begins with what is lost first.
    if list.is_past() {
        found.reverse();
    }
    Ok(found)
}

pub(super) fn placed(order: &OrderFigures) -> Found {
    Found {
        order: Some(order.id),
        customer: order.customer,
        amount: order.total,
        currency: order.currency,
        at: order.created_at,
        cart: String::new(),
    }
}

fn owed(order: &OrderFacts, at: Time) -> Found {
    Found {
        order: Some(order.id),
        customer: order.customer,
        amount: order.owed().max(0),
        currency: order.currency,
        at,
        cart: String::new(),
    }
}

fn unpaid(look: &Look<'_>, found: &mut Vec<Found>) -> Result<(), StoreError> {
    let today = look.rules.calendar(None).day_at(look.now, 0, 0, 0);
    let stages = [Stage::Confirmed, Stage::Dispatched, Stage::Arrived, Stage::Received];
    look.store.live_customers(&stages, |orders| {
        let wanted = orders.iter().filter(|order| {
            let untouched = order.last_talk_at.is_none_or(|at| at < today);
            order.terms == Terms::Prepaid
                && order.owed() > 0
                && !order.wants_no_call()
                && order.created_at < today
                && untouched
        });
        found.extend(wanted.map(|order| owed(order, order.confirmed_at.unwrap_or(order.created_at))));
    })?;
    Ok(())
}

fn promises(look: &Look<'_>, found: &mut Vec<Found>) -> Result<(), StoreError> {
    let tomorrow = look.rules.calendar(None).day_at(look.now, 1, 0, 0);
    let currency = look.rules.settings().shop.currency;
    let mut agreed = HashSet::new();
    let mut appointments: HashMap<CustomerId, Vec<Appointment>> = HashMap::new();
    look.store.pending_appointments(|appointment| {
        if appointment.at < tomorrow {
            agreed.insert(appointment.customer);
            found.push(Found {
                order: appointment.order,
                customer: appointment.customer,
                amount: 0,
                currency,
                at: appointment.at,
                cart: String::new(),
            });
        }
        appointments.entry(appointment.customer).or_default().push(appointment);
    })?;
    look.store.live_customers(&[Stage::New], |orders| {
        let Some(customer) = orders.first().map(|order| order.customer) else {
            return;
        };
        let mut facts = CustomerFacts::new(customer);
        facts.appointments = appointments.remove(&customer).unwrap_or_default();
        facts.set_orders(orders.drain(..));
        for order in &facts.orders {
            let promised = promise(&facts, order, look.rules, look.now).filter(|(from, _)| *from < tomorrow);
            let Some((_, until)) = promised else { continue };
            if agreed.insert(order.customer) {
                found.push(owed(order, until));
            }
        }
    })?;
    Ok(())
}

fn storage_ends(look: &Look<'_>, found: &mut Vec<Found>) -> Result<(), StoreError> {
    let soon = look.rules.calendar(None).day_at(look.now, 2, 0, 0);
    look.store.live_customers(&[Stage::Arrived], |orders| {
        for order in orders.iter() {
            let Some(arrived) = order.arrived_at else { continue };
            let usual = || storage(order, arrived, look.rules).0;
            let ends = order.free_until.unwrap_or_else(usual);
            if ends <= soon {
                found.push(Found {
                    amount: order.total,
                    ..owed(order, ends)
                });
            }
        }
    })?;
    Ok(())
}
