//! The money of a period: what came by which means, what went back, how long carriers kept theirs, what is owed (R12).

use serde_json::Map;
use serde_json::Value;

use super::Report;
use super::table::CellColumns;
use super::table::all;
use super::table::csv;
use super::table::named;
use super::table::of_period;
use super::table::title;
use crate::domain::cell::Cell;
use crate::domain::money::Money;
use crate::domain::time::Span;
use crate::view::figures::MoneyFigures;
use crate::words::Audience;

/// A line of any of its tables.
struct MoneyLine {
    /// What is counted: `means`, `money_line` or `owed_by`, and its code there.
    what: (&'static str, &'static str),
    count: i64,
    sum: Option<Money>,
    late: Option<(i64, Money)>,
    overpaid: Option<Money>,
    lag: Option<(Option<Span>, Option<Span>)>,
}

/// The report.
pub fn money(audience: Audience<'_>, money: &MoneyFigures) -> Report {
    let (came, back, payout, owed) = (came(money), went_back(money), payout(money), owed(money));
    let (lag, late) = (lag(), late());
    let all_moved: Vec<&MoneyLine> = came.iter().chain(&back).collect();
    let mut object = of_period(&money.period, Map::new());
    for (name, table) in [
        ("received", sums("means").table(&came)),
        ("refunded", sums("what").table(&back)),
        ("payouts", lag.table(&payout)),
        ("owed", late.table(&owed)),
    ] {
        object.insert(name.to_owned(), table.json().into());
    }
    let flat = sums("what")
        .and(flat_only())
        .table(all_moved.into_iter().chain(&payout).chain(&owed));
    Report {
        tables: vec![
            (
                title(audience, "report-money", &money.period),
                sums("means").table(came.iter().chain(&back)),
            ),
            (audience.tr.text("report-payouts"), lag.table(&payout)),
            (audience.tr.text("report-owed_now"), late.table(&owed)),
        ],
        flat,
        json: Value::Object(object),
    }
}

fn came(money: &MoneyFigures) -> Vec<MoneyLine> {
    let lines = money.came.iter().map(|one| MoneyLine {
        count: one.sum.count,
        sum: Some(one.sum.sum),
        ..MoneyLine::of("means", one.means.code())
    });
    lines.collect()
}

fn went_back(money: &MoneyFigures) -> Vec<MoneyLine> {
    let lines = money.went_back.iter().map(|one| MoneyLine {
        count: one.count,
        sum: Some(one.sum),
        ..MoneyLine::of("money_line", "refunded")
    });
    lines.collect()
}

/// None where no carrier paid anything out.
fn payout(money: &MoneyFigures) -> Vec<MoneyLine> {
    let line = MoneyLine {
        count: money.payout.count,
        lag: Some((money.payout.median, money.payout.ninetieth)),
        ..MoneyLine::of("money_line", "payouts")
    };
    Vec::from_iter((money.payout.count > 0).then_some(line))
}

fn owed(money: &MoneyFigures) -> Vec<MoneyLine> {
    let lines = money.owed.iter().flat_map(|list| {
        list.sums.iter().map(|sum| MoneyLine {
            count: sum.orders,
            sum: Some(sum.all),
            late: Some((sum.late_orders, sum.late)),
            overpaid: Some(sum.overpaid).filter(|over| over.minor > 0),
            ..MoneyLine::of("owed_by", list.debtor.code())
        })
    });
    lines.collect()
}

impl MoneyLine {
    fn of(area: &'static str, code: &'static str) -> MoneyLine {
        MoneyLine {
            what: (area, code),
            count: 0,
            sum: None,
            late: None,
            overpaid: None,
            lag: None,
        }
    }
}

type MoneyColumns<'a> = CellColumns<'a, MoneyLine>;

fn what<'a>(name: &'static str) -> MoneyColumns<'a> {
    CellColumns::none().column(all(name), |line: &MoneyLine| Cell::Code(line.what.0, line.what.1))
}

fn sums<'a>(name: &'static str) -> MoneyColumns<'a> {
    what(name)
        .column(all("count"), |line: &MoneyLine| Cell::Count(line.count))
        .column(all("amount"), |line| Cell::of(line.sum, Cell::Money))
}

fn lag<'a>() -> MoneyColumns<'a> {
    what("what")
        .column(all("count"), |line: &MoneyLine| Cell::Count(line.count))
        .column(named("lag_median", "lag_median_s", "median_s"), |line| {
            Cell::of(line.lag.and_then(|(median, _)| median), Cell::Span)
        })
        .column(named("lag_90", "lag_90_s", "percentile_90_s"), |line| {
            Cell::of(line.lag.and_then(|(_, ninetieth)| ninetieth), Cell::Span)
        })
}

fn late<'a>() -> MoneyColumns<'a> {
    sums("owed_by")
        .column(all("late_count"), |line: &MoneyLine| {
            Cell::of(line.late, |(count, _)| Cell::Count(count))
        })
        .column(all("late_amount"), |line| {
            Cell::of(line.late, |(_, sum)| Cell::Money(sum))
        })
        .column(all("overpaid"), |line| Cell::of(line.overpaid, Cell::Money))
}

/// What only some lines of the flat table have.
fn flat_only<'a>() -> MoneyColumns<'a> {
    CellColumns::none()
        .column(csv("currency"), |line: &MoneyLine| {
            Cell::of(line.sum, |sum| Cell::Text(sum.currency.code().to_owned()))
        })
        .column(csv("late_count"), |line| {
            Cell::of(line.late, |(count, _)| Cell::Count(count))
        })
        .column(csv("late_amount"), |line| {
            Cell::of(line.late, |(_, sum)| Cell::Money(sum))
        })
        .column(csv("overpaid"), |line| Cell::of(line.overpaid, Cell::Money))
        .column(csv("lag_median_s"), |line| {
            Cell::of(line.lag.and_then(|(median, _)| median), Cell::Span)
        })
        .column(csv("lag_90_s"), |line| {
            Cell::of(line.lag.and_then(|(_, ninetieth)| ninetieth), Cell::Span)
        })
}
