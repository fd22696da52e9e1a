//! A command of the command line, run from the console on the console's own file: the line may be changed before, what it
//! printed stands beneath.

pub(super) mod draw;
pub mod state;
pub(super) mod update;
