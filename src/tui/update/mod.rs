//! What happens to the model: a message in, effects out; one file per mode.

mod answers;
mod burst;
pub(super) mod command;
pub mod keys;
mod mouse;
mod published;
pub(super) mod requests;
pub(super) mod shift;
mod sight;
pub(super) mod undo;
mod update;
mod walk;

pub use self::published::published_since;
pub use self::update::rest;
pub use self::update::update;
