//! Full-screen pages: what one shows, read once and never changed, for screens to draw and walk through.
//!
//! A page is sections of rows, a row is cells of typed values; the screen words and lays them out. To add a page: a case
//! in [`PageKey`] with its code (`page-<code>` names it in the locales), a file here that makes it of the store, and its
//! line in `read`. The lookup thread makes pages; nothing of them is read by the thread that draws. Where rows are
//! orders or customers they name their card ([`PageRow::card`]): the keys of the queue then work on them, and the list can
//! be walked with NEXT. See `tui/sheet.rs` for what the screen keeps of an open page.

mod cell;
mod customers;
mod numbers;
mod outbox;
mod page;
#[cfg(test)]
mod tests;
mod today;

pub use self::cell::Cell;
pub use self::cell::HeatMark;
pub use self::cell::Label;
pub use self::page::Act;
pub use self::page::PageKey;
pub use self::page::PageRow;
pub use self::page::PageRowKey;
pub use self::page::Section;
pub use self::page::Shape;
pub use self::page::Sheet;
use crate::desk::Desk;
use crate::desk::error::DeskError;
use crate::store::look::Reader;
/// Reads a page, on any connection, as one state of the file.
pub(crate) fn read(reader: &Reader<'_>, key: PageKey) -> Result<Sheet, DeskError> {
    let _one_look = reader.store.snapshot()?;
    match key {
        PageKey::Today => today::overview(reader),
        PageKey::TodayList(list) => today::list(reader, list),
        PageKey::Customers => customers::overview(reader),
        PageKey::Segment(at) => customers::segment(reader, at),
        PageKey::Again => customers::again(reader),
        PageKey::Outbox => outbox::sheet(reader),
        PageKey::Numbers => numbers::page(reader),
        PageKey::Stock => today::stock(reader),
    }
}

impl Desk {
    /// A page of the console as it is now.
    pub fn page(&self, key: PageKey) -> Result<Sheet, DeskError> {
        read(&Reader::new(&self.store, &self.rules, self.now()), key)
    }
}
