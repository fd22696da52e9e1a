//! The timetable laid out as moments, for one customer's zone.

use std::sync::Arc;

use chrono::Days;
use chrono::NaiveDate;
use chrono::NaiveDateTime;
use chrono_tz::Tz;

use super::Hours;
use super::Opening;
use super::Openings;
use crate::domain::local_time;
use crate::domain::local_time::DayTime;
use crate::domain::local_time::Steady;
use crate::domain::local_time::Twice;
use crate::domain::time::Span;
use crate::domain::time::Time;

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
    calls_between: Opening,
    anchor: Time,
    hours: Hours,
    midnights: Arc<Midnights>,
    working: Arc<Openings>,
    callable: Openings,
    /// When the customer may be called by their own clock, whether the shop is open or not.
    windows: Arc<[(Time, Time)]>,
}

impl Calendar {
    /// Lays out `hours`, kept on the clock of `shop`, for customers in `customer` who may be called within
    /// `calls_between` of their own clock (R36), around `anchor`.
    pub fn new(hours: &Hours, shop: Tz, customer: Tz, calls_between: Opening, anchor: Time) -> Calendar {
        let midnights = Arc::new(Midnights::new(shop, anchor));
        let working = Arc::new(Openings::new(shop, working_time(hours, shop, anchor)));
        let windows = windows(customer, calls_between, anchor);
        let callable = Openings::new(shop, common_time(&working, &windows));
        Calendar {
            shop,
            customer,
            calls_between,
            anchor,
            hours: hours.clone(),
            midnights,
            working,
            callable,
            windows: windows.into(),
        }
    }

    /// The same shop's, for customers in another zone.
    #[must_use]
    pub fn elsewhere(&self, customer: Tz) -> Calendar {
        let windows = windows(customer, self.calls_between, self.anchor);
        Calendar {
            customer,
            callable: Openings::new(self.shop, common_time(&self.working, &windows)),
            windows: windows.into(),
            hours: self.hours.clone(),
            midnights: Arc::clone(&self.midnights),
            working: Arc::clone(&self.working),
            ..*self
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

    /// The end of the customer's night `at` falls into, by their own clock (R36); none when they may be called then.
    pub fn asleep_until(&self, at: Time) -> Option<Time> {
        match self.window(at) {
            Some((start, _)) => (at < start).then_some(start),
            None => Some(Time::FAR),
        }
    }

    /// The first moment after `at` at which it may be otherwise whether the customer may be called (R36).
    pub fn sleep_changes(&self, at: Time) -> Time {
        let window = self.window(at);
        window.map_or(Time::FAR, |(start, end)| if at < start { start } else { end })
    }

    /// The window `at` stands in, or the next one.
    fn window(&self, at: Time) -> Option<(Time, Time)> {
        let next = self.windows.partition_point(|(_, end)| *end <= at);
        self.windows.get(next).copied()
    }

    /// What the shop's clock shows.
    pub fn local(&self, at: Time) -> NaiveDateTime {
        local_time::local(self.shop, at)
    }

    /// The zone of the customer's clock.
    pub fn customer_zone(&self) -> Tz {
        self.customer
    }

    /// What the customer's clock shows.
    pub fn customer_local(&self, at: Time) -> NaiveDateTime {
        local_time::local(self.customer, at)
    }

    /// `at` itself when the customer's clock then shows a time within `between`, else the next moment it does.
    pub fn next_within(&self, at: Time, between: Opening) -> Time {
        let shown = self.customer_local(at);
        if between.contains(shown.time()) {
            return at;
        }
        let today = local_time::moment(self.customer, between.start().on(shown.date()), Twice::First);
        if today > at {
            return today;
        }
        let tomorrow = shown.date().succ_opt();
        tomorrow.map_or(Time::FAR, |date| {
            local_time::moment(self.customer, between.start().on(date), Twice::First)
        })
    }

    /// `hour:minute` on the shop's clock, `plus_days` calendar days after the shop's date of `date_of`; negative days
    /// look back.
    pub fn day_at(&self, date_of: Time, plus_days: i64, hour: u16, minute: u16) -> Time {
        self.day_on(date_of, plus_days, DayTime::new(hour, minute))
    }

    /// Like [`day_at`](Calendar::day_at), for a time of day that is set.
    pub fn day_on(&self, date_of: Time, plus_days: i64, time: DayTime) -> Time {
        if let Some(moment) = self.midnights.day_on(date_of, plus_days, time) {
            return moment;
        }
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
        date.map_or(Time::FAR, |date| {
            local_time::moment(self.shop, time.on(date), Twice::First)
        })
    }

    /// Those of the next few years: a rule counts a handful, and a shop may have none at all.
    fn business_days_after(&self, date: NaiveDate) -> impl Iterator<Item = NaiveDate> + '_ {
        date.iter_days()
            .skip(1)
            .take(4 * 366)
            .filter(|day| self.hours.is_business_day(*day))
    }
}

/// The shop's midnights around a moment: rules count days by the thousand.
#[derive(Clone, Debug)]
struct Midnights(Vec<i64>);

impl Midnights {
    const DAY: i64 = Span::days(1).0;

    fn new(shop: Tz, anchor: Time) -> Midnights {
        let mut steady = Steady::new(shop);
        let midnight = |(_, face)| steady.moment(face, Twice::First).0;
        Midnights(days_around(shop, anchor).map(midnight).collect())
    }

    /// As [`Calendar::day_on`]; none beyond the days known and on days that have no 24 hours.
    fn day_on(&self, date_of: Time, plus_days: i64, time: DayTime) -> Option<Time> {
        let guess = date_of.0.checked_sub(*self.0.first()?)? / Self::DAY;
        let guess = usize::try_from(guess).ok()?;
        // Clocks set an hour on or back put a midnight at most that far from the guess.
        let of = [guess, guess + 1, guess.wrapping_sub(1)].into_iter().find(|day| {
            self.start(*day)
                .is_some_and(|(start, end)| (start..end).contains(&date_of.0))
        })?;
        let day = i64::try_from(of).ok()?.checked_add(plus_days)?;
        let (start, end) = self.start(usize::try_from(day).ok()?)?;
        (end - start == Self::DAY).then(|| Time(start) + Span::minutes(i64::from(time.minutes())))
    }

    /// Where a day begins and ends.
    fn start(&self, day: usize) -> Option<(i64, i64)> {
        Some((*self.0.get(day)?, *self.0.get(day.checked_add(1)?)?))
    }
}

/// Dates around the anchor, each with its midnight's clock face.
fn days_around(zone: Tz, anchor: Time) -> impl Iterator<Item = (NaiveDate, i64)> {
    let anchor = local_time::local(zone, anchor).date();
    let first = anchor.checked_sub_days(Days::new(REACH)).unwrap_or(anchor);
    let count = usize::try_from(2 * REACH + 1).unwrap_or(1);
    let faces = (0..).map(move |day| local_time::face(first) + day * Midnights::DAY);
    first.iter_days().take(count).zip(faces)
}

fn stretch(zone: &mut Steady, midnight: i64, opening: Opening) -> (Time, Time) {
    let face = |time: DayTime| midnight + Span::minutes(i64::from(time.minutes())).0;
    let start = zone.moment(face(opening.start()), Twice::First);
    let end = zone.moment(face(opening.end()), Twice::Second);
    (start, end)
}

fn working_time(hours: &Hours, shop: Tz, anchor: Time) -> Vec<(NaiveDate, Time, Time)> {
    let mut steady = Steady::new(shop);
    let mut all = Vec::new();
    for (date, midnight) in days_around(shop, anchor) {
        all.extend(hours.on(date).iter().map(|opening| {
            let (start, end) = stretch(&mut steady, midnight, *opening);
            (date, start, end)
        }));
    }
    all
}

/// The customer's windows, joined where one ends as the next begins.
fn windows(customer: Tz, calls_between: Opening, anchor: Time) -> Vec<(Time, Time)> {
    let mut steady = Steady::new(customer);
    let mut all: Vec<(Time, Time)> = Vec::new();
    for (_, midnight) in days_around(customer, anchor) {
        let (start, end) = stretch(&mut steady, midnight, calls_between);
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
