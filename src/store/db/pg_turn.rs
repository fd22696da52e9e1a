//! How a write and a reading of one state begin and end on a server.

use super::super::StoreError;
use super::begun::WriteBegun;
use super::pg::NUDGE;
use super::pg::PgConn;
use super::pg::WRITER;
use super::pg_sent::SentFor;
use super::pg_sent::ServerAnswer;
use super::pg_trace::WriteTrace;
use super::wait::pause;
use super::work_key::WorkKey;

/// How often it is tried to reach the server again when the answer to a commit was lost, a second apart.
const TRIES: u32 = 10;

impl PgConn {
    /// Begins a write: one trip to the server for the lock, the schema's number, the server's clock, and what the work will
    /// ask at first.
    pub(super) fn begin_write(&self) -> Result<WriteBegun, StoreError> {
        let mut trace = WriteTrace::default();
        let begun = self.again(|| {
            self.keep_open()?;
            trace = WriteTrace::of(self.served_by());
            let number = self.send_batch(&format!(
                "begin isolation level read committed; select pg_advisory_xact_lock({WRITER}); {}",
                trace.leave()
            ))?;
            self.is_within.set(true);
            self.ask_ahead();
            let answer = self.pipe.read(&self.runtime, number);
            if answer.is_err() {
                self.is_within.set(false);
            }
            answer
        });
        let begun = match begun {
            Ok(answer) => answer.texts.clone(),
            Err(error) => {
                self.is_within.set(true);
                self.rollback();
                if matches!(error, StoreError::OnlyReads) {
                    // The next one may be led to the server that it follows.
                    self.lose();
                }
                return Err(error);
            }
        };
        let number = |at: usize| {
            begun
                .get(at)
                .and_then(Option::as_deref)
                .and_then(|text| text.parse().ok())
        };
        let (Some(version), Some(writes), Some(server_ms)) = (number(0), number(1), number(2)) else {
            return Err(StoreError::NoRow);
        };
        let versions = &self.versions;
        if writes != versions.ours.get() + 1 {
            versions.others.set(versions.others.get() + 1);
        }
        versions.in_hand.set(writes);
        let text = |at: usize| begun.get(at).cloned().flatten().unwrap_or_default();
        (trace.number, trace.before) = (text(3), text(4));
        versions.trace.replace(Some(Box::new(trace)));
        Ok(WriteBegun {
            version,
            others: versions.others.get(),
            server_ms: Some(server_ms),
            count: Some(writes),
        })
    }

    /// Takes the lock where there may be no schema yet.
    pub(super) fn begin_bare(&self) -> Result<(), StoreError> {
        self.batch(&format!("begin; select pg_advisory_xact_lock({WRITER})"))?;
        self.is_within.set(true);
        Ok(())
    }

    /// Begins a reading of one state; it is on its way with what is asked first.
    pub(super) fn begin_read(&self) -> Result<(), StoreError> {
        self.keep_open()?;
        self.send_plain("begin isolation level repeatable read read only")?;
        self.is_within.set(true);
        self.is_reading.set(true);
        Ok(())
    }

    /// Ends what was begun and keeps it; who listens is told with it.
    pub(super) fn commit(&self) -> Result<(), StoreError> {
        // What is in doubt is not kept before it is known.
        if self.pipe.is_in_doubt() {
            self.pipe.settle(&self.runtime)?;
        }
        self.pipe.forget_answers();
        let done = self.run_batch(&format!("notify {NUDGE}; commit"));
        self.is_within.set(false);
        self.pipe.clear();
        self.foresight.borrow_mut().end(done.is_ok());
        let trace = self.versions.trace.take();
        match (done, trace) {
            (Err(StoreError::Unreachable(why)), Some(trace)) => self.find_out(&trace, &why)?,
            (done, _) => done?,
        }
        self.versions.ours.set(self.versions.in_hand.get());
        Ok(())
    }

    /// The answer to a commit was lost: whether it was kept is asked of the server once it is there again, and once the lost
    /// connection has let go of the lock.
    fn find_out(&self, trace: &WriteTrace, why: &str) -> Result<(), StoreError> {
        let asked = format!(
            "begin; select pg_advisory_xact_lock({WRITER}); {}; commit",
            trace.question()
        );
        let mut left = TRIES;
        let end = loop {
            left -= 1;
            let end = self.connect_again().and_then(|()| self.row_of_batch(&asked));
            match end {
                Err(StoreError::Unreachable(_) | StoreError::Busy) if left > 0 => pause(),
                end => break end,
            }
        };
        match end.as_deref().ok().and_then(|end| end.first()?.as_deref()) {
            Some("t") => Ok(()),
            Some(_) => Err(StoreError::Unreachable(why.to_owned())),
            None => {
                self.rollback();
                Err(StoreError::Unsure(why.to_owned()))
            }
        }
    }

    /// Ends what was begun, and leaves no trace of it.
    pub(super) fn rollback(&self) {
        self.is_within.set(false);
        // What it was waited for, nobody waits for any more.
        self.pipe.clear();
        self.foresight.borrow_mut().end(self.is_reading.take());
        // With the connection it ended.
        if !self.client().is_closed() {
            // A connection that takes nothing more is lost, and found so by the next that asks.
            let _ = self.send_plain("rollback");
        }
    }

    /// True within what was begun.
    pub(super) fn is_within(&self) -> bool {
        self.is_within.get()
    }

    /// Sends a statement without values or an answer, and goes on.
    fn send_plain(&self, sql: &'static str) -> Result<(), StoreError> {
        let client = self.client();
        let work = Box::pin(async move {
            client.batch_execute(sql).await?;
            Ok(ServerAnswer::default())
        });
        self.pipe.send(&self.runtime, &sql.into(), SentFor::Once, work)?;
        self.pipe.push(&self.runtime)
    }

    /// Waits until all that was sent went well.
    pub(super) fn settle(&self) -> Result<(), StoreError> {
        self.pipe.settle(&self.runtime)
    }

    /// What is done next is work of this name, about `keys`; it happens at `now`, or when the server says.
    /// Within other such work it is a part of that.
    pub(super) fn announce(&self, name: (&'static str, i64), keys: &[WorkKey<'_>], now: i64) {
        let mut foresight = self.foresight.borrow_mut();
        if !(self.is_within.get() && foresight.is_on()) {
            foresight.begin(name, keys.iter().map(|key| key.val()).collect(), Some(now));
        }
    }

    /// One piece of the work in hand is over, and the next begins.
    pub(super) fn announce_next(&self, name: (&'static str, i64), keys: &[WorkKey<'_>], now: i64) {
        let mut foresight = self.foresight.borrow_mut();
        foresight.end(true);
        foresight.begin(name, keys.iter().map(|key| key.val()).collect(), Some(now));
    }

    /// The moment the write in hand happens at.
    pub(super) fn happens_at(&self, now: i64) {
        self.foresight.borrow_mut().set_now(now);
    }
}
