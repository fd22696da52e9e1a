//! A desk moves from one database to another, whichever engine either has: every row is copied in one transaction, read
//! back and compared, before the old place says where it went.

use std::fmt::Write;

use sha2::Digest;
use sha2::Sha256;

use super::Access;
use super::Location;
use super::Store;
use super::StoreError;
use super::db::Conn;
use super::db::Val;
use super::db::prepare;
use super::moved::MOVED;
use super::moved::MOVED_TO;

/// How many rows are read in one go.
const READ_AT_ONCE: usize = 1_000;
/// How many values a statement binds at most.
const BOUND: usize = 16_000;
/// How many rows it inserts at most.
const INSERTED_AT_ONCE: usize = 250;
/// Kept by triggers of the orders, so that it is written last.
const BY_TRIGGERS: &str = "order_totals";

/// SQL of a server: references are looked at when all rows are there.
const CHECK_LATER: &str = "do $$ declare c record; begin for c in select conrelid::regclass as t, conname \
    from pg_constraint where contype = 'f' and connamespace = current_schema()::regnamespace loop \
    execute format('alter table %s alter constraint %I deferrable initially deferred', c.t, c.conname); end loop; end $$";
/// And from here on at once.
const CHECK_NOW: &str = "set constraints all immediate; do $$ declare c record; begin for c in \
    select conrelid::regclass as t, conname from pg_constraint where contype = 'f' \
    and connamespace = current_schema()::regnamespace loop \
    execute format('alter table %s alter constraint %I not deferrable', c.t, c.conname); end loop; end $$";
/// And a row that is added gets an id nobody has.
const GO_ON_COUNTING: &str = "do $$ declare c record; begin for c in \
    select table_name as t, column_name as n from information_schema.columns \
    where table_schema = current_schema() and is_identity = 'YES' loop \
    execute format('select setval(pg_get_serial_sequence(%L, %L), coalesce((select max(%I) from %I), 1), \
    exists (select 1 from %I))', c.t, c.n, c.n, c.t, c.t); end loop; end $$";

/// SQL of a server: the columns of a table, whether each is a text, and its place in the key.
const COLUMNS_OF_A_SERVER: &str = "select a.attname::text, a.atttypid = 'text'::regtype, \
    cast(coalesce(array_position(string_to_array(i.indkey::text, ' ')::int[], a.attnum::int), 0) as bigint) \
    from pg_attribute a left join pg_index i on i.indrelid = a.attrelid and i.indisprimary \
    where a.attrelid = to_regclass($1) and a.attnum > 0 and not a.attisdropped order by a.attnum";

/// Two databases between which a desk moves. The old one is locked, so that nothing is written there meanwhile.
#[derive(Debug)]
pub struct Moving {
    from: Store,
    to: Store,
    tables: Vec<MovedTable>,
}

/// How far a move is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MoveProgress {
    /// The rows are read back and compared.
    pub proving: bool,
    /// The table it is at.
    pub table: String,
    /// How many of all rows are done.
    pub done: i64,
    /// Of how many.
    pub of: i64,
}

/// Why a desk did not move.
#[derive(Debug, thiserror::Error)]
pub enum MoveError {
    /// One of the databases failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Another process has the old one open.
    #[error("another process has the database open")]
    InUse,
    /// Something is in the new one already.
    #[error("{0} is not empty")]
    NotEmpty(Location),
    /// What was read back is not what was copied; the old database goes on.
    #[error("the table {0} came out different")]
    Differs(String),
}

/// A table as both databases have it.
#[derive(Debug)]
struct MovedTable {
    name: String,
    columns: Vec<String>,
    /// The columns that tell its rows apart, by their places; and whether each is a text.
    key: Vec<(usize, bool)>,
    rows: i64,
    digest: [u8; 32],
}

impl Moving {
    /// Takes the database at `from` for itself, and looks whether nothing is in the one at `to`, or what a move that was
    /// interrupted at its end has left there.
    pub fn begin(from: &Location, to: &Location, access: Access) -> Result<Moving, MoveError> {
        let from = match from {
            Location::File(path) => match Store::alone(path) {
                Err(StoreError::Busy) => return Err(MoveError::InUse),
                opened => opened?,
            },
            Location::Server(_) => {
                let store = Store::open(from, access)?;
                store.conn.begin_write()?;
                store
            }
        };
        let to = Store::make_and_open(to, access)?;
        let mut names = from.conn.tables()?;
        names.sort_by_key(|name| name == BY_TRIGGERS);
        let tables = names.into_iter().map(|name| MovedTable::of(&from, name));
        let tables = tables.collect::<Result<_, _>>()?;
        Ok(Moving { from, to, tables })
    }

    /// Copies every row, unless all of them are there already, and reads them back. The new database is empty or whole
    /// whatever interrupts it.
    pub fn copy(&mut self, told: &mut dyn FnMut(&MoveProgress)) -> Result<i64, MoveError> {
        let of = self.tables.iter().map(|table| table.rows).sum();
        let is_new = self.to.is_untouched()?;
        let mut progress = MoveProgress {
            proving: !is_new,
            table: String::new(),
            done: 0,
            of,
        };
        if is_new {
            begin_filling(&self.to)?;
            for table in &self.tables {
                self.to.conn.batch(&format!("delete from {}", table.name))?;
            }
        }
        for table in &mut self.tables {
            progress.table.clone_from(&table.name);
            if is_new && table.name == BY_TRIGGERS {
                self.to.conn.batch(&format!("delete from {BY_TRIGGERS}"))?;
            }
            let mut digest = Sha256::new();
            let to = &self.to.conn;
            table.each_chunk(&self.from.conn, |table, rows| {
                for row in rows {
                    add_to(&mut digest, row);
                }
                if is_new {
                    table.insert(to, rows)?;
                    progress.done += count(rows.len());
                    told(&progress);
                }
                Ok(())
            })?;
            table.digest = digest.finalize().into();
        }
        if is_new {
            end_filling(&self.to)?;
        }
        (progress.proving, progress.done) = (true, 0);
        for table in &self.tables {
            progress.table.clone_from(&table.name);
            let mut digest = Sha256::new();
            table.each_chunk(&self.to.conn, |_, rows| {
                for row in rows {
                    add_to(&mut digest, row);
                }
                progress.done += count(rows.len());
                told(&progress);
                Ok(())
            })?;
            if <[u8; 32]>::from(digest.finalize()) != table.digest {
                return Err(if is_new {
                    MoveError::Differs(table.name.clone())
                } else {
                    MoveError::NotEmpty(self.to.location().clone())
                });
            }
        }
        Ok(of)
    }

    /// What `read` makes of the old database and of the new one.
    pub fn both<T, E>(&self, mut read: impl FnMut(&Store) -> Result<T, E>) -> Result<(T, T), E> {
        Ok((read(&self.from)?, read(&self.to)?))
    }

    /// The old database says where the desk is from now on, and is worked on no more.
    pub fn close(self) -> Result<(), StoreError> {
        let conn = &self.from.conn;
        let sql =
            "insert into meta (key, value) values ($1, $2) on conflict (key) do update set value = excluded.value";
        prepare(conn, sql)?.execute((MOVED_TO, self.to.location().to_string()))?;
        conn.batch(&if self.from.location.is_server() {
            format!("update desk_state set version = {MOVED}")
        } else {
            format!("pragma user_version = {MOVED}")
        })?;
        conn.commit()
    }
}

/// Rows come in any order; references between them are looked at when all are there.
fn begin_filling(store: &Store) -> Result<(), StoreError> {
    let to = &store.conn;
    if store.location.is_server() {
        to.begin_write()?;
        return to.batch(CHECK_LATER);
    }
    to.batch("pragma foreign_keys = off")?;
    to.begin_write()?;
    Ok(())
}

fn end_filling(store: &Store) -> Result<(), StoreError> {
    let to = &store.conn;
    if store.location.is_server() {
        to.batch(CHECK_NOW)?;
        to.batch(GO_ON_COUNTING)?;
        return to.commit();
    }
    to.batch("insert into customer_search (customer_search) values ('rebuild')")?;
    to.commit()?;
    to.batch("pragma foreign_keys = on")
}

impl MovedTable {
    fn of(store: &Store, name: String) -> Result<MovedTable, StoreError> {
        let conn = &store.conn;
        let sql = if store.location.is_server() {
            COLUMNS_OF_A_SERVER
        } else {
            "select name, type = 'TEXT', pk from pragma_table_info($1) order by cid"
        };
        let (mut columns, mut key) = (Vec::new(), Vec::new());
        let mut select = prepare(conn, sql)?;
        let mut found = select.query([name.as_str()])?;
        while let Some(row) = found.next()? {
            let place: i64 = row.get(2)?;
            if place > 0 {
                key.push((place, columns.len(), row.get(1)?));
            }
            columns.push(row.get(0)?);
        }
        key.sort_unstable();
        let rows = conn.ask_one(&format!("select count(*) from {name}"), |row| row.get(0))?;
        Ok(MovedTable {
            name,
            columns,
            key: key.into_iter().map(|(_, at, is_text)| (at, is_text)).collect(),
            rows,
            digest: [0; 32],
        })
    }

    /// All of its rows in the order of their keys, some at a time.
    fn each_chunk(
        &self,
        conn: &Conn,
        mut told: impl FnMut(&MovedTable, &[Vec<Val<'static>>]) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        let key: Vec<&str> = self.key.iter().map(|(at, _)| self.columns[*at].as_str()).collect();
        let key = key.join(", ");
        let values: Vec<String> = (1..=self.key.len()).map(|number| format!("${number}")).collect();
        let sql = |than: &str| {
            format!(
                "select {} from {} where ({key}) {than} ({}) order by {key} limit {READ_AT_ONCE}",
                self.columns.join(", "),
                self.name,
                values.join(", "),
            )
        };
        let lowest = |(_, is_text): &(usize, bool)| {
            if *is_text {
                Val::from(String::new())
            } else {
                Val::Int(i64::MIN)
            }
        };
        let mut after: Vec<Val<'static>> = self.key.iter().map(lowest).collect();
        let mut than = ">=";
        loop {
            let mut select = prepare(conn, &sql(than))?;
            let rows = select.query_map(after, |row| {
                let values = (0..self.columns.len()).map(|at| Ok(owned(row.val(at)?)));
                values.collect::<Result<Vec<_>, StoreError>>()
            })?;
            let rows: Vec<Vec<Val<'static>>> = rows.collect::<Result<_, _>>()?;
            let Some(last) = rows.last() else { return Ok(()) };
            after = self.key.iter().map(|(at, _)| last[*at].clone()).collect();
            than = ">";
            told(self, &rows)?;
            if rows.len() < READ_AT_ONCE {
                return Ok(());
            }
        }
    }

    fn insert(&self, to: &Conn, rows: &[Vec<Val<'static>>]) -> Result<(), StoreError> {
        let at_once = (BOUND / self.columns.len()).clamp(1, INSERTED_AT_ONCE);
        for rows in rows.chunks(at_once) {
            let mut sql = format!("insert into {} ({}) values ", self.name, self.columns.join(", "));
            let mut number = 0;
            for (at, row) in rows.iter().enumerate() {
                sql.push_str(if at == 0 { "(" } else { ", (" });
                for column in 0..row.len() {
                    number += 1;
                    let comma = if column == 0 { "" } else { ", " };
                    let _ = write!(sql, "{comma}${number}");
                }
                sql.push(')');
            }
            prepare(to, &sql)?.execute(rows.concat())?;
        }
        Ok(())
    }
}

/// Every value tells what it is and where it ends, so that no two tables look alike.
fn add_to(digest: &mut Sha256, row: &[Val<'static>]) {
    for value in row {
        match value {
            Val::Null => digest.update(b"n"),
            Val::Int(int) => {
                digest.update(b"i");
                digest.update(int.to_be_bytes());
            }
            Val::Text(text) => {
                digest.update(b"t");
                digest.update(count(text.len()).to_be_bytes());
                digest.update(text.as_bytes());
            }
        }
    }
}

fn owned(value: Val<'_>) -> Val<'static> {
    match value {
        Val::Null => Val::Null,
        Val::Int(int) => Val::Int(int),
        Val::Text(text) => Val::from(text.into_owned()),
    }
}

fn count(length: usize) -> i64 {
    i64::try_from(length).unwrap_or(i64::MAX)
}
