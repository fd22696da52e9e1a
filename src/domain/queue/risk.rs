//! What waiting costs (R4).

use crate::domain::order::OrderFacts;
use crate::domain::regulation::Rulebook;
use crate::domain::time::Span;
use crate::domain::time::Time;

/// The chance of a sale falls by a percentage in every such stretch.
const STEP: Span = Span::minutes(5);

/// The part of the unpaid sum lost by the waiting so far, minor units of the order's currency; callable time counts.
#[allow(clippy::cast_precision_loss, clippy::cast_possible_truncation)] // an estimate, and never over the sum
pub fn at_risk(order: &OrderFacts, rules: &Rulebook, now: Time) -> i64 {
    let waited = rules
        .order_calendar(order, None)
        .callable()
        .between(order.clock_from(), now);
    let left = chance_left(waited, rules.regulation().chance_lost);
    (order.owed().max(0) as f64 * (1.0 - left)).round() as i64
}

/// The same as a part of what the shop as a whole stands to lose; nothing of an order in another currency than its own.
pub fn at_risk_in_shop(order: &OrderFacts, rules: &Rulebook, now: Time) -> i64 {
    let ours = order.currency == rules.settings().shop.currency;
    if ours { at_risk(order, rules, now) } else { 0 }
}

/// The chance of a sale left after `waited`, 0 to 1, when `lost` percent of it go every 5 minutes.
#[allow(clippy::cast_precision_loss)] // milliseconds of a few years fit exactly
pub fn chance_left(waited: Span, lost: f64) -> f64 {
    let steps = waited.0.max(0) as f64 / STEP.0 as f64;
    (1.0 - lost / 100.0).clamp(0.0, 1.0).powf(steps)
}
