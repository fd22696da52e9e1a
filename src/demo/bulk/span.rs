//! When the orders of a filled shop came: over years, by day more than by night, the newest just now.

use fastrand::Rng;

use crate::domain::country::Country;
use crate::domain::regulation::Rulebook;
use crate::domain::time::Span;
use crate::domain::time::Time;

/// How many days lie between an order and its receipt.
const PIPELINE: f64 = 20.0;
/// The desk has worked for so long; what was finished before came with its first import.
const WORKED: Span = Span::days(120);
/// How many of a hundred orders come to nothing.
const LOST: u8 = 15;

const DAY: i64 = Span::days(1).0;

/// How orders spread over a day: up to this minute, this part of them.
const BY_DAY: [(f64, f64); 5] = [
    (0.0, 0.0),
    (480.0, 0.06),
    (720.0, 0.30),
    (1_320.0, 0.92),
    (1_440.0, 1.0),
];

/// The years of a filled shop.
#[derive(Debug)]
pub(super) struct History {
    seed: u64,
    pub(super) orders: usize,
    /// The first order that may still be open.
    first_open: usize,
    pub(super) now: Time,
    pub(super) installed: Time,
    pub(super) country: Country,
    /// A midnight of the shop; that later clocks were set otherwise does not matter here.
    midnight: Time,
    per_day: f64,
    /// Where now stands, counted in days of orders from `midnight`.
    here: f64,
    opening: i64,
    closing: i64,
    lapse_line: Time,
    lapse_after: Span,
}

impl History {
    /// Of `orders` orders, `open` of them not received yet.
    pub(super) fn new(rules: &Rulebook, seed: u64, orders: usize, open: usize, now: Time) -> History {
        let calendar = rules.calendar(None);
        let midnight = calendar.day_at(now, 0, 0, 0);
        let (opening, closing) = calendar
            .working()
            .day_around(now)
            .unwrap_or((midnight + Span::hours(9), midnight + Span::hours(21)));
        let since_midnight = |at: Time| (at - midnight).0.rem_euclid(DAY);
        let regulation = rules.regulation();
        let lapse = regulation.courtesy_call.0 + regulation.courtesy_lapse.0;
        let days = if open == 0 {
            2_000.0
        } else {
            float(orders) * PIPELINE / float(open)
        };
        let per_day = float(orders) / days.clamp(60.0, 3_650.0);
        let mut history = History {
            seed,
            orders,
            first_open: 0,
            now,
            installed: now - WORKED,
            country: Country::parse(&rules.settings().shop.country).unwrap_or(Country::RU),
            midnight,
            per_day,
            here: part_of_day((now - midnight).0),
            opening: since_midnight(opening),
            closing: since_midnight(closing).max(since_midnight(opening) + Span::hours(1).0),
            lapse_line: calendar.day_at(now, -lapse, 0, 0),
            lapse_after: Span::days(lapse + 1),
        };
        history.first_open = history.find_first_open(open);
        history
    }

    fn find_first_open(&self, open: usize) -> usize {
        let mut left = open;
        let mut index = self.orders;
        while left > 0 && index > 0 {
            index -= 1;
            left -= usize::from(!self.is_lost(index));
        }
        index
    }

    /// A source of chance for one thing: the same for the same shop, sort of thing and index.
    pub(super) fn rng(&self, sort: u64, index: usize) -> Rng {
        let index = u64::try_from(index).unwrap_or(0);
        let mut mixed =
            self.seed ^ sort.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ index.wrapping_mul(0xD1B5_4A32_D192_ED03);
        mixed ^= mixed >> 32;
        Rng::with_seed(mixed.wrapping_mul(0xD6E8_FEB8_6659_FD93))
    }

    /// It will come, or came, to nothing before it left.
    pub(super) fn is_lost(&self, index: usize) -> bool {
        self.rng(2, index).u8(..100) < LOST && self.orders - index > 3 && self.age_in_days(index) > 2.0
    }

    /// From 0, placed just now, to 1, the oldest that may be open; none for those before.
    pub(super) fn age(&self, index: usize) -> Option<f64> {
        let window = self.orders - self.first_open;
        (index >= self.first_open).then(|| float(self.orders - 1 - index) / float(window.max(1)))
    }

    fn age_in_days(&self, index: usize) -> f64 {
        float(self.orders - 1 - index) / self.per_day
    }

    /// When the order was placed; later ones have larger indices.
    pub(super) fn created(&self, index: usize) -> Time {
        let jitter = self.rng(3, index).f64();
        let place = self.here - (float(self.orders - index) - jitter) / self.per_day;
        let day = place.floor();
        let minutes = minute_of_day(place - day);
        #[allow(clippy::cast_possible_truncation)] // some ten thousand days of some minutes
        let (day, within) = (day as i64, (minutes * 60_000.0) as i64);
        Time(self.midnight.0 + day * DAY + within).min(self.now - Span::seconds(1))
    }

    /// A moment of a working day about `after` past `from`; never later than now, nor before `from`.
    pub(super) fn worked(&self, from: Time, after: Span, rng: &mut Rng) -> Time {
        self.worked_strictly(from, after, rng)
            .min(self.now - Span::seconds(rng.i64(20..240)))
            .max(from)
    }

    /// The same; it may be later than now.
    pub(super) fn worked_strictly(&self, from: Time, after: Span, rng: &mut Rng) -> Time {
        let at = from + after;
        let within = (at - self.midnight).0.rem_euclid(DAY);
        let midnight = at - Span(within);
        let jitter = Span::seconds(rng.i64(0..3_600));
        if within < self.opening {
            midnight + Span(self.opening) + jitter
        } else if within >= self.closing {
            midnight + Span(DAY + self.opening) + jitter
        } else {
            at
        }
    }

    /// When an order received then closed by itself, if it has.
    pub(super) fn closed(&self, received: Time) -> Option<Time> {
        (received < self.lapse_line).then(|| (received + self.lapse_after).min(self.now - Span::seconds(1)))
    }
}

#[allow(clippy::cast_precision_loss)] // millions
pub(super) fn float(count: usize) -> f64 {
    count as f64
}

/// Which part of a day's orders has come that many milliseconds after midnight.
#[allow(clippy::cast_precision_loss)] // milliseconds of a day
fn part_of_day(milliseconds: i64) -> f64 {
    let minute = milliseconds as f64 / 60_000.0;
    between(minute, |point| point)
}

fn minute_of_day(part: f64) -> f64 {
    between(part, |(minute, part)| (part, minute))
}

/// Along the straight lines through the points of `BY_DAY`.
fn between(x: f64, turned: impl Fn((f64, f64)) -> (f64, f64)) -> f64 {
    for pair in BY_DAY.windows(2) {
        let ((x0, y0), (x1, y1)) = (turned(pair[0]), turned(pair[1]));
        if x <= x1 {
            return y0 + (x - x0) / (x1 - x0) * (y1 - y0);
        }
    }
    turned(BY_DAY[BY_DAY.len() - 1]).1
}
