//! What other machines tell the shop over HTTP: exchanges their calls, shops their orders, gateways what became of messages.
//!
//! A provider is a [`Route`]: a prefix of paths and a handler `Fn(&WebRequest) -> WebReply`. The handler knows the provider's
//! words and proves who speaks ([`crate::net::sign`]); it writes through the desk's doors in one short transaction
//! ([`crate::desk::door::DeskDoor`]) and answers at once. It must bear being told the same twice, late and in any order, and
//! may be left half-way only where nothing was written yet.
//!
//! ```text
//! Route::new("/report", move |request| match door.with(|desk| record(desk, request)) {
//!     Ok(())  => WebReply::done(),
//!     Err(_)  => WebReply::busy(),     // the other side tells it again
//! })
//! ```
//!
//! `/report` takes `/report` and all below it: [`WebRequest::rest`] is what follows. Other paths are answered by 404. Bodies,
//! headers, connections and time are bounded by [`Server`]; nothing of a request is written to a log or shown. One process
//! listens, by a lease; `cli::listening` has the list of routes.

mod reply;
mod request;
mod route;
mod server;
#[cfg(test)]
mod tests;

pub use self::reply::WebReply;
pub use self::request::Method;
pub use self::request::WebRequest;
pub use self::request::pairs;
pub use self::route::Route;
pub use self::route::answer;
pub use self::server::Server;
