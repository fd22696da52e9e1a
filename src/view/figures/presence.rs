//! Who was at the telephones and when (R29): log-in and log-out, pauses, and how much of the opening hours that is.

use std::collections::BTreeMap;

use super::Period;
use crate::domain::local_time::local;
use crate::domain::regulation::on_shift::living;
use crate::domain::shift::Shift;
use crate::domain::time::Span;
use crate::domain::time::Time;
use crate::store::StoreError;
use crate::store::look::Look;

/// One operator's days of a period.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OperatorPresence {
    /// Who.
    pub name: String,
    /// On how many days.
    pub days: i64,
    /// From log-in to log-out, all in all.
    pub there: Span,
    /// Pauses of it.
    pub paused: Span,
    /// How much of the opening hours of those days they were at work, in tenths of a per cent.
    pub adherence: Option<i64>,
    /// The first log-in and the last log-out of the last of those days; no log-out while the shift lasts.
    pub last: Option<(Time, Option<Time>)>,
}

/// Reads them, by name.
pub fn presence(look: &Look<'_>, period: Period) -> Result<Vec<OperatorPresence>, StoreError> {
    let shifts = look.store.shifts_within(period.from, period.until)?;
    let lasts: Vec<Shift> = living(
        shifts
            .iter()
            .filter(|shift| shift.ended_at.is_none())
            .cloned()
            .collect(),
        look.rules,
        look.now,
    );
    let mut of: BTreeMap<String, Vec<Shift>> = BTreeMap::new();
    for shift in shifts {
        // One nobody ended is over since its last sign of life.
        let is_lost = shift.ended_at.is_none() && !lasts.iter().any(|last| last.id == shift.id);
        let shift = if is_lost { shift.as_lost() } else { shift };
        of.entry(shift.operator.clone()).or_default().push(shift);
    }
    Ok(of
        .into_iter()
        .map(|(name, shifts)| of_operator(look, name, &shifts))
        .collect())
}

fn of_operator(look: &Look<'_>, name: String, shifts: &[Shift]) -> OperatorPresence {
    let zone = look.rules.settings().shop.time_zone;
    let calendar = look.rules.calendar(None);
    let working = calendar.working();
    let mut presence = OperatorPresence {
        name,
        ..OperatorPresence::default()
    };
    let mut open = Span::ZERO;
    let mut at_work = Span::ZERO;
    let mut days: Vec<_> = shifts.iter().map(|shift| local(zone, shift.began_at).date()).collect();
    days.dedup();
    for day in &days {
        let of_day = || shifts.iter().filter(|shift| local(zone, shift.began_at).date() == *day);
        let Some(first) = of_day().next() else { continue };
        let (begins, ends) = (
            calendar.day_at(first.began_at, 0, 0, 0),
            calendar.day_at(first.began_at, 1, 0, 0),
        );
        // Of today, what has passed.
        open = open + working.between(begins, ends.min(look.now));
        for shift in of_day() {
            let end = shift.ended_at.unwrap_or(look.now);
            presence.there = presence.there + (end - shift.began_at).max(Span::ZERO);
            let whole = (end - shift.began_at).max(Span::ZERO);
            presence.paused = presence.paused + Span(whole.0 - shift.worked(look.now).0);
            at_work = at_work + working.between(shift.began_at, end);
            for pause in &shift.pauses {
                let until = pause.until.unwrap_or(end).min(end);
                at_work = Span(at_work.0 - working.between(pause.from, until).0);
            }
        }
        presence.last = Some((first.began_at, of_day().next_back().and_then(|shift| shift.ended_at)));
    }
    presence.days = i64::try_from(days.len()).unwrap_or(i64::MAX);
    presence.adherence = (open > Span::ZERO).then(|| (at_work.0 * 1_000 / open.0).clamp(0, 1_000));
    presence
}
