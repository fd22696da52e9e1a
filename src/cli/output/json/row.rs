//! A row of the queue.

use serde::Serialize;

use super::MoneyJson;
use super::filled;
use super::object;
use super::stamp;
use super::time;
use crate::board::BoardRow;
use crate::domain::order::CustomerFlags;
use crate::domain::task::TaskKind;
use crate::domain::time::Time;

/// What a row's place in the queue and the words around it add to it.
pub struct Around {
    /// From 1.
    pub rank: usize,
    /// Why it stands where it stands, in words.
    pub reason: String,
    /// The rest of what is due: the order's number and the task.
    pub more: Vec<(Option<String>, TaskKind)>,
    /// The moment the queue is looked at.
    pub now: Time,
}

/// A row of the board.
pub fn row_json(board_row: &BoardRow, around: Around) -> impl Serialize + use<> {
    let (row, text) = (&board_row.row, &board_row.text);
    let task = &row.task;
    let over = task.limit.filter(|limit| *limit <= around.now);
    let money = |minor: i64| row.currency.map(|currency| MoneyJson::new(minor, currency));
    let marks = board_row.order.as_ref().map(|order| order.marks);
    let is_marked = |mark| marks.is_some_and(|marks| marks.has(mark));
    let is_hidden = row.order.is_none() && text.customer.is_empty() && text.phone.is_empty() && text.email.is_empty();
    let more = around
        .more
        .into_iter()
        .map(|(order_number, task)| object! { order_number, task });
    object! {
        rank: around.rank,
        lane: task.lane.code(),
        rule: task.rule.to_string(),
        task: task.kind.code(),
        order_id: row.order.map(|id| id.0),
        order_number: filled(&text.number),
        /// None for a hidden number: nobody is known behind it.
        customer_id: (!is_hidden).then_some(row.customer.0),
        customer: filled(&text.customer),
        phone: filled(&text.phone),
        total: money(row.total),
        channel: filled(&text.channel),
        /// Which shop's, where there are several.
        shop_name: filled(&text.shop),
        since: stamp(task.since),
        due: stamp(task.due),
        limit: time(task.limit),
        overdue_s: over.map(|limit| (around.now - limit).0 / 1_000),
        attempts: row.attempts,
        claimed_by: board_row.claim.as_ref().map(|claim| claim.operator.clone()),
        at_risk: row.at_risk.and_then(money),
        reason: around.reason,
        /// What else is due in the same row.
        more: more.collect::<Vec<_>>(),
        manager: text.manager.clone().filter(|_| board_row.has_own_manager),
        skipped_until: time(row.skipped_until),
        out_of_stock: is_marked(CustomerFlags::OUT_OF_STOCK),
        promised_to_older: is_marked(CustomerFlags::PROMISED_AWAY),
    }
}
