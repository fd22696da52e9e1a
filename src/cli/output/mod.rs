//! How results and failures are printed.

pub mod csv_style;
pub mod done;
pub mod failure;
pub mod json;
pub mod message;
pub mod reply;
pub mod table;
pub mod timeline;
