//! The state of the console.

pub mod burst;
pub mod heard;
pub mod holder;
pub mod jump;
pub mod mode;
mod model;
pub mod passing;
pub(super) mod pending;
pub mod setup;
pub mod shift;

pub use self::model::Model;
