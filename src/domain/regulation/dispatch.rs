//! From ready to the carrier's hands and on the way (R17, R18).

use super::Rulebook;
use super::days::morning;
use super::draft::Draft;
use crate::domain::carrier::Carrier;
use crate::domain::duration::Days;
use crate::domain::hours::Calendar;
use crate::domain::order::OrderFacts;
use crate::domain::order::Terms;
use crate::domain::task::Lane;
use crate::domain::task::Rule;
use crate::domain::task::Task;
use crate::domain::task::TaskKind;
use crate::domain::task::Why;
use crate::domain::time::Time;

/// The customer is warned a day before the term.
pub(super) const BEFORE_TERM: Days = Days(-1);
/// No news so long after the estimate, after a note, or after the task fell due.
const NO_NEWS: Days = Days(2);
/// No news so long after dispatch, when the carrier gave no estimate.
const NO_NEWS_AT_ALL: Days = Days(10);

/// What a ready order owes.
pub(super) fn dispatch(draft: &mut Draft<'_>, order: &OrderFacts, calendar: &Calendar) {
    let Some(ready_at) = order.ready_at else {
        return;
    };
    let ready_at = order.restarted(ready_at);
    match order.carrier {
        Some(Carrier::None) => {}
        Some(Carrier::Pickup) => make_ready(draft, order, calendar, ready_at),
        _ => {
            send_tracking(draft, order, calendar, ready_at);
            dispatch_late(draft, order, calendar, ready_at);
        }
    }
}

/// What an order that has left owes: its number, when it left without one (R17: the number ends it, not the hand-over),
/// and news of the parcel. What went to the shop's own counter is laid ready there (R40). One that was on its way when the
/// desk first saw it was sent by others, who told its number: an old shop floods nobody.
pub(super) fn on_its_way(draft: &mut Draft<'_>, order: &OrderFacts, calendar: &Calendar) {
    if let Some(handed_at) = order.handed_at.filter(|at| *at > order.seen_at) {
        // It may have left before it was paid (R12).
        let since = order.ready_at.map_or(handed_at, |ready| ready.min(handed_at));
        let since = order.restarted(since);
        if order.carrier == Some(Carrier::Pickup) {
            make_ready(draft, order, calendar, since);
        } else {
            send_tracking(draft, order, calendar, since);
        }
    }
    if !order.goes_without_parcel() {
        check_parcel(draft, order, calendar);
    }
}

fn task(kind: TaskKind, rule: u8, order: &OrderFacts, due: Time, limit: Time) -> Task {
    Task {
        kind,
        rule: Rule(rule),
        lane: Lane::FollowUp,
        order: Some(order.id),
        since: due,
        due,
        limit: Some(limit),
        why: Why::Plain,
    }
}

/// What is collected at the shop is laid ready within the term of a hand-over (R40): telling the customer so ends it.
fn make_ready(draft: &mut Draft<'_>, order: &OrderFacts, calendar: &Calendar, ready_at: Time) {
    let term = term(order, draft.rules, calendar, ready_at);
    draft.owe(task(TaskKind::MakeReady, 40, order, ready_at, term));
}

fn send_tracking(draft: &mut Draft<'_>, order: &OrderFacts, calendar: &Calendar, ready_at: Time) {
    let goes_without_number = order.goes_without_parcel() || order.carrier == Some(Carrier::Courier);
    if order.number_at.is_some() || goes_without_number {
        return;
    }
    let limit = calendar.working().add(ready_at, draft.regulation().tracking_limit);
    let posted = order
        .dispatch_by
        .or_else(|| post_hour(draft, order, calendar, ready_at));
    let limit = posted.map_or(limit, |at| at.max(limit));
    draft.owe(task(TaskKind::SendTracking, 17, order, ready_at, limit));
}

/// The next hour at which the carrier's numbers of the day are known, in a shop that posts once a day.
fn post_hour(draft: &Draft<'_>, order: &OrderFacts, calendar: &Calendar, ready_at: Time) -> Option<Time> {
    let hour = draft.rules.settings().carriers.of(order.carrier?).dispatch_by?;
    let today = calendar.day_on(ready_at, 0, hour);
    let posting = if today >= ready_at && calendar.working().day_closing(today).is_some() {
        today
    } else {
        calendar.day_on(calendar.working().day_opening_after(ready_at), 0, hour)
    };
    Some(posting)
}

/// By when it is to be handed over (R18): counted from payment, or from confirming when it is paid on delivery, or from the
/// change of terms or total that let it go; an order's own term wins.
pub(super) fn term(order: &OrderFacts, rules: &Rulebook, calendar: &Calendar, ready_at: Time) -> Time {
    let base = match order.terms {
        Terms::Prepaid => order.full_paid_at.map_or(ready_at, |paid| {
            order.restarted(paid.max(order.owed_changed_at.unwrap_or(paid)))
        }),
        Terms::OnDelivery => ready_at,
    };
    let usual = morning(calendar, base, rules.regulation().dispatch_within);
    order.dispatch_by.unwrap_or(usual)
}

/// When the order should arrive: what is said of it, else as many days after `sent` as its carrier usually takes.
pub(super) fn estimate(order: &OrderFacts, rules: &Rulebook, calendar: &Calendar, sent: Option<Time>) -> Option<Time> {
    order.estimate_at.or_else(|| {
        let Days(days) = rules.settings().carriers.of(order.carrier?).days?;
        Some(calendar.day_at(sent?, days, 0, 0))
    })
}

fn dispatch_late(draft: &mut Draft<'_>, order: &OrderFacts, calendar: &Calendar, ready_at: Time) {
    let term = term(order, draft.rules, calendar, ready_at);
    let due = morning(calendar, term, BEFORE_TERM);
    if order.late_told_at.is_none_or(|told| told < due) {
        draft.owe(task(TaskKind::DispatchLate, 18, order, due, term));
    }
}

/// A dispatched order nobody has news of, or whose carrier has lost it; a note, as its carrier's news, puts the next look
/// off.
fn check_parcel(draft: &mut Draft<'_>, order: &OrderFacts, calendar: &Calendar) {
    let estimate = estimate(order, draft.rules, calendar, order.handed_at);
    let expected = match (estimate, order.handed_at) {
        (Some(estimate), _) => morning(calendar, estimate, NO_NEWS),
        (None, Some(handed)) => morning(calendar, handed, NO_NEWS_AT_ALL),
        (None, None) => return,
    };
    let looked = |at| morning(calendar, at, NO_NEWS);
    let (due, why) = if let Some(lost) = order.parcel_lost_at {
        let noted = order.last_note_at.filter(|note| *note > lost);
        (noted.map_or(lost, looked), Why::ParcelLost)
    } else {
        let expected = order.restarted(expected);
        let due = order.last_note_at.map_or(expected, |at| expected.max(looked(at)));
        (due, Why::Plain)
    };
    let limit = looked(due);
    draft.owe(Task {
        why,
        ..task(TaskKind::CheckParcel, 21, order, due, limit)
    });
}
