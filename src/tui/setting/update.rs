//! A setting is changed: letters are letters, Enter writes it, Tab brings the usual value back, Esc leaves it.

use crossterm::event::KeyCode;
use tui_input::Input;

use super::state::OpenSetting;
use crate::session::request::Request;
use crate::session::settings_file::SettingRefused;
use crate::session::settings_file::SettingSet;
use crate::tui::effect::Effect;
use crate::tui::line::edit::edit;
use crate::tui::model::Model;
use crate::tui::model::mode::Mode;
use crate::tui::msg::Key;
use crate::tui::notice::state::Notice;

/// Opens the setting under the cursor.
pub fn open(model: &mut Model) {
    let row = model.open_sheet().and_then(|open| open.selected());
    if let Some(open) = row.and_then(OpenSetting::of) {
        model.mode = Mode::Setting(open);
    }
}

/// A key while one is changed.
pub fn key(model: &mut Model, key: Key, effects: &mut Vec<Effect>) {
    let Mode::Setting(open) = &mut model.mode else { return };
    // What is being written is not typed over.
    if open.sent.is_some() && key.code != KeyCode::Esc {
        return;
    }
    match key.code {
        KeyCode::Esc => model.mode = Mode::Command,
        KeyCode::Tab => {
            open.touched();
            open.resets = true;
            open.input = Input::new(open.usual.clone());
        }
        KeyCode::Enter => {
            let (name, typed) = (open.name.clone(), open.input.value().to_owned());
            let typed = (!open.resets).then_some(typed);
            let token = model.asked.ask(Request::SetSetting { name, typed }, effects);
            if let Mode::Setting(open) = &mut model.mode {
                open.sent = Some(token);
            }
        }
        _ => {
            if edit(&mut open.input, &key) {
                open.touched();
            }
        }
    }
}

/// The file was written, or was not.
pub fn answered(model: &mut Model, token: u64, result: Result<SettingSet, SettingRefused>, effects: &mut Vec<Effect>) {
    let is_open = matches!(&model.mode, Mode::Setting(open) if open.sent == Some(token));
    match result {
        Ok(set) => {
            if is_open {
                model.mode = Mode::Command;
            }
            model.notice = Some(Notice::Said(set.said));
            if set.is_new {
                effects.push(Effect::Reopen);
            }
        }
        Err(refused) => {
            // It may stand otherwise by now.
            if let Some(sheet) = model.open_sheet_mut() {
                sheet.asked = None;
            }
            match &mut model.mode {
                Mode::Setting(open) if is_open => {
                    open.sent = None;
                    open.fault = Some(refused);
                }
                _ => model.notice = Some(Notice::Trouble(refused.message)),
            }
        }
    }
}
