//! A message is written by hand: what it is made of, its words, its way; sent by Ctrl-S (R30, R33).

pub mod draw;
pub mod state;
pub(super) mod update;
