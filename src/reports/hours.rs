//! When orders come and when they are served, by hour and weekday (R32).

use serde_json::json;

use super::Datum;
use super::Paper;
use super::Report;
use super::Table;
use super::calls::hour_name;
use super::table::days;
use super::table::title;
use crate::view::figures::Hours;

/// The report.
pub fn hours(paper: &Paper<'_>, hours: &Hours) -> Report {
    let by_hour = Table {
        title: title(paper, "report-hours", &hours.period),
        columns: vec!["hour", "came", "served", "outrun"],
        rows: (0..24)
            .map(|hour| (hour, hours.hour(hour)))
            .filter(|(_, one)| one.came + one.served > 0)
            .map(|(hour, one)| {
                let outrun = one.is_outrun().then(|| paper.tr.text("report-outrun"));
                vec![
                    Datum::Text(hour_name(i64::try_from(hour).unwrap_or(0))),
                    Datum::Count(one.came),
                    Datum::Count(one.served),
                    Datum::of(outrun, Datum::Text),
                ]
            })
            .collect(),
    };
    let week = || {
        (1_i64..)
            .zip(&hours.week)
            .flat_map(|(day, of_day)| (0_i64..).zip(of_day).map(move |(hour, one)| (day, hour, one)))
    };
    let outrun = Table {
        title: paper.tr.text("report-outrun_hours"),
        columns: vec!["weekday", "hour", "came", "served"],
        rows: week()
            .filter(|(_, _, one)| one.is_outrun())
            .map(|(day, hour, one)| {
                vec![
                    Datum::Text(paper.tr.coded("weekday", &day.to_string())),
                    Datum::Text(hour_name(hour)),
                    Datum::Count(one.came),
                    Datum::Count(one.served),
                ]
            })
            .collect(),
    };
    let flat = week().map(|(day, hour, one)| [day, hour, one.came, one.served].map(Datum::Count).to_vec());
    let (from, to) = days(&hours.period);
    let cells =
        week().map(|(day, hour, one)| json!({"weekday": day, "hour": hour, "came": one.came, "served": one.served}));
    Report {
        flat: Table {
            title: String::new(),
            columns: vec!["weekday", "hour", "came", "served"],
            rows: flat.collect(),
        },
        json: json!({"from": from, "to": to, "hours": cells.collect::<Vec<_>>()}),
        tables: vec![by_hour, outrun],
    }
}
