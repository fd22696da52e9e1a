//! Calls of a period: answered and missed, why, when, and how many tries getting through takes (R29).

use serde_json::Value;

use super::Report;
use super::table::CellColumns;
use super::table::Table;
use super::table::all;
use super::table::data;
use super::table::json;
use super::table::of_period;
use super::table::text;
use super::table::title;
use crate::domain::call::MissedReason;
use crate::domain::cell::Cell;
use crate::domain::time::Span;
use crate::view::figures::CallNumbers;
use crate::view::figures::HourOfCalls;
use crate::view::figures::LineCalls;
use crate::view::figures::OperatorCalls;
use crate::view::figures::OperatorPresence;
use crate::words::Audience;

/// The report.
pub fn calls(audience: Audience<'_>, calls: &CallNumbers, presence: &[OperatorPresence]) -> Report {
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
        .column(text("waiting").json("waiting_median_s"), |of| span(of.waiting.median))
        .column(json("waiting_90_s"), |of| span(of.waiting.ninetieth))
        .column(text("talk").json("talk_median_s"), |of| span(of.talk.median))
        .column(json("talk_90_s"), |of| span(of.talk.ninetieth))
        .column(text("returned_median").json("returned_median_s"), |of| {
            span(of.returned.median)
        })
        .column(text("returned_90").json("returned_90_s"), |of| {
            span(of.returned.ninetieth)
        })
        .column(text("returned_soon").json("returned_in_20_min_share"), |of| {
            Cell::of(of.returned_soon_share(), Cell::Share)
        })
        .column(text("not_returned").json("not_returned"), |of| {
            Cell::Count(of.not_returned)
        })
        .column(all("unheard"), |of| Cell::Count(of.unheard))
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
    let week: Vec<(i64, i64, HourOfCalls)> = (1..)
        .zip(&calls.week)
        .flat_map(|(day, of_day)| (0..).zip(of_day).map(move |(hour, one)| (day, hour, *one)))
        .collect();
    let of_week = CellColumns::none()
        .column(data("weekday"), |(day, ..): &(i64, i64, HourOfCalls)| {
            Cell::Weekday(*day)
        })
        .column(data("hour"), |(_, hour, _)| Cell::Hour(*hour))
        .column(data("answered"), |(.., one)| Cell::Count(one.answered))
        .column(data("missed"), |(.., one)| Cell::Count(one.missed))
        .column(data("made"), |(.., one)| Cell::Count(one.made))
        .column(data("through"), |(.., one)| Cell::Count(one.through));
    let operators = CellColumns::none()
        .column(all("operator"), |of: &OperatorCalls| Cell::Text(of.name.clone()))
        .column(all("answered"), |of| Cell::Count(of.answered))
        .column(all("made"), |of| Cell::Count(of.made))
        .column(all("through"), |of| Cell::Count(of.through))
        .column(text("talk_sum").json("talk_s"), |of| Cell::Span(of.talk))
        .column(all("recorded"), |of| Cell::Count(of.reviews.recorded))
        .column(all("heard"), |of| Cell::Count(of.reviews.reviewed))
        .column(text("mark"), |of| Cell::of(of.mark_tenths(), Cell::Tenths))
        .column(json("marks"), |of| Cell::Count(of.reviews.marked.0))
        .column(json("marks_sum"), |of| Cell::Count(of.reviews.marked.1))
        .column(text("script").json("script_share"), |of| {
            Cell::of(of.script_share(), Cell::Share)
        })
        .table(&calls.operators);
    let left_out = CellColumns::none()
        .column(all("point"), |(_, point, _): &(&str, &str, i64)| {
            Cell::Text((*point).to_owned())
        })
        .column(all("operator"), |(operator, ..)| Cell::Text((*operator).to_owned()))
        .column(all("count"), |(.., count)| Cell::Count(*count))
        .table(&calls.left_out());
    let lines = CellColumns::none()
        .column(all("line"), |of: &LineCalls| Cell::Text(of.line.clone()))
        .column(all("answered"), |of| Cell::Count(of.answered))
        .column(all("missed"), |of| Cell::Count(of.missed))
        .table(&calls.lines);
    let there = CellColumns::none()
        .column(all("operator"), |of: &OperatorPresence| Cell::Text(of.name.clone()))
        .column(all("days"), |of| Cell::Count(of.days))
        .column(text("there").json("there_s"), |of| Cell::Span(of.there))
        .column(text("paused").json("paused_s"), |of| Cell::Span(of.paused))
        .column(all("adherence"), |of| Cell::of(of.adherence, Cell::Share))
        .column(text("last_in").json("last_in"), |of| {
            Cell::of(of.last.map(|(begin, _)| begin), Cell::At)
        })
        .column(text("last_out").json("last_out"), |of| {
            Cell::of(of.last.and_then(|(_, end)| end), Cell::At)
        })
        .table(presence);
    let flat = of_week.table(&week);
    let by_hour_json = by_hour.table(&hours).json();
    let mut json = of_period(&calls.period, sums.json().pop().unwrap_or_default());
    json.insert("missed_reasons".to_owned(), reasons.json().into());
    json.insert("hours".to_owned(), by_hour_json.into());
    json.insert("weekdays".to_owned(), by_weekday.json().into());
    json.insert("week".to_owned(), flat.json().into());
    json.insert("operators".to_owned(), operators.json().into());
    json.insert("left_out".to_owned(), left_out.json().into());
    json.insert("lines".to_owned(), lines.json().into());
    json.insert("presence".to_owned(), there.json().into());
    Report {
        tables: vec![
            (title(audience, "report-calls", &calls.period), sums),
            (tr.text("report-missed"), reasons),
            (tr.text("report-by_hour"), by_hour.table(hours.iter().filter(is_busy))),
            (tr.text("report-by_weekday"), by_weekday),
            (tr.text("report-heat_answered"), heat(calls, |one| one.answered)),
            (tr.text("report-heat_missed"), heat(calls, |one| one.missed)),
            (tr.text("report-by_operator"), operators),
            (tr.text("report-left_out"), left_out),
            (tr.text("report-by_line"), lines),
            (tr.text("report-presence"), there),
        ],
        flat,
        json: Value::Object(json),
    }
}

fn span(span: Option<Span>) -> Cell {
    Cell::of(span, Cell::Span)
}

/// Weekdays over hours, a count in each: a heat map that needs no colour.
fn heat(calls: &CallNumbers, count: impl Fn(&HourOfCalls) -> i64) -> Table {
    let scale = (0..24).fold(String::new(), |line, hour| line + &format!("{hour:>3}"));
    let line = |of_day: &[HourOfCalls; 24]| -> String {
        let counts = of_day.iter().map(&count);
        let cell = |count: i64| {
            if count == 0 {
                "  ·".to_owned()
            } else {
                format!("{count:>3}")
            }
        };
        counts.map(cell).fold(String::new(), |line, cell| line + &cell)
    };
    let days = (1..)
        .zip(&calls.week)
        .map(|(day, of_day)| (Cell::Weekday(day), line(of_day)));
    let rows: Vec<(Cell, String)> = std::iter::once((Cell::Empty, scale)).chain(days).collect();
    CellColumns::none()
        .column(text("weekday"), |(day, _): &(Cell, String)| day.clone())
        .column(text("hour"), |(_, line)| Cell::Text(line.clone()))
        .table(&rows)
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
