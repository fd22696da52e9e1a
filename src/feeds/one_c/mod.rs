//! A 1C that exchanges with the desk as with a shop's site: it tells of goods, is told of orders and tells what became of them.

mod cursor;
mod feed;
mod orders;
mod route;
mod session;

pub(super) use self::feed::OneCFeed;
pub use self::route::exchange;
pub(super) use self::route::path;
pub use self::session::ExchangeRefusal;
