//! How far the tour has come.

use crate::tui::commands::CommandId;

/// What the tour waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tour {
    /// That NEXT takes a customer.
    Next,
    /// That an order is confirmed.
    Confirm,
    /// That something is taken back.
    Undo,
    /// For any key: it is over.
    Over,
}

impl Tour {
    /// Its place among the steps.
    pub fn number(self) -> Option<usize> {
        match self {
            Tour::Next => Some(1),
            Tour::Confirm => Some(2),
            Tour::Undo => Some(3),
            Tour::Over => None,
        }
    }

    /// The key it leads to.
    pub fn command(self) -> CommandId {
        match self {
            Tour::Next => CommandId::Next,
            Tour::Confirm => CommandId::Confirm,
            Tour::Undo => CommandId::Undo,
            Tour::Over => CommandId::Help,
        }
    }
}
