//! The made-up shop of `dozvon demo`: the same for the same seed, in the chosen language, by the shop's own rules.

pub mod bulk;
mod crowd;
mod english;
mod home;
mod lexicon;
mod living;
mod maker;
mod moments;
mod past;
mod play;
mod russian;
mod scenes;
mod segments;
mod shelf;
mod small;
mod story;
#[cfg(test)]
mod tests;
mod ukrainian;
pub mod words;

pub use self::bulk::fill::Fill;
pub use self::bulk::fill::Progress;
pub use self::bulk::fill::fill;
pub use self::home::settings;
pub use self::living::Life;
pub use self::living::LifeSetup;
pub use self::living::Speed;
pub use self::moments::DemoOpening;
pub use self::moments::clock;
pub use self::segments::segments;
pub use self::small::colleagues;
pub use self::small::seed;
pub use self::small::settle_in;
