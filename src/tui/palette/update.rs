//! The command palette is open: letters narrow it down, Enter runs what the cursor is on.

use crossterm::event::KeyCode;

use super::matches::Runs;
use crate::domain::target::Target;
use crate::domain::time::Time;
use crate::tui::effect::Effect;
use crate::tui::line::edit;
use crate::tui::model::Model;
use crate::tui::model::mode::Mode;
use crate::tui::msg::Key;
use crate::tui::shell;
use crate::tui::update::command;

/// What begins so takes the orders it is of.
const PRINTS: &str = "dozvon parcels print ";

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
                Runs::Line(line) => {
                    let line = format!("{line}{}", marked(model, line));
                    shell::update::open(model, &line, effects);
                }
            }
        }
        _ => {
            if edit::edit(&mut finder.input, &key) {
                finder.cursor = 0;
            }
        }
    }
}

/// The orders that are marked, for what is printed of orders.
fn marked(model: &Model, line: &str) -> String {
    if !line.starts_with(PRINTS) {
        return String::new();
    }
    let marked = model.subject().map(|subject| subject.marked).unwrap_or_default();
    let orders = marked.into_iter().filter_map(|marked| match marked.target {
        Target::Order(order) => Some(format!(" id:{}", order.0)),
        Target::Customer(_) => None,
    });
    orders.collect()
}
