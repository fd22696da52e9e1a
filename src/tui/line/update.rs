//! A line is typed: letters are letters, Enter takes it, Esc leaves it.

use crossterm::event::KeyCode;
use crossterm::event::KeyModifiers;
use tui_input::Input;

use super::edit::edit;
use super::meaning::Taken;
use super::meaning::taken;
use super::state::Line;
use super::state::LineKind;
use crate::desk::claims::TakeOver;
use crate::desk::error::DeskError;
use crate::domain::action::Refusal;
use crate::domain::action::WhichParcel;
use crate::domain::time::Time;
use crate::text::clean;
use crate::tui::calls::state::Left;
use crate::tui::effect::Effect;
use crate::tui::model::Model;
use crate::tui::model::mode::Focus;
use crate::tui::model::mode::Mode;
use crate::tui::model::pending::Errand;
use crate::tui::model::pending::TypedLine;
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
        is_claimed: false,
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

/// Opens a line again that was refused: what was typed is never lost. What stands by now is looked at first where a
/// colleague was faster; where something else is open, the line waits until that is done.
pub fn reopen(model: &mut Model, typed: &TypedLine, error: &DeskError) {
    let before = std::mem::take(&mut model.mode);
    open(model, typed.subject.clone(), typed.kind, &typed.text);
    if let Mode::Line(line) = &mut model.mode {
        line.which = typed.which;
        if let DeskError::Refused(refusal) = error {
            line.is_claimed = matches!(refusal, Refusal::Claimed { .. });
            if typed.kind == LineKind::Tracking && refusal.is_changed_meanwhile() {
                line.behind = Behind::Looking;
            }
        }
    }
    if !matches!(before, Mode::Command) {
        let line = std::mem::replace(&mut model.mode, before);
        model.calls.left.push(Left {
            mode: line,
            pages: Vec::new(),
            pinned: None,
            focus: Focus::default(),
        });
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
        KeyCode::Char('t' | 'е') if line.is_claimed && key.modifiers.contains(KeyModifiers::CONTROL) => {
            let customer = line.subject.customer;
            line.is_claimed = false;
            requests::take(model, customer, TakeOver::Yes, Errand::Take(customer), effects);
            enter(model, now, effects);
        }
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
            let typed = TypedLine {
                subject: line.subject,
                kind: line.kind,
                which: line.which,
                text: line.input.value().to_owned(),
            };
            if requests::typed(model, typed, *action, effects) {
                model.mode = Mode::Command;
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
