//! Who writes: operator, console, and how the write claims the customer.

use crate::store::Holder;

/// Whether acting on a customer also claims them (R8).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Claiming {
    /// A console: who acts holds the customer.
    OnAction,
    /// A command: it respects claims and makes none unless asked.
    WhenAsked,
}

/// Who works at the desk, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Who {
    /// The operator's name.
    pub operator: String,
    /// This console or command, unlike any other.
    pub session: String,
    /// Whether acting claims.
    pub claiming: Claiming,
}

impl Who {
    /// As who takes a lease.
    pub fn holder(&self) -> Holder<'_> {
        Holder {
            session: &self.session,
            operator: &self.operator,
        }
    }
}
