//! The live queue in memory: which customers owe a task, in which order, and who works on them.

mod board;
pub mod builder;
mod due;
mod kept_order;
mod presence;
mod read;
mod recent_actions;
pub mod warnings;

pub use self::board::Board;
pub use self::board::BoardRow;
pub use self::board::BoardWarning;
pub use self::board::Done;
pub use self::board::TakenOver;
pub use self::board::Talk;
pub use self::kept_order::KeptOrder;
pub use self::read::queue;
pub use self::read::raise;
