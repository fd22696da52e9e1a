//! Talks with other machines that end in time, whatever the other side does: one that trickles is cut off like one that is
//! silent.

use std::future::Future;
use std::io;
use std::time::Duration;

use tokio::runtime::Builder;
use tokio::runtime::Runtime;
use tokio::time::timeout;

/// A runtime for timed talks, on the thread that begins them.
#[derive(Debug)]
pub struct Talks(Option<Runtime>);

impl Talks {
    /// Nothing runs until a talk begins.
    pub fn new() -> io::Result<Talks> {
        Ok(Talks(Some(Builder::new_current_thread().enable_all().build()?)))
    }

    /// What a talk comes to; none when it did not end in time and was cut off where it stood.
    pub fn within<T>(&self, patience: Duration, talk: impl Future<Output = T>) -> Option<T> {
        let runtime = self.0.as_ref()?;
        runtime.block_on(async { timeout(patience, talk).await.ok() })
    }
}

impl Drop for Talks {
    fn drop(&mut self) {
        // A name may be looked up still, on a thread of its own: nobody waits for that.
        if let Some(runtime) = self.0.take() {
            runtime.shutdown_background();
        }
    }
}
