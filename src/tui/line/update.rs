//! A line is typed: letters are letters, Enter takes it, Esc leaves it.

use crossterm::event::KeyCode;
use tui_input::Input;

use super::edit::edit;
use super::meaning::Taken;
use super::meaning::taken;
use super::state::Line;
use super::state::LineKind;
use crate::domain::action::WhichParcel;
use crate::domain::time::Time;
use crate::text::clean;
use crate::tui::effect::Effect;
use crate::tui::model::Model;
use crate::tui::model::mode::Mode;
use crate::tui::msg::Key;
use crate::tui::subject::Behind;
use crate::tui::subject::Subject;
use crate::tui::update::requests;
use crate::view::card::Card;

/// Opens a line for `subject`, with a text in it.
pub fn open(model: &mut Model, subject: Subject, kind: LineKind, text: &str) {
    let mut line = Line {
        seen_number: seen_number(model, &subject),
        which: WhichParcel::Only,
        behind: Behind::No,
        subject,
        kind,
        input: Input::new(clean(text).into_owned()),
        fault: None,
    };
    // Of several parcels the one that has no number yet is meant, else one more.
    let parcels = line.subject.facts.iter().flat_map(|facts| &facts.parcels);
    let unnumbered = parcels.into_iter().find(|parcel| parcel.number.is_none());
    let unnumbered = unnumbered.map(|parcel| WhichParcel::At(parcel.position));
    match line.parcels()[..] {
        [WhichParcel::At(_), ..] => line.which = unnumbered.unwrap_or(WhichParcel::Another),
        _ => line.which = WhichParcel::Only,
    }
    model.mode = Mode::Line(line);
}

/// Opens the line of a tracking number again: it was typed before a colleague's was there, which is to be looked at.
pub fn reopen(model: &mut Model, subject: &Subject, typed: &str) {
    open(model, subject.clone(), LineKind::Tracking, typed);
    if let Mode::Line(line) = &mut model.mode {
        line.behind = Behind::Looking;
    }
}

/// A card was read: the number on it is what stands now, for a line that has to know.
pub fn look_again(line: &mut Line, card: &Card) {
    let Some(order) = card
        .order
        .as_ref()
        .filter(|order| Some(order.facts.id) == line.subject.order)
    else {
        return;
    };
    if line.seen_number.is_none() || line.behind == Behind::Looking {
        line.seen_number = Some(order.tracking_number.clone().unwrap_or_default());
    }
    if line.behind == Behind::Looking {
        line.behind = Behind::Seen;
    }
}

/// The tracking number of the order as it is seen, empty when there is none; none where that is not known.
fn seen_number(model: &Model, subject: &Subject) -> Option<String> {
    let order = model.current_card().and_then(|card| card.order.as_ref());
    match order.filter(|order| Some(order.facts.id) == subject.order) {
        Some(order) => Some(order.tracking_number.clone().unwrap_or_default()),
        // The list shows no number, but whether there is one.
        None => subject
            .facts
            .as_ref()
            .filter(|facts| facts.number_at.is_none())
            .map(|_| String::new()),
    }
}

/// A key while a line is typed.
pub fn key(model: &mut Model, key: Key, now: Time, effects: &mut Vec<Effect>) {
    let Mode::Line(line) = &mut model.mode else { return };
    match key.code {
        KeyCode::Esc => model.mode = Mode::Command,
        KeyCode::Enter => enter(model, now, effects),
        KeyCode::Tab => next_parcel(line),
        _ => {
            if edit(&mut line.input, &key) {
                touched(line);
            }
        }
    }
}

/// The number is of the next parcel, or of one more.
fn next_parcel(line: &mut Line) {
    let parcels = line.parcels();
    let at = parcels.iter().position(|which| *which == line.which).unwrap_or(0);
    if let Some(next) = parcels.get((at + 1) % parcels.len()) {
        line.which = *next;
        touched(line);
    }
}

/// What was said of the text before is said no longer: it is another by now.
pub fn touched(line: &mut Line) {
    line.fault = None;
    if line.behind == Behind::Seen {
        line.behind = Behind::No;
    }
}

fn enter(model: &mut Model, now: Time, effects: &mut Vec<Effect>) {
    let Mode::Line(line) = &model.mode else { return };
    let line = line.clone();
    if line.behind == Behind::Looking {
        return;
    }
    match taken(model, &line, now) {
        Ok(Taken::Action(action)) => {
            model.mode = Mode::Command;
            match line.kind {
                LineKind::Tracking => {
                    requests::ship(model, &line.subject, line.input.value().to_owned(), *action, effects);
                }
                _ => requests::perform(model, &line.subject, *action, effects),
            }
        }
        Ok(Taken::Next(kind)) => open(model, line.subject, kind, ""),
        Err(fault) => {
            model.mode = Mode::Line(Line {
                fault: Some(fault),
                ..line
            });
        }
    }
}
