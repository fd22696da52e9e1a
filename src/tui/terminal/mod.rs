//! The terminal: screen, painter, input, clipboard, notifications.

mod clipboard;
pub(super) mod input;
mod notification;
mod painter;
pub(super) mod screen;
