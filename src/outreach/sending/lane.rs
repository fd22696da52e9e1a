//! One channel at work: what takes its messages away, and how many of them a minute.

use std::collections::VecDeque;

use crate::domain::time::Span;
use crate::domain::time::Time;
use crate::outreach::gateways::Gateway;

/// What holds for a minute.
const MINUTE: Span = Span::minutes(1);
/// A gateway that could not take one message is left alone for so long.
const REST: Span = Span::seconds(5);

/// A channel.
#[derive(Debug)]
pub(super) struct ChannelLane {
    /// As the settings call it.
    pub(super) name: String,
    /// What takes its messages away; else why nothing does.
    pub(super) gateway: Result<Box<dyn Gateway>, String>,
    /// How many a minute at most.
    pub(super) per_minute: usize,
    sent: VecDeque<Time>,
    rests_until: Option<Time>,
}

impl ChannelLane {
    pub(super) fn new(name: String, gateway: Result<Box<dyn Gateway>, String>, per_minute: i64) -> ChannelLane {
        ChannelLane {
            name,
            gateway,
            per_minute: usize::try_from(per_minute).unwrap_or(0).max(1),
            sent: VecDeque::new(),
            rests_until: None,
        }
    }

    /// True when it may take another message now.
    pub(super) fn is_free(&mut self, now: Time) -> bool {
        while self.sent.front().is_some_and(|at| *at + MINUTE <= now || *at > now) {
            self.sent.pop_front();
        }
        let rests = self.rests_until.is_some_and(|until| now < until && until - now <= REST);
        !rests && self.sent.len() < self.per_minute
    }

    /// It took one.
    pub(super) fn took(&mut self, now: Time) {
        self.sent.push_back(now);
    }

    /// It could not be reached, or has no time.
    pub(super) fn rest(&mut self, now: Time) {
        self.rests_until = Some(now + REST);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_channel_takes_so_many_a_minute() {
        let mut lane = ChannelLane::new("sms".to_owned(), Err(String::new()), 2);
        let at = |seconds: i64| Time(1_773_219_600_000) + Span::seconds(seconds);
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
                lane.took(at(second));
            }
        }
        lane.rest(at(200));
        assert!(!lane.is_free(at(204)) && lane.is_free(at(205)));
        // A clock that was set back frees it.
        assert!(lane.is_free(at(-100)));
    }
}
