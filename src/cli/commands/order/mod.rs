//! `order …`: everything done to one order.

mod claim;
mod edit;
mod lines;
mod money;
pub mod named;
mod new;
mod parcel;
pub mod pay_code;
mod perform;
mod returns;
mod run;
mod script;
mod ship;
pub mod show;

pub use self::claim::release_customer;
pub use self::claim::take_customer;
pub use self::claim::take_over;
pub use self::named::Named;
pub use self::run::OrderCommand;
pub use self::run::run;
