//! Amounts and texts as WooCommerce writes them.

use crate::domain::money::Currency;
use crate::domain::reject::RejectWhy;
use crate::intake::amount;
use crate::intake::fields;
use crate::text::entities;

/// A text with its HTML leftovers turned.
pub(super) fn plain(text: Option<String>, limit: usize) -> String {
    fields::text(&entities::decode(&text.unwrap_or_default()), limit)
}

/// An amount as the API writes it, or as a plugin that puts its own words in.
pub(super) fn money(text: &str, currency: Currency) -> Result<i64, RejectWhy> {
    amount::decimal(text, currency).or_else(|_| amount::typed(text, currency))
}
