//! The outcome list of a call.

use crate::domain::action::CallLog;
use crate::domain::call::Outcome;
use crate::domain::time::Time;

/// A call to the customer's first good number that ended now.
pub fn call(outcome: Outcome, at: Time) -> CallLog {
    CallLog {
        outcome,
        at,
        phone: None,
        reason: None,
        call_at: None,
    }
}
