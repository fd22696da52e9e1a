//! What a catalogue came to.

use std::collections::HashMap;
use std::collections::HashSet;
use std::io;

use crate::domain::product::CatalogueRow;
use crate::domain::product::OtherKey;
use crate::domain::reject::Reject;
use crate::intake::read::room::Room;

/// What a catalogue came to.
#[derive(Debug, Default)]
pub struct CatalogueFile {
    /// Its products, as they stand.
    pub rows: Vec<CatalogueRow>,
    /// What could not be read, each with its place.
    pub rejects: Vec<Reject>,
    /// Rows that are of no product: one more image of the one above.
    pub images: u64,
    /// It says of itself that it names only some of what there is.
    pub is_part: bool,
    room: Room,
}

impl CatalogueFile {
    pub(super) fn add(&mut self, row: CatalogueRow) -> io::Result<()> {
        self.room.take(row.sku.len() + row.name.len())?;
        self.rows.push(row);
        Ok(())
    }

    /// A maker's code may be that of a model in all its colours and sizes: goods of one code and several names go by their
    /// `ids`, one for each row; by their names where that is empty.
    pub(super) fn tell_apart(&mut self, ids: Vec<Option<String>>) {
        let mut names: HashMap<&str, &str> = HashMap::new();
        let mut shared: HashSet<String> = HashSet::new();
        for row in &self.rows {
            let name = names.entry(&row.sku).or_insert(&row.name);
            if *name != row.name {
                shared.insert(row.sku.clone());
            }
        }
        for (row, id) in self.rows.iter_mut().zip(ids) {
            let Some(id) = id else { continue };
            if shared.contains(&row.sku) {
                row.other_key = OtherKey::SharedCode(std::mem::replace(&mut row.sku, id));
            } else if !id.is_empty() && id != row.sku {
                row.other_key = OtherKey::Id(id);
            }
        }
    }

    pub(super) fn refuse(&mut self, reject: Reject) -> io::Result<()> {
        let head = reject.head.as_ref().map_or(0, String::len);
        self.room
            .take(FOR_A_REJECT + head + reject.field.len() + reject.raw.len())?;
        self.rejects.push(reject);
        Ok(())
    }
}

/// What a reject takes beside its texts.
const FOR_A_REJECT: usize = 200;
