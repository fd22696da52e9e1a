//! What the commands print as JSON: names that scripts rely on. A value that is absent is null and never left out.

mod customer;
mod journal;
mod merge;
mod message;
mod order;
mod row;
mod shift;

use serde::Serialize;
use serde_json::Number;

pub(super) use self::customer::CustomerShape;
pub(super) use self::journal::EntryShape;
pub(super) use self::merge::AlikeShape;
pub(super) use self::merge::PairShape;
pub(super) use self::merge::PlanShape;
pub(super) use self::message::MessageShape;
pub(super) use self::order::OrderShape;
pub(super) use self::row::Around;
pub(super) use self::row::RowShape;
pub(super) use self::shift::ShiftShape;
use crate::domain::money::Currency;
use crate::domain::money::Money;
use crate::domain::time::Time;

/// An amount: minor units, ISO 4217, and for reading.
#[derive(Clone, Debug, Serialize)]
pub(super) struct MoneyShape {
    minor: i64,
    currency: Currency,
    text: String,
}

impl MoneyShape {
    pub(super) fn new(minor: i64, currency: Currency) -> MoneyShape {
        MoneyShape {
            minor,
            currency,
            text: Money::new(minor, currency).text(),
        }
    }
}

/// RFC 3339 in UTC, to the second: such texts sort as their moments do.
pub(super) fn stamp(at: Time) -> String {
    Time(at.0.div_euclid(1_000).saturating_mul(1_000)).rfc3339()
}

/// The same of a moment that may be absent.
pub(super) fn time(at: Option<Time>) -> Option<String> {
    at.map(stamp)
}

/// Nothing for an empty text.
pub(super) fn filled(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

/// Thousandths as a number: whole where they are whole.
#[allow(clippy::cast_precision_loss)] // nobody orders so many that a thousandth is lost
pub(super) fn quantity(milli: i64) -> Number {
    if milli % 1_000 == 0 {
        return Number::from(milli / 1_000);
    }
    Number::from_f64(milli as f64 / 1_000.0).unwrap_or_else(|| Number::from(milli / 1_000))
}
