//! Rows as they come, and what their columns are read as.

use std::sync::Arc;

use super::super::StoreError;
use super::args::Val;
use super::pg_rows::ServerRow;
use super::pg_sent::ServerAnswer;
use super::pg_value;

/// One row of an answer.
#[derive(Clone, Copy)]
pub(in crate::store) enum DbRow<'r> {
    /// Of SQLite.
    Lite(&'r rusqlite::Row<'r>),
    /// Of PostgreSQL.
    Pg(ServerRow<'r>),
}

/// The rows of an answer, one after the other.
pub(in crate::store) enum Answer<'s> {
    /// Of SQLite.
    Lite(rusqlite::Rows<'s>),
    /// Of PostgreSQL: all of them, and how many were given.
    Pg(Arc<ServerAnswer>, usize),
}

/// What a column is read as.
pub(in crate::store) trait FromColumn: Sized {
    /// The column at `index` of `row`.
    fn read(row: DbRow<'_>, index: usize) -> Result<Self, StoreError>;
}

impl<'r> DbRow<'r> {
    /// The column at `index`.
    pub(in crate::store) fn get<T: FromColumn>(self, index: usize) -> Result<T, StoreError> {
        T::read(self, index)
    }

    /// The text at `index`, as it lies in the row.
    pub(in crate::store) fn text(self, index: usize) -> Result<&'r str, StoreError> {
        match self {
            DbRow::Lite(row) => {
                let text = row.get_ref(index)?.as_str();
                text.map_err(|error| StoreError::Engine(Box::new(error)))
            }
            DbRow::Pg(row) => row.get(index),
        }
    }

    /// Whatever stands at `index`; nothing for what is neither an integer nor a text.
    pub(in crate::store) fn val(self, index: usize) -> Result<Val<'r>, StoreError> {
        use rusqlite::types::ValueRef;
        match self {
            DbRow::Lite(row) => Ok(match row.get_ref(index)? {
                ValueRef::Integer(int) => Val::Int(int),
                ValueRef::Text(text) => Val::Text(String::from_utf8_lossy(text)),
                ValueRef::Null | ValueRef::Real(_) | ValueRef::Blob(_) => Val::Null,
            }),
            DbRow::Pg(row) => pg_value::val(row, index),
        }
    }

    fn is_null(self, index: usize) -> Result<bool, StoreError> {
        match self {
            DbRow::Lite(row) => Ok(row.get_ref(index)? == rusqlite::types::ValueRef::Null),
            DbRow::Pg(row) => Ok(row.is_null(index)),
        }
    }
}

impl Answer<'_> {
    /// The next row; none at the end.
    pub(in crate::store) fn next(&mut self) -> Result<Option<DbRow<'_>>, StoreError> {
        match self {
            Answer::Lite(rows) => Ok(rows.next()?.map(DbRow::Lite)),
            Answer::Pg(answer, given) => {
                *given += 1;
                Ok(answer.rows.get(*given - 1).map(DbRow::Pg))
            }
        }
    }
}

impl FromColumn for i64 {
    fn read(row: DbRow<'_>, index: usize) -> Result<i64, StoreError> {
        match row {
            DbRow::Lite(row) => Ok(row.get(index)?),
            DbRow::Pg(row) => pg_value::whole(row, index),
        }
    }
}

impl FromColumn for bool {
    fn read(row: DbRow<'_>, index: usize) -> Result<bool, StoreError> {
        match row {
            DbRow::Lite(row) => Ok(row.get(index)?),
            DbRow::Pg(row) => Ok(pg_value::whole(row, index)? != 0),
        }
    }
}

impl FromColumn for String {
    fn read(row: DbRow<'_>, index: usize) -> Result<String, StoreError> {
        row.text(index).map(str::to_owned)
    }
}

impl<T: FromColumn> FromColumn for Option<T> {
    fn read(row: DbRow<'_>, index: usize) -> Result<Option<T>, StoreError> {
        if row.is_null(index)? {
            return Ok(None);
        }
        T::read(row, index).map(Some)
    }
}

/// An answer that may have no row.
pub(in crate::store) trait OptionalRow<T> {
    /// None when there was no row.
    fn optional(self) -> Result<Option<T>, StoreError>;
}

impl<T> OptionalRow<T> for Result<T, StoreError> {
    fn optional(self) -> Result<Option<T>, StoreError> {
        match self {
            Ok(value) => Ok(Some(value)),
            Err(StoreError::NoRow) => Ok(None),
            Err(error) => Err(error),
        }
    }
}
