//! JSON, one element at a time.

mod answer;
mod damage;
mod elements;
pub(crate) mod object;
pub(crate) mod orders;
#[cfg(test)]
mod tests;
