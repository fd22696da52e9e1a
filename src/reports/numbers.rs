//! Conversion, speed and repeat sales of a period, by channel (R32).

use serde_json::Map;
use serde_json::Value;

use super::Report;
use super::table::all;
use super::table::csv;
use super::table::data;
use super::table::json;
use super::table::named;
use super::table::of_period;
use super::table::text;
use super::table::title;
use crate::domain::cell::Cell;
use crate::domain::time::Span;
use crate::view::figures::ChannelNumbers;
use crate::view::figures::Numbers;
use crate::words::Audience;

/// The report.
pub fn numbers(audience: Audience<'_>, numbers: &Numbers) -> Report {
    let lines = || std::iter::once(&numbers.all).chain(&numbers.channels);
    let flat = channel().and(sales()).and(speed()).table(lines());
    let mut objects = flat.json().into_iter().map(Value::Object);
    let mut object = of_period(&numbers.period, Map::new());
    object.insert("all".to_owned(), objects.next().unwrap_or_default());
    object.insert("channels".to_owned(), objects.collect());
    let sales = channel().and(sales()).table(lines());
    let speed = channel().and(speed()).table(lines());
    Report {
        tables: vec![
            (title(audience, "report-numbers", &numbers.period), sales),
            (audience.tr.text("report-speed"), speed),
        ],
        flat,
        json: Value::Object(object),
    }
}

type ChannelColumns<'a> = super::table::CellColumns<'a, ChannelNumbers>;

fn channel<'a>() -> ChannelColumns<'a> {
    ChannelColumns::none().column(all("channel").or("report-all"), |one| {
        let name = Some(one.channel.clone()).filter(|name| !name.is_empty());
        Cell::of(name, Cell::OrderChannel)
    })
}

fn sales<'a>() -> ChannelColumns<'a> {
    ChannelColumns::none()
        .column(all("orders"), |one| Cell::Count(one.orders))
        .column(all("sold"), |one| Cell::Count(one.sold))
        .column(all("refused"), |one| Cell::Count(one.refused))
        .column(all("open"), |one| Cell::Count(one.open()))
        .column(all("conversion"), |one| share(one.conversion()))
        .column(data("repeat"), |one| Cell::Count(one.repeat))
        .column(text("repeat").json("repeat_share"), |one| share(one.repeat_share()))
}

fn speed<'a>() -> ChannelColumns<'a> {
    ChannelColumns::none()
        .column(csv("contacts").json("first_contact.count"), |one| {
            Cell::Count(one.contact.count)
        })
        .column(
            named("contact_median", "contact_median_s", "first_contact.median_s"),
            |one| span(one.contact.median),
        )
        .column(
            named("contact_90", "contact_90_s", "first_contact.percentile_90_s"),
            |one| span(one.contact.ninetieth),
        )
        .column(json("first_contact.in_target"), |one| Cell::Count(one.in_target))
        .column(
            named("in_time", "in_target_share", "first_contact.in_target_share"),
            |one| share(one.target_share()),
        )
        .column(csv("handled").json("handling.count"), |one| {
            Cell::Count(one.handling.count)
        })
        .column(
            named("handling_median", "handling_median_s", "handling.median_s"),
            |one| span(one.handling.median),
        )
        .column(
            named("handling_90", "handling_90_s", "handling.percentile_90_s"),
            |one| span(one.handling.ninetieth),
        )
        .column(text("in_1_to_4"), |one| share(one.share_1_to_4()))
        .column(csv("handled_1_to_4_h").json("handling.within_1_to_4_h"), |one| {
            Cell::Count(one.handled_1_to_4)
        })
        .column(csv("handled_1_to_8_h").json("handling.within_1_to_8_h"), |one| {
            Cell::Count(one.handled_1_to_8)
        })
}

fn share(tenths: Option<i64>) -> Cell {
    Cell::of(tenths, Cell::Share)
}

fn span(span: Option<Span>) -> Cell {
    Cell::of(span, Cell::Span)
}
