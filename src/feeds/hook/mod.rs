//! What other machines tell of orders by themselves: a WooCommerce that something changed, any other the order itself.

mod feed;
mod route;
mod table;
mod tilda;
mod tree;

pub(super) use self::feed::HookFeed;
pub use self::route::HookAddress;
pub use self::route::address;
pub use self::route::orders;
pub(super) use self::table::MOST_LINES;
pub(super) use self::table::rows;
pub(super) use self::table::table;
