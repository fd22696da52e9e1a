//! When orders come and when they are served, by hour and weekday (R32).

use serde_json::Map;
use serde_json::Value;

use super::Report;
use super::table::CellColumns;
use super::table::all;
use super::table::of_period;
use super::table::text;
use super::table::title;
use crate::domain::cell::Cell;
use crate::domain::cell::Label;
use crate::view::figures::HourOfWeek;
use crate::view::figures::Hours;
use crate::words::Audience;

/// The report.
pub fn hours(audience: Audience<'_>, hours: &Hours) -> Report {
    let day: Vec<(i64, HourOfWeek)> = (0..).zip((0..24).map(|hour| hours.hour(hour))).collect();
    let is_busy = |(_, one): &&(i64, HourOfWeek)| one.came + one.served > 0;
    let by_hour = CellColumns::none()
        .column(text("hour"), |(hour, _): &(i64, HourOfWeek)| Cell::Hour(*hour))
        .column(text("came"), |(_, one)| Cell::Count(one.came))
        .column(text("served"), |(_, one)| Cell::Count(one.served))
        .column(text("outrun"), |(_, one)| {
            Cell::of(one.is_outrun().then_some(Label::of("report-outrun")), Cell::Label)
        })
        .table(day.iter().filter(is_busy));
    let week: Vec<(i64, i64, HourOfWeek)> = (1..)
        .zip(&hours.week)
        .flat_map(|(day, of_day)| (0..).zip(of_day).map(move |(hour, one)| (day, hour, *one)))
        .collect();
    let of_week = CellColumns::none()
        .column(all("weekday"), |(day, ..): &(i64, i64, HourOfWeek)| Cell::Weekday(*day))
        .column(all("hour"), |(_, hour, _)| Cell::Hour(*hour))
        .column(all("came"), |(.., one)| Cell::Count(one.came))
        .column(all("served"), |(.., one)| Cell::Count(one.served));
    let flat = of_week.table(&week);
    let mut json = of_period(&hours.period, Map::new());
    json.insert("hours".to_owned(), flat.json().into());
    let outrun = of_week.table(week.iter().filter(|(.., one)| one.is_outrun()));
    Report {
        tables: vec![
            (title(audience, "report-hours", &hours.period), by_hour),
            (audience.tr.text("report-outrun_hours"), outrun),
        ],
        flat,
        json: Value::Object(json),
    }
}
