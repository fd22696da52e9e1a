//! What a database is made of, as its engine tells it.

use super::super::StoreError;
use super::conn::Conn;
use super::statement::prepare;

/// The search index's own tables are the engine's; what they index is counted.
const OF_A_FILE: &str = "select name from sqlite_schema where type = 'table' and name not like 'sqlite_%' \
    and name not like '%\\_search%' escape '\\' order by name";
/// What only a server needs is left out.
const OF_A_SERVER: &str = "select c.relname::text from pg_class c where c.relnamespace = current_schema()::regnamespace \
    and c.relkind = 'r' and c.relname <> 'desk_state' order by c.relname::text collate \"C\"";

impl Conn {
    /// The tables that hold the desk's rows, by name.
    pub(in crate::store) fn tables(&self) -> Result<Vec<String>, StoreError> {
        let sql = if self.is_server() { OF_A_SERVER } else { OF_A_FILE };
        let mut tables = prepare(self, sql)?;
        let names = tables.query_map((), |row| row.get(0))?;
        names.collect()
    }
}
