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
use super::db::CopyIn;
use super::db::Val;
use super::db::WRITTEN;
use super::db::prepare;
use super::db::write_line;
use super::moved::MOVED;
use super::moved::MOVED_TO;

/// How many rows are read in one go.
const READ_AT_ONCE: usize = 1_000;
/// How many bytes are sent in one go.
const SENT_AT_ONCE: usize = 256 * 1_024;
/// How many values a statement binds at most.
const BOUND: usize = 16_000;
/// How many rows it inserts at most.
const INSERTED_AT_ONCE: usize = 250;

/// SQL of a server: what would be looked at, or kept in step, with each row is made again when all are there.
const PUT_ASIDE: &str = "create temp table aside on commit drop as \
    select 2 as step, quote_ident(conname) as name, format('alter table %s add constraint %I %s', conrelid::regclass, conname, \
        pg_get_constraintdef(oid)) as again, format('alter table %s drop constraint %I', conrelid::regclass, conname) as drops \
      from pg_constraint where contype = 'f' and connamespace = current_schema()::regnamespace \
    union all select 1, i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid), format('drop index %s', i.indexrelid::regclass) \
      from pg_index i join pg_class c on c.oid = i.indrelid where c.relnamespace = current_schema()::regnamespace \
        and not exists (select 1 from pg_constraint k where k.conindid = i.indexrelid and k.contype in ('p', 'u', 'x')); \
    do $$ declare a record; begin \
      for a in select drops from aside order by step desc loop execute a.drops; end loop; \
      for a in select oid::regclass as t from pg_class where relkind = 'r' and relnamespace = current_schema()::regnamespace loop \
        execute format('alter table %s disable trigger user', a.t); end loop; end $$; \
    set local maintenance_work_mem = '256MB'";
/// And what is kept in step by triggers is again.
const TRIGGERS_AGAIN: &str = "do $$ declare a record; begin \
    for a in select oid::regclass as t from pg_class where relkind = 'r' and relnamespace = current_schema()::regnamespace loop \
      execute format('alter table %s enable trigger user', a.t); end loop; end $$";
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
    /// What is done.
    pub stage: MoveStage,
    /// The table it is at, or the index.
    pub table: String,
    /// How many of all rows are done.
    pub done: i64,
    /// Of how many.
    pub of: i64,
}

/// What is done of a move.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MoveStage {
    /// Rows are copied.
    Copies,
    /// All are there; what finds them is made.
    Sorts,
    /// They are read back and compared.
    Proves,
}

/// How far it is, and who is told.
struct MoveShown<'t> {
    progress: MoveProgress,
    told: &'t mut dyn FnMut(&MoveProgress),
}

impl MoveShown<'_> {
    fn at(&mut self, table: &str) {
        table.clone_into(&mut self.progress.table);
    }

    fn more(&mut self, rows: usize) {
        self.progress.done += count(rows);
        (self.told)(&self.progress);
    }
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
                // What its writers left to be known by is of no use elsewhere.
                store
                    .conn
                    .batch(&format!("delete from meta where key like '{WRITTEN}%'"))?;
                store
            }
        };
        let to = Store::make_and_open(to, access)?;
        to.check_writable()?;
        let tables = from.conn.tables()?.into_iter().map(|name| MovedTable::of(&from, name));
        let tables = tables.collect::<Result<_, _>>()?;
        Ok(Moving { from, to, tables })
    }

    /// Copies every row, unless all of them are there already, and reads them back. The new database is empty or whole
    /// whatever interrupts it.
    pub fn copy(&mut self, told: &mut dyn FnMut(&MoveProgress)) -> Result<i64, MoveError> {
        let is_new = self.to.is_untouched()?;
        let mut shown = MoveShown {
            progress: MoveProgress {
                stage: if is_new { MoveStage::Copies } else { MoveStage::Proves },
                table: String::new(),
                done: 0,
                of: self.tables.iter().map(|table| table.rows).sum(),
            },
            told,
        };
        if is_new {
            begin_filling(&self.to)?;
            for table in &self.tables {
                self.to.conn.batch(&format!("delete from {}", table.name))?;
            }
        }
        for table in &mut self.tables {
            shown.at(&table.name);
            let mut filled = is_new.then(|| FilledTable::of(&self.to.conn, table)).transpose()?;
            let mut digest = Sha256::new();
            table.each_row(&self.from.conn, |line, row| {
                digest.update(line);
                match &mut filled {
                    Some(filled) => filled.take(line, row, &mut shown),
                    None => Ok(()),
                }
            })?;
            filled.map_or(Ok(()), |filled| filled.finish(&mut shown))?;
            table.digest = digest.finalize().into();
        }
        if is_new {
            end_filling(&self.to, &mut shown)?;
        }
        (shown.progress.stage, shown.progress.done) = (MoveStage::Proves, 0);
        for table in &self.tables {
            shown.at(&table.name);
            if table.digest_in(&self.to.conn, &mut shown)? != table.digest {
                return Err(if is_new {
                    MoveError::Differs(table.name.clone())
                } else {
                    MoveError::NotEmpty(self.to.location().clone())
                });
            }
        }
        Ok(shown.progress.of)
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
        return to.batch(PUT_ASIDE);
    }
    to.batch("pragma foreign_keys = off")?;
    to.begin_write()?;
    Ok(())
}

fn end_filling(store: &Store, shown: &mut MoveShown<'_>) -> Result<(), StoreError> {
    let to = &store.conn;
    if store.location.is_server() {
        shown.progress.stage = MoveStage::Sorts;
        let mut select = prepare(to, "select name, again from aside order by step, name")?;
        let aside = select.query_map((), |row| Ok((row.get(0)?, row.get(1)?)))?;
        let aside: Vec<(String, String)> = aside.collect::<Result<_, _>>()?;
        for (name, again) in aside {
            shown.at(&name);
            shown.more(0);
            to.batch(&again)?;
        }
        to.batch(TRIGGERS_AGAIN)?;
        to.batch(GO_ON_COUNTING)?;
        to.commit()?;
        // Plans hang on how much there is of what.
        return to.batch("analyze");
    }
    to.batch("insert into customer_search (customer_search) values ('rebuild')")?;
    to.commit()?;
    to.batch("pragma foreign_keys = on")
}

/// A table that is being filled.
enum FilledTable<'c> {
    /// Of a server: whole lines that are not sent yet, and how many.
    Copied(CopyIn<'c>, Vec<u8>, usize),
    /// Of a file: rows that are not inserted yet.
    Inserted(&'c Conn, String, Vec<Vec<Val<'static>>>),
}

impl FilledTable<'_> {
    fn of<'c>(to: &'c Conn, table: &MovedTable) -> Result<FilledTable<'c>, StoreError> {
        let columns = table.columns.join(", ");
        Ok(match to.copy_in(&table.name, &columns)? {
            Some(copied) => FilledTable::Copied(copied, Vec::with_capacity(2 * SENT_AT_ONCE), 0),
            None => FilledTable::Inserted(
                to,
                format!("insert into {} ({columns}) values ", table.name),
                Vec::new(),
            ),
        })
    }

    fn take(&mut self, line: &[u8], row: &[Val<'_>], shown: &mut MoveShown<'_>) -> Result<(), StoreError> {
        match self {
            FilledTable::Copied(copied, lines, rows) => {
                lines.extend_from_slice(line);
                *rows += 1;
                if lines.len() >= SENT_AT_ONCE {
                    copied.send(std::mem::replace(lines, Vec::with_capacity(2 * SENT_AT_ONCE)))?;
                    shown.more(std::mem::take(rows));
                }
            }
            FilledTable::Inserted(to, insert, rows) => {
                rows.push(row.iter().map(owned).collect());
                if rows.len() >= (BOUND / row.len()).clamp(1, INSERTED_AT_ONCE) {
                    insert_rows(to, insert, rows)?;
                    shown.more(std::mem::take(rows).len());
                }
            }
        }
        Ok(())
    }

    fn finish(self, shown: &mut MoveShown<'_>) -> Result<(), StoreError> {
        match self {
            FilledTable::Copied(mut copied, lines, rows) => {
                copied.send(lines)?;
                copied.finish()?;
                shown.more(rows);
            }
            FilledTable::Inserted(to, insert, rows) => {
                insert_rows(to, &insert, &rows)?;
                shown.more(rows.len());
            }
        }
        Ok(())
    }
}

fn insert_rows(to: &Conn, insert: &str, rows: &[Vec<Val<'static>>]) -> Result<(), StoreError> {
    if rows.is_empty() {
        return Ok(());
    }
    let mut sql = insert.to_owned();
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
    Ok(())
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

    fn key_columns(&self) -> String {
        let key: Vec<&str> = self.key.iter().map(|(at, _)| self.columns[*at].as_str()).collect();
        key.join(", ")
    }

    /// All of its rows in the order of their keys, each as a line of COPY too: of it the digest is made, on both sides.
    fn each_row(
        &self,
        conn: &Conn,
        mut told: impl FnMut(&[u8], &[Val<'_>]) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        let mut line = Vec::new();
        let mut tell = |row: &[Val<'_>]| {
            line.clear();
            write_line(&mut line, row);
            told(&line, row)
        };
        if conn.is_server() {
            return self.each_chunk(conn, |rows| rows.iter().try_for_each(|row| tell(row)));
        }
        let (columns, name, key) = (self.columns.join(", "), &self.name, self.key_columns());
        let sql = format!("select {columns} from {name} order by {key} /* moved */");
        let mut select = prepare(conn, &sql)?;
        let mut rows = select.query(())?;
        while let Some(row) = rows.next()? {
            let values: Vec<Val<'_>> = (0..self.columns.len())
                .map(|at| row.val(at))
                .collect::<Result<_, _>>()?;
            tell(&values)?;
        }
        Ok(())
    }

    /// The digest over all of its rows there.
    fn digest_in(&self, conn: &Conn, shown: &mut MoveShown<'_>) -> Result<[u8; 32], StoreError> {
        let mut digest = Sha256::new();
        let (columns, name, key) = (self.columns.join(", "), &self.name, self.key_columns());
        let query = format!("select {columns} from {name} order by {key}");
        let mut rows = 0;
        let is_server = conn.copy_out(&query, |lines| {
            digest.update(lines);
            rows += lines.split(|byte| *byte == b'\n').count() - 1;
            if rows >= READ_AT_ONCE {
                shown.more(std::mem::take(&mut rows));
            }
        })?;
        if !is_server {
            self.each_row(conn, |line, _| {
                digest.update(line);
                rows += 1;
                if rows >= READ_AT_ONCE {
                    shown.more(std::mem::take(&mut rows));
                }
                Ok(())
            })?;
        }
        shown.more(rows);
        Ok(digest.finalize().into())
    }

    /// Of a server, some at a time.
    fn each_chunk(
        &self,
        conn: &Conn,
        mut told: impl FnMut(&[Vec<Val<'static>>]) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        let key = self.key_columns();
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
                let values = (0..self.columns.len()).map(|at| Ok(owned(&row.val(at)?)));
                values.collect::<Result<Vec<_>, StoreError>>()
            })?;
            let rows: Vec<Vec<Val<'static>>> = rows.collect::<Result<_, _>>()?;
            let Some(last) = rows.last() else { return Ok(()) };
            after = self.key.iter().map(|(at, _)| last[*at].clone()).collect();
            than = ">";
            told(&rows)?;
            if rows.len() < READ_AT_ONCE {
                return Ok(());
            }
        }
    }
}

fn owned(value: &Val<'_>) -> Val<'static> {
    match value {
        Val::Null => Val::Null,
        Val::Int(int) => Val::Int(*int),
        Val::Text(text) => Val::from(text.clone().into_owned()),
    }
}

fn count(length: usize) -> i64 {
    i64::try_from(length).unwrap_or(i64::MAX)
}
