//! A message is read: it scrolls, a letter copies or settles it, Enter goes on to the card.

use crossterm::event::KeyCode;

use super::draw;
use super::state::MessageKey;
use super::state::OpenMessage;
use crate::desk::error::DeskError;
use crate::domain::ids::MessageId;
use crate::domain::message::MessageAct;
use crate::domain::time::Span;
use crate::domain::time::Time;
use crate::session::answer::ShownMessage;
use crate::session::request::Request;
use crate::text::clean_lines;
use crate::tui::card;
use crate::tui::commands::letters;
use crate::tui::effect::Effect;
use crate::tui::model::Model;
use crate::tui::model::mode::Mode;
use crate::tui::msg::Key;
use crate::tui::notice::state::Notice;
use crate::tui::update::undo;
use crate::tui::write;

/// A terminal waits at most so long before it repeats a key that is kept down.
const REPEATS: Span = Span(700);

/// Opens a message over everything else.
pub fn open(model: &mut Model, id: MessageId, effects: &mut Vec<Effect>) {
    model.mode = Mode::Message(OpenMessage {
        id,
        token: 0,
        shown: None,
        scroll: 0,
    });
    ask(model, effects);
}

/// Reads the open message again.
pub fn ask(model: &mut Model, effects: &mut Vec<Effect>) {
    let Mode::Message(open) = &mut model.mode else { return };
    open.token = model.asked.ask(Request::MessageText(open.id), effects);
}

/// The message was read.
pub fn answered(model: &mut Model, token: u64, message: Option<Box<ShownMessage>>) {
    let Mode::Message(open) = &mut model.mode else { return };
    if open.token != token {
        return;
    }
    if message.is_some() {
        open.shown = message;
    } else {
        model.mode = Mode::Command;
        model.notice = Some(Notice::of_error(DeskError::NotFound));
    }
}

/// A key while it is open.
pub fn key(model: &mut Model, key: Key, now: Time, effects: &mut Vec<Effect>) {
    let most = draw::scroll_most(model, now);
    let Mode::Message(open) = &mut model.mode else { return };
    let letter = letters::letter(&key);
    let scroll = open.scroll;
    if letter.and_then(MessageKey::of).is_none() {
        model.message_key = None;
    }
    open.scroll = match (key.code, letter) {
        (KeyCode::Down, _) | (_, Some('j')) => scroll + 1,
        (KeyCode::Up, _) | (_, Some('k')) => scroll.saturating_sub(1),
        (KeyCode::PageDown, _) | (_, Some(' ')) => scroll + 10,
        (KeyCode::PageUp, _) => scroll.saturating_sub(10),
        (KeyCode::Home, _) => 0,
        (KeyCode::End, _) => most,
        (KeyCode::Esc, _) => {
            model.mode = Mode::Command;
            return;
        }
        (KeyCode::Enter, _) => {
            model.mode = Mode::Command;
            return card::update::open(model, effects);
        }
        (_, Some('u')) if draw::undoes(model) => return undo::undo(model, effects),
        _ => {
            let pressed = letter.and_then(MessageKey::of);
            return pressed.map_or((), |pressed| act(model, pressed, now, effects));
        }
    }
    .min(most);
}

/// Asks for what a message's key was shown to do, unless the key is only kept down.
pub fn act_on(model: &mut Model, message: MessageId, act: MessageAct, now: Time, effects: &mut Vec<Effect>) {
    if !is_kept_down(model, message, MessageKey::Step, now) {
        model.asked.ask(Request::Message { message, act }, effects);
    }
}

/// A key that is kept down repeats: once its answer is there, it would do the contrary.
fn is_kept_down(model: &mut Model, message: MessageId, key: MessageKey, now: Time) -> bool {
    let before = model.message_key.replace((message, key, now));
    before.is_some_and(|(on, which, at)| (on, which) == (message, key) && (at..at + REPEATS).contains(&now))
}

fn act(model: &mut Model, pressed: MessageKey, now: Time, effects: &mut Vec<Effect>) {
    let Mode::Message(open) = &model.mode else { return };
    // Nothing is done with a message nobody has seen, and nothing that its line of keys does not say.
    let Some(shown) = &open.shown else { return };
    let (message, settings) = (shown.row.id, &model.setup.settings);
    if pressed.code(&shown.row, settings).is_none() {
        return;
    }
    let step = settings.message_act(&shown.row);
    if pressed == MessageKey::Copy {
        model.notice = Some(match &shown.words {
            Ok(words) => {
                effects.push(Effect::Copy(clean_lines(words.text.trim_end()).into_owned()));
                Notice::Plain("notice-message_copied")
            }
            Err(_) => Notice::Plain("notice-nothing_to_copy"),
        });
        return;
    }
    model.notice = None;
    if pressed == MessageKey::Edit {
        return write::update::open_again(model, shown.clone());
    }
    match (pressed, step) {
        (MessageKey::Step, Some(step)) => act_on(model, message, step, now, effects),
        (MessageKey::Settle(how), _) if !is_kept_down(model, message, pressed, now) => {
            model.asked.ask(Request::SettleMessage { message, how }, effects);
        }
        _ => {}
    }
}
