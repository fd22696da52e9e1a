//! Who owes what now, order by order (R12).

use serde_json::Map;
use serde_json::Value;

use super::Report;
use super::table::CellColumns;
use super::table::all;
use super::table::csv;
use super::table::json;
use super::table::text;
use crate::domain::cell::Cell;
use crate::domain::money::Money;
use crate::view::figures::OwedList;
use crate::view::figures::OwedOrder;
use crate::words::Audience;

/// The list; sides that owe nothing are left out of the text.
pub fn owed(audience: Audience<'_>, lists: &[OwedList]) -> Report {
    let columns = columns();
    let mut objects = Map::new();
    let mut tables = Vec::new();
    for list in lists {
        let table = columns.table(&list.orders);
        objects.insert(list.debtor.code().to_owned(), table.json().into());
        if !list.orders.is_empty() {
            tables.push((audience.tr.coded("owed_by", list.debtor.code()), table));
        }
    }
    Report {
        flat: columns.table(lists.iter().flat_map(|list| &list.orders)),
        json: Value::Object(objects),
        tables,
    }
}

fn columns<'a>() -> CellColumns<'a, OwedOrder> {
    let late = |one: &OwedOrder| Cell::of(one.debt.late_from, Cell::Date);
    CellColumns::none()
        .column(csv("owed_by"), |one: &OwedOrder| {
            Cell::Code("owed_by", one.debt.debtor.code())
        })
        .column(json("order_id"), |one| Cell::Count(one.order.0))
        .column(all("number"), |one| Cell::Text(one.number.clone()))
        .column(json("customer_id"), |one| Cell::Count(one.customer.0))
        .column(all("customer"), |one| Cell::Text(one.name.clone()))
        .column(all("phone"), |one| Cell::Text(one.phone.clone()))
        .column(all("amount"), |one| {
            Cell::Money(Money::new(one.debt.amount, one.currency))
        })
        .column(csv("currency"), |one| Cell::Text(one.currency.code().to_owned()))
        .column(text("since").csv("since"), |one| Cell::Date(one.debt.since))
        .column(json("since"), |one| Cell::At(one.debt.since))
        .column(text("late_from").csv("late_from"), late)
        .column(json("late_from"), |one| Cell::of(one.debt.late_from, Cell::At))
        .column(text("is_late"), |one| {
            Cell::Code("report", if one.is_late { "late" } else { "in_time" })
        })
        .column(csv("is_late").json("is_late"), |one| {
            Cell::Count(i64::from(one.is_late))
        })
        .column(text("claimed_at").csv("claimed_at"), |one| {
            Cell::of(one.debt.claimed_at, Cell::Date)
        })
        .column(json("claimed_at"), |one| Cell::of(one.debt.claimed_at, Cell::At))
        .column(all("carrier"), |one| {
            Cell::of(one.carrier, |carrier| Cell::Code("carrier", carrier.code()))
        })
        .column(csv("is_overpaid").json("is_overpaid"), |one| {
            Cell::Count(i64::from(one.is_overpaid))
        })
}
