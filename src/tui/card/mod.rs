//! The customer's card.

pub(super) mod draw;
pub(super) mod history;
pub mod link;
pub(super) mod pay_code;
pub mod state;
pub(super) mod strip;
mod timeline;
pub mod update;
pub(super) mod why;
