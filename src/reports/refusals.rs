//! Why orders of a period were given up, and which rule leaked (R32).

use serde_json::Value;
use serde_json::json;

use super::Datum;
use super::Paper;
use super::Report;
use super::Table;
use super::table::amount;
use super::table::days;
use super::table::title;
use crate::domain::money::Currency;
use crate::domain::money::Money;
use crate::domain::order::Reason;
use crate::view::figures::RefusalLine;
use crate::view::figures::Refusals;
use crate::words;

/// The report, its lost totals in the shop's `currency`.
pub fn refusals(paper: &Paper<'_>, refusals: &Refusals, currency: Currency) -> Report {
    let count = refusals.count();
    let reasons = Table {
        title: title(paper, "report-refusals", &refusals.period),
        columns: vec![
            "reason",
            "count",
            "share",
            "unconfirmed",
            "confirmed",
            "returned",
            "lost",
            "rule",
        ],
        rows: refusals
            .lines
            .iter()
            .map(|line| {
                let mut row = vec![Datum::Text(reason(paper, line.reason)), Datum::Count(line.count)];
                row.push(Datum::Share(line.count * 1_000 / count.max(1)));
                row.extend(stages(line));
                row.push(Datum::Money(Money::new(line.lost, currency).whole()));
                row.push(rule(paper, line.reason));
                row
            })
            .collect(),
    };
    let channels = Table {
        title: paper.tr.text("report-by_channel"),
        columns: vec!["reason", "channel", "count"],
        rows: by_channel(refusals, |reason_of, channel, count| {
            vec![
                Datum::Text(reason(paper, reason_of)),
                Datum::Text(words::channel(paper.tr, channel)),
                Datum::Count(count),
            ]
        }),
    };
    let flat = by_channel(refusals, |reason, channel, count| {
        vec![
            Datum::Text(reason.map_or(String::new(), |reason| reason.code().to_owned())),
            Datum::of(reason.and_then(Reason::leaked), |rule| Datum::Text(rule.to_string())),
            Datum::Text(channel.to_owned()),
            Datum::Count(count),
        ]
    });
    let (from, to) = days(&refusals.period);
    Report {
        flat: Table {
            title: String::new(),
            columns: vec!["reason", "rule", "channel", "count"],
            rows: flat,
        },
        json: json!({
            "from": from,
            "to": to,
            "orders": refusals.orders,
            "refused": count,
            "reasons": refusals.lines.iter().map(|line| document(line, currency)).collect::<Vec<_>>(),
        }),
        tables: vec![reasons, channels],
    }
}

fn stages(line: &RefusalLine) -> [Datum; 3] {
    [line.unconfirmed, line.confirmed, line.returned].map(Datum::Count)
}

fn reason(paper: &Paper<'_>, reason: Option<Reason>) -> String {
    reason.map_or_else(
        || paper.tr.text("report-no_reason"),
        |reason| words::cancel_reason(paper.tr, reason),
    )
}

fn rule(paper: &Paper<'_>, reason: Option<Reason>) -> Datum {
    Datum::of(reason.and_then(Reason::leaked), |rule| {
        Datum::Text(format!("{rule} · {}", paper.tr.coded("leak", &rule.0.to_string())))
    })
}

fn by_channel(refusals: &Refusals, row: impl Fn(Option<Reason>, &str, i64) -> Vec<Datum>) -> Vec<Vec<Datum>> {
    let lines = refusals.lines.iter().flat_map(|line| {
        let channels = line.channels.iter();
        channels.map(|(channel, count)| row(line.reason, channel, *count))
    });
    lines.collect()
}

fn document(line: &RefusalLine, currency: Currency) -> Value {
    let channels = line.channels.iter();
    json!({
        "reason": line.reason.map(Reason::code),
        "rule": line.reason.and_then(Reason::leaked).map(|rule| rule.to_string()),
        "count": line.count,
        "before_confirmation": line.unconfirmed,
        "after_confirmation": line.confirmed,
        "returned": line.returned,
        "lost": amount(Money::new(line.lost, currency)),
        "channels": channels.map(|(channel, count)| json!({"channel": channel, "count": count})).collect::<Vec<_>>(),
    })
}
