//! From a key press to a command.

use crossterm::event::KeyCode;

use super::command;
use crate::domain::time::Time;
use crate::tui::answer;
use crate::tui::calls;
use crate::tui::channel;
use crate::tui::commands;
use crate::tui::commands::CommandId;
use crate::tui::effect::Effect;
use crate::tui::form;
use crate::tui::greeting;
use crate::tui::help;
use crate::tui::line;
use crate::tui::message;
use crate::tui::model::Model;
use crate::tui::model::jump::Jump;
use crate::tui::model::mode::Mode;
use crate::tui::msg::Key;
use crate::tui::page;
use crate::tui::palette;
use crate::tui::pick;
use crate::tui::pick::state::PickKind;
use crate::tui::search;
use crate::tui::setting;
use crate::tui::shell;
use crate::tui::write;

/// A key that is known to come from a hand.
pub(super) fn key(model: &mut Model, key: Key, now: Time, effects: &mut Vec<Effect>) {
    if matches!(model.mode, Mode::Command | Mode::Pick(_) | Mode::Message(_))
        && let Some(letters) = commands::cyrillic_of(&key, model.setup.tr.lang(), model.letters)
    {
        model.letters = letters;
    }
    let elsewhere = !matches!(model.mode, Mode::Command);
    let to_calls = || {
        model
            .setup
            .keymap
            .command_of(&key)
            .is_some_and(|command| command.id == CommandId::Calls)
    };
    if elsewhere && key.character().is_none() && to_calls() {
        return calls::update::go(model);
    }
    if key.is_interrupt() {
        match model.mode {
            Mode::Command => {
                if !calls::update::back_to_text(model) {
                    effects.push(Effect::Quit);
                }
            }
            Mode::Form(_) => form::update::key(model, key, now, effects),
            Mode::Write(_) => write::update::key(model, key, effects),
            _ => model.mode = Mode::Command,
        }
        return;
    }
    let is_held = match &model.mode {
        Mode::Command => false,
        // To look at another page does nothing to what came under the cursor.
        Mode::Pick(pick) if matches!(pick.kind, PickKind::Views(_)) => false,
        Mode::Pick(_) | Mode::Message(_) => key.code != KeyCode::Esc && command::is_held_back(model, now),
        _ => key.code != KeyCode::Esc && model.jump.holds_text(now),
    };
    if is_held {
        return;
    }
    let before = std::mem::discriminant(&model.mode);
    match &model.mode {
        Mode::Command => {
            let digit = key.character().filter(char::is_ascii_digit);
            if !digit.is_some_and(|digit| greeting::update::digit(model, digit, now, effects)) {
                command::key(model, key, now, effects);
            }
        }
        Mode::Pick(_) => pick::update::key(model, key, now, effects),
        Mode::Line(_) => line::update::key(model, key, now, effects),
        Mode::Filter(_) => page::listing::key(model, key),
        Mode::Search(_) => search::update::key(model, key, effects),
        Mode::Answers(_) => answer::update::key(model, key, now, effects),
        Mode::Palette(_) => palette::update::key(model, key, now, effects),
        Mode::Form(_) => form::update::key(model, key, now, effects),
        Mode::Message(_) => message::update::key(model, key, now, effects),
        Mode::Write(_) => write::update::key(model, key, effects),
        Mode::Channel(_) => channel::update::key(model, key, effects),
        Mode::Setting(_) => setting::update::key(model, key, effects),
        Mode::Shell(_) => shell::update::key(model, key, effects),
        Mode::Help(_) => help::update::key(model, key),
    }
    let is_typed = !matches!(model.mode, Mode::Command | Mode::Pick(_) | Mode::Message(_));
    if is_typed && std::mem::discriminant(&model.mode) != before {
        // The operator opened it themselves: what they type now is meant for it.
        model.jump = Jump::default();
    }
}
