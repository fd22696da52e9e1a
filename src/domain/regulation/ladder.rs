//! The payment ladder: R13, R14.

use super::Rulebook;
use super::days::business_morning;
use super::days::morning;
use crate::domain::hours::Calendar;
use crate::domain::order::OrderFacts;
use crate::domain::order::Terms;
use crate::domain::time::Time;

/// The steps of an unpaid order.
pub(super) struct Ladder {
    pub(super) base: Time,
    pub(super) due: Time,
    /// When the requisites go out once more.
    pub(super) limit: Time,
    pub(super) not_paid: Time,
}

impl Ladder {
    /// Every change of what is owed starts it again (R13), and its last step counts from the requisites that really left
    /// (R14).
    pub(super) fn of(rules: &Rulebook, order: &OrderFacts, calendar: &Calendar) -> Option<Ladder> {
        let confirmed = order.confirmed_at.filter(|_| order.terms == Terms::Prepaid)?;
        if order.owed() <= 0 {
            return None;
        }
        let regulation = rules.regulation_of(order);
        let changed = order.last_paid_at.max(order.owed_changed_at);
        let base = order.restarted(changed.map_or(confirmed, |at| at.max(confirmed)));
        let reminder = business_morning(calendar, base, regulation.payment_reminder);
        let limit = morning(calendar, base, regulation.requisites_again);
        let left = order.requisites_at.map_or(limit, |at| at.max(limit));
        Some(Ladder {
            base,
            due: calendar.callable().next_open(reminder),
            limit,
            not_paid: business_morning(calendar, left, regulation.not_paid_after),
        })
    }
}
