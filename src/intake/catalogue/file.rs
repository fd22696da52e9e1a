//! What a catalogue came to.

use crate::domain::product::CatalogueRow;
use crate::domain::reject::Reject;

/// What a catalogue came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CatalogueFile {
    /// Its products, as they stand.
    pub rows: Vec<CatalogueRow>,
    /// What could not be read, each with its place.
    pub rejects: Vec<Reject>,
    /// Rows that are of no product: one more image of the one above.
    pub images: u64,
}
