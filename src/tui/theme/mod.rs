//! What colours and signs mean. A colour never stands alone: a sign, a word or a weight says the same.

#[cfg(test)]
pub(super) mod contrast;
mod palette;
mod signs;

pub use self::palette::Depth;
pub use self::palette::Meaning;
pub use self::palette::Palette;
pub use self::palette::pressure;
pub use self::signs::Signs;
