//! Stretches of open time as moments, with sums in front, so that every question is a binary search.

use chrono::Datelike;
use chrono::NaiveDate;
use chrono_tz::Tz;

use crate::domain::local_time;
use crate::domain::time::Span;
use crate::domain::time::Time;

/// Open time over a range of days.
///
/// A stretch holds its start and not its end. No stretch spans a midnight of the shop, so that a shop open around
/// the clock closes and opens then, and every day has its closing. Before the range time is closed; what lies beyond
/// it is answered with [`Time::FAR`].
#[derive(Clone, Debug)]
pub struct Openings {
    shop: Tz,
    stretches: Vec<Stretch>,
}

#[derive(Clone, Copy, Debug)]
struct Stretch {
    start: i64,
    end: i64,
    /// Open milliseconds before it.
    before: i64,
    /// The shop's day, counted from the Common Era.
    day: i32,
}

impl Openings {
    /// Of stretches in order of time that do not overlap.
    pub(super) fn new(shop: Tz, stretches: impl IntoIterator<Item = (NaiveDate, Time, Time)>) -> Openings {
        let mut all: Vec<Stretch> = Vec::new();
        let mut before = 0;
        for (date, start, end) in stretches {
            // The hour lived twice in autumn can make two stretches of one day meet: it belongs to the first.
            let start = all.last().map_or(start.0, |last| start.0.max(last.end));
            if start < end.0 {
                all.push(Stretch {
                    start,
                    end: end.0,
                    before,
                    day: date.num_days_from_ce(),
                });
                before += end.0 - start;
            }
        }
        Openings { shop, stretches: all }
    }

    /// The stretches in order: the shop's day, start, end.
    pub(super) fn iter(&self) -> impl Iterator<Item = (NaiveDate, Time, Time)> + '_ {
        self.stretches.iter().filter_map(|s| {
            let date = NaiveDate::from_num_days_from_ce_opt(s.day)?;
            Some((date, Time(s.start), Time(s.end)))
        })
    }

    /// True when `at` is open.
    pub fn is_open(&self, at: Time) -> bool {
        self.standing_in(at).is_some()
    }

    /// The moment when `span` of open time has passed since `from`: 20:30 and an hour is 9:30 tomorrow, 20:00 and an
    /// hour is 21:00. No span, or a negative one, gives [`next_open`](Openings::next_open).
    pub fn add(&self, from: Time, span: Span) -> Time {
        if span <= Span::ZERO {
            return self.next_open(from);
        }
        let sum = self.sum(from).saturating_add(span.0);
        let i = self.stretches.partition_point(|s| s.before + (s.end - s.start) < sum);
        self.stretches
            .get(i)
            .map_or(Time::FAR, |s| Time(s.start + (sum - s.before)))
    }

    /// Open time from `a` until `b`; negative when `b` is the earlier.
    pub fn between(&self, a: Time, b: Time) -> Span {
        Span(self.sum(b) - self.sum(a))
    }

    /// `at` itself when open, else the next moment that is.
    pub fn next_open(&self, at: Time) -> Time {
        let i = self.stretches.partition_point(|s| s.end <= at.0);
        self.stretches.get(i).map_or(Time::FAR, |s| Time(s.start).max(at))
    }

    /// The end of the stretch `at` stands in.
    #[cfg(test)]
    pub(super) fn closing(&self, at: Time) -> Option<Time> {
        self.standing_in(at).map(|s| Time(s.end))
    }

    /// The last closing of the shop's day `at` falls on, whether before or after `at`; nothing on a day that does not open.
    pub fn day_closing(&self, at: Time) -> Option<Time> {
        let day = self.day(at);
        let i = self.stretches.partition_point(|s| s.day <= day);
        let last = self.stretches.get(i.checked_sub(1)?)?;
        (last.day == day).then_some(Time(last.end))
    }

    /// The last end of a stretch that is not after `at`; nothing before the range.
    pub fn closing_before(&self, at: Time) -> Option<Time> {
        let i = self.stretches.partition_point(|s| s.end <= at.0);
        self.stretches.get(i.checked_sub(1)?).map(|s| Time(s.end))
    }

    /// The first opening of the shop's next day that opens.
    pub fn day_opening_after(&self, at: Time) -> Time {
        let day = self.day(at);
        let i = self.stretches.partition_point(|s| s.day <= day);
        self.start(i)
    }

    /// The first of the shop's days whose last closing is later than `at`: its first opening and that closing. It is
    /// the day `at` stands in, or the one it waits for; nothing beyond the range.
    pub fn day_around(&self, at: Time) -> Option<(Time, Time)> {
        let i = self.stretches.partition_point(|s| s.end <= at.0);
        let (before, after) = self.stretches.split_at(i);
        let current = after.first()?;
        let first = before.iter().rev().take_while(|s| s.day == current.day).last();
        let last = after.iter().take_while(|s| s.day == current.day).last();
        Some((Time(first.unwrap_or(current).start), Time(last.unwrap_or(current).end)))
    }

    fn start(&self, i: usize) -> Time {
        self.stretches.get(i).map_or(Time::FAR, |s| Time(s.start))
    }

    fn day(&self, at: Time) -> i32 {
        local_time::local(self.shop, at).num_days_from_ce()
    }

    fn standing_in(&self, at: Time) -> Option<&Stretch> {
        let i = self.stretches.partition_point(|s| s.start <= at.0);
        self.stretches.get(i.checked_sub(1)?).filter(|s| at.0 < s.end)
    }

    /// Open milliseconds from the start of the range until `at`.
    fn sum(&self, at: Time) -> i64 {
        let i = self.stretches.partition_point(|s| s.start <= at.0);
        let Some(s) = i.checked_sub(1).and_then(|i| self.stretches.get(i)) else {
            return 0;
        };
        s.before + at.0.min(s.end) - s.start
    }
}
