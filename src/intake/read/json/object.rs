//! Objects of shops' APIs: reading what is under a key, whatever kind of value a shop or its plugins put there.

use std::io;
use std::io::BufRead;

use chrono_tz::Tz;
use serde_json::Value;

use super::orders::Shape;
use super::orders::each_object;
use crate::domain::money::Currency;
use crate::domain::reject::RejectWhy;
use crate::domain::time::Time;
use crate::intake::Defaults;
use crate::intake::Parser;
use crate::intake::Sink;
use crate::intake::fields;
use crate::intake::fields::LONG;
use crate::intake::fields::get;
use crate::intake::moment::when;
use crate::intake::order_builder as blank;
use crate::intake::order_builder::missing;
use crate::intake::reading::Read;
use crate::intake::reading::Refused;
use crate::intake::vocabulary as words;

/// A shape of order that is one object: read from one, an array of them, `{"orders": […]}`, `{"order": {…}}`.
#[derive(Clone, Copy, Debug)]
pub struct JsonOrders {
    /// The order an object tells.
    pub read: fn(&Value, &Defaults) -> Result<Read, Refused>,
    /// The keys that tell when it was placed, which nothing inside of an order has.
    pub created: &'static [&'static str],
    /// The keys that name an order to people, the best first.
    pub labels: &'static [&'static str],
}

impl Parser for JsonOrders {
    fn parse(&self, input: &mut dyn BufRead, defaults: &Defaults, sink: &mut dyn Sink) -> io::Result<()> {
        each_object(input, &Objects { of: *self, defaults }, sink)
    }
}

struct Objects<'a> {
    of: JsonOrders,
    defaults: &'a Defaults,
}

impl Shape for Objects<'_> {
    fn read(&self, object: &Value) -> Result<Read, Refused> {
        (self.of.read)(inner(object), self.defaults)
    }

    fn is_one(&self, object: &Value) -> bool {
        self.of.created.iter().any(|key| inner(object).get(key).is_some())
    }

    fn label(&self, object: &Value) -> Option<String> {
        self.of.labels.iter().find_map(|key| get(inner(object), key))
    }
}

fn inner(object: &Value) -> &Value {
    object.get("order").filter(|order| order.is_object()).unwrap_or(object)
}

/// The text under a key; empty when there is none.
pub fn text(object: &Value, key: &str, limit: usize) -> String {
    fields::text(&get(object, key).unwrap_or_default(), limit)
}

/// The first of several texts that is not empty.
pub fn first<const N: usize>(texts: [String; N]) -> String {
    texts.into_iter().find(|text| !text.is_empty()).unwrap_or_default()
}

/// What is under a key; null when nothing is.
pub fn part<'a>(object: &'a Value, key: &str) -> &'a Value {
    object.get(key).unwrap_or(&Value::Null)
}

/// The elements of an array, or the values of an object: PHP writes a list with keys as an object, and an empty one as an
/// array.
pub fn list<'a>(object: &'a Value, key: &str) -> Box<dyn Iterator<Item = &'a Value> + 'a> {
    match object.get(key) {
        Some(Value::Array(values)) => Box::new(values.iter()),
        Some(Value::Object(values)) => Box::new(values.values()),
        _ => Box::new(std::iter::empty()),
    }
}

/// A time; one without an offset is on the clock of `zone`.
pub fn time(object: &Value, key: &str, zone: Tz) -> Result<Option<Time>, Refused> {
    let read = get(object, key).map(|text| when(&text, zone));
    read.transpose().map_err(|why| (key.to_owned(), why))
}

/// A time the order can do without: left out when it cannot be read.
pub fn moment(object: &Value, key: &str, zone: Tz) -> Option<Time> {
    time(object, key, zone).ok().flatten()
}

/// A time the order cannot do without.
pub fn must_time(object: &Value, key: &str, zone: Tz) -> Result<Time, Refused> {
    time(object, key, zone)?.ok_or_else(|| missing(key))
}

/// An amount the order can do without: nothing when it cannot be read.
pub fn money(object: &Value, key: &str, currency: Currency) -> Option<i64> {
    blank::money(&get(object, key)?, currency).ok()
}

/// An amount the order cannot do without.
pub fn must_money(object: &Value, key: &str, currency: Currency) -> Result<i64, Refused> {
    let text = get(object, key).ok_or_else(|| missing(key))?;
    blank::money(&text, currency).map_err(|why| (key.to_owned(), why))
}

/// The currency under a key, else the shop's.
pub fn currency(object: &Value, key: &str, defaults: &Defaults) -> Result<Currency, Refused> {
    match get(object, key) {
        None => Ok(defaults.currency),
        Some(found) => words::currency(&found).ok_or_else(|| (key.to_owned(), RejectWhy::NotACurrency { found })),
    }
}

/// Texts under several keys as one, without gaps and repeats.
pub fn joined(object: &Value, keys: &[&str], between: &str) -> String {
    let parts: Vec<String> = keys.iter().map(|key| text(object, key, LONG)).collect();
    fields::text(&fields::joined(parts.iter().map(String::as_str), between), LONG)
}

/// True for the body of a deletion: the id and nothing more.
pub fn is_deletion(object: &Value) -> bool {
    object
        .as_object()
        .is_some_and(|keys| keys.len() == 1 && keys.contains_key("id"))
}
