//! The payment ladder of prepaid orders (R13, R14).

use super::Rulebook;
use super::closing;
use super::days::a_business_day_on;
use super::days::morning;
use super::draft::Draft;
use super::ladder::Ladder;
use super::tries::once_more;
use crate::domain::duration::Days;
use crate::domain::facts::CustomerFacts;
use crate::domain::facts::can_be_called;
use crate::domain::hours::Calendar;
use crate::domain::order::OrderFacts;
use crate::domain::order::Stage;
use crate::domain::order::Terms;
use crate::domain::task::Lane;
use crate::domain::task::Rule;
use crate::domain::task::Task;
use crate::domain::task::TaskKind;
use crate::domain::task::Why;
use crate::domain::time::Time;

const CALL_HOUR: u16 = 10;
/// The carrier is asked about its payout within these.
const PAYOUT_LIMIT: Days = Days(3);

/// A reminder call, and in the end the proposal to close as not paid. Goes on after dispatch: shipping before payment
/// does not forgive it (R12). What has left can no longer be cancelled, only come back; of a parcel that waits for its
/// customer the carrier's hold decides (R21).
pub(super) fn payment(draft: &mut Draft<'_>, facts: &CustomerFacts, order: &OrderFacts, calendar: &Calendar) {
    if claimed(draft, order, calendar) {
        return;
    }
    let Some(ladder) = Ladder::of(draft.rules, order, calendar) else {
        refunded(draft, order);
        closing::refund(draft, order, calendar);
        return;
    };
    if can_be_called(facts, order) && !draft.reached(ladder.not_paid) {
        remind(draft, order, calendar, &ladder);
    }
    let proposal = match order.stage {
        Stage::Arrived => return,
        Stage::Dispatched | Stage::Received => TaskKind::ProposeReturn,
        _ => TaskKind::ProposeCancel,
    };
    draft.propose(proposal, order, Rule(14), Why::NotPaid, ladder.not_paid);
}

/// Who says to have paid is not reminded, whenever they are to pay: first it is looked whether the money is there (R30).
pub(super) fn claimed(draft: &mut Draft<'_>, order: &OrderFacts, calendar: &Calendar) -> bool {
    let Some(said_at) = order.payment_claim() else {
        return false;
    };
    draft.owe(Task {
        kind: TaskKind::CheckPayment,
        rule: Rule(30),
        lane: Lane::FollowUp,
        order: Some(order.id),
        since: said_at,
        due: said_at,
        limit: Some(a_business_day_on(calendar, said_at)),
        why: Why::Plain,
    });
    true
}

/// Money the carrier took on delivery and has not paid out (R12); putting it off moves it.
pub(super) fn payout(draft: &mut Draft<'_>, order: &OrderFacts, calendar: &Calendar) {
    let Some((_, overdue)) = payout_due(order, draft.rules, calendar) else {
        return;
    };
    let due = order.put_off_until.map_or(overdue, |until| until.max(overdue));
    draft.owe(Task {
        kind: TaskKind::CheckPayout,
        rule: Rule(12),
        lane: Lane::FollowUp,
        order: Some(order.id),
        since: due,
        due,
        limit: Some(morning(calendar, due, PAYOUT_LIMIT)),
        why: Why::Plain,
    });
}

/// Since when a carrier has money it took on delivery, and from when on it is late with it.
pub(super) fn payout_due(order: &OrderFacts, rules: &Rulebook, calendar: &Calendar) -> Option<(Time, Time)> {
    let received_at = order.received_at?;
    let is_owed = order.terms == Terms::OnDelivery && order.owed() > 0;
    let overdue = morning(calendar, order.restarted(received_at), rules.regulation().cod_overdue);
    is_owed.then_some((received_at, overdue))
}

/// All of its money went back before it left, and nobody is to pay it again: there is nothing to sell any more (R12).
fn refunded(draft: &mut Draft<'_>, order: &OrderFacts) {
    let is_off = order.stage == Stage::Confirmed && order.owed() == 0 && order.refunded > 0;
    if let Some(confirmed) = order.confirmed_at.filter(|_| is_off) {
        let at = order.owed_changed_at.map_or(confirmed, |at| at.max(confirmed));
        draft.propose(TaskKind::ProposeCancel, order, Rule(12), Why::Refunded, at);
    }
}

fn remind(draft: &mut Draft<'_>, order: &OrderFacts, calendar: &Calendar, ladder: &Ladder) {
    // The morning's list of those who did not pay is walked before this call falls due, and counts as it (R31).
    let next_day = calendar.end_of_day(ladder.base);
    if order.last_talk_at.is_some_and(|at| at >= next_day.min(ladder.due)) {
        return;
    }
    let Some(due) = once_more(order, ladder.due, calendar, CALL_HOUR) else {
        return;
    };
    draft.owe(Task {
        kind: TaskKind::RemindPayment,
        rule: Rule(13),
        lane: Lane::FollowUp,
        order: Some(order.id),
        since: due,
        due,
        limit: Some(ladder.limit),
        why: Why::Plain,
    });
}
