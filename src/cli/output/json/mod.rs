//! The stable JSON of commands.

mod customer;
mod journal;
mod merge;
mod message;
mod object;
mod order;
mod row;
mod shift;
mod trouble;
mod values;

pub use self::customer::customer_json;
pub use self::journal::entry_json;
pub use self::merge::pair_json;
pub use self::merge::plan_json;
pub use self::message::message_json;
pub use self::message::messages_json;
pub(crate) use self::object::object;
pub use self::order::order_json;
pub use self::row::Around;
pub use self::row::row_json;
pub use self::shift::shift_json;
pub use self::trouble::failing_json;
pub use self::trouble::trouble_json;
pub use self::values::MoneyJson;
pub use self::values::filled;
pub use self::values::time;
pub use crate::domain::as_json::stamp;
