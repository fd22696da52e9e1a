//! The whole board at once, for commands.

use std::sync::Arc;

use super::Board;
use super::builder::Reckoner;
use super::warnings;
use crate::desk::Desk;
use crate::desk::error::DeskError;
impl Desk {
    /// The whole queue now, every row with its words.
    pub fn queue(&self) -> Result<Board, DeskError> {
        let now = self.now();
        let mut reckoner = Reckoner::new(&self.store, Arc::clone(&self.settings), &self.who.operator, now)?;
        reckoner.load(&self.store, now)?;
        let board = reckoner.board(&self.store, now)?;
        while reckoner.more_texts(&self.store, &board)? {}
        let amiss = warnings::of(&self.store, &self.fingerprint, now)?;
        Ok(reckoner.board(&self.store, now)?.with_warnings(&amiss))
    }
}
