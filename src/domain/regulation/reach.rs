//! Which rules bear on an order now.

use super::Rulebook;
use super::promise;
use crate::domain::facts::CustomerFacts;
use crate::domain::order::CustomerFlags;
use crate::domain::order::OrderFacts;
use crate::domain::order::Stage;
use crate::domain::task::Agenda;
use crate::domain::task::Rule;
use crate::domain::time::Time;

/// Rules that are seen in an order's facts or tasks; of the others nothing can be counted.
const SEEN: [u8; 19] = [1, 2, 3, 4, 5, 6, 7, 9, 10, 12, 13, 14, 17, 18, 21, 22, 23, 30, 36];

/// True when it can be said which orders `rule` touches.
pub fn is_seen(rule: Rule) -> bool {
    SEEN.contains(&rule.0)
}

/// True when `rule` bears on `order` of this customer at `now`: it makes a task of theirs that is due or will be, or says
/// something of the order itself.
pub fn touches(
    rule: Rule,
    order: &OrderFacts,
    customer: &CustomerFacts,
    agenda: &Agenda,
    rules: &Rulebook,
    now: Time,
) -> bool {
    let mut ahead = agenda.tasks.iter().chain(&agenda.upcoming);
    if ahead.any(|task| task.order == Some(order.id) && task.rule == rule) {
        return true;
    }
    match rule.0 {
        // Who stands in the queue, and where.
        1 | 2 => agenda.tasks.iter().any(|task| task.order == Some(order.id)),
        3 => rules.is_high(order),
        5 => promise(customer, order, rules, now).is_some(),
        6 => {
            let untouched = order.contacted_at.is_none() && order.tried_at.is_none();
            let waits = order.stage == Stage::New && !order.is_payment_failed();
            waits && untouched && promise(customer, order, rules, now).is_none()
        }
        9 => order.manager.is_some() && order.marks.has(CustomerFlags::REGULAR),
        10 => order.marks.has(CustomerFlags::B2B),
        12 => order.owed() != 0,
        31 => order.is_payment_failed(),
        36 => {
            let clock = rules.calendar(order.zone.or(customer.zone)).customer_local(now).time();
            order.wants_no_call() || !rules.regulation().calls_between.contains(clock)
        }
        _ => false,
    }
}
