//! When a message leaves that somebody wrote by hand (R35, R36).

use super::tellings::leaves_from;
use crate::domain::case::Case;
use crate::domain::case::CaseKind;
use crate::domain::facts::CustomerFacts;
use crate::domain::message::Channel;
use crate::domain::message::MessageKind;
use crate::domain::order::OrderFacts;
use crate::domain::regulation::Rulebook;
use crate::domain::time::Span;
use crate::domain::time::Time;

/// Who called or talked with us so lately waits for what was agreed on, at any hour.
const JUST_TALKED: Span = Span::hours(1);

/// Whether it may leave at any hour, and when it leaves: a letter wakes nobody, and who wrote to us or has just talked with
/// us waits for the answer; anything else leaves when they may be called. `cases` are those that were open when it was
/// written.
pub fn leaves_by_hand(
    facts: &CustomerFacts,
    cases: &[Case],
    order: Option<&OrderFacts>,
    channel: Channel,
    now: Time,
    rules: &Rulebook,
) -> (bool, Time) {
    let at = now + rules.regulation().recall;
    if channel == Channel::Email || waits_for_us(facts, cases, order, now) {
        return (true, at);
    }
    let calendar = order.map_or_else(
        || rules.calendar(facts.zone),
        |order| rules.order_calendar(order, facts.zone),
    );
    (false, leaves_from(MessageKind::Written, at, calendar, rules))
}

fn waits_for_us(facts: &CustomerFacts, cases: &[Case], order: Option<&OrderFacts>, now: Time) -> bool {
    let lately = |at: Time| now - at < JUST_TALKED;
    let mut orders = facts.orders.iter().chain(order);
    cases.iter().any(|case| case.kind == CaseKind::Letter)
        || facts.calls.iter().any(|call| lately(call.started_at))
        || orders.any(|order| order.last_talk_at.is_some_and(lately))
}
