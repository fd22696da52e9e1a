//! The one way a statement is prepared and run.

use rusqlite::CachedStatement;
use rusqlite::params_from_iter;

use super::super::StoreError;
#[cfg(test)]
use super::super::tests::ran;
use super::args::Args;
use super::args::Val;
use super::conn::Conn;
use super::pg::PgConn;
#[cfg(test)]
use super::pg_plans;
#[cfg(test)]
use super::plans;
use super::row::Answer;
use super::row::DbRow;

/// A prepared statement; it goes back to its connection's cache when it is dropped.
pub(in crate::store) enum Statement<'c> {
    /// Of SQLite.
    Lite(CachedStatement<'c>),
    /// Of PostgreSQL, which looks at it when it is run first.
    Pg(&'c PgConn, String),
}

/// Rows as `read` makes something of them.
pub(in crate::store) struct MappedAnswer<'s, F> {
    rows: Answer<'s>,
    read: F,
}

/// Prepares `sql` (cached). While testing it makes sure that `$1`, `$2` … first appear in order.
///
/// SQLite takes `$2` for a *name* and numbers names by first appearance: out of order they bind wrongly without a word.
pub(in crate::store) fn prepare<'c>(conn: &'c Conn, sql: &str) -> Result<Statement<'c>, StoreError> {
    match conn {
        Conn::Lite(lite) => {
            let statement = lite.prepare_cached(sql)?;
            if cfg!(any(test, debug_assertions)) {
                check_order(&statement, sql)?;
            }
            #[cfg(test)]
            plans::look_at(lite, sql);
            Ok(Statement::Lite(statement))
        }
        Conn::Pg(pg) => {
            if cfg!(any(test, debug_assertions)) {
                check_text_order(sql)?;
            }
            #[cfg(test)]
            pg_plans::keep(sql);
            Ok(Statement::Pg(pg, sql.to_owned()))
        }
    }
}

impl Statement<'_> {
    /// What its columns are called.
    pub(in crate::store) fn columns(&self) -> Result<Vec<String>, StoreError> {
        match self {
            Statement::Lite(statement) => Ok(statement.column_names().map(str::to_owned).collect()),
            Statement::Pg(pg, sql) => pg.columns(sql),
        }
    }

    /// Runs it and gives its rows one by one.
    #[allow(clippy::needless_pass_by_value)] // so a call needs no borrow
    pub(in crate::store) fn query(&mut self, args: impl Args) -> Result<Answer<'_>, StoreError> {
        self.count();
        match self {
            Statement::Lite(statement) => Ok(Answer::Lite(statement.query(params_from_iter(args.vals()))?)),
            Statement::Pg(pg, sql) => Ok(Answer::Pg(pg.query(sql, &args.vals())?, 0)),
        }
    }

    /// Runs it and gives its rows as `read` makes them.
    pub(in crate::store) fn query_map<T, F>(
        &mut self,
        args: impl Args,
        read: F,
    ) -> Result<MappedAnswer<'_, F>, StoreError>
    where
        F: FnMut(DbRow<'_>) -> Result<T, StoreError>,
    {
        Ok(MappedAnswer {
            rows: self.query(args)?,
            read,
        })
    }

    /// Runs it and gives its first row; [`StoreError::NoRow`] when there is none.
    pub(in crate::store) fn query_row<T>(
        &mut self,
        args: impl Args,
        read: impl FnOnce(DbRow<'_>) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        match self.query(args)?.next()? {
            Some(row) => read(row),
            None => Err(StoreError::NoRow),
        }
    }

    /// True when it gives any row.
    pub(in crate::store) fn exists(&mut self, args: impl Args) -> Result<bool, StoreError> {
        Ok(self.query(args)?.next()?.is_some())
    }

    /// Runs it; how many rows it changed.
    #[allow(clippy::needless_pass_by_value)] // so a call needs no borrow
    pub(in crate::store) fn execute(&mut self, args: impl Args) -> Result<usize, StoreError> {
        self.count();
        match self {
            Statement::Lite(statement) => Ok(statement.execute(params_from_iter(args.vals()))?),
            Statement::Pg(pg, sql) => pg.execute(sql, &args.vals()),
        }
    }

    /// Changes rows, however many. A server is not waited for: what goes wrong there is told by the next that waits, or by the
    /// commit.
    #[allow(clippy::needless_pass_by_value)] // so a call needs no borrow
    pub(in crate::store) fn later(&mut self, args: impl Args) -> Result<(), StoreError> {
        self.count();
        match self {
            Statement::Lite(statement) => Ok(statement.execute(params_from_iter(args.vals())).map(|_| ())?),
            Statement::Pg(pg, sql) => pg.later(sql, &args.vals(), None),
        }
    }

    /// Likewise exactly one row; [`StoreError::Stale`] when it is not one, and nothing of the write is kept then.
    #[allow(clippy::needless_pass_by_value)] // so a call needs no borrow
    pub(in crate::store) fn later_one(&mut self, args: impl Args) -> Result<(), StoreError> {
        self.count();
        match self {
            Statement::Lite(statement) => match statement.execute(params_from_iter(args.vals()))? {
                1 => Ok(()),
                _ => Err(StoreError::Stale),
            },
            Statement::Pg(pg, sql) => pg.later(sql, &args.vals(), Some(1)),
        }
    }

    /// Runs an insert of one row; its id.
    #[allow(clippy::needless_pass_by_value)] // so a call needs no borrow
    pub(in crate::store) fn insert(&mut self, args: impl Args) -> Result<i64, StoreError> {
        self.count();
        match self {
            Statement::Lite(statement) => Ok(statement.insert(params_from_iter(args.vals()))?),
            Statement::Pg(pg, sql) => pg.insert(sql, &args.vals()),
        }
    }

    /// Runs an insert of one row that does nothing where it is there already; none then. A server need not be waited for, and
    /// gives the id it would have.
    #[allow(clippy::needless_pass_by_value)] // so a call needs no borrow
    pub(in crate::store) fn insert_unless_there(&mut self, args: impl Args) -> Result<Option<i64>, StoreError> {
        self.count();
        match self {
            Statement::Lite(statement) => match statement.insert(params_from_iter(args.vals())) {
                Ok(id) => Ok(Some(id)),
                Err(rusqlite::Error::StatementChangedRows(0)) => Ok(None),
                Err(error) => Err(error.into()),
            },
            Statement::Pg(pg, sql) => pg.insert_unless_there(sql, &args.vals()),
        }
    }

    #[cfg_attr(not(test), allow(clippy::unused_self))]
    fn count(&self) {
        #[cfg(test)]
        match self {
            Statement::Lite(statement) => ran::note(statement.expanded_sql()),
            // What is sent ahead is asked afterwards.
            Statement::Pg(pg, _) if pg.gathers.get().is_some() => {}
            Statement::Pg(_, sql) => ran::note(Some(sql.clone())),
        }
    }
}

impl<T, F> Iterator for MappedAnswer<'_, F>
where
    F: FnMut(DbRow<'_>) -> Result<T, StoreError>,
{
    type Item = Result<T, StoreError>;

    fn next(&mut self) -> Option<Result<T, StoreError>> {
        match self.rows.next() {
            Ok(Some(row)) => Some((self.read)(row)),
            Ok(None) => None,
            Err(error) => Some(Err(error)),
        }
    }
}

impl rusqlite::ToSql for Val<'_> {
    fn to_sql(&self) -> Result<rusqlite::types::ToSqlOutput<'_>, rusqlite::Error> {
        use rusqlite::types::ToSqlOutput;
        use rusqlite::types::ValueRef;
        Ok(ToSqlOutput::Borrowed(match self {
            Val::Null => ValueRef::Null,
            Val::Int(int) => ValueRef::Integer(*int),
            Val::Text(text) => ValueRef::Text(text.as_bytes()),
        }))
    }
}

fn check_order(statement: &CachedStatement<'_>, sql: &str) -> Result<(), StoreError> {
    for index in 1..=statement.parameter_count() {
        let in_order = statement
            .parameter_name(index)
            .is_some_and(|name| name.get(1..) == Some(&index.to_string()));
        if !in_order {
            let name = format!("parameter {index} is out of order in: {sql}");
            return Err(rusqlite::Error::InvalidParameterName(name).into());
        }
    }
    Ok(())
}

/// The same of a text alone.
fn check_text_order(sql: &str) -> Result<(), StoreError> {
    let numbers = sql.split('$').skip(1).map(|rest| {
        let digits = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        rest[..digits].parse::<usize>().unwrap_or_default()
    });
    let mut known = 0;
    for number in numbers {
        if number > known + 1 {
            return Err(StoreError::Engine(
                format!("parameter {number} is out of order in: {sql}").into(),
            ));
        }
        known = known.max(number);
    }
    Ok(())
}
