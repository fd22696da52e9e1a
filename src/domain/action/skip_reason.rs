//! Why a row is left for now.

use crate::domain::coded::coded;

coded! {
    /// Why a row is left for now.
    pub enum SkipReason {
        /// The manager is waiting for something in the shop: stock, an answer.
        WaitingForShop = 1 "waiting_for_shop",
        /// The customer will answer first.
        WaitingForCustomer = 2 "waiting_for_customer",
        /// A better hour will come.
        BetterLater = 3 "better_later",
        /// Somebody else is the right one.
        SomebodyElse = 4 "somebody_else",
        /// Anything else.
        Other = 5 "other",
    }
}
