//! All SQL: one file, opened one way, written through one kind of transaction.
//!
//! Written here without an action, because nobody would look for it in the history: claims and their renewals, skips,
//! leases, signs of life, ticked points of scripts, labels, the shop's catalogue, projections, the change feed, the
//! outbox and its states, imports' counters and rejects, `meta`.

mod apply;
mod bulk;
mod checks;
mod claims;
mod copies;
mod error;
mod facts;
mod feed;
pub(super) mod high_total;
mod history;
mod imports;
mod insert;
mod journal;
pub mod kinds;
mod known;
mod labels;
pub mod look;
mod messages;
pub mod meta;
mod migrate;
pub(super) mod open;
pub(super) mod open_work;
mod periods;
mod persons;
mod products;
mod records;
mod refresh;
pub(super) mod rulebook;
mod search;
mod segments;
mod shifts;
mod sources;
mod statement;
#[cfg(test)]
mod tests;
pub(super) mod texts;
mod ticks;
mod totals;
mod tx;
mod versions;

pub use crate::store::apply::Resolved;
pub use crate::store::bulk::Bulk;
pub use crate::store::bulk::BulkWaiting;
pub use crate::store::copies::Contents;
pub use crate::store::error::StoreError;
pub use crate::store::feed::Since;
pub use crate::store::history::CallRow;
pub use crate::store::history::NoteRow;
pub use crate::store::history::OrderRow;
pub use crate::store::imports::NewImport;
pub use crate::store::insert::NewCustomerRow;
pub use crate::store::insert::NewOrderRow;
pub use crate::store::insert::SourceRow;
pub use crate::store::kinds::FeedKind;
pub use crate::store::kinds::LabelKind;
pub use crate::store::messages::NewMessage;
pub use crate::store::open::Access;
pub use crate::store::open::Snapshot;
pub use crate::store::open::Store;
pub use crate::store::periods::CallFigures;
pub use crate::store::periods::ContactFigures;
pub use crate::store::periods::OrderFigures;
pub use crate::store::periods::PaidFigures;
pub use crate::store::persons::Brief;
pub use crate::store::persons::SharedContact;
pub use crate::store::products::Came;
pub use crate::store::products::LiveCursor;
pub use crate::store::records::number_key;
pub use crate::store::refresh::Scope;
pub use crate::store::search::Found;
pub use crate::store::segments::Bought;
pub use crate::store::segments::Goods;
pub use crate::store::shifts::LeftConsole;
pub use crate::store::texts::TextRow;
pub use crate::store::tx::Tx;
pub use crate::store::versions::Neighbour;
