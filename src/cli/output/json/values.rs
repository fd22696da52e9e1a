//! Money, times and quantities in JSON.

use serde::Serialize;

use crate::domain::as_json::stamp;
use crate::domain::money::Currency;
use crate::domain::money::Money;
use crate::domain::time::Time;

/// An amount: minor units, ISO 4217, and for reading.
#[derive(Clone, Debug, Serialize)]
pub struct MoneyJson {
    minor: i64,
    currency: Currency,
    text: String,
}

impl MoneyJson {
    pub fn new(minor: i64, currency: Currency) -> MoneyJson {
        MoneyJson {
            minor,
            currency,
            text: Money::new(minor, currency).text(),
        }
    }
}

/// A moment that may be absent, as [`stamp`] writes it.
pub fn time(at: Option<Time>) -> Option<String> {
    at.map(stamp)
}

/// Nothing for an empty text.
pub fn filled(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}
