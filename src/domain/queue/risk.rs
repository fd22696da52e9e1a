//! What waiting costs (R4).

use crate::domain::ids::LabelId;
use crate::domain::order::OrderFacts;
use crate::domain::regulation::Rulebook;
use crate::domain::time::Span;
use crate::domain::time::Time;

/// The chance of a sale falls by a percentage in every such stretch.
const STEP: Span = Span::minutes(5);

/// What is lost by waiting, and by whose clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stake {
    owed: i64,
    since: Time,
    shop: Option<LabelId>,
    zone: Option<LabelId>,
}

impl Stake {
    /// An order's.
    pub fn of(order: &OrderFacts) -> Stake {
        Stake {
            owed: order.owed().max(0),
            since: order.clock_from(),
            shop: order.shop,
            zone: order.zone,
        }
    }

    /// An order's as a part of what the shop as a whole stands to lose; none of one in another currency than its own.
    pub fn in_shop(order: &OrderFacts, rules: &Rulebook) -> Option<Stake> {
        (order.currency == rules.settings().shop.currency).then(|| Stake::of(order))
    }

    /// The part of the unpaid sum lost by the waiting so far, minor units of the order's currency; callable time counts.
    #[allow(clippy::cast_precision_loss, clippy::cast_possible_truncation)] // an estimate, and never over the sum
    pub fn at_risk(&self, rules: &Rulebook, now: Time) -> i64 {
        let calendar = rules.shop_calendar(self.shop, self.zone);
        let waited = calendar.callable().between(self.since, now);
        let left = chance_left(waited, rules.regulation().chance_lost);
        (self.owed as f64 * (1.0 - left)).round() as i64
    }
}

/// The chance of a sale left after `waited`, 0 to 1, when `lost` percent of it go every 5 minutes.
#[allow(clippy::cast_precision_loss)] // milliseconds of a few years fit exactly
pub fn chance_left(waited: Span, lost: f64) -> f64 {
    let steps = waited.0.max(0) as f64 / STEP.0 as f64;
    (1.0 - lost / 100.0).clamp(0.0, 1.0).powf(steps)
}
