//! Text as people type it and as a terminal shows it: folding, cleaning, columns, keyboard layouts. A leaf: it knows
//! nothing of orders.

mod clean;
mod digest;
mod distance;
pub mod entities;
mod fold;
mod html;
mod layout;
pub mod qr;
mod straight;
mod width;
pub mod xml;

pub use crate::text::clean::clean;
pub use crate::text::clean::clean_lines;
pub use crate::text::clean::is_invisible;
pub use crate::text::clean::one_line;
pub use crate::text::clean::printable;
pub use crate::text::digest::RunningDigest;
pub use crate::text::digest::fnv1a;
pub use crate::text::digest::hex;
pub use crate::text::digest::sha256;
pub use crate::text::distance::distance;
pub use crate::text::fold::digits;
pub use crate::text::fold::fold;
pub use crate::text::fold::same_words;
pub use crate::text::fold::skeleton;
pub use crate::text::html::escaped_html;
pub use crate::text::layout::Cyrillic;
pub use crate::text::layout::cyrillic_key;
pub use crate::text::layout::latin_key;
pub use crate::text::layout::other_layouts;
pub use crate::text::straight::straight;
pub use crate::text::width::cut;
pub use crate::text::width::cut_start;
pub use crate::text::width::pad_left;
pub use crate::text::width::pad_right;
pub use crate::text::width::width;
