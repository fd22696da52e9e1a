//! Company or private customer (R10).

use super::coded::coded;

coded! {
    /// Company or private customer (R10).
    pub enum B2b {
        /// Something hints at a company.
        Maybe = 1 "maybe",
        /// A company.
        Yes = 2 "yes",
        /// A private customer.
        No = 3 "no",
    }
}
