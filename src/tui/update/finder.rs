//! The command palette is open: letters narrow it down, Enter runs what the cursor is on.

use crossterm::event::KeyCode;

use crate::domain::time::Time;
use crate::tui::effects::Effect;
use crate::tui::finder::Finder;
use crate::tui::finder::Runs;
use crate::tui::model::Mode;
use crate::tui::model::Model;
use crate::tui::msg::Key;
use crate::tui::update::command;
use crate::tui::update::line;
use crate::tui::update::page;
use crate::tui::update::pick;

/// Opens it.
pub fn open(model: &mut Model) {
    model.mode = Mode::Palette(Finder::new(model.setup.tr.lang()));
}

/// A key while it is open.
pub fn key(model: &mut Model, key: Key, now: Time, effects: &mut Vec<Effect>) {
    let Mode::Palette(finder) = &model.mode else { return };
    let found = finder.found(model);
    let last = found.len().saturating_sub(1);
    let Mode::Palette(finder) = &mut model.mode else { return };
    match key.code {
        KeyCode::Esc => model.mode = Mode::Command,
        KeyCode::Down => finder.cursor = (finder.cursor + 1).min(last),
        KeyCode::Up => finder.cursor = finder.cursor.saturating_sub(1),
        KeyCode::PageDown => finder.cursor = (finder.cursor + 10).min(last),
        KeyCode::PageUp => finder.cursor = finder.cursor.saturating_sub(10),
        KeyCode::Enter => {
            let Some(chosen) = found.get(finder.cursor).map(|found| found.runs) else {
                return;
            };
            model.mode = Mode::Command;
            match chosen {
                Runs::Command(id) => command::run(model, id, now, effects),
                Runs::Other(other) => pick::run_other(model, other, effects),
                Runs::Edit(what) => pick::run_edit(model, what),
                Runs::Page(page) => page::open(model, page),
            }
        }
        _ => {
            if line::edit(&mut finder.input, &key) {
                finder.cursor = 0;
            }
        }
    }
}
