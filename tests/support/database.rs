//! Where a test's desk keeps its rows: a file, or with `DOZVON_TEST_DB` a database of its own on that server.

use std::path::Path;
use std::path::PathBuf;
use std::sync::atomic::AtomicU32;
use std::sync::atomic::Ordering;
use std::time::Duration;
use std::time::Instant;

use dozvon::domain::server_address::ServerAddress;
use dozvon::domain::server_address::ServerHost;
use dozvon::store::Access;
use dozvon::store::DatabaseServer;
use dozvon::store::Location;
use dozvon::store::Store;
use rusqlite::types::ValueRef;
use sha2::Digest;
use sha2::Sha256;
use tokio::runtime::Runtime;
use tokio_postgres::Client;
use tokio_postgres::Config;
use tokio_postgres::NoTls;
use tokio_postgres::SimpleQueryMessage;

/// The server tests run on; none: they run on files.
pub fn server() -> Option<ServerAddress> {
    let said = std::env::var("DOZVON_TEST_DB").ok()?;
    let rest = ServerAddress::rest(&said).unwrap();
    Some(ServerAddress::parse(rest).unwrap())
}

/// A database of one test on a server; gone when dropped.
pub struct ServedDatabase {
    server: ServerAddress,
    here: ServerAddress,
}

impl ServedDatabase {
    /// Of an empty desk.
    pub fn new(server: ServerAddress) -> ServedDatabase {
        static MADE: AtomicU32 = AtomicU32::new(0);
        let number = MADE.fetch_add(1, Ordering::Relaxed);
        let name = format!("dozvon_desk_{}_{number}", std::process::id());
        let maintenance = Database::served(&server);
        let template = template(&server, &maintenance);
        // Pages are copied by the system: nothing is written of them into the server's own log.
        maintenance.run(&format!(
            "create database {name} template {template} strategy file_copy"
        ));
        ServedDatabase {
            here: beside(&server, &name),
            server,
        }
    }

    /// Where it is.
    pub fn address(&self) -> &ServerAddress {
        &self.here
    }
}

impl Drop for ServedDatabase {
    fn drop(&mut self) {
        // A test that ended the server has nothing left to drop.
        if let Some(maintenance) = Database::try_served(&self.server) {
            let _ = maintenance.try_run(&format!("drop database {} with (force)", self.here.database));
        }
    }
}

/// The database each test's is copied from: of this schema, made once.
fn template(server: &ServerAddress, maintenance: &Database) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/migrations/postgres");
    let files = std::fs::read_dir(folder).unwrap();
    let mut files: Vec<PathBuf> = files.map(|file| file.unwrap().path()).collect();
    files.sort();
    let mut digest = Sha256::new();
    for file in files {
        digest.update(std::fs::read(file).unwrap());
    }
    let digest = u64::from_be_bytes(digest.finalize()[..8].try_into().unwrap());
    let name = format!("dozvon_desk_template_{digest:016x}");
    let sql = format!("select count(*) from pg_database where datname = '{name}'");
    if maintenance.number(&sql) == 1 {
        return name;
    }
    // Another test may be at it.
    maintenance.run("select pg_advisory_lock(2)");
    if maintenance.number(&sql) == 0 {
        let making = format!("{name}_making");
        maintenance.run(&format!("drop database if exists {making} with (force)"));
        maintenance.run(&format!("create database {making}"));
        let made = DatabaseServer::new(beside(server, &making));
        drop(Store::open(Location::Server(made), Access::Write).unwrap());
        // The server takes a moment to see that nobody is connected any more.
        let begun = Instant::now();
        while let Err(why) = maintenance.try_run(&format!("alter database {making} rename to {name}")) {
            assert!(begun.elapsed() < Duration::from_secs(10), "{why}");
        }
    }
    maintenance.run("select pg_advisory_unlock(2)");
    name
}

/// Another database of that server.
fn beside(server: &ServerAddress, name: &str) -> ServerAddress {
    ServerAddress {
        database: name.to_owned(),
        ..server.clone()
    }
}

/// A desk's rows, looked at from behind: by SQL that both engines take.
pub enum Database {
    File(rusqlite::Connection),
    Server(Runtime, Client),
}

impl Database {
    /// Of a file.
    pub fn file(path: &Path) -> Database {
        Database::File(rusqlite::Connection::open(path).unwrap())
    }

    /// Of a server.
    pub fn served(address: &ServerAddress) -> Database {
        Database::try_served(address).unwrap_or_else(|| panic!("{address} does not answer"))
    }

    fn try_served(address: &ServerAddress) -> Option<Database> {
        let (ServerHost::Name(host) | ServerHost::Socket(host)) = &address.host;
        let mut config = Config::new();
        config.host(host).port(address.port).dbname(&address.database);
        if let Some(user) = &address.user {
            config.user(user);
        }
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .unwrap();
        let (client, connection) = runtime.block_on(config.connect(NoTls)).ok()?;
        runtime.spawn(connection);
        Some(Database::Server(runtime, client))
    }

    /// What `sql` gives, as texts; nothing is an empty one.
    pub fn rows(&self, sql: &str) -> Vec<Vec<String>> {
        self.try_rows(sql).unwrap_or_else(|why| panic!("{why}\n{sql}"))
    }

    /// The first column of the one row it gives.
    pub fn text(&self, sql: &str) -> String {
        self.rows(sql).pop().unwrap().swap_remove(0)
    }

    /// The same as a number.
    pub fn number(&self, sql: &str) -> i64 {
        let text = self.text(sql);
        text.parse().unwrap_or_else(|_| panic!("no number: {text:?}\n{sql}"))
    }

    /// Runs statements.
    pub fn run(&self, sql: &str) {
        self.try_run(sql).unwrap_or_else(|why| panic!("{why}\n{sql}"));
    }

    /// The same; others may be at it.
    pub fn try_run(&self, sql: &str) -> Result<(), String> {
        match self {
            Database::File(file) => file.execute_batch(sql).map_err(|error| error.to_string()),
            Database::Server(..) => self.try_rows(sql).map(drop),
        }
    }

    /// The same as texts; others may be at it.
    pub fn try_rows(&self, sql: &str) -> Result<Vec<Vec<String>>, String> {
        match self {
            Database::File(file) => {
                let mut select = file.prepare(sql).map_err(|error| error.to_string())?;
                let columns = select.column_count();
                let read = |row: &rusqlite::Row<'_>| (0..columns).map(|at| Ok(text(row.get_ref(at)?))).collect();
                let rows = select.query_map((), read).map_err(|error| error.to_string())?;
                rows.collect::<Result<_, _>>().map_err(|error| error.to_string())
            }
            Database::Server(runtime, client) => {
                let said = runtime.block_on(client.simple_query(sql));
                let said = said.map_err(|error| match error.as_db_error() {
                    Some(said) => said.to_string(),
                    None => error.to_string(),
                })?;
                let rows = said.into_iter().filter_map(|message| match message {
                    SimpleQueryMessage::Row(row) => Some(row),
                    _ => None,
                });
                let texts = |row: tokio_postgres::SimpleQueryRow| {
                    (0..row.len())
                        .map(|at| row.get(at).unwrap_or_default().to_owned())
                        .collect()
                };
                Ok(rows.map(texts).collect())
            }
        }
    }

    /// Keeps everybody else from writing until it is dropped.
    pub fn begin_write(&self) {
        match self {
            Database::File(_) => self.run("begin immediate"),
            // The lock of every write, see `src/store/db/pg.rs`.
            Database::Server(..) => self.run("begin; select pg_advisory_xact_lock(x'445A564E'::int)"),
        }
    }

    /// From here on no order comes in when there are that many.
    pub fn refuse_orders_from(&self, many: u32) {
        let is_full = format!("(select count(*) from orders) >= {many}");
        match self {
            Database::File(_) => self.run(&format!(
                "create trigger full before insert on orders when {is_full} begin select raise(abort, 'the disk is full'); end"
            )),
            Database::Server(..) => self.run(&format!(
                "create function is_full() returns trigger language plpgsql as $$ begin if {is_full} then \
                 raise exception 'the disk is full'; end if; return new; end $$; \
                 create trigger is_full before insert on orders for each row execute function is_full()"
            )),
        }
    }

    /// Insists that nothing in it is broken: a file is whole and its references hold; a server looks after both itself.
    #[track_caller]
    pub fn assert_whole(&self) {
        if matches!(self, Database::File(_)) {
            assert_eq!(self.text("pragma integrity_check"), "ok");
            assert_eq!(self.number("select count(*) from pragma_foreign_key_check"), 0);
        }
    }
}

fn text(value: ValueRef<'_>) -> String {
    match value {
        ValueRef::Null => String::new(),
        ValueRef::Integer(number) => number.to_string(),
        ValueRef::Real(number) => number.to_string(),
        ValueRef::Text(text) | ValueRef::Blob(text) => String::from_utf8(text.to_vec()).unwrap(),
    }
}
