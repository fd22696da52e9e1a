//! The numbers of a period (R29, R32): what became of orders, who called, why not, how fast, and when the desk is outrun.

use super::Act;
use super::PageKey;
use super::PageQuery;
use super::PageRow;
use super::PageRowKey;
use super::PageSnapshot;
use super::Section;
use super::tiles;
use super::today;
use crate::domain::cell::Cell;
use crate::domain::cell::HeatMark;
use crate::domain::cell::Label;
use crate::domain::money::Money;
use crate::domain::time::Span;
use crate::store::StoreError;
use crate::store::look::Look;
use crate::text::clean;
use crate::view::figures;
use crate::view::figures::BehindFigure;
use crate::view::figures::CallNumbers;
use crate::view::figures::ChannelNumbers;
use crate::view::figures::HourOfCalls;
use crate::view::figures::Hours;
use crate::view::figures::HoursSoFar;
use crate::view::figures::MoneyFigures;
use crate::view::figures::Numbers;
use crate::view::figures::NumbersSoFar;
use crate::view::figures::OperatorCalls;
use crate::view::figures::ParcelLine;
use crate::view::figures::ParcelNumbers;
use crate::view::figures::PathSoFar;
use crate::view::figures::PathStep;
use crate::view::figures::PeriodChoice;
use crate::view::figures::Refusals;
use crate::view::figures::RefusalsSoFar;

/// Shades above nothing.
pub(super) const SHADES: i64 = 4;
/// Every third hour of a heat table, two columns an hour.
pub(super) const SCALE: &str = "0     3     6     9     12    15    18    21    ";

/// What of the page is made of orders, read once.
type PageFigures = ((NumbersSoFar, RefusalsSoFar), (PathSoFar, HoursSoFar));

/// The page.
pub(super) fn page(look: &Look<'_>, query: &PageQuery) -> Result<PageSnapshot, StoreError> {
    let choice = query.period;
    let period = choice.period(look.rules.settings().shop.time_zone, look.now);
    let mut lines = Lines { next: 0, choice };
    let ((numbers, lost), (steps, of_week)) = figures::of_orders::<PageFigures>(look, period)?;
    let calls = figures::calls(look, period)?;
    Ok(PageSnapshot {
        sections: vec![
            path(&mut lines, &steps),
            conversion(&mut lines, &numbers),
            operators(&mut lines, &calls),
            refusals(&mut lines, &lost),
            returns(&mut lines, &lost),
            speed(&mut lines, &numbers.all),
            parcels(&mut lines, &figures::parcels(look, period)?),
            hours(&mut lines, &of_week),
            by_hour(&mut lines, &calls),
            money(&mut lines, &figures::money(look, period)?),
        ],
        days: Some(tiles::of(look, choice)?),
        ..PageSnapshot::blank(PageKey::Numbers, look.now)
    })
}

/// The orders one of the figures counts.
pub(super) fn behind(look: &Look<'_>, of: BehindFigure, choice: PeriodChoice) -> Result<PageSnapshot, StoreError> {
    let period = choice.period(look.rules.settings().shop.time_zone, look.now);
    let found = figures::behind(look, of, period)?;
    today::orders(look, PageKey::Behind(of, choice), found)
}

/// Gives every line a number of its own.
#[derive(Default)]
pub(super) struct Lines {
    next: i64,
    choice: PeriodChoice,
}

impl Lines {
    pub(super) fn row(&mut self, cells: Vec<Cell>) -> PageRow {
        self.next += 1;
        PageRow {
            key: PageRowKey::Id(self.next),
            cells,
            act: Act::None,
        }
    }

    /// A line that leads to the orders it counts.
    fn leading(&mut self, of: BehindFigure, cells: Vec<Cell>) -> PageRow {
        let act = Act::Page(PageKey::Behind(of, self.choice));
        PageRow { act, ..self.row(cells) }
    }
}

pub(super) fn section(title: Label, rows: Vec<PageRow>) -> Section {
    Section {
        title: Some(title),
        rows,
        empty: Some(Label::of("numbers-nothing")),
    }
}

fn share(tenths: Option<i64>) -> Cell {
    tenths.map_or(Cell::Empty, Cell::Share)
}

/// A part of the largest as a bar.
fn bar(part: i64, largest: i64) -> Cell {
    Cell::Bar(part * 1_000 / largest.max(1))
}

fn path(lines: &mut Lines, steps: &[(PathStep, i64)]) -> Section {
    let placed = steps.first().map_or(0, |(_, count)| *count);
    let rows = steps.iter().map(|(step, count)| {
        let of_placed = (placed > 0 && *step != PathStep::Placed).then(|| count * 1_000 / placed);
        lines.leading(
            BehindFigure::Step(*step),
            vec![
                Label::of(path_key(*step)).into(),
                bar(*count, placed),
                Cell::Count(*count),
                share(of_placed),
            ],
        )
    });
    section(Label::of("numbers-section_path"), rows.collect())
}

fn path_key(step: PathStep) -> &'static str {
    match step {
        PathStep::Placed => "path-placed",
        PathStep::Confirmed => "path-confirmed",
        PathStep::Dispatched => "path-dispatched",
        PathStep::Received => "path-received",
    }
}

fn conversion(lines: &mut Lines, numbers: &Numbers) -> Section {
    let heads = [
        "numbers-orders",
        "numbers-sold",
        "numbers-refused",
        "numbers-open",
        "numbers-share",
    ];
    let largest = numbers.channels.first().map_or(0, |one| one.orders);
    let cells = |one: &ChannelNumbers, name: Cell, bar: Cell| {
        vec![
            name,
            bar,
            Cell::Count(one.orders),
            Cell::Count(one.sold),
            Cell::Count(one.refused),
            Cell::Count(one.open()),
            share(one.conversion()),
        ]
    };
    let mut rows = vec![lines.row(head(&heads))];
    for one in &numbers.channels {
        let cells = cells(one, Cell::OrderChannel(one.channel.clone()), bar(one.orders, largest));
        rows.push(match one.id {
            Some(id) => lines.leading(BehindFigure::Channel(id), cells),
            None => lines.row(cells),
        });
    }
    // Of one channel, all together are the same once more.
    if numbers.channels.len() != 1 {
        rows.push(lines.row(cells(&numbers.all, Label::of("numbers-all").into(), Cell::Empty)));
    }
    section(Label::of("numbers-section_conversion"), rows)
}

/// What stands over columns of numbers, behind the name and the bar.
fn head(keys: &[&'static str]) -> Vec<Cell> {
    let heads = keys.iter().map(|key| Cell::Head(Label::of(key)));
    [Cell::Empty, Cell::Empty].into_iter().chain(heads).collect()
}

fn operators(lines: &mut Lines, calls: &CallNumbers) -> Section {
    let of = |one: &OperatorCalls| one.answered + one.made;
    let largest = calls.operators.iter().map(of).max().unwrap_or(0);
    let mut operators: Vec<&OperatorCalls> = calls.operators.iter().collect();
    operators.sort_by_key(|one| -of(one));
    let mut rows = vec![lines.row(head(&[
        "numbers-calls",
        "numbers-answered",
        "numbers-made",
        "numbers-through",
    ]))];
    rows.extend(operators.into_iter().map(|one| {
        lines.row(vec![
            Cell::Text(clean(&one.name).into_owned()),
            bar(of(one), largest),
            Cell::Count(of(one)),
            Cell::Count(one.answered),
            Cell::Count(one.made),
            Cell::Count(one.through),
        ])
    }));
    if rows.len() == 1 {
        rows.clear();
    }
    section(Label::of("numbers-section_operators"), rows)
}

fn refusals(lines: &mut Lines, refusals: &Refusals) -> Section {
    let count = refusals.count().max(1);
    let largest = refusals.lines.first().map_or(0, |line| line.count);
    let rows = refusals.lines.iter().map(|line| {
        let reason = line.reason.map_or(Label::of("numbers-no_reason").into(), Cell::Reason);
        let rule = line.reason.and_then(crate::domain::order::Reason::leaked);
        lines.leading(
            BehindFigure::Refused(line.reason),
            vec![
                reason,
                bar(line.count, largest),
                Cell::Count(line.count),
                Cell::Share(line.count * 1_000 / count),
                rule.map_or(Cell::Empty, Cell::Leak),
            ],
        )
    });
    section(Label::of("numbers-section_refusals"), rows.collect())
}

/// By carrier: how many left, the share collected of those at their end, days on the way, late.
fn parcels(lines: &mut Lines, numbers: &ParcelNumbers) -> Section {
    let days = |span: Span| Cell::Tenths((span.0 + 4_320_000) / 8_640_000);
    let heads = [
        "numbers-parcels_sent",
        "numbers-parcels_collected",
        "numbers-parcels_returned",
        "numbers-parcels_days",
        "numbers-parcels_late",
    ];
    let head = std::iter::once(Cell::Empty).chain(heads.map(|key| Cell::Head(Label::of(key))));
    let head = lines.row(head.collect());
    let row = |line: &ParcelLine, name: Cell, lines: &mut Lines| {
        lines.row(vec![
            name,
            Cell::Count(line.sent),
            share(line.collected_share()),
            Cell::Count(line.returned + line.lost),
            Cell::of(line.on_the_way.median, days),
            share(line.late_share()),
        ])
    };
    let mut rows = Vec::new();
    if numbers.all.sent > 0 {
        rows.push(head);
        for line in &numbers.carriers {
            let name = line.carrier.map_or(Label::of("numbers-no_carrier").into(), |carrier| {
                Cell::Code("carrier", carrier.code())
            });
            rows.push(row(line, name, lines));
        }
    }
    section(Label::of("numbers-section_parcels"), rows)
}

/// What came back after receipt, whole orders and parts.
fn returns(lines: &mut Lines, refusals: &Refusals) -> Section {
    let rows = refusals.returns.iter().map(|of| {
        lines.row(vec![
            Cell::ReturnReason(of.reason),
            Cell::Instead(of.instead),
            Cell::Count(of.count),
            Cell::Money(Money::new(of.amount, of.currency)),
        ])
    });
    section(Label::of("numbers-section_returns"), rows.collect())
}

fn speed(lines: &mut Lines, all: &ChannelNumbers) -> Section {
    let span = |span: Option<_>| span.map_or(Cell::Empty, Cell::Span);
    let shares = |share: Option<i64>| (share.map_or(Cell::Empty, Cell::Bar), self::share(share));
    let plain = |cell: Cell| (Cell::Empty, cell);
    let measures = [
        ("numbers-in_target", shares(all.target_share())),
        ("numbers-contact_median", plain(span(all.contact.median))),
        ("numbers-contact_90", plain(span(all.contact.ninetieth))),
        ("numbers-handling_median", plain(span(all.handling.median))),
        ("numbers-handling_90", plain(span(all.handling.ninetieth))),
        ("numbers-in_1_to_4", shares(all.share_1_to_4())),
        ("numbers-repeat", shares(all.repeat_share())),
    ];
    let rows = measures.into_iter().map(|(key, (bar, value))| {
        let cells = vec![Label::of(key).into(), bar, value];
        match key {
            "numbers-in_target" => lines.leading(BehindFigure::LateContact, cells),
            _ => lines.row(cells),
        }
    });
    section(Label::of("numbers-section_speed"), rows.collect())
}

/// What came by each means, what went back, and how soon carriers paid out.
fn money(lines: &mut Lines, money: &MoneyFigures) -> Section {
    let largest = money.came.first().map_or(0, |one| one.sum.sum.minor);
    let currency = money.came.first().map(|one| one.sum.sum.currency);
    let mut rows = Vec::new();
    for one in &money.came {
        let sum = one.sum.sum;
        let bar = if Some(sum.currency) == currency {
            bar(sum.minor, largest)
        } else {
            Cell::Empty
        };
        rows.push(lines.row(vec![
            Cell::Code("means", one.means.code()),
            bar,
            Cell::Count(one.sum.count),
            Cell::Money(sum),
        ]));
    }
    for back in &money.went_back {
        rows.push(lines.row(vec![
            Cell::Code("money_line", "refunded"),
            Cell::Empty,
            Cell::Count(back.count),
            Cell::Money(back.sum),
        ]));
    }
    if money.payout.count > 0 {
        rows.push(lines.row(vec![
            Cell::Code("money_line", "payouts"),
            Cell::Empty,
            Cell::Count(money.payout.count),
            Cell::of(money.payout.median, Cell::Span),
        ]));
    }
    for list in &money.owed {
        for sum in &list.sums {
            let row = lines.row(vec![
                Cell::Code("owed_by", list.debtor.code()),
                Cell::Empty,
                Cell::Count(sum.orders),
                Cell::Money(sum.all),
            ]);
            let act = Act::Page(PageKey::Money);
            rows.push(PageRow { act, ..row });
        }
    }
    section(Label::of("numbers-section_money"), rows)
}

fn hours(lines: &mut Lines, hours: &Hours) -> Section {
    let most = hours.most().max(1);
    let mut rows = vec![lines.row(vec![Cell::Empty, Cell::Text(SCALE.to_owned())])];
    for (day, of_day) in (1..).zip(&hours.week) {
        let marks = of_day.iter().map(|hour| HeatMark {
            shade: u8::try_from((hour.came * SHADES + most - 1) / most).unwrap_or(0),
            warns: hour.is_outrun(),
        });
        rows.push(lines.row(vec![Cell::Weekday(day), Cell::Heat(marks.collect())]));
    }
    section(Label::of("numbers-section_hours"), rows)
}

fn by_hour(lines: &mut Lines, calls: &CallNumbers) -> Section {
    let of = |one: &HourOfCalls| one.answered + one.missed + one.made;
    let largest = calls.hours.iter().map(of).max().unwrap_or(0);
    let mut row = |name: Cell, bar: Cell, one: &HourOfCalls| {
        let counts = [of(one), one.answered, one.missed, one.made, one.through];
        lines.row([name, bar].into_iter().chain(counts.map(Cell::Count)).collect())
    };
    let busy = calls.hours.iter().enumerate().filter(|(_, one)| of(one) > 0);
    let mut rows: Vec<PageRow> = busy
        .map(|(hour, one)| row(Cell::Text(format!("{hour:02}:00")), bar(of(one), largest), one))
        .collect();
    if !rows.is_empty() {
        let keys = [
            "numbers-calls",
            "numbers-answered",
            "numbers-missed",
            "numbers-made",
            "numbers-through",
        ];
        rows.insert(0, lines.row(head(&keys)));
    }
    section(Label::of("numbers-section_calls"), rows)
}
