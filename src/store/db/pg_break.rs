//! How a reading of a server is broken off: by the thread that reads, so that nothing that is asked later can be met.

use std::sync::Arc;
use std::time::Duration;

use tokio::time::timeout;

use super::super::StoreError;
use super::break_signal::BreakSignal;
use super::pg::PgConn;

/// How long the server may take to let go of what it reads; else the connection is given up.
const LETS_GO_WITHIN: Duration = Duration::from_secs(2);
/// How soon it is told again: between two of what was sent it does not listen.
const TOLD_AGAIN: Duration = Duration::from_millis(100);

impl PgConn {
    /// What breaks off what is asked while it lives.
    pub(super) fn break_signal(&self) -> Arc<BreakSignal> {
        let signal = Arc::default();
        self.pipe.breaks_by(&signal);
        signal
    }

    /// A reading was broken off: when this ends the server reads nothing of it any more.
    pub(super) fn give_up(&self) {
        self.pipe.clear();
        self.foresight.borrow_mut().end(false);
        let let_go = self
            .runtime
            .block_on(async { timeout(LETS_GO_WITHIN, self.let_go()).await });
        if !matches!(let_go, Ok(Ok(()))) {
            self.lose();
        }
    }

    /// Not by a cancel request: nobody answers one, and it may meet what is asked next.
    async fn let_go(&self) -> Result<(), StoreError> {
        let client = self.client();
        let aside = (self.way)(Arc::default()).await?;
        // By now another server may answer, or another connection be served by a process of that number.
        let cancel = format!(
            "select pg_cancel_backend(pid) from pg_stat_activity where pid = {} and backend_start = '{}'",
            self.served_by(),
            self.served_since.borrow()
        );
        let idle = loop {
            aside.client.batch_execute(&cancel).await?;
            if let Ok(idle) = timeout(TOLD_AGAIN, client.check_connection()).await {
                break idle;
            }
        };
        drop(aside.client);
        // It says goodbye.
        let _ = aside.task.await;
        Ok(idle?)
    }
}
