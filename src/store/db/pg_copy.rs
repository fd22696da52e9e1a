//! Many rows at once, in the text format of COPY: a line for each row, its values parted by tabs.
//!
//! <https://www.postgresql.org/docs/15/sql-copy.html>

use std::io::Write;
use std::pin::Pin;

use bytes::Bytes;
use futures_util::SinkExt;
use futures_util::TryStreamExt;
use tokio_postgres::CopyInSink;

use super::super::StoreError;
use super::args::Val;
use super::conn::Conn;
use super::pg::PgConn;

/// Rows on their way into a table.
pub(in crate::store) struct CopyIn<'c> {
    conn: &'c PgConn,
    sink: Pin<Box<CopyInSink<Bytes>>>,
}

/// Writes a row as a line.
pub(in crate::store) fn write_line(line: &mut Vec<u8>, row: &[Val<'_>]) {
    for (at, value) in row.iter().enumerate() {
        if at > 0 {
            line.push(b'\t');
        }
        match value {
            Val::Null => line.extend_from_slice(b"\\N"),
            // Writing to memory cannot fail.
            Val::Int(int) => _ = write!(line, "{int}"),
            Val::Text(text) => write_text(line, text.as_bytes()),
        }
    }
    line.push(b'\n');
}

/// As the server itself writes it.
fn write_text(line: &mut Vec<u8>, text: &[u8]) {
    let mut rest = text;
    while let Some(at) = rest.iter().position(|byte| matches!(byte, 0 | 8..=13 | b'\\')) {
        line.extend_from_slice(&rest[..at]);
        match rest[at] {
            // A server keeps no such character.
            0 => {}
            8 => line.extend_from_slice(b"\\b"),
            b'\t' => line.extend_from_slice(b"\\t"),
            b'\n' => line.extend_from_slice(b"\\n"),
            11 => line.extend_from_slice(b"\\v"),
            12 => line.extend_from_slice(b"\\f"),
            b'\r' => line.extend_from_slice(b"\\r"),
            byte => line.extend_from_slice(&[b'\\', byte]),
        }
        rest = &rest[at + 1..];
    }
    line.extend_from_slice(rest);
}

impl PgConn {
    fn copy_in(&self, table: &str, columns: &str) -> Result<CopyIn<'_>, StoreError> {
        let sql = format!("copy {table} ({columns}) from stdin");
        let sink = self
            .pipe
            .wait(&self.runtime, async { self.client().copy_in(&sql).await })?;
        Ok(CopyIn {
            conn: self,
            sink: Box::pin(sink),
        })
    }

    fn copy_out(&self, query: &str, mut told: impl FnMut(&[u8])) -> Result<(), StoreError> {
        let sql = format!("copy ({query}) to stdout");
        let stream = self
            .pipe
            .wait(&self.runtime, async { self.client().copy_out(&sql).await })?;
        let mut stream = Box::pin(stream);
        while let Some(part) = self.pipe.wait(&self.runtime, stream.try_next())? {
            told(&part);
        }
        Ok(())
    }
}

impl Conn {
    /// Begins to copy rows into these columns of a server's table; none of a file's.
    pub(in crate::store) fn copy_in(&self, table: &str, columns: &str) -> Result<Option<CopyIn<'_>>, StoreError> {
        match self {
            Conn::Lite(_) => Ok(None),
            Conn::Pg(pg) => pg.copy_in(table, columns).map(Some),
        }
    }

    /// The rows of a server's query, as lines in parts of any size; false of a file.
    pub(in crate::store) fn copy_out(&self, query: &str, told: impl FnMut(&[u8])) -> Result<bool, StoreError> {
        match self {
            Conn::Lite(_) => Ok(false),
            Conn::Pg(pg) => pg.copy_out(query, told).map(|()| true),
        }
    }
}

impl CopyIn<'_> {
    /// Sends whole lines.
    pub(in crate::store) fn send(&mut self, lines: Vec<u8>) -> Result<(), StoreError> {
        if self
            .conn
            .pipe
            .wait(&self.conn.runtime, self.sink.send(Bytes::from(lines)))
            .is_ok()
        {
            return Ok(());
        }
        // The server takes no more: it says why at the end.
        self.conn.pipe.wait(&self.conn.runtime, self.sink.as_mut().finish())?;
        Err(StoreError::NoRow)
    }

    /// All rows are sent.
    pub(in crate::store) fn finish(mut self) -> Result<u64, StoreError> {
        self.conn.pipe.wait(&self.conn.runtime, self.sink.as_mut().finish())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_a_line_whatever_stands_in_it() {
        let mut line = Vec::new();
        let row = [
            Val::Int(-7),
            Val::Null,
            Val::from("a\tb\\c\n\u{8}\u{b}\u{c}\r\0д".to_owned()),
        ];
        write_line(&mut line, &row);
        write_line(&mut line, &[Val::from(String::new()), Val::from("\\N".to_owned())]);
        let text = String::from_utf8(line).unwrap();
        assert_eq!(text, "-7\t\\N\ta\\tb\\\\c\\n\\b\\v\\f\\rд\n\t\\\\N\n");
    }
}
