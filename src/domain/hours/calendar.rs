//! The timetable laid out as moments, for one customer's zone.

use chrono::Days;
use chrono::NaiveDate;
use chrono::NaiveDateTime;
use chrono_tz::Tz;

use super::Hours;
use super::Opening;
use super::Openings;
use crate::domain::time::Time;
use crate::domain::wall;
use crate::domain::wall::DayTime;
use crate::domain::wall::Twice;

/// How many days either side of the anchor are laid out: longer than any rule looks.
const REACH: u64 = 400;

/// Working and callable time around a moment, and the shop's calendar.
///
/// Open time is known from 400 days before the anchor to 400 days after it; before that everything counts as closed,
/// after it answers are [`Time::FAR`]. Calendar days have no such bounds. Make one per zone and keep it for the day.
#[derive(Clone, Debug)]
pub struct Calendar {
    shop: Tz,
    customer: Tz,
    hours: Hours,
    working: Openings,
    callable: Openings,
}

impl Calendar {
    /// Lays out `hours`, kept on the clock of `shop`, for customers in `customer` who may be called within
    /// `calls_between` of their own clock (R36), around `anchor`.
    pub fn new(hours: &Hours, shop: Tz, customer: Tz, calls_between: Opening, anchor: Time) -> Calendar {
        let working = Openings::new(shop, working_time(hours, shop, anchor));
        let windows = windows(customer, calls_between, anchor);
        let callable = Openings::new(shop, common_time(&working, &windows));
        Calendar {
            shop,
            customer,
            hours: hours.clone(),
            working,
            callable,
        }
    }

    /// When the shop is open.
    pub fn working(&self) -> &Openings {
        &self.working
    }

    /// When the shop is open and the customer may be called (R36).
    pub fn callable(&self) -> &Openings {
        &self.callable
    }

    /// What the shop's clock shows.
    pub fn local(&self, at: Time) -> NaiveDateTime {
        wall::local(self.shop, at)
    }

    /// What the customer's clock shows.
    pub fn customer_local(&self, at: Time) -> NaiveDateTime {
        wall::local(self.customer, at)
    }

    /// `hour:minute` on the shop's clock, `plus_days` calendar days after the shop's date of `date_of`; negative days
    /// look back.
    pub fn day_at(&self, date_of: Time, plus_days: i64, hour: u16, minute: u16) -> Time {
        self.day_on(date_of, plus_days, DayTime::new(hour, minute))
    }

    /// Like [`day_at`](Calendar::day_at), for a time of day that is set.
    pub fn day_on(&self, date_of: Time, plus_days: i64, time: DayTime) -> Time {
        let date = self.local(date_of).date();
        let days = Days::new(plus_days.unsigned_abs());
        let date = if plus_days < 0 {
            date.checked_sub_days(days)
        } else {
            date.checked_add_days(days)
        };
        self.on(date, time)
    }

    /// `hour:minute` on the shop's clock, `n` business days after the shop's date of `from`; with 0 or less, that date
    /// itself. In a shop without business days every day counts.
    pub fn business_day_at(&self, from: Time, n: i64, hour: u16, minute: u16) -> Time {
        let Ok(nth @ 1..) = usize::try_from(n) else {
            return self.day_at(from, 0, hour, minute);
        };
        let mut business = self.business_days_after(self.local(from).date()).peekable();
        if business.peek().is_none() {
            return self.day_at(from, n, hour, minute);
        }
        self.on(business.nth(nth - 1), DayTime::new(hour, minute))
    }

    /// `hour:minute` on the shop's clock on the first business day after the shop's date of `from`.
    pub fn next_business_day_at(&self, from: Time, hour: u16, minute: u16) -> Time {
        self.business_day_at(from, 1, hour, minute)
    }

    /// The shop's midnight after `at`.
    pub fn end_of_day(&self, at: Time) -> Time {
        self.day_at(at, 1, 0, 0)
    }

    fn on(&self, date: Option<NaiveDate>, time: DayTime) -> Time {
        date.map_or(Time::FAR, |date| wall::moment(self.shop, time.on(date), Twice::First))
    }

    /// Those of the next few years: a rule counts a handful, and a shop may have none at all.
    fn business_days_after(&self, date: NaiveDate) -> impl Iterator<Item = NaiveDate> + '_ {
        date.iter_days()
            .skip(1)
            .take(4 * 366)
            .filter(|day| self.hours.is_business_day(*day))
    }
}

fn days_around(zone: Tz, anchor: Time) -> impl Iterator<Item = NaiveDate> {
    let anchor = wall::local(zone, anchor).date();
    let first = anchor.checked_sub_days(Days::new(REACH)).unwrap_or(anchor);
    let count = usize::try_from(2 * REACH + 1).unwrap_or(1);
    first.iter_days().take(count)
}

fn stretch(zone: Tz, date: NaiveDate, opening: Opening) -> (NaiveDate, Time, Time) {
    let start = wall::moment(zone, opening.start().on(date), Twice::First);
    let end = wall::moment(zone, opening.end().on(date), Twice::Second);
    (date, start, end)
}

fn working_time(hours: &Hours, shop: Tz, anchor: Time) -> impl Iterator<Item = (NaiveDate, Time, Time)> {
    days_around(shop, anchor)
        .flat_map(move |date| hours.on(date).iter().map(move |opening| stretch(shop, date, *opening)))
}

/// The customer's windows, joined where one ends as the next begins.
fn windows(customer: Tz, calls_between: Opening, anchor: Time) -> Vec<(Time, Time)> {
    let mut all: Vec<(Time, Time)> = Vec::new();
    for date in days_around(customer, anchor) {
        let (_, start, end) = stretch(customer, date, calls_between);
        match all.last_mut() {
            Some(last) if start <= last.1 => last.1 = last.1.max(end),
            _ => all.push((start, end)),
        }
    }
    all
}

fn common_time(working: &Openings, windows: &[(Time, Time)]) -> Vec<(NaiveDate, Time, Time)> {
    let mut common = Vec::new();
    let mut first = 0;
    for (date, start, end) in working.iter() {
        first += windows[first..].partition_point(|window| window.1 <= start);
        let touching = windows[first..].iter().take_while(|window| window.0 < end);
        common.extend(touching.map(|window| (date, start.max(window.0), end.min(window.1))));
    }
    common
}
