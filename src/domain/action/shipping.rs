//! What is asked of the parcels of an order.

use crate::domain::carrier::Carrier;
use crate::domain::order::Reason;
use crate::domain::shipment::Packed;
use crate::domain::time::Time;

/// A tracking number, and what else is known of its parcel.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shipping {
    /// As `parcel::recognise` cleaned it.
    pub number: String,
    /// Who carries it; `None` keeps the order's carrier.
    pub carrier: Option<Carrier>,
    /// Handed over at the same moment.
    pub handed: Handing,
    /// The number it is to replace as it was seen, empty when there was none; `None` replaces whatever stands.
    pub seen: Option<String>,
    /// Of which parcel.
    pub which: WhichParcel,
    /// When it should arrive; `None` leaves that as it is.
    pub estimate: Option<Time>,
    /// What is in it; empty leaves that as it is.
    pub contents: Vec<Packed>,
}

/// Whether the parcel leaves with the number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Handing {
    /// The number and the hand-over are one.
    #[default]
    WithNumber,
    /// The parcel is handed over later.
    Later,
}

/// Which parcel of an order is meant.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum WhichParcel {
    /// The one there is, or will be.
    #[default]
    Only,
    /// One more.
    Another,
    /// The one at this place.
    At(i64),
}

/// What is done with one parcel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParcelStep {
    /// Handed over.
    Handed,
    /// Arrived at the pickup point.
    Arrived,
    /// Received by the customer.
    Received,
    /// Refused at the counter or on the phone.
    Refused,
    /// Came back.
    Returned {
        /// Why.
        reason: Reason,
    },
}
