//! Why a feed or a carrier brings nothing.

use serde::Serialize;

use super::object;
use super::stamp;
use crate::domain::order_feed::FeedFailing;
use crate::domain::order_feed::FeedFault;

/// What is wrong, what was `said` of it, and `told`, the same in words with what to do.
pub fn trouble_json<T: Serialize>(fault: FeedFault, said: &str, told: T) -> impl Serialize + use<'_, T> {
    object! {
        fault,
        said,
        #[serde(flatten)]
        told,
    }
}

/// The same with since when and how often.
pub fn failing_json<T: Serialize>(failing: &FeedFailing, told: T) -> impl Serialize + use<'_, T> {
    object! {
        since: stamp(failing.since),
        times: failing.times,
        #[serde(flatten)]
        why: trouble_json(failing.fault, &failing.said, told),
    }
}
