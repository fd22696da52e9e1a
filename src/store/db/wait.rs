//! How long it is waited for others.

use std::time::Duration;

/// How long a write waits for another process.
const BUSY_DEADLINE: Duration = Duration::from_secs(5);
/// How long between two tries: short, so that a key waits little behind an importer's commit.
const BUSY_STEP: Duration = Duration::from_micros(500);
/// How long a server that went away is given before it is tried again.
const AWAY: Duration = Duration::from_secs(1);

/// A server that went away is given a moment.
pub(in crate::store) fn pause() {
    std::thread::sleep(AWAY);
}

/// SQLite's own handler sleeps up to 100 ms between tries; this one keeps a key behind an importer quick.
pub(super) fn wait(tries: i32) -> bool {
    std::thread::sleep(BUSY_STEP);
    // A sleep takes at least its length, so this many of them are at least the deadline.
    BUSY_STEP.saturating_mul(tries.unsigned_abs()) < BUSY_DEADLINE
}
