//! What an operator may do.

use super::coded::coded;

coded! {
    /// What an operator may do; each may all that those before it may.
    pub enum Rights {
        /// A manager's daily work.
        Manager = 1 "manager",
        /// Reports, merging customers, erasing them.
        Senior = 2 "senior",
        /// The settings all work by, putting a copy back.
        Owner = 3 "owner",
    }
}
