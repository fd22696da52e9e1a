//! The script beside the card.

pub(super) mod draw;
pub(super) mod update;
