//! The rows of a server's answer, close together: as they come, each takes three times as much for where its columns end as
//! for what they hold.

use std::error::Error;

use tokio_postgres::Row;
use tokio_postgres::types::FromSql;
use tokio_postgres::types::Type;

use super::super::StoreError;

/// Set where nothing stands.
const NOTHING: u32 = 1 << 31;

/// An answer of that many rows is not kept beside others, once it was read.
const MANY: usize = 1_000;

/// The rows of an answer.
#[derive(Debug, Default)]
pub(in crate::store) struct ServerRows {
    types: Vec<Type>,
    bytes: Vec<u8>,
    /// Where each row begins in them.
    begins: Vec<usize>,
    /// Behind its beginning, where each column of each row ends.
    ends: Vec<u32>,
}

/// One of them.
#[derive(Clone, Copy)]
pub(in crate::store) struct ServerRow<'r> {
    rows: &'r ServerRows,
    at: usize,
}

/// A value as it is sent, of whatever type.
struct RawBytes<'r>(&'r [u8]);

impl<'r> FromSql<'r> for RawBytes<'r> {
    fn from_sql(_: &Type, raw: &'r [u8]) -> Result<RawBytes<'r>, Box<dyn Error + Sync + Send>> {
        Ok(RawBytes(raw))
    }

    fn accepts(_: &Type) -> bool {
        true
    }
}

impl ServerRows {
    /// Adds a row as it came.
    pub(super) fn push(&mut self, row: &Row) -> Result<(), tokio_postgres::Error> {
        if self.types.is_empty() {
            self.types = row.columns().iter().map(|column| column.type_().clone()).collect();
        }
        let begin = self.bytes.len();
        self.begins.push(begin);
        for index in 0..self.types.len() {
            let value: Option<RawBytes<'_>> = row.try_get(index)?;
            self.bytes
                .extend_from_slice(value.as_ref().map_or(&[], |value| value.0));
            // No row of a server is as long as that.
            let end = u32::try_from(self.bytes.len() - begin).unwrap_or(u32::MAX) & !NOTHING;
            self.ends.push(if value.is_some() { end } else { end | NOTHING });
        }
        Ok(())
    }

    /// All of them are here: many take no more room than they need.
    pub(super) fn end(&mut self) {
        if !self.is_large() {
            return;
        }
        self.bytes.shrink_to_fit();
        self.begins.shrink_to_fit();
        self.ends.shrink_to_fit();
    }

    /// Too many to be kept for who may ask again.
    pub(super) fn is_large(&self) -> bool {
        self.len() >= MANY
    }

    pub(super) fn len(&self) -> usize {
        self.begins.len()
    }

    pub(super) fn get(&self, at: usize) -> Option<ServerRow<'_>> {
        (at < self.len()).then_some(ServerRow { rows: self, at })
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = ServerRow<'_>> {
        (0..self.len()).map(|at| ServerRow { rows: self, at })
    }
}

impl<'r> ServerRow<'r> {
    /// What its columns are.
    pub(super) fn types(self) -> &'r [Type] {
        &self.rows.types
    }

    /// The column at `index`.
    pub(super) fn get<T: FromSql<'r>>(self, index: usize) -> Result<T, StoreError> {
        let of = self.rows.types.get(index).ok_or(StoreError::NoRow)?;
        if !T::accepts(of) {
            let why = format!("column {index} is {of}, which is not read as that");
            return Err(StoreError::Engine(why.into()));
        }
        T::from_sql_nullable(of, self.bytes(index)).map_err(StoreError::Engine)
    }

    /// True where nothing stands in the column at `index`.
    pub(super) fn is_null(self, index: usize) -> bool {
        self.bytes(index).is_none()
    }

    fn bytes(self, index: usize) -> Option<&'r [u8]> {
        let ends = self.rows.ends.get(self.at * self.rows.types.len()..)?;
        let end = *ends.get(index)?;
        if end & NOTHING != 0 {
            return None;
        }
        let before = index.checked_sub(1).and_then(|before| ends.get(before));
        let from = before.map_or(0, |end| end & !NOTHING);
        let row = self.rows.bytes.get(*self.rows.begins.get(self.at)?..)?;
        row.get(usize::try_from(from).ok()?..usize::try_from(end).ok()?)
    }
}
