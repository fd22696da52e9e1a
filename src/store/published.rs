//! The shop's settings as they were published on a server, each revision a row.

use super::Access;
use super::Location;
use super::Store;
use super::StoreError;
use super::Tx;
use super::db::Conn;
use super::db::DbRow;
use super::db::OptionalRow;
use super::db::prepare;
use super::db::vals;
use super::meta::SETTINGS_AT;
use super::meta::moment;
use super::migrate;
use crate::domain::publication::NewPublication;
use crate::domain::publication::Publication;
use crate::domain::time::Time;

/// The schema that keeps them.
const SINCE: i64 = 51;
/// How many revisions are kept.
const KEPT: i64 = 50;
const COLUMNS: &str = "id, at, operator, program, digest, keys, text";

/// The newest revision in a server's database; none in a file, and where nothing was published. Nothing is made there.
pub fn newest_at(location: &Location) -> Result<Option<Publication>, StoreError> {
    let Location::Server(server) = location else {
        return Ok(None);
    };
    let conn = Conn::connect(server, Access::Read)?;
    match migrate::version(&conn) {
        Ok(found) if (SINCE..=migrate::newest()).contains(&found) => newest(&conn),
        // Who opens it says what it is.
        Ok(_) | Err(StoreError::NotOurs) => Ok(None),
        Err(error) => Err(error),
    }
}

fn newest(conn: &Conn) -> Result<Option<Publication>, StoreError> {
    let sql = format!("select {COLUMNS} from published order by id desc limit 1");
    prepare(conn, &sql)?.query_row((), read).optional()
}

fn read(row: DbRow<'_>) -> Result<Publication, StoreError> {
    Ok(Publication {
        revision: row.get(0)?,
        at: row.get(1).map(Time)?,
        operator: row.get(2)?,
        program: row.get(3)?,
        digest: row.get(4)?,
        keys: row.get(5)?,
        text: row.get(6)?,
    })
}

impl Store {
    /// That revision, while it is kept.
    pub fn publication(&self, revision: i64) -> Result<Option<Publication>, StoreError> {
        let sql = format!("select {COLUMNS} from published where id = $1");
        prepare(&self.conn, &sql)?.query_row([revision], read).optional()
    }

    /// The newest.
    pub fn newest_publication(&self) -> Result<Option<Publication>, StoreError> {
        newest(&self.conn)
    }

    /// Those that are kept, the newest first, without their texts.
    pub fn publications(&self) -> Result<Vec<Publication>, StoreError> {
        let sql = "select id, at, operator, program, digest, keys, '' from published order by id desc";
        let mut select = prepare(&self.conn, sql)?;
        let all = select.query_map((), read)?;
        all.collect()
    }

    /// Since when the settings hold that were published last; none where `config adopt` made others hold since.
    pub fn published_since(&self) -> Result<Option<Time>, StoreError> {
        let mut select = prepare(&self.conn, "select max(at) from published")?;
        let at: Option<i64> = select.query_row((), |row| row.get(0))?;
        Ok(at
            .map(Time)
            .filter(|at| moment(self, SETTINGS_AT).is_ok_and(|of| of == Some(*at))))
    }
}

impl Tx<'_> {
    /// Publishes the next revision; the one that stands, where that is not the one it is to follow.
    pub fn publish(
        &self,
        operator: &str,
        new: &NewPublication<'_>,
    ) -> Result<Result<i64, Option<Publication>>, StoreError> {
        let standing = newest(&self.conn)?;
        if standing.as_ref().map(|standing| standing.revision) != new.over {
            return Ok(Err(standing));
        }
        let revision = new.over.unwrap_or(0) + 1;
        let sql =
            "insert into published (id, at, operator, program, digest, keys, text) values ($1, $2, $3, $4, $5, $6, $7)";
        let program = env!("CARGO_PKG_VERSION");
        prepare(&self.conn, sql)?.execute(vals![
            revision,
            self.now().0,
            operator,
            program,
            new.digest,
            "",
            new.text,
        ])?;
        prepare(&self.conn, "delete from published where id <= $1")?.execute([revision - KEPT])?;
        Ok(Ok(revision))
    }
}
