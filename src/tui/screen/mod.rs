//! Draws the model: one small file per pane. Nothing here changes anything or asks anybody.

pub mod draw;
pub mod layout;
pub mod scroll;
mod tiny;

pub use self::draw::draw;
pub use self::scroll::scroll_most;
