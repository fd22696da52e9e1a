//! Calls of a period (R29): answered, missed and why, over hours and weekdays; how many get through at the first try, and
//! how many tries the others take.

use std::collections::BTreeMap;
use std::collections::HashMap;

use super::Period;
use super::hours::place;
use super::spread::Spread;
use super::spread::count;
use super::spread::share;
use crate::domain::call::MissedReason;
use crate::domain::ids::CustomerId;
use crate::domain::time::Span;
use crate::domain::time::Time;
use crate::store::CallFigures;
use crate::store::OperatorReviews;
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
    /// By weekday and hour, Monday first, from midnight on.
    pub week: [[HourOfCalls; 24]; 7],
    /// By who of us, by name.
    pub operators: Vec<OperatorCalls>,
    /// By our line, the busiest first; an empty name where the line does not say.
    pub lines: Vec<LineCalls>,
    /// How long those who were answered had waited.
    pub waiting: Spread,
    /// How long talks lasted.
    pub talk: Spread,
    /// From a missed call to our next call to that number.
    pub returned: Spread,
    /// How many of those came within `RETURN_WITHIN`.
    pub returned_soon: i64,
    /// Recorded calls nobody has heard.
    pub unheard: i64,
    /// Missed calls we never called back; those who called again and were answered are not among them.
    pub not_returned: i64,
}

/// At most this many points that were left out are named.
const MOST_LEFT_OUT: usize = 20;

/// A missed call is returned soon within so long.
pub const RETURN_WITHIN: Span = Span::minutes(20);

/// The calls of one of us.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OperatorCalls {
    /// Who.
    pub name: String,
    /// Incoming calls taken.
    pub answered: i64,
    /// Calls made.
    pub made: i64,
    /// Of them those that got through.
    pub through: i64,
    /// How long they talked, all in all.
    pub talk: Span,
    /// What reviewers thought of their recorded calls, and how they went through the scripts (R28).
    pub reviews: OperatorReviews,
}

impl OperatorCalls {
    /// The mean of the marks, in tenths.
    pub fn mark_tenths(&self) -> Option<i64> {
        let (count, sum) = self.reviews.marked;
        (count > 0).then(|| (sum * 20 / count + 1).div_euclid(2))
    }

    /// Points gone through of those the scripts had, in tenths of a per cent.
    pub fn script_share(&self) -> Option<i64> {
        let (ticked, all) = self.reviews.points;
        share(ticked, all)
    }
}

/// The calls that came by one of our lines.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LineCalls {
    /// Which; empty where the line does not say.
    pub line: String,
    /// Taken.
    pub answered: i64,
    /// Taken by nobody.
    pub missed: i64,
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
    /// The points of scripts left out most often: whose, which, how often.
    pub fn left_out(&self) -> Vec<(&str, &str, i64)> {
        let mut left = Vec::new();
        for of in &self.operators {
            let points = of.reviews.left_out.iter();
            left.extend(points.map(|(point, count)| (of.name.as_str(), point.as_str(), *count)));
        }
        left.sort_by_key(|(_, _, count)| -count);
        left.truncate(MOST_LEFT_OUT);
        left
    }

    /// Answered of the incoming, in tenths of a per cent.
    pub fn answered_share(&self) -> Option<i64> {
        share(self.answered, self.answered + self.missed)
    }

    /// Talked with at the first try of those reached, in tenths of a per cent.
    pub fn first_try_share(&self) -> Option<i64> {
        share(self.first_try, self.reached)
    }

    /// Missed calls returned soon, of those returned and those never, in tenths of a per cent.
    pub fn returned_soon_share(&self) -> Option<i64> {
        share(self.returned_soon, self.returned.count + self.not_returned)
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
        week: [[HourOfCalls::default(); 24]; 7],
        operators: Vec::new(),
        lines: Vec::new(),
        waiting: Spread::default(),
        talk: Spread::default(),
        returned: Spread::default(),
        returned_soon: 0,
        not_returned: 0,
        unheard: 0,
    };
    let mut tries: HashMap<Caller, i64> = HashMap::new();
    let mut more = MoreOfCalls::default();
    look.calls_begun(period.from, period.until, |call| {
        let mut one = HourOfCalls::default();
        let caller: Caller = (call.customer, call.stranger.clone());
        more.count(&call, &caller);
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
                tries.remove(&caller);
            }
        } else if call.outcome.is_some() {
            (one.made, one.through) = (1, i64::from(is_talk(&call)));
            let count = tries.entry(caller.clone()).or_default();
            *count += 1;
            if one.through > 0 {
                numbers.reached += 1;
                numbers.first_try += i64::from(*count == 1);
                numbers.tries += *count;
                tries.remove(&caller);
            }
        }
        let (day, hour) = place(look, call.at);
        for sum in [
            &mut numbers.hours[hour],
            &mut numbers.weekdays[day],
            &mut numbers.week[day][hour],
        ] {
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
    for (name, reviews) in look.store.reviews_within(period.from, period.until)? {
        numbers.unheard += reviews.recorded - reviews.reviewed;
        if !name.is_empty() {
            more.operators.entry(name).or_default().reviews = reviews;
        }
    }
    more.into_numbers(&mut numbers);
    Ok(numbers)
}

/// Who is called or calls: a customer, or a number that is none's.
type Caller = (CustomerId, String);

/// What is measured beside the counts.
#[derive(Default)]
struct MoreOfCalls {
    operators: BTreeMap<String, OperatorCalls>,
    lines: BTreeMap<String, LineCalls>,
    waited: Vec<Span>,
    talked: Vec<Span>,
    returned: Vec<Span>,
    /// The first of the missed calls of each that nobody has returned, and how many they are.
    missed: HashMap<Caller, Vec<Time>>,
}

impl MoreOfCalls {
    fn count(&mut self, call: &CallFigures, caller: &Caller) {
        let talked = is_talk(call);
        if call.incoming {
            let line = self.lines.entry(call.line.clone()).or_default();
            if let Some(answered) = call.answered_at {
                line.answered += 1;
                self.waited.push((answered - call.at).max(Span::ZERO));
                self.missed.remove(caller);
            } else if call.over {
                line.missed += 1;
                self.missed.entry(caller.clone()).or_default().push(call.at);
            }
        } else {
            for missed in self.missed.remove(caller).unwrap_or_default() {
                self.returned.push(call.at - missed);
            }
        }
        if talked && call.talk > Span::ZERO {
            self.talked.push(call.talk);
        }
        if !call.operator.is_empty() && (talked || !call.incoming) {
            let own = self.operators.entry(call.operator.clone()).or_default();
            own.talk = own.talk + call.talk;
            if call.incoming {
                own.answered += 1;
            } else if call.outcome.is_some() {
                own.made += 1;
                own.through += i64::from(talked);
            }
        }
    }

    fn into_numbers(self, numbers: &mut CallNumbers) {
        let named = |(name, of): (String, OperatorCalls)| OperatorCalls { name, ..of };
        numbers.operators = self.operators.into_iter().map(named).collect();
        let lines = self.lines.into_iter().map(|(line, of)| LineCalls { line, ..of });
        numbers.lines = lines.filter(|of| of.answered + of.missed > 0).collect();
        numbers.lines.sort_by_key(|of| -(of.answered + of.missed));
        numbers.returned_soon = count(
            &self
                .returned
                .iter()
                .filter(|span| **span <= RETURN_WITHIN)
                .collect::<Vec<_>>(),
        );
        numbers.not_returned = self.missed.values().map(|missed| count(missed)).sum();
        numbers.waiting = Spread::of(self.waited);
        numbers.talk = Spread::of(self.talked);
        numbers.returned = Spread::of(self.returned);
    }
}

/// One in which the two spoke.
pub fn is_talk(call: &CallFigures) -> bool {
    call.answered_at.is_some() || call.outcome.is_some_and(crate::domain::call::Outcome::is_talk)
}
