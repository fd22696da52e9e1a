//! A search is typed: every letter asks again, the newest answer counts.

use crossterm::event::KeyCode;
use tui_input::Input;

use super::state::Search;
use crate::session::request::Request;
use crate::tui::effect::Effect;
use crate::tui::line::edit;
use crate::tui::model::Model;
use crate::tui::model::mode::Focus;
use crate::tui::model::mode::Mode;
use crate::tui::model::mode::Page;
use crate::tui::msg::Key;
use crate::tui::queue::shown::shows;
use crate::tui::screen::layout;

/// Nothing that is looked for is longer; a whole page may be pasted.
const MOST_ASKED: usize = 200;

/// Opens the search with a text in it.
pub fn open(model: &mut Model, text: &str, effects: &mut Vec<Effect>) {
    model.mode = Mode::Search(Search {
        input: Input::new(text.to_owned()),
        ..Search::default()
    });
    ask(model, effects);
}

/// A key while a search is typed.
pub fn key(model: &mut Model, key: Key, effects: &mut Vec<Effect>) {
    let Mode::Search(search) = &mut model.mode else { return };
    let last = search.hits.len().saturating_sub(1);
    match key.code {
        KeyCode::Esc => model.mode = Mode::Command,
        KeyCode::Down => search.cursor = (search.cursor + 1).min(last),
        KeyCode::Up => search.cursor = search.cursor.saturating_sub(1),
        KeyCode::PageDown => search.cursor = (search.cursor + 10).min(last),
        KeyCode::PageUp => search.cursor = search.cursor.saturating_sub(10),
        KeyCode::Enter => {
            if search.answered.as_deref() == Some(asked(&search.input).as_str()) {
                enter(model);
            } else {
                // A scanner's Enter comes before the answer.
                search.opens_first = true;
            }
        }
        _ => {
            let before = search.input.value().to_owned();
            if edit::edit(&mut search.input, &key) && search.input.value() != before {
                ask(model, effects);
            }
        }
    }
}

/// What the desk is asked for.
fn asked(input: &Input) -> String {
    input.value().chars().take(MOST_ASKED).collect()
}

/// Asks the desk for what is typed.
pub fn ask(model: &mut Model, effects: &mut Vec<Effect>) {
    let Mode::Search(search) = &mut model.mode else { return };
    search.opens_first = false;
    let text = asked(&search.input);
    if text.trim().is_empty() {
        search.hits.clear();
        search.answered = None;
        search.cursor = 0;
        return;
    }
    search.token = model.asked.ask(Request::Search(text), effects);
}

/// Opens the hit under the cursor: its row when the list has it, else its card alone.
pub fn enter(model: &mut Model) {
    let Mode::Search(search) = &model.mode else { return };
    let Some(hit) = search.hits.get(search.cursor).cloned() else {
        return;
    };
    model.mode = Mode::Command;
    model.notice = None;
    let board = model.board.clone();
    let (view, operator) = (model.view.clone(), model.setup.operator.clone());
    let wanted = |row: &_| shows(&view, row, &operator);
    let row = board
        .rows
        .iter()
        .find(|row| wanted(row) && hit.order.is_some() && row.row.order == hit.order);
    match row.filter(|_| model.calls.on.is_none()) {
        Some(row) => {
            model.card.pinned = None;
            model.list.go(row.row.key, &board, wanted);
        }
        None => model.card.pinned = Some(hit.key),
    }
    model.card.scroll = 0;
    model.pages.clear();
    if layout::shows_card(model.size) {
        model.focus = Focus::List;
    } else {
        model.pages.push(Page::Card);
    }
}
