//! A long list: its tabs, its filter, the order of its rows, and the stretch of them that is at hand.

use crossterm::event::KeyCode;
use tui_input::Input;

use super::geometry;
use crate::domain::ids::OrderId;
use crate::domain::order_sort::SortColumn;
use crate::domain::order_tab::OrderTab;
use crate::domain::product_tab::ProductColumn;
use crate::domain::product_tab::ProductSort;
use crate::tui::line::edit;
use crate::tui::model::Model;
use crate::tui::model::mode::Focus;
use crate::tui::model::mode::Mode;
use crate::tui::model::mode::Page;
use crate::tui::msg::Key;
use crate::tui::page::state::OpenSheet;
use crate::tui::pick::state::PickKind;
use crate::tui::queue::list::Step;
use crate::view::pages::PageKey;
use crate::view::pages::PageQuery;
use crate::view::pages::PageRow;
use crate::view::pages::PageRowKey;
use crate::view::pages::PageStretch;

/// So near to the end of what was read the next stretch is asked for.
const NEAR: usize = 60;

/// True when the page on top is a long list with tabs and columns to stand by.
pub fn is_on_top(model: &Model) -> bool {
    matches!(model.page(), Some(Page::Full(PageKey::Orders | PageKey::Products)))
}

/// The columns its rows can stand by.
pub fn columns(model: &Model) -> PickKind {
    match model.page() {
        Some(Page::Full(PageKey::Products)) => PickKind::ProductOrder,
        _ => PickKind::Order,
    }
}

/// True when the page on top can be narrowed.
pub fn is_narrowable(model: &Model) -> bool {
    matches!(
        model.page(),
        Some(Page::Full(
            PageKey::Orders | PageKey::Products | PageKey::Customers | PageKey::Settings | PageKey::Money
        ))
    )
}

/// True when the page on top is one of figures of chosen days.
pub fn has_periods(model: &Model) -> bool {
    matches!(model.page(), Some(Page::Full(PageKey::Numbers | PageKey::Calls)))
}

/// The tab beside, or the period beside.
pub fn turn(model: &mut Model, forward: bool) {
    let has_periods = has_periods(model);
    let is_catalogue = model.page() == Some(Page::Full(PageKey::Products));
    if let Some(open) = model.open_sheet_mut() {
        ask(open, |query| {
            if has_periods {
                query.period = query.period.beside(forward);
            } else if is_catalogue {
                query.products.tab = query.products.tab.beside(forward);
            } else {
                query.tab = query.tab.beside(forward);
            }
        });
        open.marked.clear();
    }
}

/// Marks the row under the cursor, or unmarks it, and goes on to the next; false where none can be marked.
pub fn mark(model: &mut Model) -> bool {
    let can = matches!(model.page(), Some(Page::Full(PageKey::Orders | PageKey::Customers)));
    if !can || model.focus != Focus::List || model.card.pinned.is_some() {
        return false;
    }
    let height = geometry::rows(model);
    let Some(open) = model.open_sheet_mut() else {
        return false;
    };
    if !open.mark() {
        return false;
    }
    open.step(Step::Down, height);
    follow(model, Step::Down);
    true
}

/// The rows stand by a column; chosen again, the other way round.
pub fn sort(model: &mut Model, column: SortColumn) {
    if let Some(open) = model.open_sheet_mut() {
        let again = open.query.sort.column == column;
        ask(open, |query| {
            query.sort.reversed = again && !query.sort.reversed;
            query.sort.column = column;
        });
    }
}

/// The products stand by a column; chosen again, the other way round.
pub fn sort_products(model: &mut Model, column: ProductColumn) {
    if let Some(open) = model.open_sheet_mut() {
        let part = open.query.products;
        let again = part.sort.column.unwrap_or(part.tab.usual()) == column;
        ask(open, |query| {
            query.products.sort = ProductSort {
                column: Some(column),
                reversed: again && !part.sort.reversed,
            };
        });
    }
}

/// Opens the filter on what it holds.
pub fn open_filter(model: &mut Model) {
    if let Some(open) = model.open_sheet() {
        model.mode = Mode::Filter(Input::new(open.query.filter.clone()));
    }
}

/// Esc on the list takes the filter off first; true when there was one.
pub fn clear_filter(model: &mut Model) -> bool {
    let Some(open) = model.open_sheet_mut().filter(|open| !open.query.filter.is_empty()) else {
        return false;
    };
    ask(open, |query| query.filter.clear());
    open.marked.clear();
    true
}

/// A key while the filter is typed.
pub fn key(model: &mut Model, key: Key) {
    let Mode::Filter(input) = &mut model.mode else { return };
    match key.code {
        KeyCode::Esc => {
            model.mode = Mode::Command;
            clear_filter(model);
        }
        KeyCode::Enter => model.mode = Mode::Command,
        KeyCode::Down | KeyCode::Up => {
            model.mode = Mode::Command;
            let step = if key.code == KeyCode::Down {
                Step::Down
            } else {
                Step::Up
            };
            let height = geometry::rows(model);
            if let Some(open) = model.open_sheet_mut() {
                open.step(step, height);
            }
            follow(model, step);
        }
        _ => {
            if edit::edit(input, &key) {
                typed(model);
            }
        }
    }
}

/// A tab, and what narrows its rows.
pub fn narrow(model: &mut Model, tab: OrderTab, filter: String) {
    if let Some(open) = model.open_sheet_mut() {
        ask(open, |query| (query.tab, query.filter) = (tab, filter));
        open.marked.clear();
    }
}

/// What is typed narrows the rows.
pub fn typed(model: &mut Model) {
    let Mode::Filter(input) = &model.mode else { return };
    let text: String = input.value().chars().take(100).collect();
    if let Some(open) = model.open_sheet_mut().filter(|open| open.query.filter != text) {
        ask(open, |query| query.filter = text);
        open.marked.clear();
    }
}

/// The cursor comes near to an end of what was read, or jumps to an end of the whole.
pub fn follow(model: &mut Model, step: Step) {
    let height = geometry::rows(model);
    let Some(open) = model.open_sheet_mut() else { return };
    let Some(listing) = open.sheet.as_ref().and_then(|sheet| sheet.listing.as_ref()) else {
        return;
    };
    let (above, below) = (listing.above, listing.below);
    match step {
        Step::First if above => return ask(open, |query| query.stretch = PageStretch::First),
        Step::Last if below => return ask(open, |query| query.stretch = PageStretch::Last),
        _ => {}
    }
    let rows: Vec<&PageRow> = open.sheet.iter().flat_map(|sheet| sheet.rows()).collect();
    let Some(at) = rows.iter().position(|row| Some(row.key) == open.cursor) else {
        return;
    };
    let order = |at: usize| rows.get(at).and_then(|row| order_of(row));
    let back = height + NEAR;
    let downwards = matches!(step, Step::Down | Step::PageDown);
    let stretch = if below && downwards && at + height.max(NEAR) >= rows.len() {
        order(at.saturating_sub(back)).map(PageStretch::From)
    } else if above && !downwards && at < height.max(NEAR) {
        order((at + back).min(rows.len().saturating_sub(1))).map(PageStretch::UpTo)
    } else {
        None
    };
    if let Some(stretch) = stretch.filter(|stretch| *stretch != open.query.stretch) {
        open.query.stretch = stretch;
        open.asked = None;
    }
}

fn order_of(row: &PageRow) -> Option<OrderId> {
    match row.key {
        PageRowKey::Order(order, _) => Some(order),
        _ => None,
    }
}

/// Another list of rows: it is shown from its top.
fn ask(open: &mut OpenSheet, change: impl FnOnce(&mut PageQuery)) {
    open.query.stretch = PageStretch::First;
    change(&mut open.query);
    open.cursor = None;
    open.ghost = None;
    open.did = None;
    open.scroll = 0;
    open.asked = None;
}
