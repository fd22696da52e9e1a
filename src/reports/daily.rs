//! The morning's sheet (R31): what happened the day before, whom to call today, how the shift goes.

use serde_json::Map;
use serde_json::Value;
use serde_json::json;

use super::Report;
use super::table::CellColumns;
use super::table::all;
use super::table::amount;
use super::table::csv;
use super::table::json;
use super::table::seconds;
use super::table::text;
use crate::domain::cell::Cell;
use crate::domain::money::Currency;
use crate::domain::money::Money;
use crate::view::figures::DayWork;
use crate::view::figures::Listed;
use crate::view::figures::OperatorWork;
use crate::view::figures::TodayList;
use crate::words::Audience;

/// What the sheet is made of.
#[derive(Clone, Debug)]
pub struct Daily {
    /// The day it tells of, `2026-03-10`.
    pub day: String,
    /// The lists of that day and, when it is yesterday, those to call today.
    pub lists: Vec<(TodayList, Vec<Listed>)>,
    /// How today's shift goes; none for another day.
    pub shift: Option<DayWork>,
    /// The shop's currency.
    pub currency: Currency,
}

type DayList = (TodayList, Vec<Listed>);
type DayRow<'a> = (TodayList, &'a Listed);

/// The sheet.
pub fn daily(audience: Audience<'_>, daily: &Daily) -> Report {
    let tr = audience.tr;
    let sums = CellColumns::none()
        .column(text("list"), |(list, _): &DayList| {
            Cell::Text(tr.coded("today", list.code()))
        })
        .column(text("count"), |(_, found)| {
            Cell::Count(i64::try_from(found.len()).unwrap_or(i64::MAX))
        })
        .column(text("amount"), |(_, found)| {
            let own = found.iter().filter(|one| one.found.currency == daily.currency);
            some_money(own.map(|one| one.found.amount).sum(), daily.currency)
        })
        .table(&daily.lists);
    let mut tables = vec![(tr.with("report-daily", &[("day", daily.day.as_str().into())]), sums)];
    let columns = columns();
    let mut lists = Map::new();
    for of in &daily.lists {
        let (list, table) = (of.0, columns.table(&rows(of)));
        lists.insert(list.code().to_owned(), table.json().into());
        if !of.1.is_empty() {
            tables.push((tr.coded("today", list.code()), table));
        }
    }
    let all = daily.lists.iter().flat_map(rows).collect::<Vec<_>>();
    let mut shift = Value::Null;
    if let Some(work) = &daily.shift {
        let table = operators().table(work.operators.iter().chain([&work.all]));
        let mut operators = table.json();
        let all = operators.pop();
        shift = json!({
            "operators": operators,
            "all": all,
            "oldest_waiting_s": seconds(work.oldest),
            "at_risk": amount(Money::new(work.at_risk, daily.currency)),
        });
        tables.push((tr.text("today-section_shift"), table));
    }
    Report {
        flat: columns.table(&all),
        json: json!({"day": daily.day, "lists": lists, "shift": shift}),
        tables,
    }
}

fn rows((list, found): &DayList) -> Vec<DayRow<'_>> {
    found.iter().map(|one| (*list, one)).collect()
}

fn columns<'a>() -> CellColumns<'a, DayRow<'a>> {
    CellColumns::none()
        .column(csv("list"), |(list, _): &DayRow<'_>| Cell::Code("today", list.code()))
        .column(json("order_id"), |(_, one)| {
            Cell::of(one.found.order, |id| Cell::Count(id.0))
        })
        .column(text("number"), |(_, one)| {
            Cell::Text(
                if one.found.cart.is_empty() {
                    &one.number
                } else {
                    &one.found.cart
                }
                .clone(),
            )
        })
        .column(csv("number"), |(_, one)| Cell::Text(one.number.clone()))
        .column(json("order_number"), |(_, one)| {
            Cell::of(one.found.order, |_| Cell::Text(one.number.clone()))
        })
        .column(json("customer_id"), |(_, one)| Cell::Count(one.found.customer.0))
        .column(all("customer"), |(_, one)| Cell::Text(one.name.clone()))
        .column(all("phone"), |(_, one)| Cell::Text(one.phone.clone()))
        .column(text("amount").csv("amount"), |(_, one)| {
            some_money(one.found.amount, one.found.currency)
        })
        .column(json("amount"), |(_, one)| {
            Cell::Money(Money::new(one.found.amount, one.found.currency))
        })
        .column(all("at"), |(_, one)| Cell::At(one.found.at))
        .column(csv("currency"), |(_, one)| {
            Cell::Text(one.found.currency.code().to_owned())
        })
        .column(csv("cart").json("cart"), |(_, one)| Cell::Text(one.found.cart.clone()))
}

fn operators<'a>() -> CellColumns<'a, OperatorWork> {
    let share = |one: &OperatorWork| (one.contacts > 0).then(|| one.in_time * 1_000 / one.contacts);
    CellColumns::none()
        .column(all("operator").or("today-all_operators"), |one: &OperatorWork| {
            Cell::of((!one.name.is_empty()).then(|| one.name.clone()), Cell::Text)
        })
        .column(all("calls"), |one| Cell::Count(one.calls))
        .column(all("talks"), |one| Cell::Count(one.talks))
        .column(json("contacts"), |one| Cell::Count(one.contacts))
        .column(json("in_target"), |one| Cell::Count(one.in_time))
        .column(text("in_time").json("in_target_share"), move |one| {
            Cell::of(share(one), Cell::Share)
        })
        .column(all("handled"), |one| Cell::Count(one.handled))
}

fn some_money(minor: i64, currency: Currency) -> Cell {
    Cell::of((minor != 0).then(|| Money::new(minor, currency)), Cell::Money)
}
