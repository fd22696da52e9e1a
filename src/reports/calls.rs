//! Calls of a period: answered and missed, why, when, and how many tries getting through takes (R29).

use serde_json::Value;
use serde_json::json;

use super::Datum;
use super::Paper;
use super::Report;
use super::Table;
use super::table::days;
use super::table::fraction;
use super::table::title;
use crate::domain::call::MissedReason;
use crate::view::figures::CallNumbers;
use crate::view::figures::HourOfCalls;
use crate::words;

/// The report.
pub fn calls(paper: &Paper<'_>, calls: &CallNumbers) -> Report {
    let sums = Table {
        title: title(paper, "report-calls", &calls.period),
        columns: vec![
            "answered",
            "missed",
            "answered_share",
            "made",
            "through",
            "reached",
            "first_try",
            "tries",
        ],
        rows: vec![vec![
            Datum::Count(calls.answered),
            Datum::Count(calls.missed),
            Datum::of(calls.answered_share(), Datum::Share),
            Datum::Count(calls.made),
            Datum::Count(calls.through),
            Datum::Count(calls.reached),
            Datum::of(calls.first_try_share(), Datum::Share),
            Datum::of(calls.tries_tenths(), Datum::Tenths),
        ]],
    };
    let reasons = Table {
        title: paper.tr.text("report-missed"),
        columns: vec!["reason", "count"],
        rows: calls
            .reasons
            .iter()
            .map(|(why, count)| {
                let unsaid = || paper.tr.text("report-no_reason");
                let why = why.map_or_else(unsaid, |why| words::missed_reason(paper.tr, why));
                vec![Datum::Text(why), Datum::Count(*count)]
            })
            .collect(),
    };
    let columns = ["answered", "missed", "made", "through"];
    let under = |name: &'static str| std::iter::once(name).chain(columns).collect::<Vec<_>>();
    let busy = |one: &HourOfCalls| *one != HourOfCalls::default();
    let hours = Table {
        title: paper.tr.text("report-by_hour"),
        columns: under("hour"),
        rows: (0..)
            .zip(&calls.hours)
            .filter(|(_, one)| busy(one))
            .map(|(hour, one)| row(hour_name(hour), one))
            .collect(),
    };
    let weekdays = Table {
        title: paper.tr.text("report-by_weekday"),
        columns: under("weekday"),
        rows: (1..)
            .zip(&calls.weekdays)
            .map(|(day, one): (i64, _)| row(paper.tr.coded("weekday", &day.to_string()), one))
            .collect(),
    };
    let flat = (0..)
        .zip(&calls.hours)
        .map(|(hour, one): (i64, _)| row(hour.to_string(), one));
    let (from, to) = days(&calls.period);
    Report {
        flat: Table {
            title: String::new(),
            columns: under("hour"),
            rows: flat.collect(),
        },
        json: json!({
            "from": from,
            "to": to,
            "answered": calls.answered,
            "missed": calls.missed,
            "answered_share": fraction(calls.answered_share()),
            "missed_reasons": calls.reasons.iter()
                .map(|(why, count)| json!({"reason": why.map(MissedReason::code), "count": count}))
                .collect::<Vec<_>>(),
            "made": calls.made,
            "through": calls.through,
            "reached": calls.reached,
            "first_try_share": fraction(calls.first_try_share()),
            "tries": calls.tries,
            "hours": (0..).zip(&calls.hours).map(|(hour, one): (i64, _)| part("hour", hour, one)).collect::<Vec<_>>(),
            "weekdays": (1..).zip(&calls.weekdays).map(|(day, one): (i64, _)| part("weekday", day, one)).collect::<Vec<_>>(),
        }),
        tables: vec![sums, reasons, hours, weekdays],
    }
}

/// `09:00`.
pub fn hour_name(hour: i64) -> String {
    format!("{hour:02}:00")
}

fn row(name: String, one: &HourOfCalls) -> Vec<Datum> {
    let mut row = vec![Datum::Text(name)];
    row.extend([one.answered, one.missed, one.made, one.through].map(Datum::Count));
    row
}

fn part(name: &str, value: i64, one: &HourOfCalls) -> Value {
    json!({
        name: value,
        "answered": one.answered,
        "missed": one.missed,
        "made": one.made,
        "through": one.through,
    })
}
