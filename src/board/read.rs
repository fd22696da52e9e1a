//! The whole board at once, for commands.

use std::sync::Arc;

use super::Board;
use super::builder::Reckoner;
use super::warnings;
use crate::store::StoreError;
use crate::store::look::Look;

/// The whole queue of `operator` now, every row with its words; `fingerprint` is that of the reader's settings.
pub fn queue(look: &Look<'_>, operator: &str, fingerprint: &str) -> Result<Board, StoreError> {
    let Look { store, rules, now, .. } = *look;
    let mut reckoner = Reckoner::new(store, Arc::clone(rules.settings()), operator, now)?;
    reckoner.load(store, now)?;
    let board = reckoner.board(store, now)?;
    while reckoner.more_texts(store, &board)? {}
    let amiss = warnings::of(store, fingerprint, now)?;
    Ok(reckoner.board(store, now)?.with_warnings(&amiss))
}
