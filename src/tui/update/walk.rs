//! The cursor goes about: rows are walked and marked, what is read is scrolled, Esc goes one level up.

use crate::domain::time::Time;
use crate::tui::model::Model;
use crate::tui::model::mode::Focus;
use crate::tui::model::mode::Page;
use crate::tui::notice::state::Notice;
use crate::tui::page;
use crate::tui::queue::list::Item;
use crate::tui::queue::list::Step;
use crate::tui::queue::shown::shows;
use crate::tui::screen;
use crate::tui::script;

/// Marks the row under the cursor, or unmarks it, and goes on to the next.
pub fn mark(model: &mut Model, now: Time) {
    if page::listing::mark(model) {
        return;
    }
    if !model.pages.is_empty() || model.focus != Focus::List || model.card.pinned.is_some() {
        model.notice = Some(Notice::Plain("notice-no_mark"));
        return;
    }
    let Some(Item::Row(at)) = model.list.items.get(model.list.cursor) else {
        return;
    };
    let Some(key) = model.board.rows.get(*at).map(|row| row.row.key) else {
        return;
    };
    match model.marked.iter().position(|marked| *marked == key) {
        Some(at) => {
            model.marked.remove(at);
        }
        None => model.marked.push(key),
    }
    walk(model, Step::Down, now);
}

/// One level up: marks go first, then what is over the list.
pub fn back(model: &mut Model) {
    if model.marked_count() > 0 {
        model.unmark();
        return;
    }
    model.card.scroll = 0;
    let within = matches!(model.page(), Some(Page::Full(_)) | None);
    if within && (model.focus == Focus::Card || model.card.pinned.is_some()) {
        model.card.pinned = None;
        model.focus = Focus::List;
        return;
    }
    if page::listing::is_narrowable(model) && page::listing::clear_filter(model) {
        return;
    }
    let left = model.pages.pop();
    page::update::left(model, left);
}

/// Moves the cursor, or scrolls what is read.
pub fn walk(model: &mut Model, step: Step, now: Time) {
    if model.in_script() {
        return script::update::step(model, step);
    }
    if matches!(model.page(), Some(Page::Full(_))) && model.focus == Focus::List {
        return page::update::step(model, step);
    }
    if !model.pages.is_empty() || model.focus == Focus::Card {
        let page = usize::from(model.size.1).saturating_sub(6).max(1);
        let most = screen::scroll_most(model, now);
        let scroll = model.card.scroll;
        let to = match step {
            Step::Up => scroll.saturating_sub(1),
            Step::Down => scroll + 1,
            Step::PageUp => scroll.saturating_sub(page),
            Step::PageDown => scroll + page,
            Step::First => 0,
            Step::Last => most,
        };
        model.card.scroll = to.min(most);
        return;
    }
    let was_pinned = model.card.pinned.take().is_some();
    if was_pinned && model.calls.on.is_some() {
        return;
    }
    let board = model.board.clone();
    let (view, operator) = (model.view.clone(), model.setup.operator.clone());
    model.list.step(step, &board, |row| shows(&view, row, &operator));
}
