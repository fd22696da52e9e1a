//! Messages that leave by themselves: made, kept in step with the facts, recalled, expired.

mod dedup;
pub mod expire;
pub mod letter;
pub mod recall;
pub(super) mod sync;
