//! Orders of a JSON file, whatever their shape: each object is read on its own, and what is no order is said so.

use std::io;
use std::io::BufRead;
use std::ops::ControlFlow;

use serde_json::Value;

use super::answer::ApiAnswer;
use super::answer::missing_inside;
use super::elements::Damage;
use super::elements::Element;
use super::elements::Elements;
use crate::domain::item::Item;
use crate::domain::reject::Reject;
use crate::domain::reject::RejectWhy;
use crate::intake::Sink;
use crate::intake::fields;
use crate::intake::read::text_buffer::Place;
use crate::intake::reading::Read;
use crate::intake::reading::Refused;

/// One shape of order in JSON.
pub trait Shape {
    /// The order an object tells, or the field that keeps it from being one.
    fn read(&self, object: &Value) -> Result<Read, Refused>;

    /// True when the object has what a piece of an order has not.
    fn is_one(&self, object: &Value) -> bool;

    /// The number or id, as far as it can be read.
    fn label(&self, object: &Value) -> Option<String>;
}

/// Reads every object of a file.
pub fn each_object(input: &mut dyn BufRead, shape: &dyn Shape, sink: &mut dyn Sink) -> io::Result<()> {
    let mut elements = Elements::new(input);
    let mut answer = ApiAnswer::default();
    loop {
        let (found, missing) = match elements.next_element(&|object| shape.is_one(object))? {
            None => break,
            Some(Element { value: Ok(object), .. }) if !shape.is_one(&object) && ApiAnswer::is_one(&object) => {
                answer.hear_object(&object);
                continue;
            }
            Some(element) => {
                let missing = match &element.value {
                    Ok(object) => missing_inside(object, || shape.label(object)),
                    Err(_) => Vec::new(),
                };
                (item(element, shape), missing)
            }
        };
        answer.hear(elements.beside());
        let mut items = std::iter::once(found).chain(missing.into_iter().map(Item::Incomplete));
        if items.try_for_each(|item| sink.take(item)) == ControlFlow::Break(()) {
            return Ok(());
        }
    }
    answer.hear(elements.beside());
    let _ = answer
        .missing()
        .into_iter()
        .try_for_each(|missing| sink.take(Item::Incomplete(missing)));
    Ok(())
}

fn item(element: Element<'_>, shape: &dyn Shape) -> Item {
    let raw = || String::from_utf8_lossy(element.raw);
    let (order, (field, why)) = match element.value {
        Ok(object) => match shape.read(&object) {
            Ok(read) => return read.into(),
            Err(refused) => (shape.label(&object), refused),
        },
        Err(fault) => (
            label_of(&raw()),
            (String::new(), why(fault, element.place, element.raw)),
        ),
    };
    Item::Reject(Reject {
        line: element.place.line,
        order,
        field,
        why,
        head: None,
        raw: fields::raw(&raw()),
    })
}

fn why(fault: Damage, begin: Place, text: &[u8]) -> RejectWhy {
    match fault {
        Damage::Syntax { at, message } => {
            let Place { line, column } = begin.behind(&text[..at.min(text.len())]);
            RejectWhy::Syntax { line, column, message }
        }
        Damage::CutShort => RejectWhy::CutShort,
        Damage::TooLarge => RejectWhy::TooLarge,
        Damage::NotAnObject => RejectWhy::NotAnOrder,
    }
}

/// The number, or else the id, of an object that is not well formed: the first that stands in its text.
fn label_of(text: &str) -> Option<String> {
    ["\"number\"", "\"id\""].iter().find_map(|key| {
        let behind = &text[text.find(key)? + key.len()..];
        let value = behind.trim_start().strip_prefix(':')?.trim_start();
        let mut values = serde_json::Deserializer::from_str(value).into_iter::<Value>();
        let label = fields::scalar(&values.next()?.ok()?)?;
        Some(fields::text(&label, fields::SHORT))
    })
}
