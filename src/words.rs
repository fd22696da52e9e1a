//! The wording of the domain's typed values, shared by the screens and the commands: one place says what a stage, a
//! task, a refusal or a timer is called.

mod action;
mod merge;
mod message;
mod moment;
mod money;
mod promise;
mod refusal;
mod reject;
mod stock;
mod task;
mod timer;

pub use self::action::action;
pub use self::action::done;
pub use self::action::done_count;
pub use self::action::done_line;
pub use self::action::of_order;
pub use self::action::redid_line;
pub use self::action::undid_line;
pub use self::merge::merge_plan;
pub use self::merge::same_contact;
pub use self::message::leaves;
pub use self::message::message_channel;
pub use self::message::message_kind;
pub use self::message::message_line;
pub use self::message::message_state;
pub use self::message::told;
pub use self::moment::clock_time;
pub use self::moment::date_short;
pub use self::moment::moment;
pub use self::moment::weekday_date;
pub use self::money::payment;
pub use self::money::payment_state;
pub use self::promise::hours;
pub use self::promise::promise_on_phone;
pub use self::promise::promise_on_site;
pub use self::refusal::Told;
pub use self::refusal::database;
pub use self::refusal::no_offer;
pub use self::refusal::refusal;
pub use self::refusal::shift_lost;
pub use self::refusal::warning;
pub use self::reject::reject;
pub use self::stock::goods;
pub use self::stock::line_marks;
pub use self::stock::marked;
pub use self::stock::of_buyer;
pub use self::stock::out_of_stock;
pub use self::stock::stock;
pub use self::task::reason;
pub use self::task::reason_of;
pub use self::task::rule;
pub use self::task::rule_in_full;
pub use self::task::task;
pub use self::task::task_of;
pub use self::timer::Pressure;
pub use self::timer::Shown;
pub use self::timer::Timer;
use crate::domain::action::SkipReason;
use crate::domain::b2b::B2b;
use crate::domain::call::AppointmentKind;
use crate::domain::call::MissedReason;
use crate::domain::call::Outcome;
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

/// A kind of task, without what makes this one stand where it stands; [`task`] says that too.
pub fn task_kind(tr: &Tr, kind: TaskKind) -> String {
    tr.coded("task", kind.code())
}

/// Where an order stands.
pub fn stage(tr: &Tr, stage: Stage) -> String {
    tr.coded("stage", stage.code())
}

/// What came of a call.
pub fn outcome(tr: &Tr, outcome: Outcome) -> String {
    tr.coded("outcome", outcome.code())
}

/// Why an order was cancelled or returned.
pub fn cancel_reason(tr: &Tr, reason: Reason) -> String {
    tr.coded("reason", reason.code())
}

/// Why a row is left for now (R2).
pub fn skip_reason(tr: &Tr, reason: SkipReason) -> String {
    tr.coded("skip", reason.code())
}

/// Why nobody took a call (R29).
pub fn missed_reason(tr: &Tr, reason: MissedReason) -> String {
    tr.coded("missed", reason.code())
}

/// Why a call is to be made at a time.
pub fn appointment(tr: &Tr, kind: AppointmentKind) -> String {
    tr.coded("appointment", kind.code())
}

/// Who carries a parcel.
pub fn carrier(tr: &Tr, carrier: Carrier) -> String {
    tr.coded("carrier", carrier.code())
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

#[cfg(test)]
mod tests;
