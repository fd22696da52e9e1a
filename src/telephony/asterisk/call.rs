//! One call while it lasts: its channels, who talks, what became of its legs.

use std::collections::HashSet;
use std::mem;

use super::legs::Legs;
use crate::domain::call::Outcome;
use crate::domain::line_call::LineCall;
use crate::domain::line_call::LineStep;
use crate::domain::time::Span;
use crate::domain::time::Time;

/// What is known of a call. Without a customer it is our own telephones talking, and nobody's.
#[derive(Debug)]
pub(super) struct LiveCall {
    /// The oldest id it goes by.
    pub(super) link: String,
    /// All its channels.
    pub(super) channels: HashSet<String>,
    /// The channel the customer is on.
    pub(super) customer: Option<String>,
    /// As it is told.
    pub(super) told: Option<LineCall>,
    /// The telephone it was begun from.
    pub(super) placed_by: Option<String>,
    /// Its begin was told.
    pub(super) is_announced: bool,
    /// Whom it tried to reach.
    pub(super) legs: Legs,
    /// They were sent on, and nobody took it yet.
    is_sent_on: bool,
    /// When the caller, or the line they came by, asked to hang up.
    pub(super) asked_to_end: Option<Time>,
    /// Those connected with the caller now.
    talkers: Vec<String>,
    /// All who ever were.
    talked: Vec<String>,
    talk_since: Option<Time>,
    talk_end: Option<Time>,
    hold_since: Option<Time>,
    pub(super) recording: Option<String>,
}

impl LiveCall {
    pub(super) fn new(link: &str) -> LiveCall {
        LiveCall {
            link: link.to_owned(),
            channels: HashSet::new(),
            customer: None,
            told: None,
            placed_by: None,
            is_announced: false,
            legs: Legs::default(),
            is_sent_on: false,
            asked_to_end: None,
            talkers: Vec::new(),
            talked: Vec::new(),
            talk_since: None,
            talk_end: None,
            hold_since: None,
            recording: None,
        }
    }

    /// They are outside, on this channel: from now on it is somebody's.
    pub(super) fn begin(&mut self, channel: &str, incoming: bool, phone: String, line: String, started_at: Time) {
        self.customer = Some(channel.to_owned());
        if self.told.is_some() {
            return;
        }
        let id = if incoming { channel } else { &self.link };
        let mut told = LineCall::begun(id.to_owned(), incoming, phone, started_at);
        told.line = line;
        told.extension = self.placed_by.clone().filter(|_| !incoming);
        self.told = Some(told);
    }

    pub(super) fn is_incoming(&self) -> bool {
        self.told.as_ref().is_some_and(|told| told.incoming)
    }

    pub(super) fn is_over(&self) -> bool {
        self.told.as_ref().is_some_and(|told| told.ended_at.is_some())
    }

    pub(super) fn was_answered(&self) -> bool {
        self.told.as_ref().is_some_and(|told| told.answered_at.is_some())
    }

    /// Tells its begin, once.
    pub(super) fn announce(&mut self) -> Option<(LineStep, LineCall)> {
        let told = self.told.clone()?;
        let was = mem::replace(&mut self.is_announced, true);
        (!was).then_some((LineStep::Rings, told))
    }

    /// A telephone of ours rings for the caller, or the caller was sent on to it after a talk.
    pub(super) fn rings_at(&mut self, leg: &str, extension: &str) {
        self.legs.rings(leg);
        if self.was_answered() && self.talk_since.is_none() && !self.is_sent_on {
            self.transfer(extension);
        }
    }

    /// All the legs came to their end together.
    pub(super) fn dialling_ended(&mut self, status: &str) {
        if self.was_answered() {
            return;
        }
        if self.is_incoming() {
            self.legs.all_ended(status);
        } else if let Some(told) = &mut self.told {
            told.outcome = told.outcome.or(outcome(status, 0, self.legs.rang()));
        }
    }

    /// The customer's end wants it over.
    pub(super) fn customer_hangs_up(&mut self, now: Time) {
        self.asked_to_end.get_or_insert(now);
        if !self.was_answered() {
            self.legs.caller_hangs_up();
        }
    }

    /// Those connected with the caller now; what is to be told of it.
    pub(super) fn connect(&mut self, talkers: Vec<String>, now: Time) -> Option<(LineStep, LineCall)> {
        let told = self.told.as_mut().filter(|told| told.ended_at.is_none())?;
        let since = self.talk_since;
        match (since, talkers.is_empty()) {
            (None, false) => self.talk_since = Some(now),
            (Some(since), true) => {
                // The last word of a channel may lag by seconds.
                let end = self.asked_to_end.unwrap_or(now);
                told.talk = told.talk + (end - since);
                self.talk_since = None;
                self.talk_end = Some(end);
            }
            (None, true) | (Some(_), false) => {}
        }
        if talkers.is_empty() {
            self.unhold(now);
            self.talkers = talkers;
            return None;
        }
        let told = self.told.as_mut()?;
        let new = talkers.iter().find(|talker| !self.talked.contains(talker)).cloned();
        self.talkers = talkers;
        let was_sent_on = mem::take(&mut self.is_sent_on);
        let new = new?;
        let is_first = self.talked.is_empty();
        self.talked.push(new.clone());
        self.recording.clone_into(&mut told.recording);
        if is_first {
            told.answered_at.get_or_insert(now);
            if told.incoming || told.extension.is_none() {
                told.extension = Some(new);
            }
            return Some((LineStep::Answered, told.clone()));
        }
        told.transfers += i64::from(!was_sent_on);
        told.transferred_to = Some(new);
        Some((LineStep::Transferred, told.clone()))
    }

    /// Somebody sends the caller on to another telephone.
    pub(super) fn transfer(&mut self, to: &str) {
        if let Some(told) = self.told.as_mut().filter(|_| !to.is_empty()) {
            told.transfers += i64::from(!mem::replace(&mut self.is_sent_on, true));
            told.transferred_to = Some(to.to_owned());
        }
    }

    pub(super) fn hold(&mut self, now: Time) {
        if self.talk_since.is_some() {
            self.hold_since.get_or_insert(now);
        }
    }

    pub(super) fn unhold(&mut self, now: Time) {
        if let (Some(since), Some(told)) = (self.hold_since.take(), &mut self.told) {
            told.hold = told.hold + (now - since);
        }
    }

    /// What became of the leg to a customer we call.
    pub(super) fn outgoing_ended(&mut self, outcome: Option<Outcome>) {
        if let Some(told) = self
            .told
            .as_mut()
            .filter(|told| !told.incoming && told.answered_at.is_none())
        {
            told.outcome = outcome.or(told.outcome);
        }
    }

    /// It is over. What is `lost` ended while nobody listened: it is not known how.
    pub(super) fn end(&mut self, now: Time, lost: bool) -> Option<(LineStep, LineCall)> {
        self.connect(Vec::new(), now);
        let unanswered = self.legs.unanswered(lost);
        let told = self.told.as_mut().filter(|told| told.ended_at.is_none())?;
        let just_now = self.talk_end.filter(|end| now - *end < Span::seconds(5));
        let end = self.asked_to_end.or(just_now).unwrap_or(now);
        told.ended_at = Some(end.max(told.started_at));
        self.recording.clone_into(&mut told.recording);
        if told.answered_at.is_some() {
            if !told.incoming {
                told.outcome = Some(Outcome::Talked);
            }
        } else {
            told.recording = None;
            if told.incoming {
                told.unanswered = unanswered;
            }
        }
        self.is_announced = true;
        self.told.clone().map(|told| (LineStep::Ended, told))
    }

    /// Takes another call's channels and what is known of it over.
    pub(super) fn absorb(&mut self, other: LiveCall) {
        self.channels.extend(other.channels);
        self.legs.absorb(other.legs);
        if self.placed_by.is_none() {
            self.placed_by = other.placed_by;
        }
        if self.told.is_none() {
            self.customer = other.customer;
            self.told = other.told;
            self.is_announced = other.is_announced;
            self.asked_to_end = other.asked_to_end;
            self.talkers = other.talkers;
            self.talked = other.talked;
            self.talk_since = other.talk_since;
            self.talk_end = other.talk_end;
            self.hold_since = other.hold_since;
        }
        self.recording = self.recording.take().or(other.recording);
    }
}

/// What an outgoing leg's end means for the attempt (Q.850 causes); none where our own line failed.
pub(super) fn outcome(status: &str, cause: u32, rang: bool) -> Option<Outcome> {
    match cause {
        1 | 22 | 28 => Some(Outcome::WrongNumber),
        17 | 21 => Some(Outcome::Busy),
        18 | 19 => Some(Outcome::NoAnswer),
        20 | 27 => Some(Outcome::Unreachable),
        3 | 34 | 38 | 41 | 42 | 44 | 47 | 50 | 54 | 58 | 66 => None,
        _ => match status {
            "BUSY" => Some(Outcome::Busy),
            "NOANSWER" => Some(Outcome::NoAnswer),
            "CHANUNAVAIL" | "CONGESTION" => None,
            _ => rang.then_some(Outcome::NoAnswer),
        },
    }
}
