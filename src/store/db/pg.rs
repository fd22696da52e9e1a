//! One connection to a PostgreSQL server: driven only while something is asked of it, so that a thread stays a thread.

use std::cell::Cell;
use std::cell::RefCell;
use std::fmt;
use std::future::Future;
use std::future::poll_fn;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::AtomicI32;
use std::sync::atomic::AtomicI64;
use std::sync::atomic::Ordering;
use std::time::Duration;
use std::time::Instant;

use tokio::runtime::Runtime;
use tokio::task::JoinHandle;
use tokio_postgres::AsyncMessage;
use tokio_postgres::Client;
use tokio_postgres::Config;
use tokio_postgres::Connection;
use tokio_postgres::SimpleQueryMessage;
use tokio_postgres::Socket;
use tokio_postgres::tls::MakeTlsConnect;
use tokio_postgres::tls::TlsConnect;
use tokio_postgres::tls::TlsStream;

use super::super::DatabaseServer;
use super::super::StoreError;
use super::access::Access;
use super::foresight::Foresight;
use super::pg_error::cannot_connect;
use super::pg_error::not_let_in;
use super::pg_prepared::PreparedStatements;
use super::pg_sent::SentFor;
use super::pg_sent::ServerAnswer;
use super::pg_sent::ServerPipe;
use super::pg_trace::WriteTrace;

/// How long sent bytes may stay without the other machine's word before the way counts as broken.
const UNHEARD: Duration = Duration::from_secs(10);
/// How long nothing may come before the other machine is asked whether it is there, and how long between two such tries.
const ASKED_AFTER: Duration = Duration::from_secs(10);
const ASKED_AGAIN: Duration = Duration::from_secs(3);
const ASKED_TIMES: u32 = 3;
/// How often the server is asked how much was written.
const ASKED_EVERY: Duration = Duration::from_secs(5);
/// The one lock of a shop: who writes holds it, as with a file.
pub(super) const WRITER: i64 = 0x445A_564E;
/// What every write says with its commit, to who listens.
pub(super) const NUDGE: &str = "dozvon";

/// A console waits for another's write as long as with a file. A connection that was left behind in the middle of a write lets
/// go of its lock; the server looks by itself whether it is still there.
/// By itself a server takes a page out of turn for four times as dear as the next one, which was so with turning disks, and
/// would sooner walk through all contacts than look up those of a batch.
const SET_UP: &str = "set lock_timeout = '5s'; set idle_in_transaction_session_timeout = '60s'; \
    set client_connection_check_interval = '2s'; set tcp_keepalives_idle = 10; set tcp_keepalives_interval = 3; \
    set tcp_keepalives_count = 3; set client_min_messages = warning; set standard_conforming_strings = on; \
    set random_page_cost = 1.1; ";
/// What the server says of itself and of its process for this connection is the last answer.
const SERVED_BY: &str = "select pg_is_in_recovery(), pg_backend_pid(), \
    (select backend_start from pg_stat_activity where pid = pg_backend_pid())";
const READ_ONLY: &str = "set default_transaction_read_only = on; ";

type WayIn = Box<dyn Fn(Arc<HeardOfOthers>) -> Pin<Box<dyn Future<Output = Result<Served, StoreError>> + Send>> + Send>;

/// A connection that was made, and the task that moves what is sent and what comes.
pub(super) struct Served {
    pub(super) client: Arc<Client>,
    pub(super) task: JoinHandle<()>,
}

/// One connection to a server.
pub(in crate::store) struct PgConn {
    /// Dropped before the rest: the connection's own task ends with it.
    pub(super) runtime: Runtime,
    served: RefCell<Served>,
    /// Makes the connection, and makes it again when it was lost.
    pub(super) way: WayIn,
    access: Access,
    /// The server follows another one.
    pub(super) follows: Cell<bool>,
    /// When its process for this connection began, as it says it.
    pub(super) served_since: RefCell<String>,
    pub(super) statements: PreparedStatements,
    pub(super) is_within: Cell<bool>,
    /// What was begun only reads.
    pub(super) is_reading: Cell<bool>,
    /// What was sent and is not read yet.
    pub(super) pipe: ServerPipe,
    pub(super) foresight: RefCell<Foresight>,
    /// While it is only gathered what a reading asks: the number of what was sent last before.
    pub(super) gathers: Cell<Option<u64>>,
    pub(super) versions: OthersWrites,
}

/// How others' writes are noticed.
pub(super) struct OthersWrites {
    heard: Arc<HeardOfOthers>,
    listens: Cell<bool>,
    /// The count of writes of the last of ours that was committed, and of the one in hand.
    pub(super) ours: Cell<i64>,
    pub(super) in_hand: Cell<i64>,
    /// By what is known afterwards whether the write in hand was kept.
    pub(super) trace: RefCell<Option<Box<WriteTrace>>>,
    /// How often a write found that others had written.
    pub(super) others: Cell<i64>,
    /// When the server was asked last, the count of writes it told then, and how often that told of more.
    asked_at: Cell<Instant>,
    asked: Cell<i64>,
    missed: Cell<i64>,
}

/// What the server told by itself since the connection was made.
#[derive(Debug, Default)]
pub(super) struct HeardOfOthers {
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
    /// Connects to `server` as `config` says, over `tls`.
    pub(super) fn connect<T>(
        server: &DatabaseServer,
        config: &Config,
        tls: T,
        access: Access,
    ) -> Result<PgConn, StoreError>
    where
        T: MakeTlsConnect<Socket> + Clone + Send + 'static,
        T::Stream: TlsStream + Send + Unpin + 'static,
        T::TlsConnect: Send,
        <T::TlsConnect as TlsConnect<Socket>>::Future: Send,
    {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        let runtime = runtime.map_err(|error| StoreError::Engine(Box::new(error)))?;
        let mut config = config.clone();
        config
            .application_name("dozvon")
            .tcp_user_timeout(UNHEARD)
            .keepalives_idle(ASKED_AFTER)
            .keepalives_interval(ASKED_AGAIN)
            .keepalives_retries(ASKED_TIMES);
        let server = server.clone();
        let way: WayIn = Box::new(move |heard| {
            let (server, mut config, tls) = (server.clone(), config.clone(), tls.clone());
            Box::pin(async move {
                let mut once_more = true;
                let (client, connection) = loop {
                    let password = server.password().map_err(|why| not_let_in(&server, why))?;
                    if let Some(password) = &password {
                        config.password(password);
                    }
                    let connected = config.connect(tls.clone()).await;
                    match connected.map_err(|error| cannot_connect(&server, error)) {
                        // It was changed since it was asked for, or is another each time.
                        Err(StoreError::NotLetIn { .. })
                            if std::mem::take(&mut once_more) && server.password().is_ok_and(|new| new != password) => {
                        }
                        let_in => break let_in?,
                    }
                };
                let task = tokio::spawn(drive(connection, heard));
                let client = Arc::new(client);
                Ok(Served { client, task })
            })
        });
        let heard = Arc::new(HeardOfOthers::default());
        let served = runtime.block_on(way(Arc::clone(&heard)))?;
        let conn = PgConn {
            runtime,
            served: RefCell::new(served),
            way,
            access,
            follows: Cell::new(false),
            served_since: RefCell::default(),
            statements: PreparedStatements::default(),
            is_within: Cell::new(false),
            is_reading: Cell::new(false),
            pipe: ServerPipe::default(),
            foresight: RefCell::default(),
            gathers: Cell::new(None),
            versions: OthersWrites {
                heard,
                listens: Cell::new(false),
                ours: Cell::new(0),
                in_hand: Cell::new(0),
                trace: RefCell::default(),
                others: Cell::new(0),
                asked_at: Cell::new(Instant::now()),
                asked: Cell::new(0),
                missed: Cell::new(0),
            },
        };
        conn.set_up()?;
        Ok(conn)
    }

    fn set_up(&self) -> Result<(), StoreError> {
        let access = if self.access == Access::Read { READ_ONLY } else { "" };
        let said = self.row_of_batch(&format!("{SET_UP}{access}{SERVED_BY}"))?;
        let said: Vec<String> = said.into_iter().map(Option::unwrap_or_default).collect();
        if let [follows, own, since] = said.as_slice() {
            self.follows.set(follows == "t");
            self.versions
                .heard
                .own
                .store(own.parse().unwrap_or_default(), Ordering::Relaxed);
            self.served_since.replace(since.clone());
        }
        Ok(())
    }

    /// A connection that was lost between two pieces of work is made again: nothing was under way.
    pub(super) fn keep_open(&self) -> Result<(), StoreError> {
        if self.is_within.get() {
            return Ok(());
        }
        self.look_around();
        if self.client().is_closed() {
            return self.connect_again();
        }
        Ok(())
    }

    pub(super) fn connect_again(&self) -> Result<(), StoreError> {
        let served = self.runtime.block_on((self.way)(Arc::clone(&self.versions.heard)));
        self.served.replace(served?);
        self.statements.clear();
        self.pipe.clear();
        self.versions.listens.set(false);
        // Nobody told what others wrote meanwhile; and one that followed the other so far may lack what was written last.
        self.versions.ours.set(-1);
        self.versions.missed.set(self.versions.missed.get() + 1);
        self.set_up()
    }

    /// The process of the server that serves this connection.
    pub(super) fn served_by(&self) -> i32 {
        self.versions.heard.own.load(Ordering::Relaxed)
    }

    pub(super) fn client(&self) -> Arc<Client> {
        Arc::clone(&self.served.borrow().client)
    }

    /// Nothing is heard of it any more: the next that asks makes it again.
    pub(super) fn lose(&self) {
        self.served.borrow().task.abort();
    }

    /// How often it was waited for the server.
    #[cfg(test)]
    pub(in crate::store) fn trips(&self) -> u64 {
        self.pipe.trips()
    }

    /// Runs statements without values or answers, one after the other.
    pub(super) fn batch(&self, sql: &str) -> Result<(), StoreError> {
        self.keep_open()?;
        self.pipe.forget_answers();
        self.run_batch(sql)
    }

    pub(super) fn run_batch(&self, sql: &str) -> Result<(), StoreError> {
        self.pipe.wait(&self.runtime, self.client().batch_execute(sql))
    }

    /// The last row of what a batch answers, as texts.
    pub(super) fn row_of_batch(&self, sql: &str) -> Result<Vec<Option<String>>, StoreError> {
        let number = self.send_batch(sql)?;
        Ok(self.pipe.read(&self.runtime, number)?.texts.clone())
    }

    /// Sends statements without values; the last row of their answer is read by the number.
    pub(super) fn send_batch(&self, sql: &str) -> Result<u64, StoreError> {
        let (client, text) = (self.client(), sql.to_owned());
        let work = Box::pin(async move {
            let messages = client.simple_query(&text).await?;
            let row = messages.into_iter().rev().find_map(|message| match message {
                SimpleQueryMessage::Row(row) => Some(row),
                _ => None,
            });
            let texts = row.map(|row| (0..row.len()).map(|at| row.get(at).map(str::to_owned)).collect());
            Ok(ServerAnswer {
                texts: texts.unwrap_or_default(),
                ..ServerAnswer::default()
            })
        });
        self.pipe.send(&self.runtime, &sql.into(), SentFor::Once, work)
    }

    /// Outside of a write and of a reading of one state nothing was done by what was cut off: it is asked again, once.
    pub(super) fn again<T>(&self, mut work: impl FnMut() -> Result<T, StoreError>) -> Result<T, StoreError> {
        let is_within = self.is_within.get();
        match work() {
            Err(StoreError::Unreachable(_)) if !is_within => {
                self.connect_again()?;
                work()
            }
            done => done,
        }
    }

    /// Changes when others have written since the last look; nothing is asked of the server but at first and now and then.
    pub(super) fn others(&self) -> Result<i64, StoreError> {
        let versions = &self.versions;
        self.keep_open()?;
        if !versions.listens.get() && !self.is_within.get() {
            let writes = self.count_of_writes(&format!("listen {NUDGE}; "))?;
            versions.listens.set(true);
            versions.asked.set(writes);
        }
        // What is told may be lost on its way: what is counted is not.
        if versions.asked_at.get().elapsed() >= ASKED_EVERY && !self.is_within.get() {
            versions.asked_at.set(Instant::now());
            let writes = self.count_of_writes("")?;
            if writes != versions.asked.get() && writes != versions.ours.get() {
                versions.missed.set(versions.missed.get() + 1);
            }
            versions.asked.set(writes);
        }
        Ok(versions.heard.times.load(Ordering::Relaxed) + versions.missed.get())
    }

    fn count_of_writes(&self, first: &str) -> Result<i64, StoreError> {
        let sql = format!("{first}select writes from desk_state");
        let writes = self.row_of_batch(&sql)?.pop().flatten();
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
