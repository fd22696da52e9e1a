//! A file of a million orders, for measuring.

mod entries;
pub(super) mod fill;
mod life;
mod span;
#[cfg(test)]
mod tests;
