//! Where an order stands by Shopify's words on its two axes.

use crate::domain::incoming::IncomingOrder;
use crate::domain::incoming::ShopStatus;
use crate::domain::time::Time;
use crate::intake::Defaults;
use crate::intake::fields;
use crate::intake::fields::SHORT;

/// What an order says of where it stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Said {
    /// `pending`, `paid`, `refunded`…
    pub financial: String,
    /// `unfulfilled`, `partial`, `fulfilled`; empty is unfulfilled.
    pub fulfillment: String,
    /// `delivered`, `ready_for_pickup`…: what the last parcel's carrier says.
    pub shipment: String,
    /// When it was fulfilled.
    pub fulfilled_at: Option<Time>,
    /// When it was called off, if it was.
    pub cancelled_at: Option<Time>,
}

/// Puts the order where its words say it stands; the shop's own meaning of a word comes first.
pub fn settle(order: &mut IncomingOrder, said: &Said, defaults: &Defaults) {
    let parts = [
        if said.cancelled_at.is_some() { "cancelled" } else { "" },
        &said.financial,
        &said.fulfillment,
    ];
    order.status_word = fields::text(&fields::joined(parts, " / "), SHORT);
    let own = [order.status_word.as_str(), &said.fulfillment, &said.financial];
    (order.status, order.status_at) = match defaults.statuses.of(own) {
        Some(status) => (status, None),
        None => meaning(said),
    };
}

/// True when all of the money came, whatever went back later.
pub fn is_paid(financial: &str) -> bool {
    matches!(financial, "paid" | "partially_refunded" | "refunded")
}

fn meaning(said: &Said) -> (ShopStatus, Option<Time>) {
    if said.cancelled_at.is_some() {
        return (ShopStatus::Cancelled, said.cancelled_at);
    }
    match (said.financial.as_str(), said.fulfillment.as_str()) {
        ("voided", _) => (ShopStatus::Cancelled, None),
        ("refunded", _) => (ShopStatus::Returned, None),
        // A part of it is not handed over: the rest is still to be sent.
        (_, "partial") => (ShopStatus::Confirmed, said.fulfilled_at),
        (_, "fulfilled" | "shipped") => match said.shipment.as_str() {
            "delivered" => (ShopStatus::Received, None),
            "ready_for_pickup" => (ShopStatus::Arrived, None),
            _ => (ShopStatus::Dispatched, said.fulfilled_at),
        },
        _ => (ShopStatus::New, None),
    }
}
