//! How long a row has waited, what is left, and how badly it presses.

use chrono_tz::Tz;

use super::moment::clock_time;
use crate::domain::queue::Row;
use crate::domain::task::Task;
use crate::domain::task::TaskKind;
use crate::domain::task::Why;
use crate::domain::time::Span;
use crate::domain::time::Time;
use crate::i18n::Tr;

/// Under this the seconds are shown.
const SECONDS_UNDER: Span = Span::minutes(10);

/// What a row's clock shows, and how badly it presses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Timer {
    /// What is shown.
    pub shown: Shown,
    /// How badly it presses.
    pub pressure: Pressure,
    /// So long ago the limit passed.
    pub over: Option<Span>,
}

/// What a row's clock shows. A customer who waits is shown by how long they have; work that has time, by what is left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// Nothing is lost by waiting.
    Nothing,
    /// They have waited so long, and the target is still ahead.
    Waited {
        /// Since they began to wait.
        waited: Span,
        /// The target, from the same moment; none when only the limit counts.
        target: Option<Span>,
    },
    /// What is left until the limit.
    Left(Span),
    /// It is to be done by that time of today.
    Until(Time),
    /// The limit passed so long ago.
    Over(Span),
}

/// How badly a row presses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Pressure {
    /// There is time.
    Calm,
    /// The last part of the time runs.
    Soon,
    /// The target is missed, the limit still ahead: marked `!`.
    Late,
    /// The limit is missed: marked `!!`.
    Over,
}

impl Timer {
    /// The clock of a task at `now`; `target` is the moment it should be done by, when that is earlier than its limit.
    pub fn of(task: &Task, target: Option<Time>, now: Time) -> Timer {
        let pressure = pressure(task, target, now);
        let promised = matches!(task.why, Why::Promised { .. });
        let waits = !promised
            && matches!(
                task.kind,
                TaskKind::Answer | TaskKind::ReturnCall | TaskKind::FirstContact
            );
        // Those were told a time, and go by it.
        let by_time = promised || task.kind == TaskKind::CallBack;
        let shown = if waits && (task.limit.is_some() || target.is_some()) {
            Shown::Waited {
                waited: now - task.since,
                target: target.map(|at| at - task.since),
            }
        } else {
            match task.limit {
                None => Shown::Nothing,
                Some(limit) if limit <= now => Shown::Over(now - limit),
                Some(limit) if by_time && limit - now < Span::hours(12) => Shown::Until(limit),
                Some(limit) => Shown::Left(limit - now),
            }
        };
        let over = task.limit.filter(|limit| *limit <= now).map(|limit| now - limit);
        Timer { shown, pressure, over }
    }

    /// The clock of a row at `now`: a customer who sleeps presses on nobody until they wake (R36).
    pub fn of_row(row: &Row, now: Time) -> Timer {
        let Some(until) = row.asleep_until.filter(|until| *until > now) else {
            return Timer::of(&row.task, row.target, now);
        };
        Timer {
            shown: if until == Time::FAR {
                Shown::Nothing
            } else {
                Shown::Until(until)
            },
            pressure: Pressure::Calm,
            over: None,
        }
    }

    /// True when it changes every second.
    pub fn shows_seconds(&self) -> bool {
        match self.shown {
            Shown::Nothing | Shown::Until(_) => false,
            Shown::Waited { waited, .. } => waited < SECONDS_UNDER,
            Shown::Left(span) | Shown::Over(span) => span < SECONDS_UNDER,
        }
    }

    /// For a narrow column, in one: `left 1:20`, `waiting 22 min`, `overdue 4:00`, `to 11:00`.
    pub fn cell(&self, tr: &Tr, zone: Tz) -> String {
        let (word, value) = self.parts(tr, zone);
        format!("{word} {value}").trim().to_owned()
    }

    /// A word and what it is of: `left` and `1:20`; both empty where nothing is lost by waiting.
    pub fn parts(&self, tr: &Tr, zone: Tz) -> (String, String) {
        let of = |key: &str, span: Span| (tr.text(key), tr.span_short(span));
        match (self.over, self.shown) {
            (_, Shown::Nothing) => Default::default(),
            (Some(over), _) | (None, Shown::Over(over)) => of("timer-over", over),
            (
                None,
                Shown::Waited {
                    waited,
                    target: Some(target),
                },
            ) if waited < target => of("timer-left", Span(target.0 - waited.0)),
            (None, Shown::Waited { waited, .. }) => of("timer-waits", waited),
            (None, Shown::Left(left)) => of("timer-left", left),
            (None, Shown::Until(at)) => (tr.text("timer-by"), clock_time(zone, at)),
        }
    }

    /// For a sentence: `1:20 left of 3 min`; nothing when there is nothing to say.
    pub fn sentence(&self, tr: &Tr, zone: Tz) -> Option<String> {
        let span = |span: Span| tr.span_short(span);
        Some(match self.shown {
            Shown::Nothing => return None,
            Shown::Waited {
                waited,
                target: Some(target),
            } if waited < target => tr.with(
                "timing-target",
                &[
                    ("left", span(Span(target.0 - waited.0)).into()),
                    ("target", whole(tr, target).into()),
                ],
            ),
            Shown::Waited { waited, .. } if self.pressure == Pressure::Over => {
                tr.with("timing-waited_over", &[("waited", span(waited).into())])
            }
            Shown::Waited {
                waited,
                target: Some(target),
            } => tr.with(
                "timing-late",
                &[("waited", span(waited).into()), ("target", whole(tr, target).into())],
            ),
            Shown::Waited { waited, target: None } => tr.with("timing-waited", &[("waited", span(waited).into())]),
            Shown::Left(left) => tr.with("timing-left", &[("left", span(left).into())]),
            Shown::Until(at) => tr.with("timing-until", &[("time", clock_time(zone, at).into())]),
            Shown::Over(over) => tr.with("timing-over", &[("over", span(over).into())]),
        })
    }
}

fn pressure(task: &Task, target: Option<Time>, now: Time) -> Pressure {
    if task.limit.is_some_and(|limit| limit <= now) {
        return Pressure::Over;
    }
    if target.is_some_and(|target| target <= now) {
        return Pressure::Late;
    }
    // The last third of the time to whichever comes first.
    let first = target.into_iter().chain(task.limit).min();
    let from = task.since.max(task.due).min(now);
    match first {
        Some(first) if (first - now).0 < (first - from).0 / 3 => Pressure::Soon,
        _ => Pressure::Calm,
    }
}

/// A setting's span in words: `3 min`.
fn whole(tr: &Tr, span: Span) -> String {
    if span < SECONDS_UNDER && span.0 % Span::minutes(1).0 == 0 {
        tr.with("span-minutes", &[("count", (span.0 / Span::minutes(1).0).into())])
    } else {
        tr.span_short(span)
    }
}
