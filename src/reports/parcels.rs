//! How parcels fared, by carrier and region (R18, R21).

use serde_json::Map;
use serde_json::Value;

use super::Report;
use super::table::CellColumns;
use super::table::all;
use super::table::data;
use super::table::named;
use super::table::of_period;
use super::table::text;
use super::table::title;
use crate::domain::carrier::Carrier;
use crate::domain::cell::Cell;
use crate::domain::money::Currency;
use crate::domain::money::Money;
use crate::view::figures::ParcelLine;
use crate::view::figures::ParcelNumbers;
use crate::words::Audience;

/// The report, costs in the shop's `currency`.
pub fn parcels(audience: Audience<'_>, numbers: &ParcelNumbers, currency: Currency) -> Report {
    let with_all = || std::iter::once(&numbers.all).chain(&numbers.carriers);
    let by_carrier = || carrier("report-all").and(figures(currency));
    let by_region = || carrier("report-no_carrier").and(region()).and(figures(currency));
    let regions = by_region().table(&numbers.regions);
    let mut json = of_period(&numbers.period, Map::new());
    let objects = |table: super::Table| table.json().into_iter().map(Value::Object);
    json.insert(
        "all".to_owned(),
        objects(by_carrier().table([&numbers.all]))
            .collect::<Vec<_>>()
            .remove(0),
    );
    json.insert(
        "carriers".to_owned(),
        objects(by_carrier().table(&numbers.carriers)).collect(),
    );
    json.insert("regions".to_owned(), objects(regions.clone()).collect());
    Report {
        tables: vec![
            (
                title(audience, "report-parcels", &numbers.period),
                by_carrier().table(with_all()),
            ),
            (audience.tr.text("report-by_region"), regions.clone()),
        ],
        flat: regions,
        json: Value::Object(json),
    }
}

type ParcelColumns<'a> = CellColumns<'a, ParcelLine>;

fn carrier<'a>(empty: &'static str) -> ParcelColumns<'a> {
    ParcelColumns::none().column(all("carrier").or(empty), |line| {
        Cell::of(line.carrier.map(Carrier::code), |code| Cell::Code("carrier", code))
    })
}

fn region<'a>() -> ParcelColumns<'a> {
    ParcelColumns::none().column(all("region").or("report-no_region"), |line| {
        Cell::of(
            Some(line.region.clone()).filter(|region| !region.is_empty()),
            Cell::Text,
        )
    })
}

fn figures<'a>(currency: Currency) -> ParcelColumns<'a> {
    let share = |share: Option<i64>| Cell::of(share, Cell::Share);
    let days = |span: Option<crate::domain::time::Span>| {
        // Tenths of a day.
        Cell::of(span, |span| Cell::Tenths((span.0 + 4_320_000) / 8_640_000))
    };
    ParcelColumns::none()
        .column(all("sent"), |line| Cell::Count(line.sent))
        .column(named("under_way", "under_way", "under_way"), |line| {
            Cell::Count(line.under_way())
        })
        .column(all("collected"), |line| Cell::Count(line.collected))
        .column(all("returned"), |line| Cell::Count(line.returned))
        .column(all("lost_parcels"), |line| Cell::Count(line.lost))
        .column(all("collected_share"), move |line| share(line.collected_share()))
        .column(named("days_median", "days_median", "days.median"), move |line| {
            days(line.on_the_way.median)
        })
        .column(named("days_90", "days_90", "days.percentile_90"), move |line| {
            days(line.on_the_way.ninetieth)
        })
        .column(data("late"), |line| Cell::Count(line.late))
        .column(data("expected"), |line| Cell::Count(line.expected))
        .column(text("late").csv("late_share").json("late_share"), move |line| {
            share(line.late_share())
        })
        .column(all("cost"), move |line| {
            let cost = (line.priced > 0).then_some(line.cost);
            Cell::of(cost, |cost| Cell::Money(Money::new(cost, currency)))
        })
        .column(all("average_cost"), move |line| {
            Cell::of(line.average_cost(), |cost| Cell::Money(Money::new(cost, currency)))
        })
}
