//! `customer export`: everything held of a person, for them to have.

use std::fmt::Write as _;

use serde_json::Map;
use serde_json::Value;
use serde_json::json;

use super::customer_show;
use super::order::show;
use crate::cli::context::Context;
use crate::cli::names;
use crate::cli::output::failure::Failure;
use crate::cli::output::reply::Form;
use crate::cli::output::reply::Reply;
use crate::desk::Desk;
use crate::desk::error::DeskError;
use crate::domain::held::HeldRows;
use crate::domain::held::HeldValue;
use crate::domain::ids::CustomerId;
use crate::domain::target::CardKey;
use crate::view::card;
use crate::view::held;
use crate::words;

/// Prints it: in words, then table by table; as JSON the tables alone.
pub fn run(context: &Context, named: &str) -> Result<Reply, Failure> {
    let desk = context.desk_to_read()?;
    let id = names::customer(context, &desk, named)?;
    let held = context.told(desk.read(|look| held::of_person(look, id)))?;
    let tables: Map<String, Value> = held
        .iter()
        .map(|part| (part.table.to_owned(), part.rows.iter().map(|row| object(row)).collect()))
        .collect();
    let shape = json!({ "customer_id": id.0, "held": tables });
    let read_out = match context.form {
        Form::Plain => read_out(context, &desk, id)?,
        Form::Json => String::new(),
    };
    Ok(context.reply(&shape, || read_out + &stored(context, &held)))
}

/// What stands on the card and in each order, for somebody who has never seen a table.
fn read_out(context: &Context, desk: &Desk, id: CustomerId) -> Result<String, Failure> {
    let card = context
        .told(desk.read(|look| card::card(look, CardKey::Customer(id))))?
        .ok_or(DeskError::NotFound);
    let card = context.told(card)?;
    let shops = customer_show::shops_of(context, desk, &card)?;
    let mut out = customer_show::plain(context, &card, &shops);
    for order in &card.orders {
        let _ = write!(out, "\n{}", show::text(context, desk, order.id)?);
    }
    let _ = writeln!(out, "\n{}\n", context.tr.text("cli-export_stored"));
    Ok(out)
}

/// A row as an object; what is kept as JSON stands as JSON.
fn object(row: &[(String, HeldValue)]) -> Value {
    let columns = row.iter().map(|(name, value)| {
        let value = match value {
            HeldValue::Int(int) => json!(int),
            HeldValue::At(at) => json!(at.rfc3339()),
            HeldValue::Text(text) if text.starts_with(['{', '[']) => {
                serde_json::from_str(text).unwrap_or_else(|_| json!(text))
            }
            HeldValue::Text(text) => json!(text),
        };
        (name.clone(), value)
    });
    Value::Object(columns.collect())
}

/// Table by table, as the database keeps it.
fn stored(context: &Context, held: &[HeldRows]) -> String {
    let mut out = String::new();
    for part in held {
        let _ = writeln!(out, "# {}", part.table);
        for row in &part.rows {
            for (name, value) in row {
                let value = match value {
                    HeldValue::Int(int) => int.to_string(),
                    HeldValue::At(at) => words::moment(&context.tr, context.zone(), *at, context.now()),
                    HeldValue::Text(text) => text.replace('\n', "\n    "),
                };
                let _ = writeln!(out, "{name}: {value}");
            }
            out.push('\n');
        }
    }
    out
}
