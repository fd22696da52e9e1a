//! The desk: runs actions as described transactions, keeps the live board, reads cards.

pub mod board;
pub mod card;
pub mod live;
pub mod perform;
