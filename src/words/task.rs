//! Why a row stands where it stands.

use chrono_tz::Tz;

use super::call::appointment;
use super::moment::clock_time;
use super::money::payment_state;
use super::timer::Timer;
use crate::domain::order::OrderFacts;
use crate::domain::task::Lane;
use crate::domain::task::Rule;
use crate::domain::task::Task;
use crate::domain::task::TaskKind;
use crate::domain::task::Why;
use crate::domain::time::Time;
use crate::i18n::Tr;

/// What is to be done and why, without rule and time: `new, high`, `attempt 2`, `promised 09:00–11:00`.
pub fn task(tr: &Tr, zone: Tz, task: &Task) -> String {
    let count = |key: &str, count: u8| tr.with(key, &[("count", u32::from(count).into())]);
    match task.why {
        Why::Plain => plain(tr, task),
        Why::LastChance => tr.text("why-last_chance"),
        Why::Backlog => tr.text("why-backlog"),
        Why::Peak => tr.text("why-peak"),
        Why::Promised { from, until } => tr.with(
            "why-promised",
            &[
                ("from", clock_time(zone, from).into()),
                ("until", clock_time(zone, until).into()),
            ],
        ),
        Why::PaidInFull => tr.text("why-paid_in_full"),
        Why::InWriting => tr.text("why-in_writing"),
        Why::Attempt(attempt) => count("why-attempt", attempt),
        Why::MissedCalls(0 | 1) => tr.text("lane-missed"),
        Why::MissedCalls(calls) => count("why-missed_calls", calls),
        Why::Appointed(kind) => appointment(tr, kind),
        Why::Unreachable => tr.text("why-unreachable"),
        Why::Undecided => tr.text("why-undecided"),
        Why::NotPaid => tr.text("why-not_paid"),
        Why::Refunded => tr.text("why-refunded"),
        Why::NoContact => tr.text("why-no_contact"),
        Why::HoldOver => tr.text("why-hold_over"),
        Why::SameAs(_) => tr.text("why-same_as"),
        Why::PromisedInVain(times) => tr.with("why-promised_in_vain", &[("count", times.into())]),
        Why::ParcelRefused => tr.text("why-parcel_refused"),
        Why::ReturnAwaited => tr.text("why-return_awaited"),
        Why::ParcelLost => tr.text("why-parcel_lost"),
        Why::LastStorageDay => tr.text("why-last_storage_day"),
    }
}

/// The same, with what only its order tells: how much goes back (R12).
pub fn task_of(tr: &Tr, zone: Tz, task: &Task, order: Option<&OrderFacts>) -> String {
    let order = order.filter(|order| task.order == Some(order.id) && order.due() < 0);
    match (task.kind, order) {
        (TaskKind::RefundDue, Some(order)) => payment_state(tr, order),
        _ => self::task(tr, zone, task),
    }
}

/// The whole reason of a row in a line: `R4 · new, high · 1:20 left of 3 min`. `target` is the moment it should be done
/// by, when that is earlier than its limit.
pub fn reason(tr: &Tr, zone: Tz, task: &Task, target: Option<Time>, now: Time) -> String {
    reason_of(tr, zone, task, None, target, now)
}

/// The same, with what only its order tells.
pub fn reason_of(
    tr: &Tr,
    zone: Tz,
    task: &Task,
    order: Option<&OrderFacts>,
    target: Option<Time>,
    now: Time,
) -> String {
    let words = task_of(tr, zone, task, order);
    let rule = task.rule.to_string();
    match Timer::of(task, target, now).sentence(tr, zone) {
        Some(timing) => tr.with(
            "reason-line-timed",
            &[
                ("rule", rule.into()),
                ("words", words.into()),
                ("timing", timing.into()),
            ],
        ),
        None => tr.with("reason-line", &[("rule", rule.into()), ("words", words.into())]),
    }
}

/// What a rule of the regulation says, in a sentence.
pub fn rule(tr: &Tr, rule: Rule) -> String {
    tr.coded("rule", &rule.0.to_string())
}

/// The whole of a rule, in lines.
pub fn rule_in_full(tr: &Tr, rule: Rule) -> String {
    tr.coded("explain", &rule.0.to_string())
}

fn plain(tr: &Tr, task: &Task) -> String {
    match task.kind {
        TaskKind::FirstContact => tr.coded(
            "lane",
            match task.lane {
                Lane::NewHigh => Lane::NewHigh.code(),
                _ => Lane::New.code(),
            },
        ),
        TaskKind::Answer => tr.text("lane-ringing"),
        TaskKind::ReturnCall => tr.text("lane-missed"),
        kind => tr.coded("task", kind.code()),
    }
}
