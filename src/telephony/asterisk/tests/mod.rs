//! Scripts of calls, recordings of real ones where they are at hand, and whatever bytes there may be.

mod bytes;
mod calls;
mod exchange;
mod kinds;
mod mixed;
mod old_script;
mod recordings;
mod replays;
pub(in crate::telephony) mod script;
