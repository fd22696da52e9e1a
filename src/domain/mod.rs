//! Pure rules: what an order is, what may be done to it, what is due and in which order. No input or output.

pub mod action;
pub mod call;
pub mod carrier;
pub mod change;
mod coded;
pub mod country;
pub mod duration;
pub mod facts;
pub mod hours;
pub mod ids;
pub mod incoming;
pub mod merge;
pub mod money;
pub mod order;
pub mod parcel;
pub mod phone;
pub mod projection;
pub mod quantity;
pub mod queue;
pub mod regulation;
pub mod reject;
pub mod settings;
pub mod task;
pub mod time;
pub mod wall;
pub mod when;
pub mod zone;
