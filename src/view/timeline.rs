//! The timeline of a customer.

use super::history;
use super::history::Near;
use crate::domain::action::ActionKind;
use crate::domain::history::Happened;
use crate::domain::history::TimelineItem;
use crate::domain::journal::Page;
use crate::domain::message::MessageRow;
use crate::domain::message::MessageState;
use crate::domain::message::letters;
use crate::domain::time::Time;
use crate::store::CustomerOnCard;
use crate::store::Store;
use crate::store::StoreError;
/// How much of a customer's past a card shows.
pub(super) const ORDERS: usize = 50;

const TIMELINE: usize = 200;

/// Orders, actions, calls and notes of one customer in one list, newest first.
pub(super) fn timeline(store: &Store, of: &CustomerOnCard, now: Time) -> Result<Vec<TimelineItem>, StoreError> {
    let (customer, has) = (of.customer.id, of.has);
    let limit = i64::try_from(TIMELINE).unwrap_or(i64::MAX);
    let at_most = |any: bool| if any { limit } else { 0 };
    let mut items: Vec<TimelineItem> = Vec::new();
    for order in &of.orders {
        items.push(TimelineItem {
            at: order.facts.created_at,
            operator: String::new(),
            order_number: Some(order.number.clone()),
            what: Happened::Ordered {
                channel: order.channel.clone(),
            },
        });
    }
    for call in store.calls_of(customer, at_most(has.calls))? {
        let missed = call.is_missed(now);
        items.push(TimelineItem {
            at: call.at,
            operator: call.operator,
            order_number: call.order_number,
            what: Happened::Call {
                incoming: call.incoming,
                outcome: call.outcome,
                missed,
                missed_reason: call.missed_reason,
                phone: call.phone,
            },
        });
    }
    for note in store.notes_of(customer, at_most(has.notes))? {
        items.push(TimelineItem {
            at: note.at,
            operator: note.operator,
            order_number: note.order_number,
            what: Happened::Note { text: note.text },
        });
    }
    for message in letters(store.messages_of(customer, at_most(has.messages))?) {
        let numbers = message.order_numbers().join(", ");
        let at = known_at(&message).unwrap_or(message.leaves_at);
        items.push(TimelineItem {
            at: message.sent_at.unwrap_or(message.made_at),
            operator: message.recalled_by.unwrap_or_default(),
            order_number: Some(numbers).filter(|numbers| !numbers.is_empty()),
            what: Happened::Message {
                at,
                told: message.told,
                channel: message.channel,
                state: message.state,
                why: message
                    .error
                    .filter(|_| matches!(message.state, MessageState::Failed | MessageState::Held)),
            },
        });
    }
    let entries = if has.merged {
        store.journal(Page::Customer(customer), limit)?
    } else {
        store.journal_of_one(customer, limit)?
    };
    let near = Near::of(store, &entries, &of.orders)?;
    for entry in &entries {
        // Calls and notes stand in the list as themselves, and so does an order the shop brought.
        if entry.kind == ActionKind::Import && entry.order.is_some() && entry.changes.is_empty() {
            continue;
        }
        if matches!(
            entry.kind,
            ActionKind::Call | ActionKind::CallEvent | ActionKind::Answer | ActionKind::Note | ActionKind::Skip
        ) {
            continue;
        }
        items.push(TimelineItem {
            at: entry.at,
            operator: entry.operator.clone(),
            order_number: entry.order_number.clone(),
            what: Happened::Entry {
                id: entry.id,
                kind: entry.kind,
                undone: entry.undone_by.is_some(),
                detail: history::of(store, entry, &near)?,
            },
        });
    }
    items.sort_by_key(|item| std::cmp::Reverse(item.at));
    items.truncate(TIMELINE);
    Ok(items)
}

/// When it was known that it has arrived, or never will.
fn known_at(message: &MessageRow) -> Option<Time> {
    match message.state {
        MessageState::Delivered => message.delivered_at,
        MessageState::Failed => message.failed_at,
        _ => None,
    }
}
