//! A parcel of an order: its number, dates and contents. They are facts; what the order itself says of hand-over, arrival
//! and receipt follows from them ([`parcels`](super::parcels)).

use serde::Deserialize;
use serde::Serialize;

use super::carrier::Carrier;
use super::time::Time;

/// One parcel of an order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Parcel {
    /// Its place among the order's parcels, from 1; stays its own, whatever becomes of the others.
    pub position: i64,
    /// The tracking number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// Who carries it, when that is not the order's own carrier.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub carrier: Option<Carrier>,
    /// The number was entered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number_at: Option<Time>,
    /// When it should arrive, when that is not the order's own estimate.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub estimate_at: Option<Time>,
    /// Handed over to the carrier (R18).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub handed_at: Option<Time>,
    /// Arrived at the pickup point (R21).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub arrived_at: Option<Time>,
    /// The carrier's free storage ends.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub free_until: Option<Time>,
    /// The carrier sends it back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hold_until: Option<Time>,
    /// Received by the customer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub received_at: Option<Time>,
    /// Came back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub returned_at: Option<Time>,
    /// The customer refused it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refused_at: Option<Time>,
    /// Its carrier does not know where it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lost_at: Option<Time>,
    /// The order was reopened after it came back: it is history, and its goods are to be sent again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reopened_at: Option<Time>,
    /// What is in it; empty for all that is in no other parcel.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub contents: Vec<Packed>,
}

/// How much of a line of the order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Packed {
    /// The line's article number; empty when it has none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub sku: String,
    /// What it is.
    pub name: String,
    /// Colour, size and the like; empty when none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub parameters: String,
    /// How many, in thousandths.
    pub quantity_milli: i64,
}

impl Parcel {
    /// It came back, and its order was reopened since: nothing of the order follows from it.
    pub fn is_over(&self) -> bool {
        self.reopened_at.is_some()
    }

    /// The customer has it, or it came back: a number entered now is another parcel's.
    pub fn is_finished(&self) -> bool {
        self.received_at.or(self.returned_at).is_some()
    }

    /// It has left the shop, or is known further on.
    pub fn is_sent(&self) -> bool {
        self.handed_at.or(self.arrived_at).or(self.received_at).is_some()
    }

    /// True when nothing is known of it.
    pub fn is_blank(&self) -> bool {
        let position = self.position;
        *self
            == Parcel {
                position,
                ..Parcel::default()
            }
    }
}
