//! Messages that leave by themselves, in a line: what is told, where it stands, when it leaves.

use chrono_tz::Tz;

use super::known::why;
use super::moment::clock_time;
use super::moment::date_short;
use super::moment::moment;
use crate::domain::message::Channel;
use crate::domain::message::MessageBody;
use crate::domain::message::MessageKind;
use crate::domain::message::MessageRow;
use crate::domain::message::MessageState;
use crate::domain::message::Storage;
use crate::domain::settings::Settings;
use crate::domain::time::Time;
use crate::i18n::Tr;
use crate::text::clean;

/// A kind of message.
pub fn message_kind(tr: &Tr, kind: MessageKind) -> String {
    tr.coded("message", kind.code())
}

/// Where a message stands.
pub fn message_state(tr: &Tr, state: MessageState) -> String {
    if tr.is_made_up() && matches!(state, MessageState::Sent | MessageState::Delivered) {
        return tr.text("message_state-would_be_sent");
    }
    tr.coded("message_state", state.code())
}

/// By what it goes.
pub fn message_channel(tr: &Tr, channel: Channel) -> String {
    tr.coded("message_channel", channel.code())
}

/// What it tells: the kind, and what says more: `a call is promised 09:00–11:00`, `tracking number RA123456789RU`.
pub fn told(tr: &Tr, zone: Tz, told: &MessageBody, now: Time) -> String {
    let kind = message_kind(tr, told.kind());
    match detail(tr, zone, told, now) {
        Some(detail) => format!("{kind} · {detail}"),
        None => kind,
    }
}

/// A message in a line of a history: `SMS: tracking number · RA123456789RU · in 12 s`, `email: … · recalled`.
pub fn message_line(
    tr: &Tr,
    zone: Tz,
    (told, channel): (&MessageBody, Option<Channel>),
    (state, at, because): (MessageState, Time, Option<&str>),
    now: Time,
) -> String {
    let what = self::told(tr, zone, told, now);
    let stands = match state {
        MessageState::Waiting => leaves_at(tr, zone, at, now),
        MessageState::Delivered | MessageState::Failed => {
            let state = message_state(tr, state);
            tr.with(
                "message-known",
                &[("state", state.into()), ("time", moment(tr, zone, at, now).into())],
            )
        }
        _ => message_state(tr, state),
    };
    let stands = match because {
        Some(error) => format!("{stands}: {}", why(tr, error)),
        None => stands,
    };
    match channel {
        Some(channel) => format!("{}: {what} · {stands}", message_channel(tr, channel)),
        None => format!("{what} · {stands}"),
    }
}

/// When a waiting message leaves: `in 12 s`, `at tomorrow 09:00`, `at once` when its time has come.
pub fn leaves(tr: &Tr, zone: Tz, settings: &Settings, message: &MessageRow, now: Time) -> String {
    if settings.awaits_look(message) {
        return tr.text("message_leaves-look");
    }
    leaves_at(tr, zone, message.leaves_at, now)
}

/// When what waits for nobody leaves.
pub fn leaves_at(tr: &Tr, zone: Tz, at: Time, now: Time) -> String {
    let left = at - now;
    if left.0 <= 0 {
        tr.text("message_leaves-now")
    } else if left < crate::domain::time::Span::minutes(10) {
        tr.with("message_leaves-soon", &[("span", tr.span_short(left).into())])
    } else {
        tr.with("message_leaves-at", &[("time", moment(tr, zone, at, now).into())])
    }
}

fn detail(tr: &Tr, zone: Tz, told: &MessageBody, now: Time) -> Option<String> {
    let date = |key: &str, at: Time| tr.with(key, &[("date", date_short(tr, zone, at, now).into())]);
    Some(match told {
        MessageBody::Promise { from, until }
        | MessageBody::PromiseBroken { from, until }
        | MessageBody::CallAfterHours { from, until } => {
            let (from, until) = (moment(tr, zone, *from, now), clock_time(zone, *until));
            tr.with("message-window", &[("from", from.into()), ("until", until.into())])
        }
        MessageBody::CallsMissed { count } | MessageBody::CallsInVain { count } => {
            tr.with("message-count", &[("count", (*count).into())])
        }
        MessageBody::Accepted { total, .. } | MessageBody::Paid { total, .. } => super::sum(tr, *total),
        MessageBody::Requisites { owed } => super::sum(tr, *owed),
        MessageBody::DispatchLate { term } => date("message-by", *term),
        MessageBody::Tracking { number, .. } | MessageBody::Dispatched { number, .. } if !number.is_empty() => {
            clean(number).into_owned()
        }
        MessageBody::Arrived(storage) | MessageBody::PickupWaits(storage) | MessageBody::PickupLast(storage) => {
            let until = date("message-until", last_free_day(storage));
            if storage.number.is_empty() {
                until
            } else {
                format!("{} · {until}", clean(&storage.number))
            }
        }
        MessageBody::TakenBack { what, .. } => message_kind(tr, *what),
        MessageBody::Written { of, .. } if !of.is_empty() => tr.coded("template", of),
        MessageBody::InWork { .. }
        | MessageBody::WrongNumber
        | MessageBody::Tracking { .. }
        | MessageBody::Dispatched { .. }
        | MessageBody::Received
        | MessageBody::Offer { .. }
        | MessageBody::Written { .. }
        | MessageBody::Quality
        | MessageBody::Courtesy => return None,
    })
}

/// Storage that ends at a midnight ends with the day before.
fn last_free_day(storage: &Storage) -> Time {
    storage.free_until - crate::domain::time::Span(1)
}
