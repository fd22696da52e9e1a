//! One channel at work: what takes its messages away, how many of them a minute, and why it rests.

use std::collections::VecDeque;
use std::fmt;

use crate::domain::sending::SendOutcome;
use crate::domain::time::Span;
use crate::domain::time::Time;
use crate::outreach::gateways::Gateway;

/// What holds for a minute.
const MINUTE: Span = Span::minutes(1);
/// A gateway that could not take one message is left alone for so long; twice as long each time it could not again.
const REST: Span = Span::seconds(5);
/// And no longer than this.
const LONGEST_REST: Span = Span::minutes(2);

/// Makes a gateway ready: asks for its secret.
pub(super) type Opens = dyn Fn() -> Result<Box<dyn Gateway>, String> + Send;

/// A channel.
pub(super) struct ChannelLane {
    /// As the settings call it.
    pub(super) name: String,
    /// How many a minute at most.
    per_minute: usize,
    opens: Box<Opens>,
    /// While it is in order.
    gateway: Option<Box<dyn Gateway>>,
    sent: VecDeque<Time>,
    rest: Option<Rest>,
}

/// It takes nothing for now.
#[derive(Debug)]
struct Rest {
    until: Time,
    pause: Span,
}

impl fmt::Debug for ChannelLane {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (name, gateway, rest) = (&self.name, &self.gateway, &self.rest);
        write!(f, "ChannelLane({name}, {gateway:?}, {rest:?})")
    }
}

impl ChannelLane {
    pub(super) fn new(name: String, per_minute: i64, opens: Box<Opens>) -> ChannelLane {
        ChannelLane {
            name,
            per_minute: usize::try_from(per_minute).unwrap_or(0).max(1),
            opens,
            gateway: None,
            sent: VecDeque::new(),
            rest: None,
        }
    }

    /// True when it may take another message now.
    pub(super) fn is_free(&mut self, now: Time) -> bool {
        while self.sent.front().is_some_and(|at| *at + MINUTE <= now || *at > now) {
            self.sent.pop_front();
        }
        !self.rests(now) && self.sent.len() < self.per_minute
    }

    fn rests(&self, now: Time) -> bool {
        // A rest of a clock that ran ahead is over.
        let rests = |rest: &Rest| now < rest.until && rest.until - now <= rest.pause;
        self.rest.as_ref().is_some_and(rests)
    }

    /// What takes its messages away, made ready now if it is not yet; else why there is none.
    pub(super) fn gateway(&mut self) -> Result<&mut dyn Gateway, String> {
        if self.gateway.is_none() {
            self.gateway = Some((self.opens)()?);
        }
        match &mut self.gateway {
            Some(gateway) => Ok(gateway.as_mut()),
            None => Err(String::new()),
        }
    }

    /// What is asked about messages that left; none while it rests, and it rests when it cannot be made ready.
    pub(super) fn gateway_to_ask(&mut self, now: Time) -> Option<&mut dyn Gateway> {
        if self.rests(now) {
            return None;
        }
        if self.gateway().is_err() {
            self.rest(now);
        }
        self.gateway.as_mut().map(|gateway| &mut **gateway as &mut dyn Gateway)
    }

    /// It was tried with one, at `began`; this became of it.
    pub(super) fn tried(&mut self, began: Time, now: Time, outcome: &SendOutcome) {
        self.sent.push_back(began);
        match outcome {
            SendOutcome::Accepted { .. } | SendOutcome::Refused { .. } | SendOutcome::Deferred { .. } => {
                self.rest = None;
            }
            SendOutcome::Later { .. } | SendOutcome::Unknown { .. } => self.rest(now),
        }
    }

    /// It could not be reached, has no time, or nobody knows what it did: it rests, and its secret is asked for again.
    pub(super) fn rest(&mut self, now: Time) {
        let pause = match &self.rest {
            Some(rest) => (rest.pause + rest.pause).min(LONGEST_REST),
            None => REST,
        };
        self.gateway = None;
        self.rest = Some(Rest {
            until: now + pause,
            pause,
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lane() -> ChannelLane {
        ChannelLane::new("sms".to_owned(), 2, Box::new(|| Err("locked".to_owned())))
    }

    fn well() -> SendOutcome {
        SendOutcome::Accepted { id: None }
    }

    fn at(seconds: i64) -> Time {
        Time(1_773_219_600_000) + Span::seconds(seconds)
    }

    #[test]
    fn a_channel_takes_so_many_a_minute() {
        let mut lane = lane();
        for (second, free) in [
            (0, true),
            (1, true),
            (2, false),
            (59, false),
            (60, true),
            (60, false),
            (61, true),
        ] {
            assert_eq!(lane.is_free(at(second)), free, "{second}");
            if free {
                lane.tried(at(second), at(second), &well());
            }
        }
        // A clock that was set back frees it.
        assert!(lane.is_free(at(-100)));
    }

    #[test]
    fn rests_grow_until_it_is_well() {
        let mut lane = lane();
        let mut now = 0;
        for pause in [5, 10, 20, 40, 80, 120, 120] {
            assert_eq!(lane.gateway().err().as_deref(), Some("locked"));
            lane.rest(at(now));
            assert!(
                !lane.is_free(at(now + pause - 1)) && lane.is_free(at(now + pause)),
                "{pause}"
            );
            now += pause;
        }
        lane.tried(at(now), at(now), &well());
        lane.rest(at(now));
        assert!(lane.is_free(at(now + 5)) && lane.is_free(at(now - 1_000)));
    }
}
