//! The texts of a queue row.

/// The words of a row, cleaned of control characters.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RowText {
    /// The order's number as the shop writes it; empty for a call without an order.
    pub number: String,
    /// The customer's name; empty when unknown.
    pub customer: String,
    /// Their first good phone, for reading; empty when none.
    pub phone: String,
    /// Their first email; empty when none.
    pub email: String,
    /// The channel's name.
    pub channel: String,
    /// Where it came from, as it is kept: `woocommerce@lavka.example`; empty for an order of the desk.
    pub source: String,
    /// Which shop it is of, where the board knows several; else empty.
    pub shop: String,
    /// Their own manager (R9).
    pub manager: Option<String>,
}
