//! Small pieces of screens.

pub mod field;
mod frame;
mod pen;
pub mod subject_words;
pub mod text_area;
mod wrap;

pub use self::frame::frame;
pub use self::frame::framed;
pub use self::frame::ground;
pub use self::frame::inside;
pub use self::pen::Pen;
pub use self::pen::draw_lines;
pub use self::wrap::pack;
pub use self::wrap::wrap;
