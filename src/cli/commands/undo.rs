//! `undo` and `redo`: the operator's last action, in whatever console or command it was made.

use crate::cli::context::Context;
use crate::cli::output::done;
use crate::cli::output::failure::Failure;
use crate::cli::output::reply::Reply;
use crate::desk::undo::UndoChoice;

/// Takes back the operator's last action.
pub fn undo(context: &Context) -> Result<Reply, Failure> {
    let mut desk = context.desk()?;
    let undone = context.told(desk.undo(UndoChoice::Operator))?;
    done::undone(context, &desk, &undone)
}

/// Does again what the operator took back last.
pub fn redo(context: &Context) -> Result<Reply, Failure> {
    let mut desk = context.desk()?;
    let redone = context.told(desk.redo())?;
    done::redone(context, &desk, &redone)
}
