//! `undo` and `redo`: the operator's last action, in whatever console or command it was made.

use crate::cli::context::Place;
use crate::cli::output::done;
use crate::cli::output::failure::Failure;
use crate::cli::output::reply::Reply;
use crate::desk::undo::UndoChoice;

/// Takes back the operator's last action.
pub fn undo(place: &Place) -> Result<Reply, Failure> {
    let mut desk = place.desk()?;
    let undone = place.told(desk.undo(UndoChoice::Operator))?;
    done::undone(place, &desk, &undone)
}

/// Does again what the operator took back last.
pub fn redo(place: &Place) -> Result<Reply, Failure> {
    let mut desk = place.desk()?;
    let redone = place.told(desk.redo())?;
    done::redone(place, &desk, &redone)
}
