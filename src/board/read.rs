//! The whole board at once, for commands.

use std::sync::Arc;

use super::Board;
use super::builder::BoardBuilder;
use super::warnings;
use crate::domain::ids::CustomerId;
use crate::domain::task::Task;
use crate::domain::task::Why;
use crate::store::StoreError;
use crate::store::look::Look;

/// Gives tasks of a customer the lanes they have in the queue now: a promised call rises by how many others are promised the
/// same hours (R5), which the customer's own facts do not tell.
pub fn raise(look: &Look<'_>, operator: &str, customer: CustomerId, tasks: &mut [Task]) -> Result<(), StoreError> {
    let now = look.now;
    let may_rise = |task: &Task| matches!(task.why, Why::Promised { from, until } if from <= now && now < until);
    if !tasks.iter().any(may_rise) {
        return Ok(());
    }
    let Look { store, rules, .. } = *look;
    let mut builder = BoardBuilder::new(store, Arc::clone(rules.settings()), operator, now)?;
    builder.load(store, now)?;
    let board = builder.board(store, now)?;
    let row = board.rows.iter().find(|row| row.row.customer == customer);
    let ranked = row.map(|row| &row.row.task);
    for task in tasks {
        if let Some(ranked) = ranked.filter(|ranked| (ranked.kind, ranked.order) == (task.kind, task.order)) {
            task.lane = ranked.lane;
        }
    }
    Ok(())
}

/// The whole queue of `operator` now, every row with its words; `fingerprint` is that of the reader's settings.
pub fn queue(look: &Look<'_>, operator: &str, fingerprint: &str) -> Result<Board, StoreError> {
    let Look { store, rules, now, .. } = *look;
    let mut builder = BoardBuilder::new(store, Arc::clone(rules.settings()), operator, now)?;
    builder.load(store, now)?;
    let board = builder.board(store, now)?;
    while builder.more_texts(store, &board)? {}
    let amiss = warnings::of(store, fingerprint, now)?;
    Ok(builder.board(store, now)?.with_warnings(&amiss))
}
