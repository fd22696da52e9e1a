//! What a shop says of an order, as it is kept and compared: made where the file is read, beside the thread that writes.

use crate::domain::incoming::IncomingOrder;
use crate::domain::item::Item;
use crate::text::sha256;

/// Everything a version of an order says.
#[derive(Clone, Debug)]
pub(super) struct Version {
    /// As JSON.
    pub(super) json: String,
    /// Of that.
    pub(super) hash: String,
}

impl Version {
    pub(super) fn of(order: &IncomingOrder) -> Version {
        let mut json = serde_json::to_string(order).unwrap_or_default();
        json.push('\0');
        let hash = sha256(json.as_bytes());
        json.pop();
        Version { json, hash }
    }
}

/// One thing found in a file, with its version if it is an order.
#[derive(Clone, Debug)]
pub struct ReadItem {
    pub(super) item: Item,
    pub(super) version: Option<Version>,
}

impl ReadItem {
    /// What was found.
    pub fn item(&self) -> &Item {
        &self.item
    }
}

impl From<Item> for ReadItem {
    fn from(item: Item) -> ReadItem {
        let version = match &item {
            Item::Order(order) => Some(Version::of(order)),
            _ => None,
        };
        ReadItem { item, version }
    }
}
