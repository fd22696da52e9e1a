//! Why orders of a period were given up, and which rule leaked (R32).

use serde_json::Map;
use serde_json::Value;

use super::Report;
use super::table::CellColumns;
use super::table::all;
use super::table::data;
use super::table::json;
use super::table::of_period;
use super::table::text;
use super::table::title;
use crate::domain::cell::Cell;
use crate::domain::money::Currency;
use crate::domain::money::Money;
use crate::domain::order::Reason;
use crate::view::figures::RefusalLine;
use crate::view::figures::Refusals;
use crate::view::figures::ReturnFigures;
use crate::words::Audience;

/// A reason, a channel, and how many.
type LostInChannel = (Option<Reason>, String, i64);

/// The report, its lost totals in the shop's `currency`.
pub fn refusals(audience: Audience<'_>, refusals: &Refusals, currency: Currency) -> Report {
    let count = refusals.count();
    let lost = |line: &RefusalLine| Money::new(line.lost, currency);
    let reasons = CellColumns::none()
        .column(all("reason").or("report-no_reason"), |line: &RefusalLine| {
            reason(line.reason)
        })
        .column(all("count"), |line| Cell::Count(line.count))
        .column(text("share"), |line| Cell::Share(line.count * 1_000 / count.max(1)))
        .column(text("unconfirmed").json("before_confirmation"), |line| {
            Cell::Count(line.unconfirmed)
        })
        .column(text("confirmed").json("after_confirmation"), |line| {
            Cell::Count(line.confirmed)
        })
        .column(all("returned"), |line| Cell::Count(line.returned))
        .column(text("lost"), |line| Cell::Money(lost(line).whole()))
        .column(json("lost"), |line| Cell::Money(lost(line)))
        .column(all("rule"), |line| leak(line.reason))
        .table(&refusals.lines);
    let of_channel = CellColumns::none()
        .column(all("reason").or("report-no_reason"), |(of, ..): &LostInChannel| {
            reason(*of)
        })
        .column(data("rule"), |(of, ..)| leak(*of))
        .column(all("channel"), |(_, channel, _)| Cell::OrderChannel(channel.clone()))
        .column(all("count"), |(.., count)| Cell::Count(*count));
    let lines = refusals.lines.iter().flat_map(|line| {
        let channels = line.channels.iter();
        channels.map(|(channel, count)| (line.reason, channel.clone(), *count))
    });
    let flat = of_channel.table(&lines.collect::<Vec<_>>());
    let returns = CellColumns::none()
        .column(all("reason"), |of: &ReturnFigures| Cell::ReturnReason(of.reason))
        .column(all("instead"), |of| Cell::Instead(of.instead))
        .column(all("count"), |of| Cell::Count(of.count))
        .column(all("worth"), |of| Cell::Money(Money::new(of.amount, of.currency)))
        .table(&refusals.returns);
    let in_line = CellColumns::none()
        .column(json("channel"), |(channel, _): &(String, i64)| {
            Cell::OrderChannel(channel.clone())
        })
        .column(json("count"), |(_, count)| Cell::Count(*count));
    let objects = reasons
        .json()
        .into_iter()
        .zip(&refusals.lines)
        .map(|(mut object, line)| {
            object.insert("channels".to_owned(), in_line.table(&line.channels).json().into());
            object
        });
    let mut json = of_period(&refusals.period, Map::new());
    json.insert("orders".to_owned(), refusals.orders.into());
    json.insert("refused".to_owned(), count.into());
    json.insert("reasons".to_owned(), objects.collect());
    json.insert("returns".to_owned(), returns.json().into());
    Report {
        tables: vec![
            (title(audience, "report-refusals", &refusals.period), reasons),
            (audience.tr.text("report-by_channel"), flat.clone()),
            (audience.tr.text("report-returns"), returns),
        ],
        flat,
        json: Value::Object(json),
    }
}

fn reason(reason: Option<Reason>) -> Cell {
    Cell::of(reason, Cell::Reason)
}

fn leak(reason: Option<Reason>) -> Cell {
    Cell::of(reason.and_then(Reason::leaked), Cell::Leak)
}
