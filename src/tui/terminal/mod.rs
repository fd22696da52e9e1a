//! The terminal: screen, input, clipboard.

mod clipboard;
pub(super) mod input;
pub(super) mod screen;
