//! Standard answers are open: letters narrow them down, Enter copies the one under the cursor.

use crossterm::event::KeyCode;

use super::state::OpenAnswers;
use crate::domain::action::Refusal;
use crate::domain::target::CardKey;
use crate::domain::time::Time;
use crate::text::clean_lines;
use crate::tui::effect::Effect;
use crate::tui::line::edit;
use crate::tui::model::Model;
use crate::tui::model::mode::Mode;
use crate::tui::msg::Key;
use crate::tui::notice::state::Notice;
use crate::tui::subject::Subject;
use crate::tui::write;
use ratatui::crossterm::event::KeyModifiers;

/// Opens them for whom an action would be for.
pub fn open(model: &mut Model, subject: Option<&Subject>) {
    let card = model.current_card().cloned();
    let card = card.filter(|card| subject.is_some_and(|subject| subject.customer == card.customer.id));
    if subject.is_some() && card.is_none() {
        model.notice = Some(Notice::Plain("card-reading"));
        return;
    }
    model.mode = Mode::Answers(OpenAnswers::new(&model.setup.answers, card));
}

/// A key while they are open.
pub fn key(model: &mut Model, key: Key, now: Time, effects: &mut Vec<Effect>) {
    let Mode::Answers(open) = &mut model.mode else { return };
    let last = open.found.len().saturating_sub(1);
    match key.code {
        KeyCode::Esc => model.mode = Mode::Command,
        KeyCode::Down => open.cursor = (open.cursor + 1).min(last),
        KeyCode::Up => open.cursor = open.cursor.saturating_sub(1),
        KeyCode::PageDown => open.cursor = (open.cursor + 10).min(last),
        KeyCode::PageUp => open.cursor = open.cursor.saturating_sub(10),
        KeyCode::Enter => copy(model, now, effects),
        KeyCode::Char('s' | 'ы' | 'і') if key.modifiers.contains(KeyModifiers::CONTROL) => write(model, now, effects),
        _ => {
            if edit::edit(&mut open.input, &key) {
                open.typed(&model.setup.answers);
            }
        }
    }
}

fn copy(model: &mut Model, now: Time, effects: &mut Vec<Effect>) {
    let Mode::Answers(open) = &model.mode else { return };
    let Some(chosen) = open.chosen() else { return };
    match model.setup.answers.text(&chosen.name, open.card.as_deref(), now) {
        Ok(text) => {
            effects.push(Effect::Copy(clean_lines(text.trim_end()).into_owned()));
            model.notice = Some(Notice::Plain("notice-answer_copied"));
            model.mode = Mode::Command;
        }
        Err(_) => model.notice = Some(Notice::Plain("notice-nothing_to_copy")),
    }
}

/// Writes to the customer of the card, with the answer as far as it goes.
fn write(model: &mut Model, now: Time, effects: &mut Vec<Effect>) {
    let Mode::Answers(open) = &model.mode else { return };
    let Some(chosen) = open.chosen() else { return };
    let Some(card) = open.card.as_deref() else {
        model.notice = Some(Notice::Refused(Refusal::NoOrder));
        return;
    };
    let order = card.order.as_ref().map(|order| order.facts.id);
    let key = order.map_or(CardKey::Customer(card.customer.id), CardKey::Order);
    match model.setup.answers.text(&chosen.name, Some(card), now) {
        Ok(text) => write::update::open_with(model, key, clean_lines(text.trim()).into_owned(), effects),
        Err(_) => model.notice = Some(Notice::Plain("notice-nothing_to_copy")),
    }
}
