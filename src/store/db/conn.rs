//! One connection to where the desk's rows are.

use std::fmt;
use std::sync::Arc;

use rusqlite::Connection;
use rusqlite::InterruptHandle;

use super::super::StoreError;
#[cfg(test)]
use super::args::Val;
use super::begun::WriteBegun;
use super::break_signal::BreakSignal;
use super::pg::PgConn;
use super::row::DbRow;
use super::work_key::WorkKey;

/// One connection.
#[derive(Debug)]
pub(in crate::store) enum Conn {
    /// To an SQLite file.
    Lite(Connection),
    /// To a PostgreSQL server.
    Pg(Box<PgConn>),
}

/// Breaks the reading of a connection off, from any thread.
pub struct Breaker(BreakerOf);

enum BreakerOf {
    Lite(InterruptHandle),
    Pg(Arc<BreakSignal>),
}

impl fmt::Debug for Breaker {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Breaker")
    }
}

impl Breaker {
    /// What is being read ends with an error, without waiting for that; on a server also what is read next while this lives.
    pub fn break_off(&self) {
        match &self.0 {
            BreakerOf::Lite(lite) => lite.interrupt(),
            BreakerOf::Pg(signal) => signal.give(),
        }
    }
}

impl Conn {
    /// Runs statements without values or answers, one after the other.
    pub(in crate::store) fn batch(&self, sql: &str) -> Result<(), StoreError> {
        match self {
            Conn::Lite(lite) => Ok(lite.execute_batch(sql)?),
            Conn::Pg(pg) => pg.batch(sql),
        }
    }

    /// The first row of an answer to `sql`, which has no values.
    pub(in crate::store) fn ask_one<T>(
        &self,
        sql: &str,
        read: impl FnOnce(DbRow<'_>) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        match self {
            Conn::Lite(lite) => {
                let mut statement = lite.prepare(sql)?;
                let mut rows = statement.query(())?;
                let row = rows.next()?.ok_or(StoreError::NoRow)?;
                read(DbRow::Lite(row))
            }
            Conn::Pg(pg) => {
                let answer = pg.query(sql, &[])?;
                read(DbRow::Pg(answer.rows.get(0).ok_or(StoreError::NoRow)?))
            }
        }
    }

    /// Begins a write, and waits for others to end theirs: what is read from here on, nobody else changes.
    pub(in crate::store) fn begin_write(&self) -> Result<WriteBegun, StoreError> {
        let Conn::Pg(pg) = self else {
            self.batch("begin immediate")?;
            return Ok(WriteBegun {
                version: self.ask_one("pragma user_version", |row| row.get(0))?,
                others: self.data_version()?,
                server_ms: None,
                count: None,
            });
        };
        pg.begin_write()
    }

    /// Changes when another connection has committed since the last look; about a microsecond.
    pub(in crate::store) fn data_version(&self) -> Result<i64, StoreError> {
        match self {
            Conn::Lite(_) => self.ask_one("pragma data_version", |row| row.get(0)),
            Conn::Pg(pg) => pg.others(),
        }
    }

    /// Runs what is about a file alone: a server looks after its own.
    pub(in crate::store) fn of_file(&self, sql: &str) -> Result<(), StoreError> {
        match self {
            Conn::Lite(_) => self.batch(sql),
            Conn::Pg(_) => Ok(()),
        }
    }

    /// True for a server.
    pub(in crate::store) fn is_server(&self) -> bool {
        matches!(self, Conn::Pg(_))
    }

    /// True for a server that follows another one.
    pub(in crate::store) fn only_reads(&self) -> bool {
        match self {
            Conn::Lite(_) => false,
            Conn::Pg(pg) => pg.follows.get(),
        }
    }

    /// Begins a write where there may be no schema yet.
    pub(in crate::store) fn begin_bare(&self) -> Result<(), StoreError> {
        match self {
            Conn::Lite(_) => self.batch("begin immediate"),
            Conn::Pg(pg) => pg.begin_bare(),
        }
    }

    /// What is done next is work of this name, about `keys`: what such work asked before is asked ahead where that saves
    /// waiting.
    pub(in crate::store) fn announce(&self, name: (&'static str, i64), keys: &[WorkKey<'_>], now: i64) {
        if let Conn::Pg(pg) = self {
            pg.announce(name, keys, now);
        }
    }

    /// Likewise within a write or a reading, when one piece of it is over.
    pub(in crate::store) fn announce_next(&self, name: (&'static str, i64), keys: &[WorkKey<'_>], now: i64) {
        if let Conn::Pg(pg) = self {
            pg.announce_next(name, keys, now);
        }
    }

    /// That many ids of these tables will be wanted in this write: a server is asked for all of them at once. What is not used
    /// is nobody's.
    pub(in crate::store) fn take_ids(&self, of: &[(&'static str, usize)]) -> Result<(), StoreError> {
        match self {
            Conn::Lite(_) => Ok(()),
            Conn::Pg(pg) => pg.take_ids(of),
        }
    }

    /// The moment the write in hand happens at.
    pub(in crate::store) fn happens_at(&self, now: i64) {
        if let Conn::Pg(pg) = self {
            pg.happens_at(now);
        }
    }

    /// What `work` gives, which only reads one state: a server is asked in waves, each of all that is known to be asked by then.
    /// Until the last of them `work` is done with answers that lack rows, and what it gives then, or refuses, is thrown away.
    pub(in crate::store) fn in_waves<T>(
        &self,
        mut work: impl FnMut() -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        match self {
            Conn::Lite(_) => work(),
            Conn::Pg(pg) => pg.in_waves(work),
        }
    }

    /// Sends a server what `work` asks first, and goes on: it will be done soon.
    pub(in crate::store) fn ask_ahead<T>(&self, work: impl FnOnce() -> T) {
        if let Conn::Pg(pg) = self {
            pg.wave(work);
        }
    }

    /// Waits until all that was sent went well.
    pub(in crate::store) fn settle(&self) -> Result<(), StoreError> {
        match self {
            Conn::Lite(_) => Ok(()),
            Conn::Pg(pg) => pg.settle(),
        }
    }

    /// How often it was waited for the server.
    #[cfg(test)]
    pub(in crate::store) fn trips(&self) -> u64 {
        match self {
            Conn::Lite(_) => 0,
            Conn::Pg(pg) => pg.trips(),
        }
    }

    /// Begins a reading of one state.
    pub(in crate::store) fn begin_read(&self) -> Result<(), StoreError> {
        match self {
            Conn::Lite(_) => self.batch("begin"),
            Conn::Pg(pg) => pg.begin_read(),
        }
    }

    /// Ends what was begun, and keeps it.
    pub(in crate::store) fn commit(&self) -> Result<(), StoreError> {
        match self {
            Conn::Lite(_) => self.batch("commit"),
            Conn::Pg(pg) => pg.commit(),
        }
    }

    /// Ends what was begun, and leaves no trace of it.
    pub(in crate::store) fn rollback(&self) -> Result<(), StoreError> {
        match self {
            Conn::Lite(_) => self.batch("rollback"),
            Conn::Pg(pg) => {
                pg.rollback();
                Ok(())
            }
        }
    }

    /// True within what was begun.
    pub(in crate::store) fn is_within(&self) -> bool {
        match self {
            Conn::Lite(lite) => !lite.is_autocommit(),
            Conn::Pg(pg) => pg.is_within(),
        }
    }

    /// Every row `sql` gives, with the columns' names: for tests that look behind the store.
    #[cfg(test)]
    pub(in crate::store) fn seen(&self, sql: &str) -> (Vec<String>, Vec<Vec<Val<'static>>>) {
        let own = |val: Val<'_>| match val {
            Val::Null => Val::Null,
            Val::Int(int) => Val::Int(int),
            Val::Text(text) => Val::Text(text.into_owned().into()),
        };
        let read = |row: DbRow<'_>, count: usize| (0..count).map(|at| own(row.val(at).unwrap())).collect();
        match self {
            Conn::Lite(lite) => {
                let mut select = lite.prepare(sql).unwrap();
                let names: Vec<String> = select.column_names().map(str::to_owned).collect();
                let mut rows = select.query(()).unwrap();
                let mut all = Vec::new();
                while let Some(row) = rows.next().unwrap() {
                    all.push(read(DbRow::Lite(row), names.len()));
                }
                (names, all)
            }
            Conn::Pg(pg) => {
                let names = pg.columns(sql).unwrap();
                let answer = pg.query(sql, &[]).unwrap();
                let all = answer.rows.iter().map(|row| read(DbRow::Pg(row), names.len()));
                let all = all.collect();
                (names, all)
            }
        }
    }

    /// What breaks its readings off from another thread.
    pub(in crate::store) fn breaker(&self) -> Breaker {
        Breaker(match self {
            Conn::Lite(lite) => BreakerOf::Lite(lite.get_interrupt_handle()),
            Conn::Pg(pg) => BreakerOf::Pg(pg.break_signal()),
        })
    }

    /// SQLite's own, for tests that look behind it.
    #[cfg(test)]
    pub(in crate::store) fn raw(&self) -> &Connection {
        match self {
            Conn::Lite(lite) => lite,
            Conn::Pg(_) => panic!("this test is of a file"),
        }
    }
}
