//! All keys are shown: they scroll, anything else goes back.

use crossterm::event::KeyCode;

use super::draw;
use crate::tui::model::Model;
use crate::tui::model::mode::Mode;
use crate::tui::msg::Key;

/// A key while the help is shown.
pub fn key(model: &mut Model, key: Key) {
    let most = draw::scroll_most(model);
    let Mode::Help(scroll) = &mut model.mode else { return };
    let to = match (key.code, crate::tui::commands::letters::letter(&key)) {
        (KeyCode::Down, _) | (_, Some('j')) => *scroll + 1,
        (KeyCode::Up, _) | (_, Some('k')) => scroll.saturating_sub(1),
        (KeyCode::PageDown, _) | (_, Some(' ')) => *scroll + 10,
        (KeyCode::PageUp, _) => scroll.saturating_sub(10),
        (KeyCode::Home, _) => 0,
        (KeyCode::End, _) => most,
        _ => {
            model.mode = Mode::Command;
            return;
        }
    };
    *scroll = to.min(most);
}
