//! What the columns of an unknown table hold, as far as their headings and what stands below them tell.
//!
//! A guess is shown to a person and written into a profile; nothing is imported by it before somebody has looked.

pub(super) mod content;
pub(super) mod guess;
pub(super) mod guessable;
mod likeness;
#[cfg(test)]
mod tests;
