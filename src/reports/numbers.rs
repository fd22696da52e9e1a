//! Conversion, speed and repeat sales of a period, by channel (R32).

use serde_json::Value;
use serde_json::json;

use super::Datum;
use super::Paper;
use super::Report;
use super::Table;
use super::table::days;
use super::table::fraction;
use super::table::seconds;
use super::table::title;
use crate::view::figures::ChannelNumbers;
use crate::view::figures::Numbers;
use crate::words;

/// The report.
pub fn numbers(paper: &Paper<'_>, numbers: &Numbers) -> Report {
    let lines = || std::iter::once(&numbers.all).chain(&numbers.channels);
    let sales = Table {
        title: title(paper, "report-numbers", &numbers.period),
        columns: vec!["channel", "orders", "sold", "refused", "open", "conversion", "repeat"],
        rows: lines()
            .map(|one| {
                vec![
                    Datum::Text(channel(paper, one)),
                    Datum::Count(one.orders),
                    Datum::Count(one.sold),
                    Datum::Count(one.refused),
                    Datum::Count(one.open()),
                    Datum::of(one.conversion(), Datum::Share),
                    Datum::of(one.repeat_share(), Datum::Share),
                ]
            })
            .collect(),
    };
    let speed = Table {
        title: paper.tr.text("report-speed"),
        columns: vec![
            "channel",
            "contact_median",
            "contact_90",
            "in_time",
            "handling_median",
            "handling_90",
            "in_1_to_4",
        ],
        rows: lines()
            .map(|one| {
                vec![
                    Datum::Text(channel(paper, one)),
                    Datum::of(one.contact.median, Datum::Span),
                    Datum::of(one.contact.ninetieth, Datum::Span),
                    Datum::of(one.target_share(), Datum::Share),
                    Datum::of(one.handling.median, Datum::Span),
                    Datum::of(one.handling.ninetieth, Datum::Span),
                    Datum::of(one.share_1_to_4(), Datum::Share),
                ]
            })
            .collect(),
    };
    let flat = lines().map(|one| {
        vec![
            Datum::Text(one.channel.clone()),
            Datum::Count(one.orders),
            Datum::Count(one.sold),
            Datum::Count(one.refused),
            Datum::Count(one.open()),
            Datum::of(one.conversion(), Datum::Share),
            Datum::Count(one.repeat),
            Datum::Count(one.contact.count),
            Datum::of(one.contact.median, Datum::Span),
            Datum::of(one.contact.ninetieth, Datum::Span),
            Datum::of(one.target_share(), Datum::Share),
            Datum::Count(one.handling.count),
            Datum::of(one.handling.median, Datum::Span),
            Datum::of(one.handling.ninetieth, Datum::Span),
            Datum::Count(one.handled_1_to_4),
            Datum::Count(one.handled_1_to_8),
        ]
    });
    let (from, to) = days(&numbers.period);
    Report {
        flat: Table {
            title: String::new(),
            columns: vec![
                "channel",
                "orders",
                "sold",
                "refused",
                "open",
                "conversion",
                "repeat",
                "contacts",
                "contact_median_s",
                "contact_90_s",
                "in_target_share",
                "handled",
                "handling_median_s",
                "handling_90_s",
                "handled_1_to_4_h",
                "handled_1_to_8_h",
            ],
            rows: flat.collect(),
        },
        json: json!({
            "from": from,
            "to": to,
            "all": line(&numbers.all),
            "channels": numbers.channels.iter().map(line).collect::<Vec<_>>(),
        }),
        tables: vec![sales, speed],
    }
}

fn channel(paper: &Paper<'_>, one: &ChannelNumbers) -> String {
    if one.channel.is_empty() {
        paper.tr.text("report-all")
    } else {
        words::channel(paper.tr, &one.channel)
    }
}

fn line(one: &ChannelNumbers) -> Value {
    json!({
        "channel": (!one.channel.is_empty()).then_some(one.channel.as_str()),
        "orders": one.orders,
        "sold": one.sold,
        "refused": one.refused,
        "open": one.open(),
        "conversion": fraction(one.conversion()),
        "repeat": one.repeat,
        "repeat_share": fraction(one.repeat_share()),
        "first_contact": {
            "count": one.contact.count,
            "median_s": seconds(one.contact.median),
            "percentile_90_s": seconds(one.contact.ninetieth),
            "in_target": one.in_target,
            "in_target_share": fraction(one.target_share()),
        },
        "handling": {
            "count": one.handling.count,
            "median_s": seconds(one.handling.median),
            "percentile_90_s": seconds(one.handling.ninetieth),
            "within_1_to_4_h": one.handled_1_to_4,
            "within_1_to_8_h": one.handled_1_to_8,
        },
    })
}
