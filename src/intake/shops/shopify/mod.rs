//! Shopify: the table *Orders → Export* gives, and orders of its REST and GraphQL Admin APIs and webhooks.
//!
//! Sources: *Exporting orders* of Shopify's help (columns, several rows per order) and *Order* of its REST Admin API.
//! An order stands on two axes, payment and fulfilment; a cancellation is above both. Amounts never change when money goes
//! back: refunds are told beside them.

mod csv;
mod graphql;
#[cfg(test)]
mod graphql_tests;
mod json;
mod notes;
mod payment;
mod standing;
#[cfg(test)]
mod tests;

pub use self::csv::ShopifyCsv;
pub use self::csv::is_header;
pub use self::json::SHOPIFY;
pub(crate) use self::payment::SOURCE;
