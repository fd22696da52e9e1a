//! Calls of a period: answered and missed, why, when, and how many tries getting through takes (R29).

use serde_json::Value;

use super::Report;
use super::table::CellColumns;
use super::table::all;
use super::table::json;
use super::table::of_period;
use super::table::text;
use super::table::title;
use crate::domain::call::MissedReason;
use crate::domain::cell::Cell;
use crate::view::figures::CallNumbers;
use crate::view::figures::HourOfCalls;
use crate::words::Audience;

/// The report.
pub fn calls(audience: Audience<'_>, calls: &CallNumbers) -> Report {
    let tr = audience.tr;
    let sums = CellColumns::none()
        .column(all("answered"), |of: &CallNumbers| Cell::Count(of.answered))
        .column(all("missed"), |of| Cell::Count(of.missed))
        .column(all("answered_share"), |of| Cell::of(of.answered_share(), Cell::Share))
        .column(all("made"), |of| Cell::Count(of.made))
        .column(all("through"), |of| Cell::Count(of.through))
        .column(all("reached"), |of| Cell::Count(of.reached))
        .column(text("first_try").json("first_try_share"), |of| {
            Cell::of(of.first_try_share(), Cell::Share)
        })
        .column(text("tries"), |of| Cell::of(of.tries_tenths(), Cell::Tenths))
        .column(json("tries"), |of| Cell::Count(of.tries))
        .table([calls]);
    let reasons = CellColumns::none()
        .column(
            all("reason").or("report-no_reason"),
            |(why, _): &(Option<MissedReason>, i64)| Cell::of(*why, Cell::MissedReason),
        )
        .column(all("count"), |(_, count)| Cell::Count(*count))
        .table(&calls.reasons);
    let hours: Vec<(i64, HourOfCalls)> = (0..).zip(calls.hours).collect();
    let is_busy = |(_, one): &&(i64, HourOfCalls)| *one != HourOfCalls::default();
    let by_hour = CellColumns::none()
        .column(all("hour"), |(hour, _): &(i64, HourOfCalls)| Cell::Hour(*hour))
        .and(counts());
    let weekdays: Vec<(i64, HourOfCalls)> = (1..).zip(calls.weekdays).collect();
    let by_weekday = CellColumns::none()
        .column(all("weekday"), |(day, _): &(i64, HourOfCalls)| Cell::Weekday(*day))
        .and(counts())
        .table(&weekdays);
    let flat = by_hour.table(&hours);
    let mut json = of_period(&calls.period, sums.json().pop().unwrap_or_default());
    json.insert("missed_reasons".to_owned(), reasons.json().into());
    json.insert("hours".to_owned(), flat.json().into());
    json.insert("weekdays".to_owned(), by_weekday.json().into());
    Report {
        tables: vec![
            (title(audience, "report-calls", &calls.period), sums),
            (tr.text("report-missed"), reasons),
            (tr.text("report-by_hour"), by_hour.table(hours.iter().filter(is_busy))),
            (tr.text("report-by_weekday"), by_weekday),
        ],
        flat,
        json: Value::Object(json),
    }
}

fn counts<'a>() -> CellColumns<'a, (i64, HourOfCalls)> {
    CellColumns::none()
        .column(all("answered"), |(_, one): &(i64, HourOfCalls)| {
            Cell::Count(one.answered)
        })
        .column(all("missed"), |(_, one)| Cell::Count(one.missed))
        .column(all("made"), |(_, one)| Cell::Count(one.made))
        .column(all("through"), |(_, one)| Cell::Count(one.through))
}
