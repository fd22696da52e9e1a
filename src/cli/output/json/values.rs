//! Money, times and quantities in JSON.

use serde::Serialize;

use crate::domain::money::Currency;
use crate::domain::money::Money;
use crate::domain::time::Time;

/// An amount: minor units, ISO 4217, and for reading.
#[derive(Clone, Debug, Serialize)]
pub struct MoneyShape {
    minor: i64,
    currency: Currency,
    text: String,
}

impl MoneyShape {
    pub fn new(minor: i64, currency: Currency) -> MoneyShape {
        MoneyShape {
            minor,
            currency,
            text: Money::new(minor, currency).text(),
        }
    }
}

/// RFC 3339 in UTC, to the second: such texts sort as their moments do.
pub fn stamp(at: Time) -> String {
    Time(at.0.div_euclid(1_000).saturating_mul(1_000)).rfc3339()
}

/// The same of a moment that may be absent.
pub fn time(at: Option<Time>) -> Option<String> {
    at.map(stamp)
}

/// Nothing for an empty text.
pub fn filled(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}
