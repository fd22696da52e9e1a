//! What colours and signs mean. A colour never stands alone: a sign, a word or a weight says the same.

mod palette;
mod signs;

pub use self::palette::Depth;
pub use self::palette::Meaning;
pub use self::palette::Palette;
pub use self::palette::pressure;
pub use self::signs::Signs;
