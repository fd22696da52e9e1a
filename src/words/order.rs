//! Words for an order's stage, terms and means.

use crate::domain::action::SkipReason;
use crate::domain::b2b::B2b;
use crate::domain::carrier::Carrier;
use crate::domain::order::Means;
use crate::domain::order::Reason;
use crate::domain::order::Stage;
use crate::domain::order::Terms;
use crate::domain::part::Part;
use crate::domain::task::Lane;
use crate::domain::task::TaskKind;
use crate::i18n::Tr;
use crate::text::clean;

/// What somebody said or wrote, in the language's quotation marks.
pub fn quoted(tr: &Tr, text: &str) -> String {
    tr.with("quoted", &[("text", text.into())])
}

/// A lane of the queue (R1).
pub fn lane(tr: &Tr, lane: Lane) -> String {
    tr.coded("lane", lane.code())
}

/// A kind of task, without what makes this one stand where it stands; [`task`](super::task()) says that too.
pub fn task_kind(tr: &Tr, kind: TaskKind) -> String {
    tr.coded("task", kind.code())
}

/// Where an order stands.
pub fn stage(tr: &Tr, stage: Stage) -> String {
    tr.coded("stage", stage.code())
}

/// Why an order was cancelled or returned.
pub fn cancel_reason(tr: &Tr, reason: Reason) -> String {
    tr.coded("reason", reason.code())
}

/// Why a row is left for now (R2).
pub fn skip_reason(tr: &Tr, reason: SkipReason) -> String {
    tr.coded("skip", reason.code())
}

/// Who carries a parcel.
pub fn carrier(tr: &Tr, carrier: Carrier) -> String {
    tr.coded("carrier", carrier.code())
}

/// Who did something: an operator by their name, a carrier that told of a parcel by what it is called.
pub fn who(tr: &Tr, operator: &str) -> String {
    match Carrier::parse(operator).filter(|by| by.may_tell()) {
        Some(by) => carrier(tr, by),
        None => clean(operator).into_owned(),
    }
}

/// When the customer pays (R12).
pub fn terms(tr: &Tr, terms: Terms) -> String {
    tr.coded("terms", terms.code())
}

/// The way an order came: one of the few every shop has, else as the shop calls it.
pub fn channel(tr: &Tr, channel: &str) -> String {
    match channel {
        "site" | "phone" | "marketplace" => tr.coded("channel", channel),
        other => clean(other).into_owned(),
    }
}

/// By what means money came.
pub fn means(tr: &Tr, means: Means) -> String {
    tr.coded("means", means.code())
}

/// What of an order somebody changed.
pub fn part(tr: &Tr, part: Part) -> String {
    tr.coded("part", part.code())
}

/// Company or private customer (R10).
pub fn b2b(tr: &Tr, b2b: B2b) -> String {
    tr.coded("b2b", b2b.code())
}
