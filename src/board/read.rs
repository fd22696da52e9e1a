//! The whole board at once, for commands.

use std::sync::Arc;

use super::Board;
use super::builder::BoardBuilder;
use super::warnings;
use crate::store::StoreError;
use crate::store::look::Look;

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
