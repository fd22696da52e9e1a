//! Why nothing is due for an order.

use crate::domain::coded::coded;
use crate::domain::order::OrderFacts;
use crate::domain::order::Stage;
use crate::domain::order::Terms;

coded! {
    /// What an order waits for while it owes nobody anything.
    pub enum Waiting {
        /// The time of the next call, or the customer's answer in writing.
        Call = 1 "call",
        /// The customer's money (R12).
        Payment = 2 "payment",
        /// Our own hand-over (R18).
        Dispatch = 3 "dispatch",
        /// The carrier.
        Parcel = 4 "parcel",
        /// The customer at the pickup point (R21).
        Pickup = 5 "pickup",
        /// Money the carrier took and has not passed on (R12).
        OnDeliveryMoney = 6 "on_delivery_money",
        /// Money that goes back to the customer.
        Refund = 7 "refund",
        /// The days of care, after which it closes by itself (R22, R23).
        Closing = 8 "closing",
        /// Nothing: it is finished.
        Nothing = 9 "nothing",
        /// A payment that succeeds: until then it is on the morning's list, and then it closes by itself (R31).
        FailedPayment = 10 "failed_payment",
    }
}

/// What `order` waits for when its agenda holds nothing due.
pub fn waiting(order: &OrderFacts) -> Waiting {
    match order.stage {
        Stage::New if order.is_payment_failed() => Waiting::FailedPayment,
        Stage::New => Waiting::Call,
        Stage::Ready => Waiting::Dispatch,
        Stage::Dispatched => Waiting::Parcel,
        Stage::Arrived => Waiting::Pickup,
        Stage::Received if order.owed() < 0 => Waiting::Refund,
        Stage::Received if order.owed() == 0 => Waiting::Closing,
        Stage::Received if order.terms == Terms::OnDelivery => Waiting::OnDeliveryMoney,
        Stage::Confirmed | Stage::Received => Waiting::Payment,
        Stage::Cancelled | Stage::Returned if order.paid > 0 => Waiting::Refund,
        Stage::Cancelled | Stage::Returned | Stage::Closed => Waiting::Nothing,
    }
}
