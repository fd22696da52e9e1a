//! Orders that arrive by themselves: feeds are asked in turn, by one process of all that work on a file.
//!
//! A feed gives portions; each is read into the desk together with how far it is read now, in one transaction. What comes
//! again changes nothing, so a crash at any moment neither skips nor doubles.

mod catalogue;
mod exchange;
mod folder;
mod hook;
mod insales;
mod keycrm;
mod mail;
mod mending;
mod one_c;
mod open;
mod prom;
mod reading;
mod retailcrm;
mod runner;
mod shop;
mod shopify;
mod source;
#[cfg(test)]
mod tests;
pub mod thread;
mod woocommerce;

pub use self::hook::HookAddress;
pub use self::hook::address;
pub use self::hook::orders;
pub use self::mending::MendError;
pub use self::mending::mend;
pub use self::mending::with_value;
pub use self::one_c::ExchangeRefusal;
pub use self::one_c::exchange;
pub use self::open::open;
pub use self::open::try_feed;
pub use self::reading::FeedFiles;
pub use self::reading::FeedReading;
pub use self::reading::FeedSetup;
pub use self::reading::FeedVariables;
pub use self::runner::FeedRunner;
pub use self::runner::FeedTurn;
pub use self::source::FeedAsk;
pub use self::source::FeedSource;
pub use self::source::FeedTried;
pub use self::source::Portion;
pub use self::source::PortionBody;
pub use self::source::PortionTaken;
