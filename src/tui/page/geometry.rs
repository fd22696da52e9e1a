//! Where a page stands on the screen.

use ratatui::layout::Rect;

use super::figures;
use super::head;
use super::state::OpenSheet;
use crate::tui::model::Model;
use crate::tui::model::mode::Page;
use crate::tui::screen::layout;
use crate::view::pages::Act;
use crate::view::pages::Shape;

/// Where a page stands: with the card beside or under it, or over the whole body.
pub fn area(size: (u16, u16), shape: Shape) -> Rect {
    let areas = layout::areas(size);
    match shape {
        Shape::Whole => areas.body,
        Shape::BesideCard => areas.list,
    }
}

/// How the page on top stands; over the whole body until it was read.
pub fn shape(model: &Model) -> Shape {
    let sheet = model.open_sheet().and_then(|open| open.sheet.as_ref());
    sheet.map_or(Shape::Whole, |sheet| sheet.shape)
}

/// True when the card stands beside the list that is on top, the queue or a page.
pub fn shows_card(model: &Model) -> bool {
    let beside = model.full_page().is_none() || shape(model) == Shape::BesideCard;
    beside && layout::shows_card(model.size)
}

/// True when Enter leads from the row under the cursor to another page, or to its message.
pub fn opens_over(model: &Model) -> bool {
    let Some(Page::Full(_)) = model.page() else {
        return false;
    };
    let row = model.open_sheet().and_then(OpenSheet::selected);
    row.is_some_and(|row| {
        matches!(
            row.act,
            Act::Page(_)
                | Act::Orders
                | Act::Walk(_)
                | Act::Message(..)
                | Act::Recording(_)
                | Act::Channel(_)
                | Act::Feed(..)
                | Act::Carrier(..)
                | Act::FeedWord
                | Act::FeedReject(_)
                | Act::ShopWrite(..)
                | Act::ReleaseAll
                | Act::Setting
        )
    })
}

/// How many lines stand over its rows: its title, or tabs and filter.
pub fn over_rows(model: &Model) -> u16 {
    model.open_sheet().map_or(1, |open| over(model.size.0, open))
}

/// The same of a page of a given width: its title, its tabs and filter, or its periods and tiles.
pub fn over(columns: u16, open: &OpenSheet) -> u16 {
    let Some(sheet) = &open.sheet else { return 1 };
    match (&sheet.listing, &sheet.days) {
        (Some(listing), _) => head::height(columns, listing),
        (None, Some(days)) => figures::height(columns, days),
        (None, None) => 1,
    }
}

/// How many lines of the page on top are seen.
pub fn rows(model: &Model) -> usize {
    if layout::is_tiny(model.size) {
        return 1;
    }
    let sheet = model.open_sheet().and_then(|open| open.sheet.as_ref());
    let listing = sheet.and_then(|sheet| sheet.listing.as_ref());
    let note = u16::from(listing.is_some_and(|listing| listing.note.is_some()));
    let shape = shape(model);
    let under = note + layout::covered(model.size, shape == Shape::Whole, model.notice_lines);
    let over = over_rows(model) + under;
    usize::from(area(model.size, shape).height.saturating_sub(over))
}
