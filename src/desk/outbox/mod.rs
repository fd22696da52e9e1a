//! Messages that leave by themselves: made, kept in step with the facts, recalled, expired.

mod by_hand;
mod channels;
mod decided;
mod dedup;
pub mod expire;
mod gather;
pub mod letter;
mod mailbox;
pub mod offers;
mod outbox_look;
mod own_letters;
pub mod recall;
pub mod reports;
pub mod sending;
mod several;
pub(super) mod sync;
