//! One connection to a PostgreSQL server: driven only while something is asked of it, so that a thread stays a thread.

use std::cell::Cell;
use std::cell::RefCell;
use std::collections::HashMap;
use std::fmt;
use std::future::Future;
use std::future::poll_fn;
use std::pin::Pin;
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::AtomicI32;
use std::sync::atomic::AtomicI64;
use std::sync::atomic::Ordering;
use std::task::Poll;
use std::time::Duration;

use tokio::runtime::Runtime;
use tokio_postgres::AsyncMessage;
use tokio_postgres::Client;
use tokio_postgres::Config;
use tokio_postgres::Connection;
use tokio_postgres::Row;
use tokio_postgres::SimpleQueryMessage;
use tokio_postgres::Socket;
use tokio_postgres::Statement as Prepared;
use tokio_postgres::tls::MakeTlsConnect;
use tokio_postgres::tls::TlsStream;
use tokio_postgres::types::ToSql;
use tokio_postgres::types::Type;

use super::super::StoreError;
use super::access::Access;
use super::args::Val;
use super::begun::WriteBegun;
use super::pg_error::cannot_connect;
use super::wait::pause;

/// How long the way to the server may take to answer at first.
const CONNECT_WITHIN: Duration = Duration::from_secs(10);
/// How long sent bytes may stay without the other machine's word before the way counts as broken.
const UNHEARD: Duration = Duration::from_secs(10);
/// How long nothing may come before the other machine is asked whether it is there, and how long between two such tries.
const ASKED_AFTER: Duration = Duration::from_secs(10);
const ASKED_AGAIN: Duration = Duration::from_secs(3);
const ASKED_TIMES: u32 = 3;
/// How often it is tried to reach the server again when the answer to a commit was lost, a second apart.
const TRIES: u32 = 10;
/// After how many looks the server is asked how much was written: of a board that looks five times a second every 5 s.
const ASKED_EVERY: u32 = 25;
/// How many statements a connection keeps prepared.
const PREPARED: usize = 512;
/// The one lock of a shop: who writes holds it, as with a file.
const WRITER: i64 = 0x445A_564E;
/// What every write says with its commit, to who listens.
const NUDGE: &str = "dozvon";

/// A console waits for another's write as long as with a file. A connection that was left behind in the middle of a write lets
/// go of its lock; the server looks by itself whether it is still there.
const SET_UP: &str = "set lock_timeout = '5s'; set idle_in_transaction_session_timeout = '60s'; \
    set client_connection_check_interval = '2s'; set tcp_keepalives_idle = 10; set tcp_keepalives_interval = 3; \
    set tcp_keepalives_count = 3; set client_min_messages = warning; set standard_conforming_strings = on; select pg_backend_pid()";

type WayIn = Box<dyn Fn(&Runtime, &Arc<HeardOfOthers>) -> Result<Client, StoreError> + Send>;
type Later = Pin<Box<dyn Future<Output = Result<(), tokio_postgres::Error>> + Send>>;

/// One connection to a server.
pub(in crate::store) struct PgConn {
    /// Dropped before the rest: the connection's own task ends with it.
    runtime: Runtime,
    client: RefCell<Arc<Client>>,
    /// Makes the connection, and makes it again when it was lost.
    way: WayIn,
    access: Access,
    statements: RefCell<HashMap<String, (u64, Prepared)>>,
    uses: Cell<u64>,
    is_within: Cell<bool>,
    /// What was sent and not answered yet, in its order.
    sent: RefCell<Vec<Later>>,
    trips: Cell<u64>,
    versions: OthersWrites,
}

/// How others' writes are noticed.
struct OthersWrites {
    heard: Arc<HeardOfOthers>,
    listens: Cell<bool>,
    /// The count of writes of the last of ours that was committed, and of the one in hand.
    ours: Cell<i64>,
    in_hand: Cell<i64>,
    /// What the server calls the write in hand: by it is known afterwards whether it was kept.
    name: RefCell<String>,
    /// How often a write found that others had written.
    others: Cell<i64>,
    /// How often it was looked, the count of writes when the server was asked last, and how often that told of more.
    looks: Cell<u32>,
    asked: Cell<i64>,
    missed: Cell<i64>,
}

/// What the server told by itself since the connection was made.
#[derive(Debug, Default)]
struct HeardOfOthers {
    /// The process of the server that this connection is served by: what it says is our own.
    own: AtomicI32,
    /// How often others wrote.
    times: AtomicI64,
}

impl fmt::Debug for PgConn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PgConn").finish_non_exhaustive()
    }
}

impl PgConn {
    /// Connects as `config` says, over `tls`.
    pub(super) fn connect<T>(config: &Config, tls: T, access: Access) -> Result<PgConn, StoreError>
    where
        T: MakeTlsConnect<Socket> + Clone + Send + 'static,
        T::Stream: TlsStream + Send + Unpin + 'static,
        T::TlsConnect: Send,
    {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        let runtime = runtime.map_err(|error| StoreError::Engine(Box::new(error)))?;
        let mut config = config.clone();
        config
            .application_name("dozvon")
            .connect_timeout(CONNECT_WITHIN)
            .tcp_user_timeout(UNHEARD)
            .keepalives_idle(ASKED_AFTER)
            .keepalives_interval(ASKED_AGAIN)
            .keepalives_retries(ASKED_TIMES);
        let way: WayIn = Box::new(move |runtime, heard| {
            let client = runtime.block_on(async {
                let (client, connection) = config.connect(tls.clone()).await?;
                tokio::spawn(drive(connection, Arc::clone(heard)));
                Ok(client)
            });
            client.map_err(cannot_connect)
        });
        let heard = Arc::new(HeardOfOthers::default());
        let client = way(&runtime, &heard)?;
        let conn = PgConn {
            runtime,
            client: RefCell::new(Arc::new(client)),
            way,
            access,
            statements: RefCell::default(),
            uses: Cell::new(0),
            is_within: Cell::new(false),
            sent: RefCell::default(),
            trips: Cell::new(0),
            versions: OthersWrites {
                heard,
                listens: Cell::new(false),
                ours: Cell::new(0),
                in_hand: Cell::new(0),
                name: RefCell::default(),
                others: Cell::new(0),
                looks: Cell::new(0),
                asked: Cell::new(0),
                missed: Cell::new(0),
            },
        };
        conn.set_up()?;
        Ok(conn)
    }

    fn set_up(&self) -> Result<(), StoreError> {
        let own = self.row_of_batch(SET_UP)?.pop().flatten();
        let own = own.and_then(|text| text.parse().ok()).unwrap_or_default();
        self.versions.heard.own.store(own, Ordering::Relaxed);
        if self.access == Access::Read {
            self.run_batch("set default_transaction_read_only = on")?;
        }
        Ok(())
    }

    /// A connection that was lost between two pieces of work is made again: nothing was under way.
    fn keep_open(&self) -> Result<(), StoreError> {
        if self.is_within.get() {
            return Ok(());
        }
        self.look_around();
        if self.client().is_closed() {
            return self.connect_again();
        }
        Ok(())
    }

    fn connect_again(&self) -> Result<(), StoreError> {
        let client = (self.way)(&self.runtime, &self.versions.heard)?;
        self.client.replace(Arc::new(client));
        self.statements.borrow_mut().clear();
        self.sent.borrow_mut().clear();
        self.versions.listens.set(false);
        // Nobody told what others wrote meanwhile.
        self.versions.missed.set(self.versions.missed.get() + 1);
        self.set_up()
    }

    fn client(&self) -> Arc<Client> {
        Arc::clone(&self.client.borrow())
    }

    /// How often it was waited for the server.
    #[cfg(test)]
    pub(in crate::store) fn trips(&self) -> u64 {
        self.trips.get()
    }

    /// Sends `work` behind what was sent before, and waits for all of it. What went wrong first is told.
    fn wait<T>(&self, work: impl Future<Output = Result<T, tokio_postgres::Error>>) -> Result<T, StoreError> {
        self.trips.set(self.trips.get() + 1);
        let sent = self.sent.take();
        let done = self.runtime.block_on(async {
            let mut work = pin!(work);
            let at_once = poll_fn(|context| {
                Poll::Ready(match work.as_mut().poll(context) {
                    Poll::Ready(done) => Some(done),
                    Poll::Pending => None,
                })
            });
            let at_once = at_once.await;
            let mut failed = Ok(());
            for later in sent {
                let done = later.await;
                failed = failed.and(done);
            }
            let done = match at_once {
                Some(done) => done,
                None => work.await,
            };
            failed.and(done)
        });
        Ok(done?)
    }

    /// Sends `work` at once and goes on; how it ended is told by the next that waits.
    fn send(&self, work: impl Future<Output = Result<(), tokio_postgres::Error>> + Send + 'static) {
        let mut later: Later = Box::pin(work);
        let is_pending = self.runtime.block_on(async {
            let first = poll_fn(|context| Poll::Ready(later.as_mut().poll(context).is_pending())).await;
            // The connection's task puts it on its way.
            tokio::task::yield_now().await;
            first
        });
        if is_pending {
            self.sent.borrow_mut().push(later);
        }
    }

    /// Runs statements without values or answers, one after the other.
    pub(super) fn batch(&self, sql: &str) -> Result<(), StoreError> {
        self.keep_open()?;
        self.run_batch(sql)
    }

    fn run_batch(&self, sql: &str) -> Result<(), StoreError> {
        self.wait(self.client().batch_execute(sql))
    }

    /// The last row of what a batch answers, as texts.
    fn batch_row(&self, sql: &str) -> Result<Vec<Option<String>>, StoreError> {
        self.keep_open()?;
        self.row_of_batch(sql)
    }

    fn row_of_batch(&self, sql: &str) -> Result<Vec<Option<String>>, StoreError> {
        let messages = self.wait(self.client().simple_query(sql))?;
        let row = messages.into_iter().rev().find_map(|message| match message {
            SimpleQueryMessage::Row(row) => Some(row),
            _ => None,
        });
        let row = row.ok_or(StoreError::NoRow)?;
        Ok((0..row.len()).map(|at| row.get(at).map(str::to_owned)).collect())
    }

    fn prepared(&self, sql: &str) -> Result<Prepared, StoreError> {
        self.keep_open()?;
        let client = self.client();
        self.uses.set(self.uses.get() + 1);
        if let Some((used, prepared)) = self.statements.borrow_mut().get_mut(sql) {
            *used = self.uses.get();
            return Ok(prepared.clone());
        }
        let prepared = self.wait(client.prepare(sql));
        let mut prepared = prepared.map_err(|error| in_statement(error, sql))?;
        if prepared.params().iter().any(is_short) {
            // Beside a plain number the server takes a value for a short one, and all of ours are long.
            let types: Vec<Type> = prepared.params().iter().map(lengthened).collect();
            if !self.is_within.get() {
                prepared = self.wait(client.prepare_typed(sql, &types)).unwrap_or(prepared);
            } else if let Ok(long) = self.apart(|| self.wait(client.prepare_typed(sql, &types)))? {
                prepared = long;
            }
        }
        let mut statements = self.statements.borrow_mut();
        if statements.len() >= PREPARED {
            let oldest = statements.iter().min_by_key(|(_, (used, _))| *used);
            if let Some(sql) = oldest.map(|(sql, _)| sql.clone()) {
                statements.remove(&sql);
            }
        }
        statements.insert(sql.to_owned(), (self.uses.get(), prepared.clone()));
        Ok(prepared)
    }

    /// Tries `work` within a transaction that does not fail with it.
    fn apart<T>(&self, work: impl FnOnce() -> Result<T, StoreError>) -> Result<Result<T, StoreError>, StoreError> {
        self.batch("savepoint tried")?;
        let done = work();
        self.batch(if done.is_ok() {
            "release tried"
        } else {
            "rollback to tried"
        })?;
        Ok(done)
    }

    /// Outside of a write and of a reading of one state nothing was done by what was cut off: it is asked again, once.
    fn again<T>(&self, work: impl Fn() -> Result<T, StoreError>) -> Result<T, StoreError> {
        let is_within = self.is_within.get();
        match work() {
            Err(StoreError::Unreachable(_)) if !is_within => {
                self.connect_again()?;
                work()
            }
            done => done,
        }
    }

    /// The rows `sql` gives for these values.
    pub(super) fn query(&self, sql: &str, vals: &[Val<'_>]) -> Result<Vec<Row>, StoreError> {
        self.again(|| {
            let prepared = self.prepared(sql)?;
            self.wait(self.client().query(&prepared, &bound(vals)))
                .map_err(|error| in_statement(error, sql))
        })
    }

    /// How many rows `sql` changes with these values.
    pub(super) fn execute(&self, sql: &str, vals: &[Val<'_>]) -> Result<usize, StoreError> {
        let prepared = self.prepared(sql)?;
        let changed = self.wait(self.client().execute(&prepared, &bound(vals)));
        let changed = changed.map_err(|error| in_statement(error, sql))?;
        Ok(usize::try_from(changed).unwrap_or(usize::MAX))
    }

    /// The id of the row `sql` adds with these values.
    pub(super) fn insert(&self, sql: &str, vals: &[Val<'_>]) -> Result<i64, StoreError> {
        let row = self.query(&format!("{sql} returning id"), vals)?;
        let row = row.first().ok_or(StoreError::NoRow)?;
        Ok(row.try_get(0)?)
    }

    /// What the columns of `sql` are called.
    pub(in crate::store) fn columns(&self, sql: &str) -> Result<Vec<String>, StoreError> {
        let prepared = self.prepared(sql)?;
        Ok(prepared
            .columns()
            .iter()
            .map(|column| column.name().to_owned())
            .collect())
    }

    /// Begins a write: one trip to the server for the lock, the schema's number and the server's clock.
    pub(super) fn begin_write(&self) -> Result<WriteBegun, StoreError> {
        let begin = format!(
            "begin isolation level read committed; select pg_advisory_xact_lock({WRITER}); \
             update desk_state set writes = writes + 1 \
             returning version, writes, (extract(epoch from clock_timestamp()) * 1000)::bigint, pg_current_xact_id()"
        );
        let begun = self.again(|| self.batch_row(&begin));
        let begun = match begun {
            Ok(row) => row,
            Err(error) => {
                self.is_within.set(true);
                self.rollback();
                return Err(error);
            }
        };
        self.is_within.set(true);
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
        versions
            .name
            .replace(begun.get(3).cloned().flatten().unwrap_or_default());
        Ok(WriteBegun {
            version,
            others: versions.others.get(),
            server_ms: Some(server_ms),
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
        let client = self.client();
        let sql = "begin isolation level repeatable read read only";
        self.send(async move { client.batch_execute(sql).await });
        self.is_within.set(true);
        Ok(())
    }

    /// Ends what was begun and keeps it; who listens is told with it.
    pub(super) fn commit(&self) -> Result<(), StoreError> {
        let done = self.run_batch(&format!("notify {NUDGE}; commit"));
        self.is_within.set(false);
        let name = self.versions.name.take();
        match done {
            Err(StoreError::Unreachable(why)) if !name.is_empty() => self.find_out(&name, &why)?,
            done => done?,
        }
        self.versions.ours.set(self.versions.in_hand.get());
        Ok(())
    }

    /// The answer to a commit was lost: whether it was kept is asked of the server once it is there again, and once the lost
    /// connection has let go of the lock.
    fn find_out(&self, name: &str, why: &str) -> Result<(), StoreError> {
        let mut back = self.connect_again();
        for _ in 1..TRIES {
            if back.is_ok() {
                break;
            }
            pause();
            back = self.connect_again();
        }
        back?;
        let end = self.row_of_batch(&format!(
            "begin; select pg_advisory_xact_lock({WRITER}); select pg_xact_status('{name}'::xid8); commit"
        ))?;
        match end.first().and_then(Option::as_deref) {
            Some("committed") => Ok(()),
            _ => Err(StoreError::Unreachable(why.to_owned())),
        }
    }

    /// Ends what was begun, and leaves no trace of it.
    pub(super) fn rollback(&self) {
        self.is_within.set(false);
        let client = self.client();
        // With the connection it ended.
        if !client.is_closed() {
            self.send(async move { client.batch_execute("rollback").await });
        }
    }

    /// True within what was begun.
    pub(super) fn is_within(&self) -> bool {
        self.is_within.get()
    }

    /// Changes when others have written since the last look; nothing is asked of the server but at first and now and then.
    pub(super) fn others(&self) -> Result<i64, StoreError> {
        let versions = &self.versions;
        self.keep_open()?;
        if !versions.listens.get() && !self.is_within.get() {
            self.run_batch(&format!("listen {NUDGE}"))?;
            versions.listens.set(true);
            versions.asked.set(self.count_of_writes()?);
        }
        versions.looks.set(versions.looks.get().wrapping_add(1));
        // What is told may be lost on its way: what is counted is not.
        if versions.looks.get().is_multiple_of(ASKED_EVERY) && !self.is_within.get() {
            let writes = self.count_of_writes()?;
            if writes != versions.asked.get() && writes != versions.ours.get() {
                versions.missed.set(versions.missed.get() + 1);
            }
            versions.asked.set(writes);
        }
        Ok(versions.heard.times.load(Ordering::Relaxed) + versions.missed.get())
    }

    fn count_of_writes(&self) -> Result<i64, StoreError> {
        let writes = self.row_of_batch("select writes from desk_state")?.pop().flatten();
        Ok(writes.and_then(|text| text.parse().ok()).unwrap_or_default())
    }

    /// Takes in what the server said by itself.
    fn look_around(&self) {
        self.runtime.block_on(async {
            // The first pass asks the system what came, the second lets the connection's task take it in.
            tokio::task::yield_now().await;
            tokio::task::yield_now().await;
        });
    }
}

/// Moves what is sent and what comes, and counts what the server says by itself of others.
async fn drive<T>(mut connection: Connection<Socket, T>, heard: Arc<HeardOfOthers>)
where
    T: TlsStream + Send + Unpin + 'static,
{
    while let Some(Ok(message)) = poll_fn(|context| connection.poll_message(context)).await {
        if let AsyncMessage::Notification(note) = message
            && note.process_id() != heard.own.load(Ordering::Relaxed)
        {
            heard.times.fetch_add(1, Ordering::Relaxed);
        }
    }
}

fn bound<'v>(vals: &'v [Val<'v>]) -> Vec<&'v (dyn ToSql + Sync)> {
    vals.iter().map(|val| val as &(dyn ToSql + Sync)).collect()
}

fn is_short(of: &Type) -> bool {
    matches!(*of, Type::INT2 | Type::INT4)
}

fn lengthened(of: &Type) -> Type {
    if is_short(of) { Type::INT8 } else { of.clone() }
}

/// While the program is written, the statement that went wrong is named.
fn in_statement(error: StoreError, sql: &str) -> StoreError {
    if cfg!(debug_assertions)
        && let StoreError::Engine(said) = &error
    {
        return StoreError::Engine(format!("{said}\n{sql}").into());
    }
    error
}
