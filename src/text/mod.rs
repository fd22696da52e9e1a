//! Text as people type it and as a terminal shows it: folding, cleaning, columns, keyboard layouts. A leaf: it knows
//! nothing of orders.

mod clean;
mod fold;
mod layout;
mod width;

pub use clean::clean;
pub use clean::clean_lines;
pub use fold::digits;
pub use fold::fold;
pub use fold::skeleton;
pub use layout::cyrillic_key;
pub use layout::latin_key;
pub use layout::other_layouts;
pub use width::cut;
pub use width::cut_start;
pub use width::pad_left;
pub use width::pad_right;
pub use width::width;
