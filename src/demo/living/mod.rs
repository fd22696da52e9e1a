//! The demo that goes on by itself: calls come in, a colleague works, the site sells.

mod colleague;
mod line;
mod living;
mod pace;
mod site;
pub mod state;
#[cfg(test)]
mod tests;
mod thread;

pub use self::pace::Speed;
pub use self::state::Living;
pub use self::thread::Life;
pub use self::thread::LifeSetup;
