//! What undo and redo ask for, or say instead.

use super::requests;
use crate::desk::undo::UndoChoice;
use crate::domain::action::Refusal;
use crate::tui::effect::Effect;
use crate::tui::model::Model;
use crate::tui::model::mode::Mode;
use crate::tui::notice::state::Notice;
use crate::tui::pick::state::PickKind;

/// Takes back what was done here last.
pub fn undo(model: &mut Model, effects: &mut Vec<Effect>) {
    if !model.asked.skipped.is_empty() {
        let rows = std::mem::take(&mut model.asked.skipped);
        return requests::unskip(model, rows, effects);
    }
    match model.undo.clone() {
        None => model.notice = Some(Notice::Refused(Refusal::NothingToUndo)),
        Some(hint) if hint.mine => requests::undo(model, UndoChoice::Mine, effects),
        Some(hint) => model.notice = Some(Notice::DoneElsewhere(hint)),
    }
}

/// Asks about what this operator did last in another window, or before the console was opened.
pub fn undo_earlier(model: &mut Model) {
    match model.undo.clone() {
        None => model.notice = Some(Notice::Refused(Refusal::NothingToUndo)),
        Some(hint) if hint.mine => model.notice = Some(Notice::Plain("notice-undo_own_first")),
        Some(hint) => model.mode = Mode::pick(None, PickKind::UndoEarlier(hint)),
    }
}

/// Does again what was taken back last.
pub fn redo(model: &mut Model, effects: &mut Vec<Effect>) {
    if model.redo.is_some() {
        requests::redo(model, effects);
    } else {
        model.notice = Some(Notice::Refused(Refusal::NothingToRedo));
    }
}
