//! The morning's sheet (R31): what happened the day before, whom to call today, how the shift goes.

use serde_json::Value;
use serde_json::json;

use super::Datum;
use super::Paper;
use super::Report;
use super::Table;
use super::table::amount;
use super::table::fraction;
use super::table::seconds;
use crate::domain::money::Currency;
use crate::domain::money::Money;
use crate::view::figures::DayWork;
use crate::view::figures::Listed;
use crate::view::figures::OperatorWork;
use crate::view::figures::TodayList;

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

/// The sheet.
pub fn daily(paper: &Paper<'_>, daily: &Daily) -> Report {
    let mut tables = vec![Table {
        title: paper.tr.with("report-daily", &[("day", daily.day.as_str().into())]),
        columns: vec!["list", "count", "amount"],
        rows: daily
            .lists
            .iter()
            .map(|(list, found)| sum(paper, daily, *list, found))
            .collect(),
    }];
    for (list, found) in daily.lists.iter().filter(|(_, found)| !found.is_empty()) {
        tables.push(Table {
            title: paper.tr.coded("today", list.code()),
            columns: vec!["number", "customer", "phone", "amount", "at"],
            rows: found.iter().map(|one| cells(one).to_vec()).collect(),
        });
    }
    tables.extend(daily.shift.as_ref().map(|shift| shift_table(paper, shift)));
    let flat = daily.lists.iter().flat_map(|(list, found)| {
        found.iter().map(|one| {
            let mut row = vec![Datum::Text(list.code().to_owned())];
            row.extend(cells(one));
            row.push(Datum::Text(one.found.currency.code().to_owned()));
            row
        })
    });
    Report {
        flat: Table {
            title: String::new(),
            columns: vec!["list", "number", "customer", "phone", "amount", "at", "currency"],
            rows: flat.collect(),
        },
        json: document(daily),
        tables,
    }
}

fn sum(paper: &Paper<'_>, daily: &Daily, list: TodayList, found: &[Listed]) -> Vec<Datum> {
    let own = found.iter().filter(|one| one.found.currency == daily.currency);
    let sum: i64 = own.map(|one| one.found.amount).sum();
    vec![
        Datum::Text(paper.tr.coded("today", list.code())),
        Datum::Count(i64::try_from(found.len()).unwrap_or(i64::MAX)),
        Datum::of((sum != 0).then_some(sum), |sum| {
            Datum::Money(Money::new(sum, daily.currency))
        }),
    ]
}

fn cells(one: &Listed) -> [Datum; 5] {
    let amount = one.found.amount;
    [
        Datum::Text(one.number.clone()),
        Datum::Text(one.name.clone()),
        Datum::Text(one.phone.clone()),
        Datum::of((amount != 0).then_some(amount), |amount| {
            Datum::Money(Money::new(amount, one.found.currency))
        }),
        Datum::At(one.found.at),
    ]
}

fn shift_table(paper: &Paper<'_>, shift: &DayWork) -> Table {
    let row = |name: String, one: &OperatorWork| {
        let share = (one.contacts > 0).then(|| one.in_time * 1_000 / one.contacts);
        vec![
            Datum::Text(name),
            Datum::Count(one.calls),
            Datum::Count(one.talks),
            Datum::of(share, Datum::Share),
            Datum::Count(one.handled),
        ]
    };
    let mut rows: Vec<Vec<Datum>> = shift.operators.iter().map(|one| row(one.name.clone(), one)).collect();
    rows.push(row(paper.tr.text("today-all_operators"), &shift.all));
    Table {
        title: paper.tr.text("today-section_shift"),
        columns: vec!["operator", "calls", "talks", "in_time", "handled"],
        rows,
    }
}

fn document(daily: &Daily) -> Value {
    let lists: serde_json::Map<String, Value> = daily
        .lists
        .iter()
        .map(|(list, found)| (list.code().to_owned(), found.iter().map(one).collect()))
        .collect();
    let shift = daily.shift.as_ref().map(|shift| {
        let all = operator(&shift.all);
        json!({
            "operators": shift.operators.iter().map(operator).collect::<Vec<_>>(),
            "all": all,
            "oldest_waiting_s": seconds(shift.oldest),
            "at_risk": amount(Money::new(shift.at_risk, daily.currency)),
        })
    });
    json!({"day": daily.day, "lists": lists, "shift": shift})
}

fn one(one: &Listed) -> Value {
    let found = &one.found;
    json!({
        "order_id": found.order.map(|id| id.0),
        "order_number": found.order.map(|_| one.number.as_str()),
        "customer_id": found.customer.0,
        "customer": one.name,
        "phone": one.phone,
        "amount": amount(Money::new(found.amount, found.currency)),
        "at": found.at.rfc3339(),
    })
}

fn operator(one: &OperatorWork) -> Value {
    json!({
        "operator": (!one.name.is_empty()).then_some(one.name.as_str()),
        "calls": one.calls,
        "talks": one.talks,
        "contacts": one.contacts,
        "in_target": one.in_time,
        "in_target_share": fraction((one.contacts > 0).then(|| one.in_time * 1_000 / one.contacts)),
        "handled": one.handled,
    })
}
