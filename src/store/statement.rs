//! The one way a statement is prepared and run.

use rusqlite::CachedStatement;
use rusqlite::Connection;
use rusqlite::MappedRows;
use rusqlite::Params;
use rusqlite::Row;
use rusqlite::Rows;

use super::StoreError;
#[cfg(test)]
use super::tests::plans;
#[cfg(test)]
use super::tests::ran;

/// A prepared statement; it goes back to its connection's cache when it is dropped.
pub(super) struct Statement<'c>(CachedStatement<'c>);

/// Prepares `sql` (cached). While testing it makes sure that `$1`, `$2` … first appear in order.
///
/// SQLite takes `$2` for a *name* and numbers names by first appearance: out of order they bind wrongly without a word.
pub(super) fn prepare<'c>(conn: &'c Connection, sql: &str) -> Result<Statement<'c>, StoreError> {
    let statement = conn.prepare_cached(sql)?;
    #[cfg(test)]
    plans::look_at(conn, sql);
    if cfg!(debug_assertions) {
        check_order(&statement, sql)?;
    }
    Ok(Statement(statement))
}

impl Statement<'_> {
    /// What its columns are called.
    pub(super) fn columns(&self) -> Vec<String> {
        self.0.column_names().map(str::to_owned).collect()
    }

    /// Runs it and gives its rows one by one.
    pub(super) fn query(&mut self, params: impl Params) -> Result<Rows<'_>, rusqlite::Error> {
        self.count();
        self.0.query(params)
    }

    /// Runs it and gives its rows as `read` makes them.
    pub(super) fn query_map<T, F>(&mut self, params: impl Params, read: F) -> Result<MappedRows<'_, F>, rusqlite::Error>
    where
        F: FnMut(&Row<'_>) -> Result<T, rusqlite::Error>,
    {
        self.count();
        self.0.query_map(params, read)
    }

    /// Runs it and gives its first row.
    pub(super) fn query_row<T>(
        &mut self,
        params: impl Params,
        read: impl FnOnce(&Row<'_>) -> Result<T, rusqlite::Error>,
    ) -> Result<T, rusqlite::Error> {
        self.count();
        self.0.query_row(params, read)
    }

    /// True when it gives any row.
    pub(super) fn exists(&mut self, params: impl Params) -> Result<bool, rusqlite::Error> {
        self.count();
        self.0.exists(params)
    }

    /// Runs it; how many rows it changed.
    pub(super) fn execute(&mut self, params: impl Params) -> Result<usize, rusqlite::Error> {
        self.count();
        self.0.execute(params)
    }

    /// Runs an insert; the new row's id.
    pub(super) fn insert(&mut self, params: impl Params) -> Result<i64, rusqlite::Error> {
        self.count();
        self.0.insert(params)
    }

    #[cfg_attr(not(test), allow(clippy::unused_self))]
    fn count(&self) {
        #[cfg(test)]
        ran::note(self.0.expanded_sql());
    }
}

fn check_order(statement: &CachedStatement<'_>, sql: &str) -> Result<(), StoreError> {
    for index in 1..=statement.parameter_count() {
        let in_order = statement
            .parameter_name(index)
            .is_some_and(|name| name.get(1..) == Some(&index.to_string()));
        if !in_order {
            return Err(StoreError::Sqlite(rusqlite::Error::InvalidParameterName(format!(
                "parameter {index} is out of order in: {sql}"
            ))));
        }
    }
    Ok(())
}
