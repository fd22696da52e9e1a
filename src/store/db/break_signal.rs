//! What says to a thread that reads that nobody waits for it any more.

use std::future::Future;
use std::future::pending;
use std::pin::pin;
use std::sync::Weak;
use std::sync::atomic::AtomicBool;
use std::sync::atomic::Ordering;

use futures_util::future::Either;
use futures_util::future::select;
use tokio::sync::Notify;

use super::super::StoreError;

/// Counts no longer than it lives.
#[derive(Debug, Default)]
pub(super) struct BreakSignal {
    is_given: AtomicBool,
    wakes: Notify,
}

impl BreakSignal {
    /// Gives it, from any thread.
    pub(super) fn give(&self) {
        self.is_given.store(true, Ordering::Release);
        self.wakes.notify_one();
    }

    async fn given(&self) {
        while !self.is_given.load(Ordering::Acquire) {
            self.wakes.notified().await;
        }
    }
}

/// What `work` gives, unless the signal is given before.
pub(super) async fn unless_broken_off<T>(
    signal: &Weak<BreakSignal>,
    work: impl Future<Output = Result<T, StoreError>>,
) -> Result<T, StoreError> {
    let given = async {
        match signal.upgrade() {
            Some(signal) => signal.given().await,
            None => pending().await,
        }
    };
    match select(pin!(given), pin!(work)).await {
        Either::Left(_) => Err(StoreError::BrokenOff),
        Either::Right((done, _)) => done,
    }
}
