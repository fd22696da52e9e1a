//! The mouse: a click selects, the wheel scrolls. Nothing needs it and nothing is done by it.

use ratatui::layout::Position;
use ratatui::layout::Rect;

use crate::domain::time::Time;
use crate::tui::calls;
use crate::tui::model::Model;
use crate::tui::model::mode::Focus;
use crate::tui::model::mode::Mode;
use crate::tui::model::mode::Page;
use crate::tui::msg::Mouse;
use crate::tui::page;
use crate::tui::page::geometry;
use crate::tui::queue::laid;
use crate::tui::queue::laid::ListLine;
use crate::tui::queue::list::Item;
use crate::tui::queue::list::Step;
use crate::tui::queue::shown::shows;
use crate::tui::screen::layout;
use crate::tui::update::walk;

/// Lines a notch of the wheel moves in a text.
const NOTCH: usize = 3;

/// A click or a turn of the wheel; while something is asked it means nothing.
pub fn mouse(model: &mut Model, mouse: Mouse, now: Time) {
    if !matches!(model.mode, Mode::Command) || layout::is_tiny(model.size) {
        return;
    }
    let areas = layout::areas(model.size);
    let card = areas.card.filter(|_| geometry::shows_card(model));
    let over_card = |at: Position| card.is_some_and(|area| area.contains(at));
    match mouse {
        Mouse::Click(at) if matches!(model.page(), None | Some(Page::Full(_))) && over_card(at) => {
            model.focus = Focus::Card;
        }
        Mouse::Click(at) if model.pages.is_empty() => select(model, areas.list, at),
        Mouse::Click(at) if matches!(model.page(), Some(Page::Full(_))) => page::update::click(model, at),
        Mouse::Click(_) => {}
        Mouse::WheelUp(at) => wheel(model, Step::Up, over_card(at), now),
        Mouse::WheelDown(at) => wheel(model, Step::Down, over_card(at), now),
    }
}

fn select(model: &mut Model, list: Rect, at: Position) {
    let inside = Rect::new(list.x, list.y + 1, list.width, list.height.saturating_sub(1));
    if !inside.contains(at) {
        return;
    }
    let lines = laid::lines(model);
    let Some(ListLine::Item(item)) = lines.get(usize::from(at.y - inside.y)) else {
        return;
    };
    let Some(Item::Row(row)) = model.list.items.get(*item) else {
        return;
    };
    let row = *row;
    calls::update::leave(model);
    if !matches!(model.mode, Mode::Command) {
        return;
    }
    let board = model.board.clone();
    let Some(key) = board.rows.get(row).map(|row| row.row.key) else {
        return;
    };
    model.focus = Focus::List;
    model.card.pinned = None;
    let (view, operator) = (model.view.clone(), model.setup.operator.clone());
    model.list.go(key, &board, |row| shows(&view, row, &operator));
}

fn wheel(model: &mut Model, step: Step, over_card: bool, now: Time) {
    let focus = model.focus;
    let in_text = !matches!(model.page(), None | Some(Page::Full(_))) || over_card;
    model.focus = if over_card { Focus::Card } else { Focus::List };
    for _ in 0..if in_text { NOTCH } else { 1 } {
        walk::walk(model, step, now);
    }
    model.focus = focus;
}
