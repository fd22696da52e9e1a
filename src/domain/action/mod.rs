//! What may be done: the closed list of actions, whether each is allowed now, and what it changes.
//!
//! A key, a command, a feed and an undo all end here. `permit` answers from the order's facts alone, so the action bar
//! can ask for every row; `decide` needs the whole record and gives the changes and what to
//! say beside them.

mod action;
mod call;
pub(crate) mod decide;
pub(crate) mod permit;
pub(crate) mod record;
mod shipping;
mod skip_reason;
#[cfg(test)]
mod tests;

pub use self::action::Action;
pub use self::action::ActionKind;
pub use self::action::Consent;
pub use self::action::CustomerEdit;
pub use self::action::DetailsEdit;
pub use self::action::RefundOwing;
pub use self::call::CallEvent;
pub use self::call::CallLog;
pub use self::call::KnownLineCall;
pub use self::call::LineEntry;
pub use self::call::OngoingCall;
pub use self::decide::decide::Decision;
pub use self::decide::decide::decide;
pub use self::permit::Permit;
pub use self::permit::Refusal;
pub use self::permit::Warning;
pub use self::permit::delivery_is_open;
pub use self::permit::permit;
pub use self::permit::terms_are_open;
pub use self::record::ContactKind;
pub use self::record::ContactRecord;
pub use self::record::CustomerRecord;
pub use self::record::OpenTalk;
pub use self::record::OrderRecord;
pub use self::record::OrderTexts;
pub use self::record::Subject;
pub use self::record::address_by;
pub use self::shipping::Handing;
pub use self::shipping::ParcelStep;
pub use self::shipping::Shipping;
pub use self::shipping::WhichParcel;
pub use self::skip_reason::SkipReason;
