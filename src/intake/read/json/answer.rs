//! What an answer of an API says of itself beside its orders: what went wrong, and whether more of them follow.
//!
//! Source: *Response format* of the GraphQL specification, and *Paginating results* of Shopify's GraphQL Admin API.

use serde_json::Value;

use crate::domain::item::Incomplete;
use crate::intake::fields;
use crate::intake::fields::SHORT;
use crate::intake::fields::get;

/// An answer as far as it was heard.
#[derive(Debug, Default)]
pub struct ApiAnswer {
    errors: Vec<Incomplete>,
    has_next: bool,
    /// Where the page says it ends.
    end: Option<String>,
    /// The cursor of the last order that has one.
    last: Option<String>,
}

impl ApiAnswer {
    /// True for an object that is an answer without any order: throttled, refused, empty.
    pub fn is_one(object: &Value) -> bool {
        let keys = object.as_object().into_iter().flatten();
        let mut is_empty = true;
        let all = keys.into_iter().all(|(key, value)| {
            is_empty = false;
            match key.as_str() {
                "errors" | "extensions" | "pageInfo" => true,
                "data" | "orders" | "nodes" | "edges" => value.is_null(),
                _ => false,
            }
        });
        all && !is_empty
    }

    /// Takes in such an answer.
    pub fn hear_object(&mut self, object: &Value) {
        let told = object.as_object().into_iter().flatten();
        self.hear(told.map(|(key, value)| (key.clone(), value.clone())).collect());
    }

    /// Takes in what stands beside the orders, by its keys.
    pub fn hear(&mut self, beside: Vec<(String, Value)>) {
        for (key, value) in beside {
            match key.as_str() {
                "errors" => self.errors.extend(errors(&value)),
                "pageInfo" => {
                    self.has_next |= has_next(&value);
                    self.end = get(&value, "endCursor").or(self.end.take());
                }
                "cursor" => self.last = fields::scalar(&value).or(self.last.take()),
                _ => {}
            }
        }
    }

    /// What is missing of it.
    pub fn missing(self) -> Vec<Incomplete> {
        let mut missing = self.errors;
        if self.has_next {
            let after = self.end.or(self.last).map(|cursor| fields::text(&cursor, SHORT));
            missing.push(Incomplete::MorePages { after });
        }
        missing
    }
}

/// The lists of an order that were cut, by their own pages.
pub fn missing_inside(object: &Value, label: impl Fn() -> Option<String>) -> Vec<Incomplete> {
    let lists = object.as_object().into_iter().flatten();
    let cut = lists.filter(|(_, list)| list.get("pageInfo").is_some_and(has_next));
    cut.map(|(list, _)| Incomplete::MoreInside {
        order: label().map(|label| fields::text(&label, SHORT)).unwrap_or_default(),
        list: fields::text(list, SHORT),
    })
    .collect()
}

fn has_next(page: &Value) -> bool {
    page.get("hasNextPage").and_then(Value::as_bool) == Some(true)
}

/// A list of `{"message", "path"}`, or the words alone.
fn errors(value: &Value) -> Vec<Incomplete> {
    let error = |error: &Value| {
        let steps = error.get("path").and_then(Value::as_array).into_iter().flatten();
        let path: Vec<String> = steps.filter_map(fields::scalar).collect();
        let message = get(error, "message").or_else(|| fields::scalar(error));
        Incomplete::Error {
            message: fields::text(&message.unwrap_or_else(|| error.to_string()), SHORT),
            path: fields::text(&path.join("."), SHORT),
        }
    };
    match value {
        Value::Null => Vec::new(),
        Value::Array(list) => list.iter().map(error).collect(),
        other => vec![error(other)],
    }
}
