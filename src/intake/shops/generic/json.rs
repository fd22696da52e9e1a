//! dozvon's own JSON: objects one by one, in an array, or line by line. The names are those of the table in
//! [`crate::intake::shops::generic::draft`]; the customer, lines and payments may stand in objects and arrays of their own.
//!
//! ```json
//! {
//!   "number": "1042", "created_at": "2026-03-11T11:58:00+03:00", "total": 14550.00, "currency": "RUB",
//!   "status": "new", "modified_at": "2026-03-11T12:01:00+03:00",
//!   "customer": {"name": "Елена Иванова", "phones": ["+7 916 765-43-21"], "email": "elena@mail.example"},
//!   "payment": "Карта", "delivery": "Почта России", "address": "Москва, Тверская 1, кв. 5",
//!   "lines": [{"sku": "C803", "name": "Кофеварка", "quantity": 1, "price": 12990.00},
//!             {"sku": "F40", "name": "Фильтры", "quantity": 2, "price": 780.00}],
//!   "parcels": [{"tracking_number": "80088012345672", "lines": [{"sku": "C803"}]}],
//!   "payments": [{"at": "2026-03-11T12:05:00+03:00", "amount": 14550.00, "means": "card", "reference": "pay-77"}]
//! }
//! ```
//!
//! An amount is a number, a text, or `{"minor": 1455000, "currency": "RUB"}`, as the desk itself prints it.

use std::io;
use std::io::BufRead;

use serde_json::Map;
use serde_json::Value;

use super::columns::Cell;
use super::columns::Cells;
use super::columns::Column;
use super::draft::Draft;
use super::draft::DraftParcel;
use super::draft::DraftPayment;
use crate::domain::money::Currency;
use crate::domain::reject::RejectWhy;
use crate::intake::Defaults;
use crate::intake::Parser;
use crate::intake::Sink;
use crate::intake::fields;
use crate::intake::fields::scalar;
use crate::intake::read::json::orders::Shape;
use crate::intake::read::json::orders::each_object;
use crate::intake::reading::Read;
use crate::intake::reading::Refused;
use crate::text::fold;

/// How much is told of what stood in the place of a list.
const FOUND: usize = 40;

/// Reads the objects.
#[derive(Clone, Copy, Debug)]
pub struct OwnJson;

impl Parser for OwnJson {
    fn parse(&self, input: &mut dyn BufRead, defaults: &Defaults, sink: &mut dyn Sink) -> io::Result<()> {
        each_object(input, &Objects(defaults), sink)
    }
}

struct Objects<'a>(&'a Defaults);

impl Shape for Objects<'_> {
    fn read(&self, object: &Value) -> Result<Read, Refused> {
        draft(object).read(self.0)
    }

    fn is_one(&self, object: &Value) -> bool {
        // A line or a payment has no number of an order; a date or a total alone might be theirs.
        let draft = draft(object);
        let has = |column: Column| draft.order.contains_key(&column);
        has(Column::Created) || (has(Column::Number) && has(Column::Total))
    }

    fn label(&self, object: &Value) -> Option<String> {
        draft(object).label()
    }
}

fn draft(object: &Value) -> Draft {
    let mut draft = Draft::default();
    let Some(object) = object.as_object() else {
        return draft;
    };
    for (key, value) in object {
        match (fold(key).as_str(), value) {
            ("customer" | "client" | "клиент" | "покупатель", Value::Object(customer)) => {
                add_customer(&mut draft, customer);
            }
            ("lines" | "items" | "products" | "товары" | "позиции", lines) => match objects(key, lines) {
                Ok(lines) => {
                    let read = lines.into_iter().map(|object| line(object, &mut draft.misshapen));
                    draft.lines = read.collect();
                }
                Err(refused) => draft.misshapen = Some(refused),
            },
            ("payments" | "платежи", payments) => match objects(key, payments) {
                Ok(payments) => draft.payments = payments.into_iter().map(payment).collect(),
                Err(refused) => draft.misshapen = Some(refused),
            },
            ("parcels" | "посылки", parcels) => match objects(key, parcels) {
                Ok(parcels) => draft.parcels = parcels.into_iter().map(parcel).collect(),
                Err(refused) => draft.misshapen = Some(refused),
            },
            ("tracking_number" | "tracking_numbers" | "номер отправления", _) => {
                draft.add(Column::Tracking, key, value);
            }
            // The desk's own output names the shop's id so, and its own rows `id`.
            ("external_id", _) => draft.add(Column::Id, key, value),
            ("id", _) if object.contains_key("external_id") => {}
            _ => {
                if let Some(column) = Column::named(key) {
                    draft.add(column, key, value);
                }
            }
        }
    }
    draft
}

impl Draft {
    fn add(&mut self, column: Column, key: &str, value: &Value) {
        add(&mut self.order, &mut self.misshapen, column, (key, value));
    }
}

/// The objects of a list; none where nothing is told.
fn objects<'a>(key: &str, value: &'a Value) -> Result<Vec<&'a Map<String, Value>>, Refused> {
    let other = |found: &Value| other_shape(key, found);
    match value {
        Value::Null => Ok(Vec::new()),
        Value::String(text) if text.trim().is_empty() => Ok(Vec::new()),
        // PHP writes an empty list so.
        Value::Object(none) if none.is_empty() => Ok(Vec::new()),
        Value::Array(list) => list
            .iter()
            .map(|object| object.as_object().ok_or_else(|| other(object)))
            .collect(),
        found => Err(other(found)),
    }
}

fn other_shape(key: &str, found: &Value) -> Refused {
    let found = scalar(found).unwrap_or_else(|| found.to_string());
    let found = fields::text(&found, FOUND);
    (key.to_owned(), RejectWhy::OtherShape { found })
}

fn add_customer(draft: &mut Draft, customer: &Map<String, Value>) {
    for (key, value) in customer {
        let column = Column::named(key);
        if let Some(column @ (Column::Name | Column::Phone | Column::Email | Column::Company | Column::TaxId)) = column
        {
            draft.add(column, key, value);
        }
    }
}

fn line(object: &Map<String, Value>, misshapen: &mut Option<Refused>) -> Cells {
    let mut cells = Cells::new();
    for (key, value) in object {
        let column = match Column::named(key) {
            Some(Column::Name) => Some(Column::Item),
            Some(Column::Total) => Some(Column::LineTotal),
            Some(Column::Id) | None => None,
            column => column,
        };
        if let Some(column) = column.filter(|column| column.is_of_a_line()) {
            add(&mut cells, misshapen, column, (key, value));
        }
    }
    cells
}

fn parcel(object: &Map<String, Value>) -> DraftParcel {
    let text = |keys: [&str; 2]| {
        let found = keys.into_iter().find_map(|key| object.get(key).and_then(scalar));
        fields::text(&found.unwrap_or_default(), fields::SHORT)
    };
    let lines = ["lines", "items"].into_iter().find_map(|key| object.get(key));
    let lines = lines.and_then(Value::as_array).into_iter().flatten();
    DraftParcel {
        number: text(["tracking_number", "number"]),
        carrier: text(["carrier", "tracking_company"]),
        lines: lines
            .filter_map(Value::as_object)
            .map(|object| line(object, &mut None))
            .collect(),
    }
}

fn payment(object: &Map<String, Value>) -> DraftPayment {
    let text = |key: &str| {
        object
            .get(key)
            .and_then(scalar)
            .map(|t| fields::text(&t, fields::SHORT))
    };
    DraftPayment {
        at: text("at").or_else(|| text("date")),
        amount: object.get("amount").and_then(cell),
        means: text("means").unwrap_or_default(),
        reference: text("reference").or_else(|| text("id")).unwrap_or_default(),
    }
}

fn add(cells: &mut Cells, refused: &mut Option<Refused>, column: Column, (key, value): (&str, &Value)) {
    if let Some(cell) = cell(value) {
        cells.insert(column, cell);
    } else if let Some(other) = misshapen(key, value) {
        *refused = Some(other);
    }
}

/// The refusal of what stands where a text, a number or a list of them should and is something else: nothing is lost in
/// silence.
pub(super) fn misshapen(key: &str, value: &Value) -> Option<Refused> {
    let is_more = match value {
        Value::Object(object) => object.values().any(|value| !value.is_null()),
        Value::Array(list) => list.iter().any(|value| !value.is_null()),
        _ => false,
    };
    (is_more && cell(value).is_none()).then(|| other_shape(key, value))
}

pub(super) fn cell(value: &Value) -> Option<Cell> {
    match value {
        Value::String(text) => Some(Cell::Typed(text.clone())).filter(|_| !text.trim().is_empty()),
        Value::Array(several) if !several.iter().any(|one| one.is_object() || one.is_array()) => {
            let texts: Vec<String> = several.iter().filter_map(scalar).collect();
            Some(Cell::Typed(texts.join("; "))).filter(|_| !texts.is_empty())
        }
        Value::Object(money) => {
            let minor = money.get("minor")?.as_i64()?;
            let currency = Currency::parse(money.get("currency")?.as_str()?).ok()?;
            Some(Cell::Exact(exact(minor, currency)))
        }
        _ => scalar(value).map(Cell::Exact),
    }
}

fn exact(minor: i64, currency: Currency) -> String {
    let scale = 10_u64.pow(currency.digits());
    let whole = minor.unsigned_abs() / scale;
    let rest = minor.unsigned_abs() % scale;
    let sign = if minor < 0 { "-" } else { "" };
    let width = usize::try_from(currency.digits()).unwrap_or(2);
    format!("{sign}{whole}.{rest:0width$}")
}
