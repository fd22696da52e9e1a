//! A desk moves to another database.

use super::Desk;
use crate::domain::settings::Settings;
use crate::store::Location;
pub use crate::store::moving::MoveError;
pub use crate::store::moving::MoveProgress;
pub use crate::store::moving::MoveStage;
pub use crate::store::moving::Moving;

/// Takes the database at `from` for the move, and makes the one at `to` where it is a file.
pub fn begin(from: &Location, to: &Location, settings: &Settings) -> Result<Moving, MoveError> {
    Moving::begin(from, to, Desk::access(settings))
}
