//! Calls in vain, and when to try again (R7).

use super::Rulebook;
use crate::domain::call::Appointment;
use crate::domain::call::PendingCall;
use crate::domain::hours::Calendar;
use crate::domain::order::OrderFacts;
use crate::domain::time::Span;
use crate::domain::time::Time;

/// An attempt of the first day is lost this much callable time after its due.
const RETRY_LIMIT: Span = Span::minutes(30);

/// At least one call in vain.
#[derive(Clone, Copy)]
pub(super) struct Tries {
    made: i64,
    first: Time,
    pub(super) last: Time,
}

/// The next attempt.
pub(super) struct NextTry {
    /// Which it will be, second and on.
    pub(super) number: u8,
    pub(super) due: Time,
    pub(super) limit: Time,
    pub(super) pace: Pace,
}

/// How the attempts follow each other.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Pace {
    /// Within hours, as urgent as the first.
    Close,
    /// One a day.
    Daily,
}

impl Tries {
    pub(super) fn of_order(order: &OrderFacts) -> Option<Tries> {
        Tries::new(order.attempts, order.first_attempt_at, order.last_attempt_at)
    }

    pub(super) fn of_call(call: &PendingCall) -> Option<Tries> {
        Tries::new(call.tries, call.first_try_at, call.last_try_at)
    }

    pub(super) fn of_appointment(appointment: &Appointment) -> Option<Tries> {
        Tries::new(appointment.tries, appointment.first_try_at, appointment.last_try_at)
    }

    fn new(made: i64, first: Option<Time>, last: Option<Time>) -> Option<Tries> {
        let last = last.filter(|_| made > 0)?;
        Some(Tries {
            made,
            first: first.unwrap_or(last),
            last,
        })
    }

    /// Nothing when all attempts are spent.
    pub(super) fn next(self, rules: &Rulebook, calendar: &Calendar) -> Option<NextTry> {
        let regulation = rules.regulation();
        if self.made >= regulation.attempts_max {
            return None;
        }
        let number = u8::try_from(self.made + 1).unwrap_or(u8::MAX);
        let callable = calendar.callable();
        let close = |due| NextTry {
            number,
            due,
            limit: callable.add(due, RETRY_LIMIT),
            pace: Pace::Close,
        };
        let later = &regulation.retry_later;
        let next = match usize::from(number) {
            2 => close(callable.add(self.first, regulation.retry_second)),
            3 => {
                let third = callable.add(self.first, regulation.retry_third);
                close(third.max(callable.add(self.last, regulation.retry_second)))
            }
            // Attempts beyond the list keep to its last time of day; an empty list to the hour of the last attempt.
            number => {
                let at = later.get(number - 4).or(later.last());
                let day = at.map_or(self.last + Span::days(1), |at| calendar.day_on(self.last, 1, *at));
                let due = callable.next_open(day);
                NextTry {
                    number: u8::try_from(number).unwrap_or(u8::MAX),
                    due,
                    limit: calendar.end_of_day(due),
                    pace: Pace::Daily,
                }
            }
        };
        Some(next)
    }
}

/// For a later call that is tried on one more day and then let go: when it falls due; nothing once it was tried on
/// both days. `due` is its first moment, `hour` the hour of the second.
pub(super) fn once_more(order: &OrderFacts, due: Time, calendar: &Calendar, hour: u16) -> Option<Time> {
    let Some(last) = order.last_attempt_at.filter(|at| *at >= due) else {
        return Some(due);
    };
    let on_an_earlier_day = order.earlier_attempt_at.is_some_and(|at| at >= due);
    (!on_an_earlier_day).then(|| calendar.callable().next_open(calendar.day_at(last, 1, hour, 0)))
}
