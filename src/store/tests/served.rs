//! The same tests on a server: `DOZVON_TEST_DB` names a database there, and each test has one of its own beside it.

use std::io::Write as _;
use std::sync::atomic::AtomicU64;
use std::sync::atomic::Ordering;
use std::time::Duration;
use std::time::Instant;

use sha2::Digest;
use sha2::Sha256;

use crate::domain::server_address::ServerAddress;
use crate::store::Access;
use crate::store::DatabaseServer;
use crate::store::Location;
use crate::store::Store;
use crate::store::StoreError;
use crate::store::db::Conn;
use crate::store::db::Val;
use crate::store::migrate;

/// A database of one test; gone when dropped.
#[derive(Debug)]
pub(in crate::store) struct ServedDatabase {
    server: DatabaseServer,
}

/// Every row of a table, with what its columns are called, in an order of their own.
pub(crate) fn rows_of(store: &Store, table: &str) -> Vec<String> {
    let (names, rows) = store.conn.seen(&format!("select * from {table}"));
    let row = |row: Vec<Val<'_>>| {
        // The engines may keep columns in another order.
        let mut named: Vec<String> = names
            .iter()
            .zip(row)
            .map(|(name, val)| format!("{name} {val:?}"))
            .collect();
        named.sort_unstable();
        named.join(", ")
    };
    let mut rows: Vec<String> = rows.into_iter().map(row).collect();
    rows.sort_unstable();
    rows
}

/// How often this thread waited for a server.
pub(crate) fn trips_here() -> u64 {
    crate::store::db::trips_here()
}

/// Has every order and customer of a server's database that many times more, each with ids of its own.
pub(crate) fn multiply(store: &Store, times: usize) {
    for table in [
        "customers",
        "contacts",
        "orders",
        "order_texts",
        "order_lines",
        "order_sources",
        "parcels",
        "calls",
        "appointments",
    ] {
        let columns = format!(
            "select column_name::text from information_schema.columns \
             where table_schema = current_schema() and table_name = '{table}'"
        );
        let columns = store.seen_texts(&columns);
        let values = columns.iter().map(|column| match column.as_str() {
            "id" | "customer_id" | "order_id" => format!("{column} + 1000000 * n"),
            "external_id" => "external_id || '-' || n".to_owned(),
            _ => column.clone(),
        });
        let (values, columns) = (values.collect::<Vec<_>>().join(", "), columns.join(", "));
        let sql = format!(
            "insert into {table} ({columns}) select {values} from {table}, generate_series(1, {times}) of_all (n)"
        );
        store.conn.batch(&sql).unwrap();
    }
    store.conn.batch("analyze").unwrap();
}

/// Where the tests' databases are made; none on a machine without a server.
fn server() -> Option<DatabaseServer> {
    let said = std::env::var("DOZVON_TEST_DB").ok()?;
    match Location::parse(&said).unwrap() {
        Location::Server(server) => Some(server),
        Location::File(_) => panic!("DOZVON_TEST_DB names no server"),
    }
}

/// Says of a test of what only a server has that it ends here: of a file there is nothing to see.
pub(crate) fn leave_out(why: &str) {
    let thread = std::thread::current();
    let test = thread.name().unwrap_or_default();
    // Not by the macro for it: the harness would keep to itself what a test prints that goes well.
    let _ = writeln!(std::io::stderr(), "left out on a file: {test}: {why}");
}

/// True where the store is a server's; else says of a test of that alone that it ends here.
pub(crate) fn is_of_a_server(store: &Store) -> bool {
    let is_server = store.location().is_server();
    if !is_server {
        leave_out("it is of a server (DOZVON_TEST_DB)");
    }
    is_server
}

/// Waits until somebody else's question with these words is in hand.
pub(crate) fn wait_until_asked(store: &Store, words: &str) {
    let sql = format!(
        "select query from pg_stat_activity where state = 'active' and datname = current_database() \
         and pid <> pg_backend_pid() and strpos(query, '{words}') > 0"
    );
    let waits = Instant::now();
    while store.seen_texts(&sql).is_empty() {
        assert!(waits.elapsed() < Duration::from_secs(60), "nobody asked for {words}");
    }
}

/// From here on it takes a minute to read anything of that table.
pub(crate) fn read_slowly(store: &Store, table: &str) {
    let sql = format!(
        "alter table {table} rename to {table}_quick; \
         create view {table} as select * from {table}_quick where (select pg_sleep(60)) is not null"
    );
    store.conn.batch(&sql).unwrap();
}

/// A connection of who may make databases and logins; none on a machine without a server.
pub(super) fn admin() -> Option<Conn> {
    server().map(|server| connect(&server))
}

impl ServedDatabase {
    /// An empty desk's database, where tests run on a server.
    pub(in crate::store) fn new() -> Option<ServedDatabase> {
        static MADE: AtomicU64 = AtomicU64::new(0);
        let server = server()?;
        let template = template(&server);
        let number = MADE.fetch_add(1, Ordering::Relaxed);
        let name = format!("dozvon_test_{}_{number}", std::process::id());
        let sql = format!("create database {name} template {template}");
        connect(&server).batch(&sql).unwrap();
        Some(ServedDatabase {
            server: beside(&server, &name),
        })
    }

    /// A connection to it.
    pub(super) fn connect(&self) -> Conn {
        connect(&self.server)
    }

    /// Where it is.
    pub(in crate::store) fn location(&self) -> Location {
        Location::Server(self.server.clone())
    }
}

impl Drop for ServedDatabase {
    fn drop(&mut self) {
        let sql = format!("drop database {} with (force)", self.server.address().database);
        connect(&server().unwrap()).batch(&sql).unwrap();
    }
}

/// The database each test's is copied from: of this schema, made once.
fn template(server: &DatabaseServer) -> String {
    let digest = Sha256::digest(include_bytes!("../../../assets/migrations/postgres/0048_baseline.sql"));
    let digest = u64::from_be_bytes(digest[..8].try_into().unwrap());
    let name = format!("dozvon_template_{digest:016x}_{}", migrate::newest());
    let maintenance = connect(server);
    let is_there = || {
        let sql = format!("select exists (select 1 from pg_database where datname = '{name}')");
        maintenance.ask_one(&sql, |row| row.get::<bool>(0)).unwrap()
    };
    if is_there() {
        return name;
    }
    // Another test may be at it.
    maintenance
        .ask_one("select pg_advisory_lock(1)::text", |_| Ok(()))
        .unwrap();
    if !is_there() {
        let making = format!("{name}_making");
        maintenance
            .batch(&format!("drop database if exists {making} with (force)"))
            .unwrap();
        maintenance.batch(&format!("create database {making}")).unwrap();
        migrate::migrate(&connect(&beside(server, &making))).unwrap();
        let rename = || maintenance.batch(&format!("alter database {making} rename to {name}"));
        // The server takes a moment to see that nobody is connected any more.
        while let Err(error) = rename() {
            assert!(matches!(error, StoreError::Engine(_)), "{error}");
        }
    }
    name
}

fn beside(server: &DatabaseServer, name: &str) -> DatabaseServer {
    DatabaseServer::new(ServerAddress {
        database: name.to_owned(),
        ..server.address().clone()
    })
}

fn connect(server: &DatabaseServer) -> Conn {
    Conn::connect(server, Access::Write).unwrap()
}
