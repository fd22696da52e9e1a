//! JSON, one element at a time.

mod elements;
pub(crate) mod object;
pub(crate) mod orders;
