//! Words for calls and appointments.

use crate::domain::call::AppointmentKind;
use crate::domain::call::MissedReason;
use crate::domain::call::Outcome;
use crate::i18n::Tr;

/// What came of a call.
pub fn outcome(tr: &Tr, outcome: Outcome) -> String {
    tr.coded("outcome", outcome.code())
}

/// Why nobody took a call (R29).
pub fn missed_reason(tr: &Tr, reason: MissedReason) -> String {
    tr.coded("missed", reason.code())
}

/// Why a call is to be made at a time.
pub fn appointment(tr: &Tr, kind: AppointmentKind) -> String {
    tr.coded("appointment", kind.code())
}
