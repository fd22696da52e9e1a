//! The figures of a period that are read first, against the time before and day by day.

use chrono::Datelike;

use super::page::FigureDays;
use super::page::Tile;
use super::page::TileTurn;
use crate::domain::cell::Cell;
use crate::domain::cell::Label;
use crate::domain::money::Money;
use crate::domain::time::Span;
use crate::store::StoreError;
use crate::store::look::Look;
use crate::view::figures;
use crate::view::figures::Flow;
use crate::view::figures::Period;
use crate::view::figures::PeriodChoice;
use crate::view::figures::Trend;

/// First contacts in time and how soon (R4), talks, and what was confirmed.
pub(super) fn of(look: &Look<'_>, choice: PeriodChoice) -> Result<FigureDays, StoreError> {
    let settings = look.rules.settings();
    let trend = figures::trend(look, choice.period(settings.shop.time_zone, look.now))?;
    let (now, before) = (&trend.now, &trend.before);
    let count = |of: fn(&Flow) -> i64| (Cell::Count(of(now)), counted(of(now), of(before), before));
    let sum = Money::new(now.sum, settings.shop.currency);
    let goal = look.rules.regulation().first_contact_target;
    let of = |number: i64| Label::of("tile-of").with("count", Cell::Count(number));
    let in_time = (
        Cell::of(now.target_share(), Cell::Share),
        now.target_share()
            .zip(before.target_share())
            .map(|(now, before)| points(now, before)),
    );
    let soon = (
        Cell::of(now.contact.median, Cell::Span),
        now.contact
            .median
            .zip(before.contact.median)
            .map(|(now, before)| sooner(now, before)),
    );
    let tiles = vec![
        tile(
            &trend,
            "tile-in_time",
            in_time,
            Some(of(now.contact.count)),
            Flow::target_share,
        ),
        tile(
            &trend,
            "tile-contact",
            soon,
            Some(Label::of("tile-goal").with("span", Cell::Span(goal))),
            |day| day.contact.median.map(|span| span.0),
        ),
        tile(
            &trend,
            "tile-talks",
            count(|flow| flow.talks),
            Some(of(now.calls)),
            |day| (day.calls > 0).then_some(day.talks),
        ),
        tile(
            &trend,
            "tile-confirmed",
            count(|flow| flow.confirmed),
            (now.sum > 0).then(|| Label::of("tile-sum").with("sum", Cell::Rounded(sum))),
            |day| (day.confirmed > 0).then_some(day.confirmed),
        ),
    ];
    let said = Label::of("period-against")
        .with("days", days(&now.period).into())
        .with("before", days(&before.period).into());
    Ok(FigureDays { choice, said, tiles })
}

/// A page of figures whose days are chosen, and nothing more above them.
pub(super) fn chosen(look: &Look<'_>, choice: PeriodChoice) -> FigureDays {
    let period = choice.period(look.rules.settings().shop.time_zone, look.now);
    FigureDays {
        choice,
        said: days(&period),
        tiles: Vec::new(),
    }
}

/// The first day and the last, or the only one.
fn days(period: &Period) -> Label {
    let last = period.until - Span(1);
    let first = Cell::Date(period.from);
    if period.first == period.last {
        return Label::of("period-day").with("day", first);
    }
    Label::of("period-days")
        .with("first", first)
        .with("last", Cell::Date(last))
}

fn tile(
    trend: &Trend,
    name: &'static str,
    (value, change): (Cell, Option<(Label, TileTurn)>),
    beside: Option<Label>,
    of_day: impl Fn(&Flow) -> Option<i64>,
) -> Tile {
    let days: Vec<Option<i64>> = trend.days.iter().map(of_day).collect();
    let best = days.iter().flatten().copied().max().unwrap_or(0).max(1);
    let first = trend
        .days
        .first()
        .map_or(1, |day| i64::from(day.period.first.weekday().number_from_monday()));
    Tile {
        name: Label::of(name),
        value,
        beside,
        change,
        week: days
            .into_iter()
            .map(|day| day.map(|day| day.saturating_mul(1_000) / best))
            .collect(),
        first_weekday: first,
    }
}

/// More is better; nothing to say where nothing was done before.
fn counted(now: i64, before: i64, flow: &Flow) -> Option<(Label, TileTurn)> {
    if flow.calls + flow.confirmed + flow.contact.count == 0 {
        return None;
    }
    let by = |key| Label::of(key).with("count", Cell::Count((now - before).abs()));
    Some(match now.cmp(&before) {
        std::cmp::Ordering::Greater => (by("tile-more"), TileTurn::Better),
        std::cmp::Ordering::Less => (by("tile-fewer"), TileTurn::Worse),
        std::cmp::Ordering::Equal => (Label::of("tile-same"), TileTurn::Same),
    })
}

fn points(now: i64, before: i64) -> (Label, TileTurn) {
    // As they are shown: whole per cents.
    let whole = |tenths: i64| (tenths + 5).div_euclid(10);
    let by = |key| Label::of(key).with("count", Cell::Count((whole(now) - whole(before)).abs()));
    match whole(now).cmp(&whole(before)) {
        std::cmp::Ordering::Greater => (by("tile-points_up"), TileTurn::Better),
        std::cmp::Ordering::Less => (by("tile-points_down"), TileTurn::Worse),
        std::cmp::Ordering::Equal => (Label::of("tile-same"), TileTurn::Same),
    }
}

fn sooner(now: Span, before: Span) -> (Label, TileTurn) {
    let by = |key| Label::of(key).with("span", Cell::Span(Span((now.0 - before.0).abs())));
    match now.cmp(&before) {
        std::cmp::Ordering::Less => (by("tile-sooner"), TileTurn::Better),
        std::cmp::Ordering::Greater => (by("tile-later"), TileTurn::Worse),
        std::cmp::Ordering::Equal => (Label::of("tile-same"), TileTurn::Same),
    }
}
