//! Calls of a period (R29): answered, missed and why, over hours and weekdays; how many get through at the first try, and
//! how many tries the others take.

use std::collections::HashMap;

use super::Period;
use super::hours::place;
use super::spread::share;
use crate::domain::call::MissedReason;
use crate::domain::ids::CustomerId;
use crate::store::CallFigures;
use crate::store::StoreError;
use crate::store::look::Look;

/// The calls of a period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CallNumbers {
    /// Which.
    pub period: Period,
    /// Incoming calls that were taken.
    pub answered: i64,
    /// Incoming calls nobody took.
    pub missed: i64,
    /// Why not, the commonest first; none where the line does not say.
    pub reasons: Vec<(Option<MissedReason>, i64)>,
    /// Outgoing calls.
    pub made: i64,
    /// Of them those that got through.
    pub through: i64,
    /// Customers called until they were talked with.
    pub reached: i64,
    /// Of them those talked with at the first try.
    pub first_try: i64,
    /// Calls it took to reach them all.
    pub tries: i64,
    /// By hour of the day on the shop's clock.
    pub hours: [HourOfCalls; 24],
    /// By weekday, Monday first.
    pub weekdays: [HourOfCalls; 7],
}

/// The calls of one hour of the day, or of one weekday.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct HourOfCalls {
    /// Incoming, taken.
    pub answered: i64,
    /// Incoming, taken by nobody.
    pub missed: i64,
    /// Outgoing.
    pub made: i64,
    /// Outgoing, got through.
    pub through: i64,
}

impl CallNumbers {
    /// Answered of the incoming, in tenths of a per cent.
    pub fn answered_share(&self) -> Option<i64> {
        share(self.answered, self.answered + self.missed)
    }

    /// Talked with at the first try of those reached, in tenths of a per cent.
    pub fn first_try_share(&self) -> Option<i64> {
        share(self.first_try, self.reached)
    }

    /// Calls it took to reach a customer, in tenths.
    pub fn tries_tenths(&self) -> Option<i64> {
        (self.reached > 0).then(|| (self.tries * 20 / self.reached + 1).div_euclid(2))
    }
}

/// Reads them.
pub fn calls(look: &Look<'_>, period: Period) -> Result<CallNumbers, StoreError> {
    let mut numbers = CallNumbers {
        period,
        answered: 0,
        missed: 0,
        reasons: Vec::new(),
        made: 0,
        through: 0,
        reached: 0,
        first_try: 0,
        tries: 0,
        hours: [HourOfCalls::default(); 24],
        weekdays: [HourOfCalls::default(); 7],
    };
    let mut tries: HashMap<CustomerId, i64> = HashMap::new();
    look.store.calls_begun(period.from, period.until, look.now, |call| {
        let mut one = HourOfCalls::default();
        if call.incoming {
            // One that rings still is neither.
            one.answered = i64::from(call.answered_at.is_some());
            one.missed = i64::from(call.answered_at.is_none() && call.over);
            if one.missed > 0 {
                let known = numbers.reasons.iter_mut().find(|(why, _)| *why == call.missed_reason);
                match known {
                    Some((_, count)) => *count += 1,
                    None => numbers.reasons.push((call.missed_reason, 1)),
                }
            }
            if one.answered > 0 {
                tries.remove(&call.customer);
            }
        } else if call.outcome.is_some() {
            (one.made, one.through) = (1, i64::from(is_talk(&call)));
            let count = tries.entry(call.customer).or_default();
            *count += 1;
            if one.through > 0 {
                numbers.reached += 1;
                numbers.first_try += i64::from(*count == 1);
                numbers.tries += *count;
                tries.remove(&call.customer);
            }
        }
        let (day, hour) = place(look, call.at);
        for sum in [&mut numbers.hours[hour], &mut numbers.weekdays[day]] {
            sum.answered += one.answered;
            sum.missed += one.missed;
            sum.made += one.made;
            sum.through += one.through;
        }
        numbers.answered += one.answered;
        numbers.missed += one.missed;
        numbers.made += one.made;
        numbers.through += one.through;
    })?;
    numbers
        .reasons
        .sort_by_key(|(why, count)| (-count, why.map(MissedReason::int)));
    Ok(numbers)
}

/// One in which the two spoke.
pub fn is_talk(call: &CallFigures) -> bool {
    call.answered_at.is_some() || call.outcome.is_some_and(crate::domain::call::Outcome::is_talk)
}
