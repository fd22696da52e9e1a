//! Where an order came from, as it is kept.

use crate::domain::ids::OrderId;

/// The names a shop's order may be kept under.
pub type SourceNames<'a> = [&'a str; 3];

/// Where an order came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceRow {
    /// Which shop.
    pub source: String,
    /// Its id there.
    pub external_id: String,
    /// Which order it is here.
    pub order: OrderId,
    /// The version's time, UTC milliseconds.
    pub modified_at: Option<i64>,
    /// Of its content.
    pub hash: String,
    /// The shop's last version as JSON, while the order is live.
    pub shop: Option<String>,
    /// The version before the one that asked what an operator is to settle, as JSON.
    pub asked: Option<String>,
    /// The versions of the same time that this one took the place of: their hashes, by space.
    pub replaced: Option<String>,
}
