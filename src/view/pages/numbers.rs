//! The numbers of the last 30 days (R29, R32): what became of orders, how fast, why not, and when the desk is outrun.

use super::Act;
use super::PageKey;
use super::PageRow;
use super::PageRowKey;
use super::PageSnapshot;
use super::Section;
use super::Shape;
use crate::domain::cell::Cell;
use crate::domain::cell::HeatMark;
use crate::domain::cell::Label;
use crate::store::StoreError;
use crate::store::look::Look;
use crate::view::figures;
use crate::view::figures::CallNumbers;
use crate::view::figures::ChannelNumbers;
use crate::view::figures::HourOfCalls;
use crate::view::figures::Hours;
use crate::view::figures::Numbers;
use crate::view::figures::Period;
use crate::view::figures::Refusals;

/// How many days the page covers.
const DAYS: u64 = 30;
/// Shades above nothing.
pub(super) const SHADES: i64 = 4;
/// Every third hour of a heat table, two columns an hour.
pub(super) const SCALE: &str = "0     3     6     9     12    15    18    21    ";

/// The page.
pub(super) fn page(look: &Look<'_>) -> Result<PageSnapshot, StoreError> {
    let zone = look.rules.settings().shop.time_zone;
    let period = Period::last_days(zone, look.now, DAYS);
    let mut lines = Lines::default();
    let numbers = figures::numbers(look, period)?;
    let sections = vec![
        conversion(&mut lines, &numbers),
        speed(&mut lines, &numbers.all),
        refusals(&mut lines, &figures::refusals(look, period)?),
        hours(&mut lines, &figures::hours(look, period)?),
        calls(&mut lines, &figures::calls(look, period)?),
    ];
    Ok(PageSnapshot {
        listing: None,
        key: PageKey::Numbers,
        as_of: look.now,
        shape: Shape::Whole,
        sections,
    })
}

/// Gives every line a number of its own: they are read, and nothing is done on them.
#[derive(Default)]
pub(super) struct Lines {
    next: i64,
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

fn conversion(lines: &mut Lines, numbers: &Numbers) -> Section {
    let mut rows = vec![lines.row(vec![
        Cell::Empty,
        Cell::Head(Label::of("numbers-orders")),
        Cell::Head(Label::of("numbers-sold")),
        Cell::Head(Label::of("numbers-refused")),
        Cell::Head(Label::of("numbers-open")),
        Cell::Head(Label::of("numbers-share")),
    ])];
    let mut row = |one: &ChannelNumbers, name: Cell| {
        lines.row(vec![
            name,
            Cell::Count(one.orders),
            Cell::Count(one.sold),
            Cell::Count(one.refused),
            Cell::Count(one.open()),
            share(one.conversion()),
            Cell::Bar(one.conversion().unwrap_or(0)),
        ])
    };
    rows.push(row(&numbers.all, Label::of("numbers-all").into()));
    let channels = numbers.channels.iter();
    rows.extend(channels.map(|one| row(one, Cell::OrderChannel(one.channel.clone()))));
    section(Label::of("numbers-section_conversion"), rows)
}

fn speed(lines: &mut Lines, all: &ChannelNumbers) -> Section {
    let span = |span: Option<_>| span.map_or(Cell::Empty, Cell::Span);
    let within = all.share_1_to_4();
    let measures = [
        (Label::of("numbers-contact_median"), span(all.contact.median), None),
        (Label::of("numbers-contact_90"), span(all.contact.ninetieth), None),
        (
            Label::of("numbers-in_target"),
            share(all.target_share()),
            all.target_share(),
        ),
        (Label::of("numbers-handling_median"), span(all.handling.median), None),
        (Label::of("numbers-handling_90"), span(all.handling.ninetieth), None),
        (Label::of("numbers-in_1_to_4"), share(within), within),
        (
            Label::of("numbers-repeat"),
            share(all.repeat_share()),
            all.repeat_share(),
        ),
    ];
    let rows = measures.into_iter().map(|(label, value, bar)| {
        let bar = bar.map_or(Cell::Empty, Cell::Bar);
        lines.row(vec![label.into(), value, bar])
    });
    section(Label::of("numbers-section_speed"), rows.collect())
}

fn refusals(lines: &mut Lines, refusals: &Refusals) -> Section {
    let count = refusals.count().max(1);
    let rows = refusals.lines.iter().map(|line| {
        let reason = line.reason.map_or(Label::of("numbers-no_reason").into(), Cell::Reason);
        let rule = line.reason.and_then(crate::domain::order::Reason::leaked);
        lines.row(vec![
            reason,
            Cell::Count(line.count),
            Cell::Share(line.count * 1_000 / count),
            rule.map_or(Cell::Empty, Cell::Leak),
            Cell::Bar(line.count * 1_000 / count),
        ])
    });
    section(Label::of("numbers-section_refusals"), rows.collect())
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

fn calls(lines: &mut Lines, calls: &CallNumbers) -> Section {
    let mut rows = vec![lines.row(vec![
        Cell::Empty,
        Cell::Head(Label::of("numbers-answered")),
        Cell::Head(Label::of("numbers-missed")),
        Cell::Head(Label::of("numbers-made")),
        Cell::Head(Label::of("numbers-through")),
    ])];
    let most = calls.hours.iter().map(|one| one.answered + one.missed + one.made).max();
    let most = most.unwrap_or(0).max(1);
    let mut row = |name: Cell, one: &HourOfCalls, bar: Cell| {
        lines.row(vec![
            name,
            Cell::Count(one.answered),
            Cell::Count(one.missed),
            Cell::Count(one.made),
            Cell::Count(one.through),
            bar,
        ])
    };
    let all = HourOfCalls {
        answered: calls.answered,
        missed: calls.missed,
        made: calls.made,
        through: calls.through,
    };
    rows.push(row(Label::of("numbers-all").into(), &all, Cell::Empty));
    for (hour, one) in calls.hours.iter().enumerate() {
        let count = one.answered + one.missed + one.made;
        if count > 0 {
            let name = Cell::Text(format!("{hour:02}:00"));
            rows.push(row(name, one, Cell::Bar(count * 1_000 / most)));
        }
    }
    section(Label::of("numbers-section_calls"), rows)
}
