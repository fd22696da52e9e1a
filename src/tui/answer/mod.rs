//! Standard answers: found by a few letters, filled with the values of the card in view, copied by Enter (R33).

pub mod draw;
pub mod source;
pub mod state;
pub(super) mod update;
