//! Paid orders about which there is nothing to ask: a shop may thank and confirm them without a call (R15).

use super::Rulebook;
use crate::domain::facts::CustomerFacts;
use crate::domain::order::CustomerFlags;
use crate::domain::order::Flags;
use crate::domain::order::OrderFacts;
use crate::domain::order::Stage;
use crate::domain::order::Terms;
use crate::domain::settings::PaidFirstContact;

/// True when the first contact with the customer of this order is its thanks for the money: all of it came, nobody has
/// called, and neither goods nor words leave a question.
pub(super) fn is_settled_by_payment(facts: &CustomerFacts, order: &OrderFacts, rules: &Rulebook) -> bool {
    let is_paid = order.terms == Terms::Prepaid && order.total > 0 && order.full_paid_at.is_some();
    let untouched = order.contacted_at.is_none() && order.tried_at.is_none();
    let by_message = rules.regulation().paid_first_contact == PaidFirstContact::Message;
    by_message && is_paid && untouched && order.stage == Stage::New && !asks(facts, order)
}

/// Something about the order is to be asked or answered.
fn asks(facts: &CustomerFacts, order: &OrderFacts) -> bool {
    let of_shop = order.shop_changed_at.or(order.shop_cancelled_at).is_some() || order.duplicate_of.is_some();
    let lacks = order.marks.has(CustomerFlags::OUT_OF_STOCK) || order.marks.has(CustomerFlags::PROMISED_AWAY);
    let waits = !facts.cases.is_empty() || !facts.calls.is_empty() || !facts.appointments.is_empty();
    of_shop || lacks || waits || order.flags.has(Flags::COMMENTED) || order.is_maybe_b2b()
}
