//! What the server of a database says of itself.

use std::time::Duration;
use std::time::Instant;

use super::Store;
use super::StoreError;
use super::migrate;
use crate::domain::time::Time;

/// The server a desk works on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServerState {
    /// Its version, as it says it.
    pub version: String,
    /// The role this program works as.
    pub role: String,
    /// That role may change the tables themselves.
    pub may_change_tables: bool,
    /// The schema of the tables.
    pub schema: i64,
    /// It follows another server, and may only be read.
    pub follows: bool,
    /// When the newest write was made that it has of that one; none where it has seen none since it began.
    pub newest_write: Option<Time>,
    /// How long a question takes there and back.
    pub round_trip: Duration,
}

impl Store {
    /// The server; none where the database is a file.
    pub fn server_state(&self) -> Result<Option<ServerState>, StoreError> {
        if !self.location.is_server() {
            return Ok(None);
        }
        let schema = migrate::version(&self.conn)?;
        let begun = Instant::now();
        let (version, role, may_change_tables, newest_write) = self.conn.ask_one(
            "select current_setting('server_version'), cast(current_user as text), \
               has_schema_privilege(current_user, current_schema(), 'create'), \
               cast(extract(epoch from pg_last_xact_replay_timestamp()) * 1000 as bigint)",
            |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)),
        )?;
        Ok(Some(ServerState {
            version,
            role,
            may_change_tables,
            schema,
            follows: self.only_reads(),
            newest_write,
            round_trip: begun.elapsed(),
        }))
    }
}
