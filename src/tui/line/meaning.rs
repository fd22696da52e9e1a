//! What a typed line means: a time, an amount, a tracking number.

use super::state::Line;
use super::state::LineFault;
use super::state::LineKind;
use crate::domain::action::Action;
use crate::domain::action::CallLog;
use crate::domain::action::Handing;
use crate::domain::action::RefundOwing;
use crate::domain::action::Shipping;
use crate::domain::call::Outcome;
use crate::domain::money::Money;
use crate::domain::order::Means;
use crate::domain::order::OrderFacts;
use crate::domain::order::Terms;
use crate::domain::parcel;
use crate::domain::parcel::Check;
use crate::domain::recorded::ReviewedCall;
use crate::domain::time::Time;
use crate::domain::when::BadWhen;
use crate::domain::when::parse_ahead;
use crate::domain::when::parse_day;
use crate::tui::model::Model;
use crate::tui::pick::call::call;

/// No carrier's number has fewer digits.
const DIGITS_LEAST: usize = 5;

/// By what means money for such an order usually comes.
pub fn usual_means(order: Option<&OrderFacts>) -> Means {
    match order.map(|facts| facts.terms) {
        Some(Terms::OnDelivery) => Means::CashOnDelivery,
        _ => Means::Card,
    }
}

/// The moment a line means; the past is none.
pub fn when(text: &str, now: Time, model: &Model) -> Result<Time, LineFault> {
    if text.trim().is_empty() {
        return Err(LineFault::Empty);
    }
    let at = parse_ahead(text, now, model.zone()).map_err(bad_when)?;
    if at <= now { Err(LineFault::Past) } else { Ok(at) }
}

/// The amount a line means, in the order's currency, minor units.
pub fn amount(text: &str, line: &Line, model: &Model) -> Result<Money, LineFault> {
    let currency = line
        .subject
        .facts
        .as_ref()
        .map_or(model.currency(), |facts| facts.currency);
    match Money::parse(text, currency) {
        Ok(money) if money.minor > 0 => Ok(money),
        _ if text.trim().is_empty() => Err(LineFault::Empty),
        _ => Err(LineFault::BadAmount),
    }
}

/// The tracking number a line means.
pub fn tracking(line: &Line, model: &Model) -> parcel::Recognised {
    let hint = line.subject.facts.as_ref().and_then(|facts| facts.carrier);
    let (number, _) = parts(line.input.value());
    parcel::recognise(number, &model.setup.settings.shop.country, hint)
}

/// When the parcel should arrive by a typed line, where a day stands behind its number.
pub fn estimate(text: &str, now: Time, model: &Model) -> Result<Option<Time>, LineFault> {
    let Some(day) = parts(text).1 else { return Ok(None) };
    parse_day(day, now, model.zone()).map(Some).map_err(bad_when)
}

/// A number, and the day behind a semicolon.
fn parts(text: &str) -> (&str, Option<&str>) {
    let (number, day) = text.split_once(';').unwrap_or((text, ""));
    (number, Some(day.trim()).filter(|day| !day.is_empty()))
}

fn bad_when(bad: BadWhen) -> LineFault {
    LineFault::BadWhen(match bad {
        BadWhen::NotUnderstood => "fault-when",
        BadWhen::NoTimeOfDay => "fault-no_time_of_day",
        BadWhen::NoSuchDay => "fault-no_such_day",
    })
}

/// What Enter makes of a line.
pub(super) enum Taken {
    Action(Box<Action>),
    Next(LineKind),
}

pub(super) fn taken(model: &Model, line: &Line, now: Time) -> Result<Taken, LineFault> {
    let text = line.input.value().trim().to_owned();
    if text.is_empty() {
        return Err(LineFault::Empty);
    }
    let action = match line.kind {
        LineKind::Tracking => {
            let recognised = tracking(line, model);
            if recognised.number.chars().filter(char::is_ascii_digit).count() < DIGITS_LEAST {
                return Err(LineFault::NoNumber);
            }
            let is_whole = matches!(recognised.check, Check::Ok | Check::None);
            if !is_whole && line.fault != Some(LineFault::Doubtful) {
                return Err(LineFault::Doubtful);
            }
            Action::Ship(Shipping {
                number: recognised.number,
                carrier: recognised.carrier,
                handed: Handing::WithNumber,
                seen: line.seen(),
                which: line.which,
                estimate: estimate(&text, now, model)?,
                ..Shipping::default()
            })
        }
        LineKind::CallBackAt { called } => Action::LogCall(CallLog {
            call_at: Some(when(&text, now, model)?),
            ..call(Outcome::CallBack, called)
        }),
        LineKind::ScheduleAt => Action::Schedule {
            at: when(&text, now, model)?,
        },
        LineKind::DispatchBy => Action::DispatchBy {
            at: Some(when(&text, now, model)?),
        },
        LineKind::Note => Action::Note { text },
        LineKind::ReviewNote(call) => Action::ReviewCall(Box::new(ReviewedCall::noted(call, text))),
        LineKind::Complaint => Action::Complaint { text },
        LineKind::Wrote => Action::Wrote { text },
        LineKind::Refund => Action::Refund {
            amount: amount(&text, line, model)?.minor,
            owing: RefundOwing::CostsLess,
        },
        LineKind::PartPayment => Action::Pay {
            amount: Some(amount(&text, line, model)?.minor),
            means: usual_means(line.subject.facts.as_deref()),
            note: String::new(),
        },
        LineKind::PutOffUntil => {
            let until = when(&text, now, model)?;
            return Ok(Taken::Next(LineKind::PutOffWhy { until }));
        }
        LineKind::PutOffWhy { until } => Action::PutOff { until, text },
    };
    Ok(Taken::Action(Box::new(action)))
}
