//! All SQL: one file, opened one way, written through one kind of transaction.
//!
//! Written here without an action, because nobody would look for it in the history: claims and their renewals, skips,
//! leases, signs of life, ticked points of scripts, labels, the shop's catalogue, projections, the change feed, the
//! outbox and its states, imports' counters and rejects, `meta`.

mod apply;
mod bulk;
mod claims;
mod error;
mod facts;
mod feed;
mod history;
mod imports;
mod insert;
mod journal;
mod known;
mod labels;
mod messages;
mod migrate;
mod open;
mod periods;
mod persons;
mod products;
mod records;
mod refresh;
mod search;
mod segments;
mod shifts;
mod sources;
mod statement;
mod texts;
mod ticks;
mod totals;
mod tx;
mod versions;

pub use apply::Resolved;
pub use bulk::Bulk;
pub use bulk::BulkWaiting;
pub use claims::ClaimRow;
pub use claims::Claimed;
pub use error::StoreError;
pub use feed::FeedKind;
pub use feed::Since;
pub use history::CallRow;
pub use history::NoteRow;
pub use history::OrderRow;
pub use imports::ImportCounts;
pub use imports::ImportId;
pub use imports::NewImport;
pub use insert::NewCustomerRow;
pub use insert::NewOrderRow;
pub use insert::SourceRow;
pub use journal::Entry;
pub use journal::Group;
pub use journal::NewEntry;
pub use journal::Page;
pub use labels::LabelKind;
pub use messages::MessageRow;
pub use messages::NewMessage;
pub use messages::OutboxCounts;
pub use open::Access;
pub use open::Snapshot;
pub use open::Store;
pub use periods::CallFigures;
pub use periods::ContactFigures;
pub use periods::OrderFigures;
pub use periods::PaidFigures;
pub use persons::Brief;
pub use persons::SharedContact;
pub use products::Came;
pub use products::Demand;
pub use products::LiveCursor;
pub use records::number_key;
pub use refresh::Scope;
pub use search::Found;
pub use segments::Bought;
pub use segments::Goods;
pub use shifts::LeftConsole;
pub use texts::TextRow;
pub use ticks::Tick;
pub use tx::Tx;
pub use versions::Neighbour;

#[cfg(test)]
mod tests;
