//! The columns of an order that the rules read: what is read, inserted and recomputed follows from one list.

use super::StoreError;
use super::db::DbRow;
use super::db::FromColumn;
use super::db::ToVal;
use super::db::Val;
use crate::domain::carrier::Carrier;
use crate::domain::ids::CustomerId;
use crate::domain::ids::LabelId;
use crate::domain::ids::OrderId;
use crate::domain::money::Currency;
use crate::domain::order::CustomerFlags;
use crate::domain::order::Flags;
use crate::domain::order::OrderFacts;
use crate::domain::order::Reason;
use crate::domain::order::Stage;
use crate::domain::order::Terms;
use crate::domain::time::Time;

/// Declares the columns, each with its field of [`OrderFacts`]: its id, what is told or done, what `refresh` recomputes.
macro_rules! columns {
    (key: $key:ident $key_name:literal; given: $($given:ident $given_name:literal),+; projected: $($projected:ident $projected_name:literal),+;) => {
        /// The columns `order_from` reads, in its order: those of the index `orders_live`, to be followed by `live`.
        pub(super) const FACTS: &str = concat!($key_name, $(", ", $given_name),+, $(", ", $projected_name),+);

        /// What of an order is told or done.
        pub(super) const GIVEN: &[&str] = &[$($given_name),+];

        /// What of an order follows from other rows.
        pub(super) const PROJECTED: &[&str] = &[$($projected_name),+, "live"];

        /// The column after `FACTS` and `live`.
        pub(super) const AFTER_FACTS: usize = 1 + GIVEN.len() + PROJECTED.len();

        /// Reads one row of `FACTS` and `live`.
        pub(super) fn order_from(row: DbRow<'_>) -> Result<OrderFacts, StoreError> {
            let mut next = 0..;
            let mut column = || next.next().unwrap_or_default();
            Ok(OrderFacts {
                $key: row.get(column())?,
                $($given: row.get(column())?,)+
                $($projected: row.get(column())?,)+
                live: row.get(column())?,
                parcel_lost_at: None,
                parcels: Vec::new(),
            })
        }

        /// The values of `GIVEN`.
        pub(super) fn given(order: &OrderFacts) -> impl Iterator<Item = Val<'_>> {
            [$(order.$given.to_val()),+].into_iter()
        }

        /// The values of `PROJECTED`.
        pub(super) fn projected(order: &OrderFacts) -> impl Iterator<Item = Val<'_>> {
            [$(order.$projected.to_val(),)+ Val::Int(i64::from(order.live))].into_iter()
        }
    };
}

columns! {
    key: id "id";
    given: customer "customer_id", channel "channel", currency "currency", total "total", created_at "created_at",
        seen_at "seen_at", terms "terms", flags "flags",
        confirmed_at "confirmed_at", carrier "carrier", number_at "number_at", dispatch_by "dispatch_by",
        estimate_at "estimate_at", handed_at "handed_at", arrived_at "arrived_at", free_until "free_until",
        hold_until "hold_until", received_at "received_at", returned_at "returned_at", cancelled_at "cancelled_at",
        reason "reason", closed_at "closed_at", quality_done_at "quality_done_at", courtesy_done_at "courtesy_done_at",
        late_told_at "late_told_at", reopened_at "reopened_at", put_off_until "put_off_until",
        shop_changed_at "shop_changed_at", shop_cancelled_at "shop_cancelled_at", duplicate_of "duplicate_of",
        owed_changed_at "owed_changed_at", agreed_changed_at "agreed_changed_at", parcel_refused_at "parcel_refused_at",
        claims_paid_at "claims_paid_at", shop "shop", sent_back "sent_back", sent_back_at "sent_back_at",
        return_since "return_since";
    projected: zone "zone", manager "manager", marks "marks", paid "paid", refunded "refunded",
        last_paid_at "last_paid_at", full_paid_at "full_paid_at", ready_at "ready_at", attempts "attempts",
        first_attempt_at "first_attempt_at", last_attempt_at "last_attempt_at", earlier_attempt_at "earlier_attempt_at",
        tried_at "tried_at", talks "talks", contacted_at "contacted_at", last_talk_at "last_talk_at",
        requisites_at "requisites_at", promised_from "promised_from", promised_until "promised_until",
        apologies "apologies", last_note_at "last_note_at", stage "stage";
}

/// Integers of a type of their own.
macro_rules! integers {
    ($($name:ident),+) => {
        $(
            impl FromColumn for $name {
                fn read(row: DbRow<'_>, index: usize) -> Result<$name, StoreError> {
                    row.get(index).map($name)
                }
            }

            impl ToVal for $name {
                fn to_val(&self) -> Val<'_> {
                    Val::Int(self.0)
                }
            }
        )+
    };
}

integers!(Time, OrderId, CustomerId, LabelId, Flags, CustomerFlags);

/// Cases of an order kept as integers. One that is not known makes the row unreadable; where the column may be empty, it
/// counts as empty.
macro_rules! cases {
    ($($name:ident $what:literal),+; $($maybe:ident),+) => {
        $(
            impl FromColumn for $name {
                fn read(row: DbRow<'_>, index: usize) -> Result<$name, StoreError> {
                    $name::from_int(row.get(index)?).ok_or_else(|| unknown(row, $what))
                }
            }
        )+
        $(
            impl FromColumn for Option<$maybe> {
                fn read(row: DbRow<'_>, index: usize) -> Result<Option<$maybe>, StoreError> {
                    Ok(row.get::<Option<i64>>(index)?.and_then($maybe::from_int))
                }
            }
        )+
        cases!(@val $($name)+ $($maybe)+);
    };
    (@val $($name:ident)+) => {
        $(
            impl ToVal for $name {
                fn to_val(&self) -> Val<'_> {
                    Val::Int(self.int())
                }
            }
        )+
    };
}

cases!(Terms "terms", Stage "a stage"; Carrier, Reason);

impl FromColumn for Currency {
    fn read(row: DbRow<'_>, index: usize) -> Result<Currency, StoreError> {
        Currency::parse(row.text(index)?).map_err(|_| unknown(row, "a currency"))
    }
}

impl ToVal for Currency {
    fn to_val(&self) -> Val<'_> {
        Val::Text(self.code().into())
    }
}

/// A row that begins with its order's id and has a value no program of this age knows.
fn unknown(row: DbRow<'_>, what: &str) -> StoreError {
    StoreError::Unknown {
        table: "orders",
        id: row.get(0).unwrap_or_default(),
        what: what.to_owned(),
    }
}
