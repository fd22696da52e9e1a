//! A database whose desk has moved says where it went, and is worked on no more.

use super::Location;
use super::StoreError;
use super::db::Conn;
use super::db::OptionalRow;
use super::db::prepare;

/// The schema of a database whose desk has moved: no program knows it, so an open one writes no more and an old one
/// does not open it.
pub(super) const MOVED: i64 = 1_000_000_000;
/// Where it went.
pub(super) const MOVED_TO: &str = "moved_to";

/// Why a database was not opened: where its desk has moved, if it has.
pub(super) fn or_moved(conn: &Conn, at: &Location, error: StoreError) -> StoreError {
    let (StoreError::Newer { found: MOVED, .. } | StoreError::Upgraded) = error else {
        return error;
    };
    let moved = prepare(conn, "select value from meta where key = $1")
        .and_then(|mut select| select.query_row([MOVED_TO], |row| row.get(0)).optional());
    match moved {
        Ok(Some(to)) => StoreError::Moved {
            from: at.to_string(),
            to,
        },
        _ => error,
    }
}
