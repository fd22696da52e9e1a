//! What is told the shop by HTTP about its messages: that they have arrived or not (R35), and that somebody wants no offers
//! (R25).

mod links;
mod reports;
mod stop;
#[cfg(test)]
mod tests;

pub use self::links::report_url;
pub use self::links::stop_url;
pub use self::reports::reports;
pub use self::stop::stop;
