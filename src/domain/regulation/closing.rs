//! What keeps an order from being settled: money in hand, the shop's own word, a double.

use super::days::business_morning;
use super::days::morning;
use super::draft::Draft;
use crate::domain::duration::BusinessDays;
use crate::domain::duration::Days;
use crate::domain::facts::CustomerFacts;
use crate::domain::hours::Calendar;
use crate::domain::ids::OrderId;
use crate::domain::order::OrderFacts;
use crate::domain::order::Stage;
use crate::domain::task::Lane;
use crate::domain::task::Rule;
use crate::domain::task::Task;
use crate::domain::task::TaskKind;
use crate::domain::task::Why;
use crate::domain::time::Span;
use crate::domain::time::Time;

/// What the shop changed behind our back waits this much working time at most.
const SHOP_WORD_LIMIT: Span = Span::hours(1);

/// Goods that were to come back are asked after so long after the last that was heard of them.
const RETURN_AWAITED: Days = Days(10);
/// And within so long then.
const RETURN_LIMIT: Days = Days(2);

fn at_once(kind: TaskKind, rule: u8, order: &OrderFacts, at: Time, limit: Option<Time>) -> Task {
    Task {
        kind,
        rule: Rule(rule),
        lane: Lane::FollowUp,
        order: Some(order.id),
        since: at,
        due: at,
        limit,
        why: Why::Plain,
    }
}

/// Money in hand for an order that came to nothing, or more than it costs (R12): it goes back within a business day.
pub(super) fn refund(draft: &mut Draft<'_>, order: &OrderFacts, calendar: &Calendar) {
    if let Some((at, limit)) = refund_due(order, calendar) {
        draft.owe(at_once(TaskKind::RefundDue, 12, order, at, Some(limit)));
    }
}

/// Since when money is to go back, and until when at most.
pub(super) fn refund_due(order: &OrderFacts, calendar: &Calendar) -> Option<(Time, Time)> {
    let ended = order.cancelled_at.max(order.returned_at);
    let paid_over = || order.last_paid_at.max(ended.or(order.owed_changed_at));
    let since = if order.to_give_back() > 0 {
        order.sent_back_at
    } else {
        paid_over().filter(|_| order.due() < 0)
    };
    let at = since?;
    Some((at, business_morning(calendar, at, BusinessDays(1))))
}

/// Goods that were to come back after receipt and do not are asked after.
pub(super) fn awaited(draft: &mut Draft<'_>, order: &OrderFacts, calendar: &Calendar) {
    if let Some(since) = order.return_since {
        let asked = order.last_note_at.map_or(since, |note| note.max(since));
        let due = morning(calendar, asked, RETURN_AWAITED);
        draft.owe(Task {
            since: due,
            due,
            limit: Some(morning(calendar, due, RETURN_LIMIT)),
            why: Why::ReturnAwaited,
            ..at_once(TaskKind::CheckParcel, 21, order, due, None)
        });
    }
}

/// The shop changed or cancelled an order that was already confirmed with the customer (R30).
pub(super) fn shop_word(draft: &mut Draft<'_>, order: &OrderFacts, calendar: &Calendar) {
    let said = [
        (TaskKind::ShopChanged, order.shop_changed_at),
        (TaskKind::ShopCancelled, order.shop_cancelled_at),
    ];
    for (kind, at) in said {
        if let Some(at) = at {
            let limit = calendar.working().add(at, SHOP_WORD_LIMIT);
            draft.owe(at_once(kind, 30, order, at, Some(limit)));
        }
    }
}

/// Probably the same order twice: settled in the same talk as the first contact (R1), unless the other one is off.
pub(super) fn duplicate(draft: &mut Draft<'_>, facts: &CustomerFacts, order: &OrderFacts) {
    let is_off = |order: &OrderFacts| matches!(order.stage, Stage::Cancelled | Stage::Returned | Stage::Closed);
    let stands = |other: &OrderId| facts.orders.iter().any(|o| o.id == *other && o.live && !is_off(o));
    if let Some(other) = order.duplicate_of.filter(stands) {
        draft.owe(Task {
            why: Why::SameAs(other),
            ..at_once(TaskKind::Duplicate, 1, order, order.clock_from(), None)
        });
    }
}
