//! The one way a statement is prepared.

use rusqlite::CachedStatement;
use rusqlite::Connection;

use super::StoreError;

/// Prepares `sql` (cached). While testing it makes sure that `$1`, `$2` … first appear in order.
///
/// SQLite takes `$2` for a *name* and numbers names by first appearance: out of order they bind wrongly without a word.
pub(super) fn prepare<'c>(conn: &'c Connection, sql: &str) -> Result<CachedStatement<'c>, StoreError> {
    let statement = conn.prepare_cached(sql)?;
    if cfg!(debug_assertions) {
        check_order(&statement, sql)?;
    }
    Ok(statement)
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
