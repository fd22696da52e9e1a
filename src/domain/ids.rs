//! Ids of the desk's own rows: newtypes, so that an order's id is never passed where a customer's is meant.

use std::fmt;

use serde::Deserialize;
use serde::Serialize;

macro_rules! id {
    ($(#[$meta:meta])* $name:ident) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub i64);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}", self.0)
            }
        }
    };
}

id!(
    /// An order.
    OrderId
);
id!(
    /// A customer.
    CustomerId
);
id!(
    /// A call, incoming or outgoing.
    CallId
);
id!(
    /// A message in the outbox.
    MessageId
);
id!(
    /// An entry of the journal.
    EntryId
);
id!(
    /// An operator's shift.
    ShiftId
);
id!(
    /// A product of the catalogue.
    ProductId
);
id!(
    /// A word interned in the file: a channel, an operator, a time zone.
    LabelId
);

impl EntryId {
    /// Later than any.
    pub const LAST: EntryId = EntryId(i64::MAX);
}
