//! Whole copies of the file: made while others work on it, and proven by reading what came out.

use std::path::Path;

use sha2::Digest;
use sha2::Sha256;

use super::Store;
use super::StoreError;
use super::db::Val;
use super::db::WRITTEN;
use super::db::prepare;
use super::db::write_line;

/// What two copies of one state of the file agree in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contents {
    /// How many rows each table has, by its name.
    rows: Vec<(String, i64)>,
    /// SHA-256 over every entry of the journal.
    journal: [u8; 32],
}

impl Contents {
    /// How many rows the table has; 0 where there is none of that name.
    pub fn rows_of(&self, table: &str) -> i64 {
        let found = self.rows.iter().find(|(name, _)| name == table);
        found.map_or(0, |(_, count)| *count)
    }
}

impl Store {
    /// Counts every table and reads the journal through.
    pub fn contents(&self) -> Result<Contents, StoreError> {
        let names = self.conn.tables()?;
        let mut rows = Vec::with_capacity(names.len());
        for name in names {
            // What the writers of a server are known by says nothing of the desk.
            let counted = match name.as_str() {
                "meta" => format!(" where key not like '{WRITTEN}%'"),
                _ => String::new(),
            };
            let sql = format!("select count(*) from {name}{counted}");
            let count = self.conn.ask_one(&sql, |row| row.get(0))?;
            rows.push((name, count));
        }
        Ok(Contents {
            rows,
            journal: self.journal_digest()?,
        })
    }

    fn journal_digest(&self) -> Result<[u8; 32], StoreError> {
        let mut select = prepare(
            &self.conn,
            "select id, at, operator, kind, order_id, customer_id, undoes, undone_by, changes from journal order by id",
        )?;
        let mut entries = select.query(())?;
        let (mut digest, mut line) = (Sha256::new(), Vec::new());
        while let Some(row) = entries.next()? {
            let values: Vec<Val<'_>> = (0..9).map(|at| row.val(at)).collect::<Result<_, _>>()?;
            line.clear();
            write_line(&mut line, &values);
            digest.update(&line);
        }
        Ok(digest.finalize().into())
    }

    /// Copies one state of the file into the empty file at `to`, and says what is in it. Others go on reading and writing.
    pub fn copy_into(&self, to: &Path) -> Result<Contents, StoreError> {
        let _one_state = self.snapshot()?;
        let contents = self.contents()?;
        self.conn.copy_into(to, || self.give_way())?;
        Ok(contents)
    }

    /// What is wrong with the pages of the file, as SQLite says it; empty when nothing is.
    pub fn damage(&self) -> Result<Vec<String>, StoreError> {
        if self.conn.is_server() {
            return Ok(Vec::new());
        }
        let mut check = prepare(&self.conn, "pragma quick_check(20)")?;
        let found = check.query_map((), |row| row.get::<String>(0))?;
        let found: Vec<String> = found.collect::<Result<_, _>>()?;
        Ok(found.into_iter().filter(|line| line != "ok").collect())
    }

    /// Takes the file at `path` for this connection alone, without anything beside it; [`StoreError::Busy`] while another
    /// has it open.
    pub fn alone(path: &Path) -> Result<Store, StoreError> {
        let store = Store::open(path, super::Access::Write)?;
        store.conn.never_wait()?;
        store.conn.batch("pragma locking_mode = exclusive")?;
        let mode: String = store.conn.ask_one("pragma journal_mode = delete", |row| row.get(0))?;
        if mode != "delete" {
            return Err(StoreError::Busy);
        }
        store.conn.batch("begin exclusive")?;
        Ok(store)
    }
}
