//! What there is to begin with.

use crate::domain::coded::coded;
use crate::tui::model::Model;

coded! {
    /// Something to begin with; its digit is its place.
    pub enum Start {
        /// A shop's file is read.
        Import "import",
        /// The shop's name, country, hours and phone are asked for.
        Shop "shop",
        /// Orders are to come by themselves.
        Feed "feed",
        /// Calls are to be seen and dialled.
        Telephone "telephone",
        /// Letters are to be read.
        Mailbox "mailbox",
        /// Somebody calls and orders.
        Order "order",
        /// A made-up shop is looked at.
        Demo "demo",
        /// Everything that can be set.
        Settings "settings",
    }
}

impl Start {
    /// The one of a digit.
    pub fn of(digit: char) -> Option<Start> {
        let at = usize::try_from(digit.to_digit(10)?).ok()?.checked_sub(1)?;
        Start::ALL.get(at).copied()
    }
}

/// Whether the file is empty and the queue is looked at: then it greets.
pub fn greets(model: &Model) -> bool {
    model.loaded && model.board.is_blank && model.setup.keeps_settings && model.pages.is_empty()
}
