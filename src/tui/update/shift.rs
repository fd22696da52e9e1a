//! Who comes and goes, and whose customers were taken over (R8, R29).

use super::requests;
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
    let token = requests::token(model);
    effects.push(Effect::Ask(Request::Shift { token, step }));
}

/// What came of it. A log-in by itself is only worth a word when the shift before had been left without one.
pub fn shifted(model: &mut Model, token: Option<u64>, result: Result<Box<Shifted>, DeskError>) {
    let done = match result {
        Ok(done) => done,
        Err(error) => {
            model.notice = Some(Notice::of_error(error));
            return;
        }
    };
    let lost = done.lost.and_then(|lost| lost.ended_at);
    if token.is_some() || lost.is_some() {
        model.notice = Some(Notice::Shift {
            kind: done.kind,
            lost,
            warnings: done.warnings,
        });
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
