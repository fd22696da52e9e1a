//! The legs of one call, and what they make of it.

use std::collections::HashMap;

use super::columns::Leg;
use crate::domain::call::Outcome;
use crate::domain::line_call::LineCall;
use crate::domain::line_call::Unanswered;
use crate::domain::time::Span;
use crate::telephony::asterisk::Directory;
use crate::telephony::asterisk::End;
use crate::telephony::asterisk::caller;
use crate::telephony::asterisk::dialled;

/// The records of one call.
#[derive(Debug, Default)]
pub(super) struct CallLegs {
    legs: Vec<Leg>,
}

/// Up to Asterisk 11 no id joins the two halves of a local channel: their name does.
pub(super) fn join_locals(calls: &mut HashMap<String, CallLegs>, order: &[String]) -> Vec<CallLegs> {
    let mut halves: HashMap<String, String> = HashMap::new();
    let mut joined: Vec<CallLegs> = Vec::new();
    // The half that is called tells whose call it is.
    for link in order {
        let legs = calls.get(link).map(|call| call.legs.as_slice()).unwrap_or_default();
        for name in legs.iter().filter_map(|leg| local_name(&leg.to)) {
            halves.insert(name.to_owned(), link.clone());
        }
    }
    for link in order.iter().rev() {
        let own = calls.get(link).and_then(|call| {
            let mut names = call.legs.iter().filter_map(|leg| local_name(&leg.channel));
            names.find_map(|name| halves.get(name).filter(|other| *other != link))
        });
        let Some(whole) = own.cloned() else { continue };
        if let Some(part) = calls.remove(link) {
            match calls.get_mut(&whole) {
                Some(call) => call.legs.extend(part.legs),
                None => joined.push(part),
            }
        }
    }
    joined.extend(order.iter().filter_map(|link| calls.remove(link)));
    joined
}

/// `Local/101@ext-00000000;1` without its half.
fn local_name(channel: &str) -> Option<&str> {
    let rest = channel.strip_prefix("Local/")?;
    Some(rest.rsplit_once(';').map_or(rest, |(name, _)| name))
}

impl CallLegs {
    pub(super) fn add(&mut self, leg: Leg) {
        self.legs.push(leg);
    }

    /// The call they make; none where nobody outside is in it.
    pub(super) fn told(mut self, directory: &Directory) -> Option<LineCall> {
        self.legs.sort_by_key(|leg| leg.began);
        let end = |channel: &str| directory.end_of(channel);
        let is_trunk = |channel: &str| matches!(end(channel), End::Trunk(_));
        let first = self
            .legs
            .iter()
            .find(|leg| is_trunk(&leg.channel) || is_trunk(&leg.to))?;
        let incoming = is_trunk(&first.channel);
        let mut call = if incoming {
            LineCall::begun(first.link.clone(), true, caller(&first.source), first.began)
        } else {
            let asked = dialled(&first.data).or_else(|| dialled(&first.destination));
            let asked = asked.unwrap_or_else(|| first.destination.clone());
            LineCall::begun(first.link.clone(), false, asked, first.began)
        };
        call.line = if incoming && dialled(&first.destination).is_some() {
            first.destination.clone()
        } else {
            String::new()
        };
        call.started_at = self.legs.iter().map(|leg| leg.began).min().unwrap_or(first.began);
        call.ended_at = self.legs.iter().map(|leg| leg.ended).max();
        let recording = self.legs.iter().map(|leg| &leg.recording).find(|name| !name.is_empty());
        let extension_of = |channel: &str| match end(channel) {
            End::Phone(extension) => Some(extension),
            _ => None,
        };
        let talks: Vec<(&Leg, Option<String>)> = self
            .legs
            .iter()
            .filter(|leg| leg.disposition == "ANSWERED" && leg.billed > 0)
            .filter_map(|leg| {
                if incoming {
                    extension_of(&leg.to).map(|extension| (leg, Some(extension)))
                } else {
                    is_trunk(&leg.to).then(|| (leg, extension_of(&leg.channel)))
                }
            })
            .collect();
        if !incoming {
            call.extension = self.legs.iter().find_map(|leg| extension_of(&leg.channel));
        }
        if let Some((talk, extension)) = talks.first() {
            call.answered_at = Some(talk.answered.unwrap_or(talk.began));
            call.talk = talks
                .iter()
                .fold(Span::ZERO, |talk, (leg, _)| talk + Span::seconds(leg.billed));
            call.recording = recording.cloned();
            if incoming {
                call.extension.clone_from(extension);
            } else {
                call.outcome = Some(Outcome::Talked);
            }
            let mut others = talks
                .iter()
                .skip(1)
                .filter(|(leg, other)| other != extension && leg.began >= talk.began);
            if let Some((_, to)) = others.next_back().filter(|_| incoming) {
                call.transferred_to.clone_from(to);
                call.transfers = 1;
            }
            return Some(call);
        }
        if incoming {
            call.unanswered = self.unanswered(directory);
        } else {
            call.outcome = match first.disposition.as_str() {
                "BUSY" => Some(Outcome::Busy),
                "NO ANSWER" => Some(Outcome::NoAnswer),
                _ => None,
            };
        }
        Some(call)
    }

    /// Why nobody took it, as far as records tell: not whether the caller gave up. Where nobody's telephone was called,
    /// nobody knows.
    fn unanswered(&self, directory: &Directory) -> Option<Unanswered> {
        let called: Vec<&Leg> = self
            .legs
            .iter()
            .filter(|leg| matches!(directory.end_of(&leg.to), End::Phone(_)))
            .collect();
        let all = |disposition: &[&str]| called.iter().all(|leg| disposition.contains(&leg.disposition.as_str()));
        if called.is_empty() {
            None
        } else if all(&["BUSY"]) {
            Some(Unanswered::Busy)
        } else if all(&["FAILED", "CONGESTION"]) {
            Some(Unanswered::Failed)
        } else {
            Some(Unanswered::NotPickedUp)
        }
    }
}
