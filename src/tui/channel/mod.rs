//! A channel is tried: to whom is asked, one message is sent, what came back is shown.

pub mod draw;
pub mod state;
pub(super) mod update;
