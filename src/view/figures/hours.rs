//! When orders come and when they are served (R32), by hour and weekday of the shop's clock: where more come than are
//! served the desk is outrun.

use chrono::Datelike;
use chrono::Timelike;

use super::Period;
use super::numbers;
use super::of_orders::OfOrders;
use super::of_orders::of_orders;
use crate::domain::local_time::local;
use crate::domain::time::Time;
use crate::store::OrderFigures;
use crate::store::StoreError;
use crate::store::look::Look;

/// Orders by hour of the week.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hours {
    /// Of which period.
    pub period: Period,
    /// Monday first, each from midnight on.
    pub week: [[HourOfWeek; 24]; 7],
}

/// One hour of a weekday, over the whole period.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct HourOfWeek {
    /// Orders that came.
    pub came: i64,
    /// Those of them that waited for us: neither history nor confirmed by the shop itself.
    pub to_serve: i64,
    /// First contacts made.
    pub served: i64,
}

impl HourOfWeek {
    /// More came to be served than were.
    pub fn is_outrun(self) -> bool {
        self.to_serve > self.served
    }
}

impl Hours {
    /// The busiest hour's orders.
    pub fn most(&self) -> i64 {
        self.week.iter().flatten().map(|hour| hour.came).max().unwrap_or(0)
    }

    /// The hour of the day over all weekdays.
    pub fn hour(&self, hour: usize) -> HourOfWeek {
        let hours = self.week.iter().filter_map(|day| day.get(hour));
        hours.fold(HourOfWeek::default(), |sum, hour| HourOfWeek {
            came: sum.came + hour.came,
            to_serve: sum.to_serve + hour.to_serve,
            served: sum.served + hour.served,
        })
    }
}

/// The hours of a period while its orders are read.
#[derive(Default)]
pub struct HoursSoFar {
    week: [[HourOfWeek; 24]; 7],
}

/// Reads them.
pub fn hours(look: &Look<'_>, period: Period) -> Result<Hours, StoreError> {
    of_orders::<HoursSoFar>(look, period)
}

impl OfOrders for HoursSoFar {
    type Figures = Hours;

    fn add(&mut self, look: &Look<'_>, order: &OrderFigures) {
        if numbers::counts(order) {
            let (day, hour) = place(look, order.created_at);
            let waits = !order.is_history() && (!order.is_confirmed_by_shop() || order.contact_made().is_some());
            self.week[day][hour].came += 1;
            self.week[day][hour].to_serve += i64::from(waits);
        }
    }

    fn finish(self, look: &Look<'_>, period: Period) -> Result<Hours, StoreError> {
        let mut week = self.week;
        for contact in look.store.contacts_made(period.from, period.until)? {
            if look.counts(contact.shop) {
                let (day, hour) = place(look, contact.contacted_at);
                week[day][hour].served += 1;
            }
        }
        Ok(Hours { period, week })
    }
}

/// Weekday (Monday is 0) and hour on the shop's clock.
pub fn place(look: &Look<'_>, at: Time) -> (usize, usize) {
    let shown = local(look.rules.settings().shop.time_zone, at);
    let day = shown.weekday().num_days_from_monday();
    (day as usize % 7, shown.hour() as usize % 24)
}
