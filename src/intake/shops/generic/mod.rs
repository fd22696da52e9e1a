//! The documented table and JSON of dozvon, and tables read by a profile.

pub mod columns;
pub(crate) mod dialects;
pub(crate) mod draft;
pub(crate) mod grouping;
pub(crate) mod header;
pub(crate) mod json;
pub(crate) mod mapping;
mod naming;
#[cfg(test)]
mod paid_tests;
#[cfg(test)]
mod parcel_tests;
pub(crate) mod people;
pub(crate) mod table;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod ukrainian_tests;
