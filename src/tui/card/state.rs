//! What the card pane shows.

use std::sync::Arc;

use crate::domain::target::CardKey;
use crate::scripts::Script;
use crate::view::card::Card;

/// The card beside the list.
#[derive(Clone, Debug, Default)]
pub struct CardPane {
    /// Which card was asked for last.
    pub key: Option<CardKey>,
    /// The token of that request.
    pub token: u64,
    /// It must be read again.
    pub stale: bool,
    /// The card; of another key while the one asked for is read.
    pub card: Option<Arc<Card>>,
    /// The key of `card`.
    pub card_key: Option<CardKey>,
    /// Opened by a search: it stays until the operator moves in the list.
    pub pinned: Option<CardKey>,
    /// Lines scrolled away.
    pub scroll: usize,
    /// The script for what is due, filled from `card`.
    pub script: Option<Arc<Script>>,
    /// On which of its points the cursor stands.
    pub point: usize,
}
