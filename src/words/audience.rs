//! For whom and when something is worded.

use chrono_tz::Tz;

use crate::domain::time::Time;
use crate::i18n::Tr;

/// What the words of a moment, a message or a table depend on.
#[derive(Clone, Copy, Debug)]
pub struct Audience<'a> {
    /// The language.
    pub tr: &'a Tr,
    /// The zone in which moments are shown.
    pub zone: Tz,
    /// The moment at which it is read.
    pub now: Time,
}
