//! What happens to the model: a message in, effects out; one file per mode.

mod ask;
mod burst;
mod command;
mod desk;
mod finder;
mod form;
mod help;
mod line;
mod merge;
mod mouse;
mod page;
mod pick;
mod script;
mod search;
mod shift;

use std::time::Duration;

pub use self::command::holder;
pub use self::line::amount;
pub use self::line::tracking;
pub use self::line::when;
pub use self::pick::kind_of;

use crossterm::event::KeyCode;

use crate::domain::time::Time;
use crate::text::clean;
use crate::tui::effects::Effect;
use crate::tui::keymap;
use crate::tui::keymap::Letters;
use crate::tui::list::Item;
use crate::tui::model::Mode;
use crate::tui::model::Model;
use crate::tui::msg::Key;
use crate::tui::msg::Msg;
use crate::tui::pick::PickKind;
use crate::tui::screens::layout;
use crate::words::Timer;

/// Brings a message into the model; `now` is the desk's clock.
pub fn update(model: &mut Model, msg: Msg, now: Time) -> Vec<Effect> {
    let mut effects = Vec::new();
    match msg {
        Msg::Key(key) => {
            burst::key(model, key, now, &mut effects);
            ask::renew(model, now, &mut effects);
        }
        Msg::Mouse(mouse) => mouse::mouse(model, mouse, now),
        Msg::Paste(text) => paste(model, &text, &mut effects),
        Msg::Resize(width, height) => {
            model.size = (width, height);
        }
        Msg::Tick(at) => {
            burst::tick(model, at, now, &mut effects);
            if is_calling(model) {
                ask::renew(model, now, &mut effects);
            }
        }
        Msg::Desk(msg) => desk::message(model, msg, now, &mut effects),
        Msg::Quit => effects.push(Effect::Quit),
    }
    model.list.resize(layout::list_rows(model.size));
    page::ask(model, now, &mut effects);
    ask::card(model, &mut effects);
    effects
}

/// How long nothing changes by itself at most; nothing when only a message can change the screen.
pub fn rest(model: &Model, now: Time) -> Option<Duration> {
    if model.burst.is_open() {
        return Some(Duration::from_millis(burst::APART.0));
    }
    let rows = model.list.scroll..(model.list.scroll + model.list.height).min(model.list.items.len());
    let seconds = rows
        .filter(|&item| matches!(model.list.items[item], Item::Row(_)))
        .filter_map(|item| model.list.row(&model.board, item))
        .any(|row| Timer::of_row(&row.row, now).shows_seconds());
    let step = if seconds { 1_000 } else { 60_000 };
    let left = step - now.0.rem_euclid(step);
    let left = page::due_in(model, now).map_or(left, |due| due.0.min(left));
    Some(Duration::from_millis(u64::try_from(left).unwrap_or(1_000)))
}

/// A key that is known to come from a hand.
fn key(model: &mut Model, key: Key, now: Time, effects: &mut Vec<Effect>) {
    if matches!(model.mode, Mode::Command | Mode::Pick(_)) && keymap::letters_of(&key) == Some(Letters::Cyrillic) {
        model.letters = Letters::Cyrillic;
    }
    if key.is_interrupt() {
        match model.mode {
            Mode::Command => effects.push(Effect::Quit),
            Mode::Form(_) => form::key(model, key, now, effects),
            _ => model.mode = Mode::Command,
        }
        return;
    }
    match &model.mode {
        Mode::Command => command::key(model, key, now, effects),
        Mode::Pick(_) => pick::key(model, key, now, effects),
        Mode::Line(_) => line::key(model, key, now, effects),
        Mode::Search(_) => search::key(model, key, effects),
        Mode::Palette(_) => finder::key(model, key, now, effects),
        Mode::Form(_) => form::key(model, key, now, effects),
        Mode::Help(_) => help::key(model, key),
    }
}

/// The number to dial is shown and nobody has said yet what came of the call: it lasts, and so does the claim (R8).
fn is_calling(model: &Model) -> bool {
    matches!(&model.mode, Mode::Pick(pick) if matches!(&pick.kind, PickKind::Outcome { phones } if !phones.is_empty()))
}

fn paste(model: &mut Model, text: &str, effects: &mut Vec<Effect>) {
    let text = clean(text.trim()).into_owned();
    match &mut model.mode {
        Mode::Line(line) => {
            line::insert(&mut line.input, &text);
            line::touched(line);
        }
        Mode::Search(search) => {
            line::insert(&mut search.input, &text);
            search::ask(model, effects);
        }
        Mode::Palette(finder) => line::insert(&mut finder.input, &text),
        Mode::Form(_) => form::paste(model, &text, effects),
        Mode::Command | Mode::Pick(_) | Mode::Help(_) => burst::offer(model, &text),
    }
}

/// The character a key means in a list: in its Latin place, in lower case.
fn letter(key: &Key) -> Option<char> {
    key.character()?;
    match keymap::latin(key) {
        KeyCode::Char(c) => Some(c),
        _ => None,
    }
}
