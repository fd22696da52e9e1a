//! The calls of a period (R27, R29): who waits to be called back, why calls were missed, when, and who was there.

use std::collections::BTreeMap;

use super::Act;
use super::PageKey;
use super::PageQuery;
use super::PageRow;
use super::PageRowKey;
use super::PageSnapshot;
use super::Section;
use super::numbers::Lines;
use super::numbers::SCALE;
use super::numbers::SHADES;
use super::numbers::section;
use super::tiles;
use crate::domain::cell::Cell;
use crate::domain::cell::HeatMark;
use crate::domain::cell::Label;
use crate::domain::ids::CustomerId;
use crate::domain::time::Span;
use crate::domain::time::Time;
use crate::store::StoreError;
use crate::store::look::Look;
use crate::view::figures;
use crate::view::figures::CallNumbers;
use crate::view::figures::HourOfCalls;
use crate::view::figures::OperatorPresence;

/// The page.
pub(super) fn page(look: &Look<'_>, query: &PageQuery) -> Result<PageSnapshot, StoreError> {
    let period = query.period.period(look.rules.settings().shop.time_zone, look.now);
    let calls = figures::calls(look, period)?;
    let presence = figures::presence(look, period)?;
    let mut lines = Lines::default();
    let sections = vec![
        waiting(look)?,
        recordings(calls.unheard),
        sums(&mut lines, &calls),
        why(&mut lines, &calls),
        heat(
            &mut lines,
            "calls-section_answered",
            &calls,
            |one| one.answered,
            |_| false,
        ),
        heat(
            &mut lines,
            "calls-section_missed",
            &calls,
            |one| one.missed,
            |one| one.missed > one.answered,
        ),
        operators(&mut lines, &calls),
        left_out(&mut lines, &calls),
        by_line(&mut lines, &calls),
        there(&mut lines, &presence),
    ];
    Ok(PageSnapshot {
        sections,
        days: Some(tiles::chosen(look, query.period)),
        ..PageSnapshot::blank(PageKey::Calls, look.now)
    })
}

/// One row for each caller whose calls nobody has returned: how often, when last, why, and the own manager.
fn waiting(look: &Look<'_>) -> Result<Section, StoreError> {
    let mut of: BTreeMap<CustomerId, Vec<crate::domain::call::PendingCall>> = BTreeMap::new();
    look.store
        .pending_calls(|call| of.entry(call.customer).or_default().push(call))?;
    of.retain(|_, calls| calls.iter().any(|call| call.ended_at.is_some()));
    let ids: Vec<CustomerId> = of.keys().copied().collect();
    let texts = look
        .store
        .row_texts(&ids.iter().map(|id| (*id, None)).collect::<Vec<_>>())?;
    let mut rows: Vec<(Time, PageRow)> = of
        .into_iter()
        .filter_map(|(id, calls)| {
            let last = calls.iter().max_by_key(|call| call.started_at)?.clone();
            let found = texts.get(&(id, None));
            let count = i64::try_from(calls.len()).unwrap_or(i64::MAX);
            let name = found.map(|text| text.customer.clone()).unwrap_or_default();
            let cells = vec![
                Cell::Text(name),
                Cell::Phone(found.map(|text| text.phone.clone()).unwrap_or_default()),
                Label::of("calls-times").with("count", Cell::Count(count)).into(),
                Cell::At(last.started_at),
                Cell::of(last.reason, Cell::MissedReason),
                Cell::Text(found.and_then(|text| text.manager.clone()).unwrap_or_default()),
            ];
            let row = PageRow {
                key: PageRowKey::Customer(id),
                cells,
                act: Act::Card,
            };
            Some((last.started_at, row))
        })
        .collect();
    rows.sort_by_key(|(at, _)| std::cmp::Reverse(*at));
    Ok(Section {
        title: Some(Label::of("calls-section_waiting")),
        rows: rows.into_iter().map(|(_, row)| row).collect(),
        empty: Some(Label::of("calls-nobody_waits")),
    })
}

/// What is to be heard leads to its list.
fn recordings(unheard: i64) -> Section {
    let row = PageRow {
        key: PageRowKey::Line("unheard"),
        cells: vec![Label::of("calls-unheard").into(), Cell::Count(unheard)],
        act: Act::Page(PageKey::Recordings),
    };
    Section {
        title: Some(Label::of("calls-section_recordings")),
        rows: (unheard > 0).then_some(row).into_iter().collect(),
        empty: None,
    }
}

fn sums(lines: &mut Lines, calls: &CallNumbers) -> Section {
    let span = |span: Option<Span>| span.map_or(Cell::Empty, Cell::Span);
    let share = |tenths: Option<i64>| tenths.map_or(Cell::Empty, Cell::Share);
    let answered = calls.answered_share();
    let soon = calls.returned_soon_share();
    let rows = vec![
        (
            Label::of("numbers-answered"),
            Cell::Count(calls.answered),
            Cell::Empty,
            None,
        ),
        (
            Label::of("numbers-missed"),
            Cell::Count(calls.missed),
            Cell::Empty,
            None,
        ),
        (
            Label::of("calls-answered_share"),
            share(answered),
            Cell::Empty,
            answered,
        ),
        (
            Label::of("calls-waiting"),
            span(calls.waiting.median),
            span(calls.waiting.ninetieth),
            None,
        ),
        (
            Label::of("calls-talk_time"),
            span(calls.talk.median),
            span(calls.talk.ninetieth),
            None,
        ),
        (
            Label::of("calls-returned"),
            span(calls.returned.median),
            span(calls.returned.ninetieth),
            None,
        ),
        (Label::of("calls-returned_soon"), share(soon), Cell::Empty, soon),
        (
            Label::of("calls-not_returned"),
            Cell::Count(calls.not_returned),
            Cell::Empty,
            None,
        ),
        (Label::of("numbers-made"), Cell::Count(calls.made), Cell::Empty, None),
        (
            Label::of("numbers-through"),
            Cell::Count(calls.through),
            Cell::Empty,
            None,
        ),
    ];
    let row = |(label, value, more, bar): (Label, Cell, Cell, Option<i64>)| {
        lines.row(vec![label.into(), value, more, bar.map_or(Cell::Empty, Cell::Bar)])
    };
    // A time of calls there were none of is no row.
    let rows = rows.into_iter().filter(|(_, value, ..)| *value != Cell::Empty);
    section(Label::of("calls-section_sums"), rows.map(row).collect())
}

fn why(lines: &mut Lines, calls: &CallNumbers) -> Section {
    let all = calls.missed.max(1);
    let rows = calls.reasons.iter().map(|(reason, count)| {
        let reason = reason.map_or(Label::of("calls-reason_unknown").into(), Cell::MissedReason);
        lines.row(vec![
            reason,
            Cell::Count(*count),
            Cell::Share(count * 1_000 / all),
            Cell::Bar(count * 1_000 / all),
        ])
    });
    section(Label::of("calls-section_why"), rows.collect())
}

fn heat(
    lines: &mut Lines,
    title: &'static str,
    calls: &CallNumbers,
    count: impl Fn(&HourOfCalls) -> i64,
    warns: impl Fn(&HourOfCalls) -> bool,
) -> Section {
    let most = calls.week.iter().flatten().map(&count).max().unwrap_or(0).max(1);
    let mut rows = vec![lines.row(vec![Cell::Empty, Cell::Text(SCALE.to_owned())])];
    for (day, of_day) in (1..).zip(&calls.week) {
        let marks = of_day.iter().map(|hour| HeatMark {
            shade: u8::try_from((count(hour) * SHADES + most - 1) / most).unwrap_or(0),
            warns: warns(hour),
        });
        rows.push(lines.row(vec![Cell::Weekday(day), Cell::Heat(marks.collect())]));
    }
    section(Label::of(title), rows)
}

fn operators(lines: &mut Lines, calls: &CallNumbers) -> Section {
    let mut rows = Vec::new();
    if !calls.operators.is_empty() {
        rows.push(lines.row(vec![
            Cell::Empty,
            Cell::Head(Label::of("numbers-answered")),
            Cell::Head(Label::of("numbers-made")),
            Cell::Head(Label::of("numbers-through")),
            Cell::Head(Label::of("calls-talk_sum")),
            Cell::Head(Label::of("calls-heard")),
            Cell::Head(Label::of("calls-mark")),
            Cell::Head(Label::of("calls-script")),
        ]));
    }
    rows.extend(calls.operators.iter().map(|of| {
        lines.row(vec![
            Cell::Text(of.name.clone()),
            Cell::Count(of.answered),
            Cell::Count(of.made),
            Cell::Count(of.through),
            Cell::Span(of.talk),
            Cell::of(Some(of.reviews.recorded).filter(|count| *count > 0), |recorded| {
                Label::of("calls-heard_of")
                    .with("heard", Cell::Count(of.reviews.reviewed))
                    .with("recorded", Cell::Count(recorded))
                    .into()
            }),
            Cell::of(of.mark_tenths(), Cell::Tenths),
            Cell::of(of.script_share(), Cell::Share),
        ])
    }));
    section(Label::of("calls-section_operators"), rows)
}

/// What is left out of the scripts most often, and by whom.
fn left_out(lines: &mut Lines, calls: &CallNumbers) -> Section {
    let left = calls.left_out();
    let rows = left.into_iter().map(|(operator, point, count)| {
        let words = [point, operator].map(|text| Cell::Text(text.to_owned()));
        lines.row(words.into_iter().chain([Cell::Count(count)]).collect())
    });
    section(Label::of("calls-section_left_out"), rows.collect())
}

fn by_line(lines: &mut Lines, calls: &CallNumbers) -> Section {
    let mut rows = Vec::new();
    if !calls.lines.is_empty() {
        rows.push(lines.row(vec![
            Cell::Empty,
            Cell::Head(Label::of("numbers-answered")),
            Cell::Head(Label::of("numbers-missed")),
        ]));
    }
    rows.extend(calls.lines.iter().map(|of| {
        let name = if of.line.is_empty() {
            Label::of("calls-line_unknown").into()
        } else {
            Cell::Text(of.line.clone())
        };
        lines.row(vec![name, Cell::Count(of.answered), Cell::Count(of.missed)])
    }));
    section(Label::of("calls-section_lines"), rows)
}

fn there(lines: &mut Lines, presence: &[OperatorPresence]) -> Section {
    let mut rows = Vec::new();
    if !presence.is_empty() {
        rows.push(lines.row(vec![
            Cell::Empty,
            Cell::Head(Label::of("calls-days")),
            Cell::Head(Label::of("calls-there")),
            Cell::Head(Label::of("calls-paused")),
            Cell::Head(Label::of("calls-adherence")),
        ]));
    }
    rows.extend(presence.iter().map(|of| {
        lines.row(vec![
            Cell::Text(of.name.clone()),
            Cell::Count(of.days),
            Cell::Span(of.there),
            Cell::Span(of.paused),
            of.adherence.map_or(Cell::Empty, Cell::Share),
        ])
    }));
    section(Label::of("calls-section_presence"), rows)
}
