//! Small pieces of screens.

mod frame;
mod pen;
mod wrap;

pub use self::frame::frame;
pub use self::frame::framed;
pub use self::frame::inside;
pub use self::pen::Pen;
pub use self::pen::draw_lines;
pub use self::wrap::pack;
pub use self::wrap::wrap;
