//! Keys that came closer together than a hand types: a paste that the terminal does not mark, or a scanner.
//!
//! Commands are single letters, so a pasted name would confirm, cancel and pay. Three characters closer than 10 ms are
//! taken for a paste: nothing of it is done, what its first character did is taken back, and the text is offered. The
//! second character waits until it is known which it is. A held key repeats one character and is no paste. What cannot be
//! taken back, a message let go or recalled, is done by no key that another came close to.

use crossterm::event::KeyCode;

use super::requests;
use crate::desk::undo::UndoChoice;
use crate::domain::time::Time;
use crate::text::clean_lines;
use crate::tui::commands::CommandId;
use crate::tui::commands::letters;
use crate::tui::effect::Effect;
use crate::tui::greeting;
use crate::tui::message::state::MessageKey;
use crate::tui::model::Model;
use crate::tui::model::burst::First;
use crate::tui::model::mode::Mode;
use crate::tui::model::pending::Errand;
use crate::tui::msg::Key;
use crate::tui::msg::Millis;
use crate::tui::notice::state::Notice;
use crate::tui::pick::state::PickKind;

/// Characters closer than this do not come from a hand.
pub const APART: Millis = Millis(10);

/// A key as it was read.
pub fn key(model: &mut Model, key: Key, now: Time, effects: &mut Vec<Effect>) {
    let near = model
        .burst
        .last
        .is_some_and(|last| key.at.0.saturating_sub(last.0) < APART.0);
    if !near {
        settle(model, now, effects);
    }
    let swallowing = !model.burst.text.is_empty();
    let Some(character) = key.character() else {
        if swallowing && near {
            // Where a pasted line ends is told apart.
            if key.code == KeyCode::Enter || key.is_line_end() {
                model.burst.text.push('\n');
            }
            return;
        }
        if let (true, Some(held)) = (near, model.burst.held.take()) {
            return begin(model, String::from_iter(held.character()), effects);
        }
        settle(model, now, effects);
        model.burst.first = None;
        super::keys::key(model, key, now, effects);
        return;
    };
    model.burst.last = Some(key.at);
    if swallowing {
        model.burst.text.push(character);
        return;
    }
    let is_final = is_final(model, &key);
    if let (true, Some(held)) = (near, model.burst.held.take()) {
        let text = held.character().into_iter().chain([character]).collect();
        return begin(model, text, effects);
    }
    if let (true, true, Some(first)) = (near, is_final, &model.burst.first) {
        let second = model.burst.second.take().and_then(|key| key.character());
        let text = std::iter::once(first.character).chain(second).chain([character]);
        let text = text.collect();
        return begin(model, text, effects);
    }
    if is_final {
        model.burst.held = Some(key);
        return;
    }
    if let (true, Some(first)) = (near, &model.burst.first) {
        match model.burst.second.take().and_then(|key| key.character()) {
            Some(second) => {
                let text = String::from_iter([first.character, second, character]);
                begin(model, text, effects);
                return;
            }
            None if first.character != character => {
                model.burst.second = Some(key);
                return;
            }
            None => {}
        }
    }
    press(model, key, character, now, effects);
}

/// Time went on: what waited is a key, or the paste is over.
pub fn tick(model: &mut Model, at: Millis, now: Time, effects: &mut Vec<Effect>) {
    let over = model
        .burst
        .last
        .is_none_or(|last| at.0.saturating_sub(last.0) >= APART.0);
    if over {
        settle(model, now, effects);
    }
}

/// Asks what a pasted text is; on an empty file the path of one is read at once.
pub fn offer(model: &mut Model, text: &str, effects: &mut Vec<Effect>) {
    let text = clean_lines(text.trim()).into_owned();
    if text.is_empty() || greeting::update::pasted(model, &text, effects) {
        return;
    }
    model.mode = Mode::pick(model.subject(), PickKind::Pasted(text));
}

/// Whether what the key does now cannot be taken back.
fn is_final(model: &Model, key: &Key) -> bool {
    match &model.mode {
        Mode::Message(_) => letters::letter(key).is_some_and(|letter| MessageKey::of(letter).is_some()),
        Mode::Command => {
            let command = model.setup.keymap.command_of(key);
            model.lists_messages() && command.is_some_and(|command| command.id == CommandId::Message)
        }
        _ => false,
    }
}

fn press(model: &mut Model, key: Key, character: char, now: Time, effects: &mut Vec<Effect>) {
    let commands = matches!(model.mode, Mode::Command | Mode::Pick(_) | Mode::Message(_));
    let pages = model.pages.clone();
    let before = model.asked.last;
    super::keys::key(model, key, now, effects);
    // A search takes whatever follows: that is what a scanner's digits are for.
    let typing = matches!(model.mode, Mode::Search(_) | Mode::Filter(_));
    model.burst.first = (commands && !typing).then(|| First {
        character,
        pages,
        token: (model.asked.last > before).then_some(model.asked.last),
    });
}

/// The second character was a key after all, or the paste has ended.
fn settle(model: &mut Model, now: Time, effects: &mut Vec<Effect>) {
    if let Some(key) = model.burst.held.take().or_else(|| model.burst.second.take()) {
        let character = key.character().unwrap_or_default();
        press(model, key, character, now, effects);
    }
    if !model.burst.text.is_empty() {
        let text = std::mem::take(&mut model.burst.text);
        model.burst.first = None;
        offer(model, &text, effects);
    }
}

/// It is a paste: what its first character did is taken back.
fn begin(model: &mut Model, text: String, effects: &mut Vec<Effect>) {
    model.burst.text = text;
    model.mode = Mode::Command;
    let Some(first) = model.burst.first.take() else { return };
    model.pages = first.pages;
    model.notice = Some(Notice::PutAway);
    model.asked.next = None;
    let Some(token) = first.token else { return };
    if let Some(waiting) = model.asked.waiting.get_mut(&token) {
        waiting.take_back = true;
    } else if let Some((_, errand)) = model.asked.changed.take_if(|(changed, _)| *changed == token) {
        take_back(model, &errand, effects);
    }
}

/// Takes back what a request did.
pub fn take_back(model: &mut Model, errand: &Errand, effects: &mut Vec<Effect>) {
    match errand {
        Errand::Perform
        | Errand::Refuse
        | Errand::Attempt(_)
        | Errand::Agreed
        | Errand::PerformAll
        | Errand::Line(_)
        | Errand::Form
        | Errand::Letter
        | Errand::Redo => {
            requests::undo(model, UndoChoice::Mine, effects);
        }
        Errand::Undo => requests::redo(model, effects),
        Errand::Take(customer) | Errand::TakeQuietly(customer) | Errand::Walk { customer, .. } => {
            requests::release(model, *customer, effects);
        }
        Errand::Next { claimed, .. } => requests::release(model, claimed.customer, effects),
        // They may be somebody else's by now; a claim comes back with the next key.
        Errand::Answer | Errand::Release(_) | Errand::ReleaseQuietly => {}
        Errand::Skip(rows) => requests::unskip(model, rows.clone(), effects),
    }
}
