//! A key while a command line is open: it is typed, run, and what it printed is gone through.

use crossterm::event::KeyCode;
use crossterm::event::KeyModifiers;
use tui_input::Input;

use super::draw;
use super::state::INPUT;
use super::state::PROGRAM;
use super::state::Shell;
use crate::session::request::Request;
use crate::text::clean;
use crate::tui::effect::Effect;
use crate::tui::line::edit;
use crate::tui::model::Model;
use crate::tui::model::mode::Mode;
use crate::tui::msg::Key;
use crate::tui::notice::state::Notice;

/// Opens a line; one that needs nothing more is run at once.
pub fn open(model: &mut Model, line: &str, effects: &mut Vec<Effect>) {
    model.mode = Mode::Shell(Box::new(Shell::new(line)));
    if !line.ends_with(' ') {
        run(model, effects);
    }
}

/// A key while it is open.
pub fn key(model: &mut Model, key: Key, effects: &mut Vec<Effect>) {
    let Mode::Shell(open) = &mut model.mode else { return };
    let page = usize::from(draw::output_rows(model.size.1));
    let most = open.rows.len().saturating_sub(page);
    match key.code {
        KeyCode::Esc => model.mode = Mode::Command,
        KeyCode::Down => open.scroll = (open.scroll + 1).min(most),
        KeyCode::Up => open.scroll = open.scroll.saturating_sub(1),
        KeyCode::PageDown => open.scroll = (open.scroll + page).min(most),
        KeyCode::PageUp => open.scroll = open.scroll.saturating_sub(page),
        KeyCode::Char('y' | 'н') if key.modifiers.contains(KeyModifiers::CONTROL) => {
            if !open.lines().is_empty() {
                effects.push(Effect::Copy(open.lines().join("\n")));
                model.notice = Some(Notice::Plain("shell-copied"));
            }
        }
        _ if open.running.is_some() => {}
        KeyCode::Enter => {
            if let Some(line) = open.tried() {
                open.input = Input::new(line);
            }
            run(model, effects);
        }
        _ => {
            edit::edit(&mut open.input, &key);
        }
    }
}

/// What was pasted: one line is typed, several are what the command reads in place of a file.
pub fn paste(open: &mut Shell, text: &str) {
    let several: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).collect();
    if several.len() < 2 {
        return edit::insert(&mut open.input, &clean(text.trim()));
    }
    open.pasted = several.join("\n");
    let reads_it = open.input.value().split_whitespace().any(|word| word == INPUT);
    if !reads_it {
        let between = if open.input.value().ends_with(' ') { "" } else { " " };
        edit::insert(&mut open.input, &format!("{between}{INPUT}"));
    }
}

fn run(model: &mut Model, effects: &mut Vec<Effect>) {
    let Mode::Shell(open) = &mut model.mode else { return };
    let typed = open.input.value().trim();
    let line = typed.strip_prefix(PROGRAM).unwrap_or(typed).to_owned();
    if line.is_empty() {
        return;
    }
    let input = open.pasted.clone();
    open.begun(model.asked.ask(Request::RunCommand { line, input }, effects));
}

/// A command came to its end; of one whose line was closed meanwhile the last line is said.
pub fn ran(model: &mut Model, token: u64, result: Result<String, String>) {
    match &mut model.mode {
        Mode::Shell(open) if open.running == Some(token) => {
            open.ended(result);
            open.fit(model.size.0);
        }
        _ => {
            let (Ok(text) | Err(text)) = &result;
            let last = text.lines().rfind(|line| !line.trim().is_empty());
            let said = last.map(|line| clean(line.trim()).into_owned());
            model.notice = Some(said.map_or(Notice::Plain("shell-ended"), Notice::Said));
        }
    }
}
