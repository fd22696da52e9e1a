//! The tour follows what was done, not what was pressed.

use super::state::Tour;
use crate::domain::action::ActionKind;
use crate::tui::commands::CommandId;
use crate::tui::commands::entry;
use crate::tui::model::Model;

/// NEXT has taken a customer.
pub fn taken(model: &mut Model) {
    if model.tour == Some(Tour::Next) {
        model.tour = Some(Tour::Confirm);
    }
}

/// Something was done; who confirms without NEXT knows that already.
pub fn done(model: &mut Model, kind: ActionKind) {
    if kind == ActionKind::Confirm && matches!(model.tour, Some(Tour::Next | Tour::Confirm)) {
        model.tour = Some(Tour::Undo);
    }
}

/// Something was taken back.
pub fn undone(model: &mut Model) {
    if model.tour == Some(Tour::Undo) {
        model.tour = Some(Tour::Over);
    }
}

/// A key: what was said last is read.
pub fn pressed(model: &mut Model) {
    if model.tour == Some(Tour::Over) {
        model.tour = None;
    }
}

/// True where Esc would close nothing else.
pub fn is_left_by_esc(model: &Model) -> bool {
    model.tour.is_some() && model.pages.is_empty() && model.marked_count() == 0 && model.card.pinned.is_none()
}

/// The order under the cursor can be confirmed.
pub fn can_confirm(model: &Model) -> bool {
    entry(CommandId::Confirm).is_possible(model.subject().as_ref())
}
