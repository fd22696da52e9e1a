//! Orders of a JSON file, whatever their shape: each object is read on its own, and what is no order is said so.

use std::io;
use std::io::BufRead;
use std::ops::ControlFlow;

use serde_json::Value;

use super::elements::Element;
use super::elements::Elements;
use super::elements::Extent;
use crate::domain::incoming::Item;
use crate::domain::reject::Reject;
use crate::domain::reject::RejectWhy;
use crate::intake::Sink;
use crate::intake::fields;
use crate::intake::reading::Read;
use crate::intake::reading::Refused;

/// One shape of order in JSON.
pub trait Shape {
    /// The order an object tells, or the field that keeps it from being one.
    fn read(&self, object: &Value) -> Result<Read, Refused>;

    /// The number or id, as far as it can be read.
    fn label(&self, object: &Value) -> Option<String>;
}

/// Reads every object of a file.
pub fn each_object(input: &mut dyn BufRead, shape: &dyn Shape, sink: &mut dyn Sink) -> io::Result<()> {
    let mut elements = Elements::new(input);
    // Behind a place whose brackets do not add up, pieces of the broken order may look like objects of their own.
    let mut behind_damage = false;
    while let Some(element) = elements.next_element()? {
        let item = item(&element, shape);
        match &item {
            Item::Reject(reject) if behind_damage && is_piece(reject) => continue,
            Item::Reject(_) => behind_damage |= element.extent == Extent::Open,
            Item::Order(_) | Item::Skipped => behind_damage = false,
        }
        if sink.take(item) == ControlFlow::Break(()) {
            break;
        }
    }
    Ok(())
}

fn item(element: &Element, shape: &dyn Shape) -> Item {
    let object: Value = match serde_json::from_str(&element.text) {
        Ok(object) => object,
        Err(error) if element.text.starts_with('{') => {
            return Item::Reject(reject(
                element,
                label_of(&element.text),
                (String::new(), syntax(element, &error)),
            ));
        }
        Err(_) => Value::Null,
    };
    if !object.is_object() {
        return Item::Reject(reject(element, None, (String::new(), RejectWhy::NotAnOrder)));
    }
    match shape.read(&object) {
        Ok(Read::Order(order)) => Item::Order(order),
        Ok(Read::NoOrder) => Item::Skipped,
        Err(refused) => Item::Reject(reject(element, shape.label(&object), refused)),
    }
}

fn reject(element: &Element, order: Option<String>, (field, why): Refused) -> Reject {
    Reject {
        line: element.line,
        order,
        field,
        why,
        head: None,
        raw: fields::raw(&element.text),
    }
}

fn syntax(element: &Element, error: &serde_json::Error) -> RejectWhy {
    if error.is_eof() {
        return RejectWhy::CutShort;
    }
    let line = u64::try_from(error.line()).unwrap_or(1).max(1);
    let column = u64::try_from(error.column()).unwrap_or(1).max(1);
    let said = error.to_string();
    RejectWhy::Syntax {
        line: element.line + line - 1,
        column: if line == 1 { element.column + column - 1 } else { column },
        message: said.split(" at line ").next().unwrap_or_default().to_owned(),
    }
}

/// The number, or else the id, of an object that is not well formed: the first that stands in its text.
fn label_of(text: &str) -> Option<String> {
    ["\"number\"", "\"id\""].iter().find_map(|key| {
        let behind = &text[text.find(key)? + key.len()..];
        let value = behind.trim_start().strip_prefix(':')?.trim_start();
        let mut values = serde_json::Deserializer::from_str(value).into_iter::<Value>();
        let value = values
            .next()?
            .ok()
            .filter(|value| value.is_string() || value.is_number());
        value
            .and_then(|value| fields::scalar(&value))
            .map(|label| fields::text(&label, fields::SHORT))
    })
}

/// True for what a fragment of an order gives: something without a number, or no order at all.
fn is_piece(reject: &Reject) -> bool {
    reject.order.is_none() && matches!(reject.why, RejectWhy::NotAnOrder | RejectWhy::Missing)
}
