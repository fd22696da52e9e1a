//! What of an order or a customer somebody changed, as far as others mind.

use serde::Deserialize;
use serde::Serialize;

/// What of an order or a customer a change touches: undo is refused when a later entry by someone else touched the
/// same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Aspect {
    /// Where it stands.
    Status,
    /// Payments.
    Money,
    /// Lines and total.
    Lines,
    /// Names, phones, addresses.
    Contact,
    /// Calls, appointments.
    Talk,
    /// Notes stand alone: nothing conflicts with them.
    Note,
}
