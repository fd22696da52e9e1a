//! A queue's log: `seconds|id|queue|member|EVENT|…`. It tells who took a call and how long the caller waited better than
//! the records of calls do.

use std::collections::HashMap;

use super::log::PastLog;
use super::presence::QueuePresence;
use crate::domain::line_call::LineCall;
use crate::domain::line_call::Unanswered;
use crate::domain::time::Span;
use crate::domain::time::Time;
use crate::telephony::asterisk::Directory;
use crate::telephony::asterisk::caller;

/// Whether it is one, by its first line.
pub(super) fn is_queue_log(bytes: &[u8]) -> bool {
    let line = bytes.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let mut fields = line.split(|byte| *byte == b'|');
    let first = fields.next().unwrap_or_default();
    let is_moment = first.len() >= 9 && first.iter().all(u8::is_ascii_digit);
    is_moment && fields.count() >= 4
}

pub(super) fn read(bytes: &[u8], directory: &Directory) -> PastLog {
    let mut past = PastLog::default();
    let mut presence = QueuePresence::default();
    let mut calls: HashMap<String, LineCall> = HashMap::new();
    for line in String::from_utf8_lossy(bytes)
        .lines()
        .filter(|line| !line.trim().is_empty())
    {
        past.lines += 1;
        let fields: Vec<&str> = line.trim().split('|').collect();
        let seconds = fields.first().and_then(|text| text.parse::<i64>().ok());
        let (Some(seconds), [_, id, _, member, event, more @ ..]) = (seconds, fields.as_slice()) else {
            past.rejected.push(past.lines);
            continue;
        };
        let at = Time(seconds.saturating_mul(1_000));
        if let Some(member) = directory.member(member) {
            presence.hear(at, fields[2], &member, event);
        }
        if *event == "ENTERQUEUE" {
            let phone = caller(more.get(1).copied().unwrap_or_default());
            calls
                .entry((*id).to_owned())
                .or_insert_with(|| LineCall::begun((*id).to_owned(), true, phone, at));
        }
        if let Some(call) = calls.get_mut(*id) {
            step(call, at, event, directory.member(member), more);
        }
    }
    past.shifts = presence.into_shifts();
    // One whose end is not told may still go on.
    past.calls = calls.into_values().filter(|call| call.ended_at.is_some()).collect();
    past.calls
        .sort_by(|a, b| (a.started_at, &a.id).cmp(&(b.started_at, &b.id)));
    past
}

fn step(call: &mut LineCall, at: Time, event: &str, member: Option<String>, more: &[&str]) {
    let number = |place: usize| {
        more.get(place)
            .and_then(|text| text.parse::<i64>().ok())
            .unwrap_or(0)
            .max(0)
    };
    match event {
        "CONNECT" => {
            call.answered_at.get_or_insert(at);
            call.extension = call.extension.take().or(member);
        }
        "COMPLETEAGENT" | "COMPLETECALLER" => {
            call.talk = Span::seconds(number(1));
            call.ended_at = Some(at);
        }
        "BLINDTRANSFER" | "ATTENDEDTRANSFER" | "TRANSFER" => {
            call.transfers += 1;
            call.transferred_to = more.first().map(|to| (*to).to_owned()).filter(|to| !to.is_empty());
            call.ended_at = Some(at);
        }
        "ABANDON" => (call.ended_at, call.unanswered) = (Some(at), Some(Unanswered::HungUp)),
        "EXITWITHTIMEOUT" => (call.ended_at, call.unanswered) = (Some(at), Some(Unanswered::NotPickedUp)),
        "EXITEMPTY" => (call.ended_at, call.unanswered) = (Some(at), Some(Unanswered::NobodyThere)),
        _ => {}
    }
}
