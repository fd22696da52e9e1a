//! How a period went against the one before and day by day: first contacts, talks, confirmations (R4, R32).

use super::Period;
use super::Spread;
use super::calls::is_talk;
use super::numbers;
use super::spread::share;
use crate::domain::time::Span;
use crate::store::StoreError;
use crate::store::look::Look;

/// A period, what it is held against, and its last days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trend {
    /// The period.
    pub now: Flow,
    /// As much of the time before it.
    pub before: Flow,
    /// The seven days that end with it.
    pub days: Vec<Flow>,
}

/// What was done in a stretch of time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flow {
    /// Which.
    pub period: Period,
    /// First contacts with those who ordered in it, from the order on, callable time.
    pub contact: Spread,
    /// Those within R4's target.
    pub in_target: i64,
    /// Calls made and taken.
    pub calls: i64,
    /// Those in which the two spoke.
    pub talks: i64,
    /// Orders confirmed.
    pub confirmed: i64,
    /// What they cost, minor units of the shop's currency; others are not in it.
    pub sum: i64,
    waited: Vec<Span>,
}

impl Flow {
    fn new(period: Period) -> Flow {
        Flow {
            period,
            contact: Spread::default(),
            in_target: 0,
            calls: 0,
            talks: 0,
            confirmed: 0,
            sum: 0,
            waited: Vec::new(),
        }
    }

    /// Contacts within the target, in tenths of a per cent.
    pub fn target_share(&self) -> Option<i64> {
        share(self.in_target, self.contact.count)
    }
}

/// Reads it.
pub fn trend(look: &Look<'_>, period: Period) -> Result<Trend, StoreError> {
    let settings = look.rules.settings();
    let (zone, currency) = (settings.shop.time_zone, settings.shop.currency);
    let stretches = [period, period.before(zone, look.now)];
    let mut flows: Vec<Flow> = stretches
        .into_iter()
        .chain(period.last_week(zone))
        .map(Flow::new)
        .collect();
    let from = flows.iter().map(|flow| flow.period.from).min().unwrap_or(period.from);
    let mut add = |at, add: &dyn Fn(&mut Flow)| flows.iter_mut().filter(|flow| flow.period.has(at)).for_each(add);
    look.orders_placed(from, period.until, |order| {
        let Some(span) = numbers::contact(look, &order).filter(|_| numbers::counts(&order)) else {
            return;
        };
        let in_target = i64::from(numbers::is_in_target(look, span));
        add(order.created_at, &|flow| {
            flow.waited.push(span);
            flow.in_target += in_target;
        });
    })?;
    look.orders_confirmed(from, period.until, |order| {
        let Some(at) = order.confirmed_at.filter(|_| !order.is_history()) else {
            return;
        };
        let total = if order.currency == currency { order.total } else { 0 };
        add(at, &|flow| {
            flow.confirmed += 1;
            flow.sum += total;
        });
    })?;
    look.calls_begun(from, period.until, |call| {
        let talked = is_talk(&call);
        if talked || !call.incoming && call.outcome.is_some() {
            add(call.at, &|flow| {
                flow.calls += 1;
                flow.talks += i64::from(talked);
            });
        }
    })?;
    for flow in &mut flows {
        flow.contact = Spread::of(std::mem::take(&mut flow.waited));
    }
    let days = flows.split_off(stretches.len());
    let (now, before) = (flows.remove(0), flows.remove(0));
    Ok(Trend { now, before, days })
}
