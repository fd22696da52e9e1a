//! WooCommerce: orders of its REST API v3, one, a list, or the body of a webhook.
//!
//! Source: the *Orders* chapter of WooCommerce's REST API documentation. Amounts are strings (numbers in places and in
//! old versions), times come as `*_gmt` on the UTC clock and without it on the shop's. `processing` means paid for cards
//! and merely placed for cash on delivery: so it is new, and money is told by `date_paid` alone.

mod lines;
mod meta;
mod orders;
mod payments;
#[cfg(test)]
mod tests;
pub mod values;

pub(crate) use self::orders::SOURCE;
pub use self::orders::WooCommerce;
