//! Files of any encoding and shape, as text, cells and JSON values.

pub(super) mod beginning;
pub(super) mod decode;
pub mod json;
pub(super) mod progress;
pub(super) mod room;
pub(super) mod sql;
pub mod table;
pub(super) mod text_buffer;
pub(super) mod workbook;
