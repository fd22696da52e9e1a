//! Full-screen pages: what one shows, read once and never changed, for screens to draw and walk through.
//!
//! A page is sections of rows, a row is cells of typed values; the screen words and lays them out. To add a page: a case
//! in [`PageKey`] with its code (`page-<code>` names it in the locales), a file here that makes it of the store, and its
//! line in `read.rs`. The lookup thread makes pages; nothing of them is read by the thread that draws. Where rows are
//! orders or customers they name their card ([`PageRow::card`]): the keys of the queue then work on them, and the list can
//! be walked with NEXT. See `tui/sheet.rs` for what the screen keeps of an open page.

mod calendar;
mod calls;
mod channels;
mod customers;
mod feeds;
mod later;
mod money;
mod numbers;
mod orders;
#[cfg(test)]
mod orders_tests;
mod outbox;
mod page;
mod products;
#[cfg(test)]
mod products_tests;
mod query;
mod read;
mod recordings;
mod standing;
#[cfg(test)]
mod tests;
mod tiles;
mod today;

pub use self::customers::STOPPED_OFFER;
pub use self::page::Act;
pub use self::page::FigureDays;
pub use self::page::ListTab;
pub use self::page::LongList;
pub use self::page::PageKey;
pub use self::page::PageRow;
pub use self::page::PageRowKey;
pub use self::page::PageSnapshot;
pub use self::page::PageTab;
pub use self::page::Section;
pub use self::page::Shape;
pub use self::page::Tile;
pub use self::page::TileTurn;
pub use self::query::PageQuery;
pub use self::query::PageStretch;
pub use self::query::ProductPart;
pub use self::read::page;
