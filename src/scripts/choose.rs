//! Which script stands beside a card.

use crate::domain::b2b::B2b;
use crate::domain::order::Stage;
use crate::domain::task::TaskKind;
use crate::view::card::Card;

/// Every name a script can have without its segment.
pub(super) const NAMES: &[&str] = &[
    "answer",
    "first_contact",
    "return_call",
    "call_back",
    "decide",
    "find_contact",
    "remind_payment",
    "send_tracking",
    "dispatch_late",
    "check_parcel",
    "remind_pickup",
    "quality_call",
    "courtesy_call",
    "refund_due",
    "propose_cancel",
    "propose_return",
];
/// The names whose call may be about no order at all: one that rings, one that was missed, one that was promised.
const WITHOUT_ORDER: &[&str] = &["answer", "return_call", "call_back"];
/// What may follow a name, the most special first.
pub(super) const SEGMENTS: &[&str] = &["b2b", "existing", "new"];

/// True when a script of that name (without its segment) must make do without an order.
pub(super) fn may_lack_an_order(name: &str) -> bool {
    WITHOUT_ORDER.contains(&name)
}

/// The packing checklist (R20).
pub(super) const PACKING: &str = "send_tracking";

/// The names to look for, the best first.
pub(super) fn names(card: &Card) -> Vec<String> {
    of_task(card).map(|name| special(card, name)).unwrap_or_default()
}

/// A name for the segments of a card's customer, the best first.
pub(super) fn special(card: &Card, name: &str) -> Vec<String> {
    let existing = card.customer.received_count > 0;
    let segments = SEGMENTS.iter().filter(|segment| match **segment {
        "b2b" => card.customer.b2b == Some(B2b::Yes),
        "existing" => existing,
        _ => !existing,
    });
    let special = segments.map(|segment| format!("{name}-{segment}"));
    special.chain([name.to_owned()]).collect()
}

/// By what is due for the order in view, the strongest first; a new order is to be talked through even while nothing is.
fn of_task(card: &Card) -> Option<&'static str> {
    let order = card.order.as_ref();
    let new = order.is_some_and(|order| order.facts.stage == Stage::New);
    let ours = card
        .agenda
        .tasks
        .iter()
        .filter(|task| task.order.is_none() || order.is_none() || task.order == order.map(|order| order.facts.id));
    let strongest = ours.min_by_key(|task| (task.lane.int(), task.kind.int()));
    match strongest.map(|task| task.kind) {
        Some(TaskKind::FirstContact | TaskKind::RetryCall) => Some("first_contact"),
        Some(TaskKind::CallBack) | None if new => Some("first_contact"),
        Some(kind) => NAMES.iter().copied().find(|name| *name == kind.code()),
        None => None,
    }
}
