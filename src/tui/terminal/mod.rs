//! The terminal: screen, painter, input, clipboard.

mod clipboard;
pub(super) mod input;
mod painter;
pub(super) mod screen;
