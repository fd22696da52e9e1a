//! The stable JSON shapes.

mod customer;
mod journal;
mod merge;
pub mod message;
mod order;
mod row;
mod shift;
mod values;

pub use self::customer::CustomerShape;
pub use self::journal::EntryShape;
pub use self::merge::AlikeShape;
pub use self::merge::PairShape;
pub use self::merge::PlanShape;
pub use self::message::MessageShape;
pub use self::order::OrderShape;
pub use self::order::ParcelEventShape;
pub use self::row::Around;
pub use self::row::RowShape;
pub use self::shift::ShiftShape;
pub use self::values::MoneyShape;
pub use self::values::filled;
pub use self::values::stamp;
pub use self::values::time;
