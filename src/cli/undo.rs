//! `undo` and `redo`: the operator's last action, in whatever console or command it was made.

use super::done;
use super::failure::Failure;
use super::output::Reply;
use super::place::Place;
use crate::desk::undo::UndoChoice;

/// Takes back the operator's last action.
pub(super) fn undo(place: &Place) -> Result<Reply, Failure> {
    let mut desk = place.desk()?;
    let undone = place.told(desk.undo(UndoChoice::Operator))?;
    done::undone(place, &desk, &undone)
}

/// Does again what the operator took back last.
pub(super) fn redo(place: &Place) -> Result<Reply, Failure> {
    let mut desk = place.desk()?;
    let redone = place.told(desk.redo())?;
    done::redone(place, &desk, &redone)
}
