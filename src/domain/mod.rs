//! Pure rules: what an order is, what may be done to it, what is due and in which order. No input or output.

pub mod money;
pub mod time;
