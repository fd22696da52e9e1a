//! Pure rules: what an order is, what may be done to it, what is due and in which order. No input or output.

pub mod call;
pub mod carrier;
mod coded;
pub mod facts;
pub mod ids;
pub mod money;
pub mod order;
pub mod task;
pub mod time;
