//! What an action changes.

mod calls;
pub mod changes;
pub(super) mod decide;
mod details;
mod edit;
mod returns;
mod shipping;
