//! The life of one order of a filled shop, the same for the same seed: only times and what came of it, cheap to make
//! again whenever another row needs it.

use fastrand::Rng;

use super::span::History;
use crate::domain::action::Handing;
use crate::domain::call::Outcome;
use crate::domain::carrier::Carrier;
use crate::domain::country::Country;
use crate::domain::order::Flags;
use crate::domain::order::OrderFacts;
use crate::domain::order::Reason;
use crate::domain::order::Terms;
use crate::domain::projection::CallFact;
use crate::domain::time::Span;
use crate::domain::time::Time;

/// From placing to whatever became of it; what has not happened by now is none.
#[derive(Clone, Debug)]
pub(super) struct Life {
    pub(super) created: Time,
    /// When the desk first saw it.
    pub(super) seen: Time,
    pub(super) terms: Terms,
    pub(super) carrier: Carrier,
    pub(super) flags: Flags,
    pub(super) calls: Vec<LifeCall>,
    pub(super) call_again: Option<(Time, Time)>,
    pub(super) confirmed: Option<Time>,
    pub(super) paid: Option<Time>,
    /// Only half of it.
    pub(super) paid_half: bool,
    pub(super) refunded: Option<Time>,
    pub(super) number: Option<(Time, Handing)>,
    pub(super) arrived: Option<Time>,
    pub(super) received: Option<Time>,
    pub(super) returned: Option<Time>,
    pub(super) cancelled: Option<Time>,
    pub(super) reason: Option<Reason>,
    pub(super) closed: Option<Time>,
    pub(super) note: Option<Time>,
    /// Which of the shop's people did it all.
    pub(super) operator: usize,
}

/// A call of that order's customer about it.
#[derive(Clone, Copy, Debug)]
pub(super) struct LifeCall {
    pub(super) at: Time,
    pub(super) kind: LifeCallKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LifeCallKind {
    /// Ours, and what came of it.
    Ours(Outcome),
    /// A call of theirs, taken.
    Taken,
    /// A call of theirs that nobody took.
    Missed,
}

impl LifeCall {
    /// As projections read it.
    pub(super) fn fact(self) -> CallFact {
        let (attempt, talk) = match self.kind {
            LifeCallKind::Ours(outcome) => (outcome.is_attempt(), outcome.is_talk()),
            LifeCallKind::Taken => (false, true),
            LifeCallKind::Missed => (false, false),
        };
        CallFact {
            at: self.at,
            attempt,
            talk,
        }
    }
}

/// What an order of the last weeks has come to.
enum Fate {
    New,
    Undecided,
    AwaitsPayment,
    Ready,
    OnItsWay,
    Waits,
}

impl Life {
    /// Of the order with that index in order of time.
    pub(super) fn of(history: &History, index: usize) -> Life {
        let mut rng = history.rng(1, index);
        let created = history.created(index);
        let mut life = Life::placed(history, created, &mut rng);
        if history.is_lost(index) {
            life.lost(history, &mut rng);
        } else if let Some(age) = history.age(index) {
            life.open(history, age, &mut rng);
        } else {
            life.done(history, &mut rng);
        }
        life.settle(history);
        life
    }

    fn placed(history: &History, created: Time, rng: &mut Rng) -> Life {
        let carriers: &[Carrier] = match history.country {
            Country::UA => &[Carrier::NovaPoshta, Carrier::NovaPoshta, Carrier::Ukrposhta],
            Country::RU => &[Carrier::RussianPost, Carrier::Cdek, Carrier::Cdek, Carrier::Boxberry],
            _ => &[Carrier::Cdek, Carrier::Other],
        };
        Life {
            created,
            seen: created,
            terms: if rng.u8(..100) < 60 {
                Terms::Prepaid
            } else {
                Terms::OnDelivery
            },
            carrier: carriers[rng.usize(..carriers.len())],
            flags: Flags::default(),
            calls: Vec::new(),
            call_again: None,
            confirmed: None,
            paid: None,
            paid_half: false,
            refunded: None,
            number: None,
            arrived: None,
            received: None,
            returned: None,
            cancelled: None,
            reason: None,
            closed: None,
            note: None,
            operator: rng.usize(..OPERATORS),
        }
    }

    /// Cancelled before it left; some of it with money in hand.
    fn lost(&mut self, history: &History, rng: &mut Rng) {
        let at = history.worked(self.created, Span::hours(rng.i64(2..60)), rng);
        let reason = Reason::ALL[rng.usize(..Reason::ALL.len())];
        match reason {
            Reason::NoContact | Reason::Unreachable => self.tried(history, rng, 3),
            _ => {
                let talk = history
                    .worked(self.created, Span::minutes(rng.i64(4..200)), rng)
                    .min(at);
                self.calls.push(talked(talk));
            }
        }
        self.cancelled = Some(at.max(self.last_call()));
        self.reason = Some(reason);
        if self.terms == Terms::Prepaid && rng.u8(..100) < 8 {
            self.paid = Some(self.created + Span::minutes(3));
            let back = history.worked(at, Span::hours(rng.i64(1..50)), rng);
            self.refunded = (back < history.now - Span::hours(30)).then_some(back);
        }
    }

    /// Not received yet; `age` from 0, placed just now, to 1, the oldest of the open.
    fn open(&mut self, history: &History, age: f64, rng: &mut Rng) {
        match fate(age, rng) {
            Fate::New => self.fresh(history, rng),
            Fate::Undecided => self.undecided(history, rng),
            Fate::AwaitsPayment => {
                self.terms = Terms::Prepaid;
                self.confirm(history, rng);
                if rng.u8(..100) < 6 {
                    self.paid_half = true;
                    self.paid = self.confirmed.map(|at| (at + Span::minutes(20)).min(history.now));
                }
            }
            Fate::Ready => {
                self.confirm(history, rng);
                if self.terms == Terms::Prepaid {
                    self.paid = self.confirmed.map(|at| history.worked(at, Span::minutes(40), rng));
                }
                if rng.u8(..100) < 40 {
                    let at = self.paid.or(self.confirmed).unwrap_or(self.created);
                    self.number = Some((history.worked(at, Span::minutes(12), rng), Handing::Later));
                }
            }
            Fate::OnItsWay => self.send(history, rng),
            Fate::Waits => {
                self.send(history, rng);
                let left = self.number.map_or(self.created, |(at, _)| at);
                let part = rng.i64(40..95);
                let at = left + Span((history.now - left).0 / 100 * part);
                self.arrived = Some(at);
            }
        }
    }

    /// Nobody has reached them yet.
    fn fresh(&mut self, history: &History, rng: &mut Rng) {
        let waited = history.now - self.created;
        match rng.u8(..100) {
            0..3 => self.flags = Flags::DO_NOT_CALL,
            3..5 => self.flags = Flags::PEAK,
            5..45 if waited > Span::minutes(30) => {
                let most = rng.usize(1..=3);
                self.tried(history, rng, most);
            }
            45..52 if waited > Span::hours(1) => {
                let talk = self.created + Span(waited.0 / 2);
                self.calls.push(LifeCall {
                    at: talk,
                    kind: LifeCallKind::Ours(Outcome::CallBack),
                });
                let hours = rng.i64(-1..30);
                let at = history.now + Span::hours(hours);
                self.call_again = Some((talk, at.max(talk + Span::minutes(5))));
            }
            52..58 => self.calls.push(LifeCall {
                at: self.created + Span(waited.0 / 3),
                kind: LifeCallKind::Missed,
            }),
            _ => {}
        }
    }

    /// Older, and still not agreed.
    fn undecided(&mut self, history: &History, rng: &mut Rng) {
        if rng.bool() {
            let attempts = rng.usize(3..=6);
            self.tried(history, rng, attempts);
        } else {
            let talk = history.worked(self.created, Span::hours(rng.i64(1..20)), rng);
            self.calls.push(talked(talk));
        }
    }

    /// Calls in vain, the first ones of one day.
    fn tried(&mut self, history: &History, rng: &mut Rng, attempts: usize) {
        const VAIN: [Outcome; 4] = [
            Outcome::NoAnswer,
            Outcome::Busy,
            Outcome::Voicemail,
            Outcome::Unreachable,
        ];
        let mut at = history.worked(self.created, Span::minutes(rng.i64(2..40)), rng);
        for number in 0..attempts {
            if at > history.now {
                return;
            }
            let outcome = VAIN[rng.usize(..VAIN.len())];
            self.calls.push(LifeCall {
                at,
                kind: LifeCallKind::Ours(outcome),
            });
            let wait = if number < 2 { Span::minutes(55) } else { Span::hours(22) };
            at = history.worked_strictly(at, wait, rng);
        }
    }

    /// Perhaps some calls in vain, a call of theirs, then the talk that settles it.
    fn confirm(&mut self, history: &History, rng: &mut Rng) {
        if rng.u8(..100) < 18 {
            let attempts = rng.usize(1..=2);
            self.tried(history, rng, attempts);
        }
        let from = self.created.max(self.last_call());
        if rng.u8(..100) < 8 {
            let at = from + Span::minutes(3);
            self.calls.push(LifeCall {
                at: at.min(history.now - Span::minutes(4)).max(from),
                kind: LifeCallKind::Missed,
            });
        }
        let talk = history.worked(from.max(self.last_call()), Span::minutes(rng.i64(3..50)), rng);
        self.calls.push(talked(talk));
        self.confirmed = Some((talk + Span::minutes(2)).min(history.now));
        self.note = (rng.u8(..100) < 10).then_some((talk + Span::minutes(1)).min(history.now));
    }

    fn send(&mut self, history: &History, rng: &mut Rng) {
        self.confirm(history, rng);
        let confirmed = self.confirmed.unwrap_or(self.created);
        let mut ready = confirmed;
        if self.terms == Terms::Prepaid {
            ready = history.worked(confirmed, Span::hours(rng.i64(0..20)), rng);
            self.paid = Some(ready);
        }
        let at = history.worked(ready, Span::hours(rng.i64(1..26)), rng);
        self.number = Some((at, Handing::WithNumber));
    }

    fn done(&mut self, history: &History, rng: &mut Rng) {
        self.send(history, rng);
        let left = self.number.map_or(self.created, |(at, _)| at);
        let travels = Span::hours(rng.i64(60..240));
        let arrived = (left + travels).min(history.now - Span::hours(3));
        let collected = history.worked(arrived, Span::hours(rng.i64(4..130)), rng);
        self.arrived = Some(arrived);
        let back = arrived + Span::days(rng.i64(15..32));
        if rng.u8(..100) < 3 && back < history.now {
            self.returned = Some(back);
            self.reason = Some(Reason::NotCollected);
            self.refunded = self.paid.map(|_| history.worked(back, Span::hours(20), rng));
            return;
        }
        if rng.u8(..100) < 20 {
            self.calls.push(LifeCall {
                at: arrived + Span((collected - arrived).0 / 2),
                kind: LifeCallKind::Taken,
            });
        }
        self.received = Some(collected);
        if self.terms == Terms::OnDelivery {
            self.paid = Some(collected);
        }
        self.closed = history.closed(collected);
    }

    /// What was finished before the desk was installed came with its first import, as history that owes nothing.
    fn settle(&mut self, history: &History) {
        self.calls.sort_by_key(|call| call.at);
        let finished = self.received.or(self.returned).or(self.cancelled);
        let installed = history.installed;
        if self.created >= installed {
            return;
        }
        self.seen = installed;
        let Some(finished) = finished.filter(|at| *at < installed) else {
            return;
        };
        self.flags = self.flags.with(Flags::HISTORY);
        self.closed = None;
        self.arrived = None;
        if self.cancelled.is_none() {
            self.confirmed = self.confirmed.map(|_| finished);
            self.number = self.number.map(|_| (finished, Handing::WithNumber));
        }
        if self.returned.is_some() {
            self.confirmed = None;
            self.number = None;
        }
    }

    fn last_call(&self) -> Time {
        self.calls.iter().map(|call| call.at).max().unwrap_or(self.created)
    }

    /// Sets the facts of the order; its projections follow from them.
    pub(super) fn set(&self, facts: &mut OrderFacts) {
        let handed = self.number.filter(|(_, handing)| *handing == Handing::WithNumber);
        facts.seen_at = self.seen;
        facts.terms = self.terms;
        facts.flags = self.flags;
        facts.carrier = Some(self.carrier);
        facts.confirmed_at = self.confirmed;
        facts.number_at = self.number.map(|(at, _)| at);
        facts.handed_at = handed.map(|(at, _)| at);
        facts.arrived_at = self.arrived;
        facts.received_at = self.received;
        facts.returned_at = self.returned;
        facts.cancelled_at = self.cancelled;
        facts.reason = self.reason;
        facts.closed_at = self.closed;
    }

    /// They have it, and kept it.
    pub(super) fn is_received(&self) -> bool {
        self.received.is_some() && self.returned.is_none()
    }
}

fn talked(at: Time) -> LifeCall {
    LifeCall {
        at,
        kind: LifeCallKind::Ours(Outcome::Talked),
    }
}

fn fate(age: f64, rng: &mut Rng) -> Fate {
    let roll = rng.f64();
    if age < 0.03 {
        Fate::New
    } else if age < 0.30 && roll < 0.03 {
        Fate::Undecided
    } else if age < 0.18 {
        match roll {
            0.0..0.50 => Fate::AwaitsPayment,
            0.50..0.75 => Fate::Ready,
            _ => Fate::OnItsWay,
        }
    } else if age < 0.50 {
        match roll {
            0.0..0.10 => Fate::AwaitsPayment,
            0.10..0.75 => Fate::OnItsWay,
            _ => Fate::Waits,
        }
    } else if roll < 0.20 {
        Fate::OnItsWay
    } else {
        Fate::Waits
    }
}

/// How many people work in a large made-up shop.
pub(super) const OPERATORS: usize = 4;
