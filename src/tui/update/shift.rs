//! Who comes and goes, and whose customers were taken over (R8, R29).

use crate::desk::error::DeskError;
use crate::desk::shifts::ShiftStep;
use crate::desk::shifts::Shifted;
use crate::session::request::Request;
use crate::tui::effect::Effect;
use crate::tui::model::Model;
use crate::tui::notice::state::Notice;

/// Begins a pause, or ends it.
pub fn pause(model: &mut Model, effects: &mut Vec<Effect>) {
    let is_paused = model.my_shift().is_some_and(|shift| shift.paused_since().is_some());
    let step = if is_paused { ShiftStep::Resume } else { ShiftStep::Pause };
    ask(model, step, effects);
}

/// Logs the operator out, or in.
pub fn turn(model: &mut Model, effects: &mut Vec<Effect>) {
    let is_on = model.my_shift().is_some();
    ask(model, if is_on { ShiftStep::Out } else { ShiftStep::In }, effects);
}

fn ask(model: &mut Model, step: ShiftStep, effects: &mut Vec<Effect>) {
    model.asked.ask(Request::Shift(step), effects);
}

/// What came of it.
pub fn shifted(model: &mut Model, result: Result<Box<Shifted>, DeskError>) {
    model.notice = Some(result.map_or_else(Notice::of_error, |done| said(*done)));
}

/// A log-in by itself is only worth a word when the shift before had been left without one.
pub fn logged_in(model: &mut Model, done: Shifted) {
    if done.lost.as_ref().is_some_and(|lost| lost.ended_at.is_some()) {
        model.notice = Some(said(done));
    }
}

fn said(done: Shifted) -> Notice {
    Notice::Shift {
        kind: done.kind,
        lost: done.lost.and_then(|lost| lost.ended_at),
        warnings: done.warnings,
    }
}

/// A new snapshot of the board came: what it says of the operator.
pub fn adopt(model: &mut Model) {
    model.was_on_shift |= model.my_shift().is_some();
    if let Some(taken) = model.board.taken_over.last() {
        model.notice = Some(Notice::TakenOver {
            by: taken.by.clone(),
            name: taken.name.clone(),
        });
    }
}
