//! Imports: what was read of each file, and what of it was rejected.

use super::Store;
use super::StoreError;
use super::Tx;
use super::db::OptionalRow;
use super::db::prepare;
use super::db::vals;
use crate::domain::incoming::Format;
use crate::domain::incoming::ImportId;
use crate::domain::reject::Reject;
use crate::domain::reject::RejectWhy;
use crate::domain::time::Time;

/// An import to begin.
#[derive(Clone, Copy, Debug)]
pub struct NewImport<'a> {
    /// Who.
    pub operator: &'a str,
    /// The file, or what else it came from.
    pub file: &'a str,
    /// Its shape.
    pub format: Format,
    /// Whose orders.
    pub source: &'a str,
}

impl Store {
    /// The rejects an import met that nobody has mended, in the order of the file.
    pub fn open_rejects(&self, import: ImportId) -> Result<Vec<Reject>, StoreError> {
        let mut select = prepare(
            &self.conn,
            "select id, line, number, field, why, head, raw from rejects where seen_id = $1 and mended_at is null \
             order by line, id",
        )?;
        let mut rows = select.query([import.0])?;
        let mut rejects = Vec::new();
        while let Some(row) = rows.next()? {
            let why: String = row.get(4)?;
            let why: RejectWhy = serde_json::from_str(&why).map_err(|_| StoreError::Unknown {
                table: "rejects",
                id: row.get(0).unwrap_or_default(),
                what: "a reason".to_owned(),
            })?;
            rejects.push(Reject {
                line: u64::try_from(row.get::<i64>(1)?).unwrap_or(0),
                order: row.get(2)?,
                field: row.get(3)?,
                why,
                head: row.get(5)?,
                raw: row.get(6)?,
            });
        }
        Ok(rejects)
    }

    /// Where the rejects that an import met and that can be mended stand already: each import with its file, if any.
    pub fn reject_files(&self, met: ImportId) -> Result<Vec<(ImportId, Option<String>)>, StoreError> {
        let mut select = prepare(
            &self.conn,
            "select distinct r.import_id, i.rejects from rejects r join imports i on i.id = r.import_id \
             where r.seen_id = $1 and r.mended_at is null and r.mendable = 1",
        )?;
        let rows = select.query_map([met.0], |row| Ok((ImportId(row.get(0)?), row.get(1)?)))?;
        rows.collect::<Result<_, _>>()
    }
}

impl Tx<'_> {
    /// True while rejects of any import wait to be mended.
    pub fn has_open_rejects(&self) -> Result<bool, StoreError> {
        let mut select = prepare(
            &self.conn,
            "select exists (select 1 from rejects where mended_at is null)",
        )?;
        select.query_row((), |row| row.get(0))
    }

    /// Begins an import.
    pub fn begin_import(&self, new: &NewImport<'_>) -> Result<ImportId, StoreError> {
        let mut insert = prepare(
            &self.conn,
            "insert into imports (at, operator, file, format, source) values ($1, $2, $3, $4, $5)",
        )?;
        let values = (self.now().0, new.operator, new.file, new.format.int(), new.source);
        Ok(ImportId(insert.insert(values)?))
    }

    /// When the first orders of the shop that `import` is of came in; when it began, if none did before.
    pub fn first_import_at(&self, import: ImportId) -> Result<Time, StoreError> {
        let mut select = prepare(
            &self.conn,
            "select min(at) from imports where id = $1 \
             or created > 0 and source = (select source from imports where id = $1)",
        )?;
        select.query_row([import.0], |row| row.get(0).map(Time))
    }

    /// Writes down how many new orders came of it so far.
    pub fn count_import(&self, import: ImportId, created: i64) -> Result<(), StoreError> {
        prepare(&self.conn, "update imports set created = $1 where id = $2")?.later((created, import.0))?;
        Ok(())
    }

    /// Writes down how many more new orders came of one that goes on and on.
    pub fn count_more(&self, import: ImportId, created: i64) -> Result<(), StoreError> {
        prepare(&self.conn, "update imports set created = created + $1 where id = $2")?.later((created, import.0))?;
        Ok(())
    }

    /// The file was read to its end. If it is one that rejects had been written to, what of them did not come up again
    /// was mended, or taken out of it.
    pub fn finish_import(&self, import: ImportId, file: &str) -> Result<(), StoreError> {
        let now = self.now().0;
        prepare(
            &self.conn,
            "update rejects set mended_at = $1 where mended_at is null and mendable = 1 and seen_id <> $2 and import_id in (\
               select id from imports where rejects = $3)",
        )?
        .later((now, import.0, file))?;
        Ok(())
    }

    /// Where the rejects that an import met were written: all of them stand there from now on.
    pub fn set_rejects_file(&self, import: ImportId, file: &str) -> Result<(), StoreError> {
        prepare(&self.conn, "update imports set rejects = $1 where id = $2")?.later((file, import.0))?;
        let gather = "update rejects set import_id = $1 where seen_id = $2 and mended_at is null";
        prepare(&self.conn, gather)?.later((import.0, import.0))?;
        Ok(())
    }

    /// Keeps a reject; one that waits already with the very same text has been met again. False where somebody settled that
    /// text.
    pub fn add_reject(&self, import: ImportId, source: &str, hash: &str, reject: &Reject) -> Result<bool, StoreError> {
        let line = i64::try_from(reject.line).unwrap_or(i64::MAX);
        let why = serde_json::to_string(&reject.why).map_err(|e| StoreError::Engine(Box::new(e)))?;
        let again = prepare(
            &self.conn,
            "update rejects set seen_id = $1, line = $2, field = $3, why = $4 \
             where hash = $5 and source = $6 and mended_at is null",
        )?
        .execute((import.0, line, &reject.field, &why, hash, source))?;
        if again > 0 {
            return Ok(true);
        }
        let settled = "select 1 from rejects where settled = 1 and hash = $1 and source = $2";
        let settled = prepare(&self.conn, settled)?.query_row((hash, source), |_| Ok(()));
        if settled.optional()?.is_some() {
            return Ok(false);
        }
        prepare(
            &self.conn,
            "insert into rejects (import_id, seen_id, source, line, number, field, why, head, raw, hash, mendable) \
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        )?
        .later(vals![
            import.0,
            import.0,
            source,
            line,
            reject.order,
            reject.field,
            why,
            reject.head,
            reject.raw,
            hash,
            i64::from(reject.why.is_mendable()),
        ])?;
        Ok(true)
    }

    /// An order came in, by that feed if by any: rejects of it are mended. News of it that found no order still have to come in.
    /// Two shops count their orders alike: what a feed brings mends nothing of another's.
    pub fn mend_rejects(
        &self,
        source: &str,
        feed: Option<&str>,
        number: &str,
        external_id: &str,
    ) -> Result<(), StoreError> {
        let waits = serde_json::to_string(&RejectWhy::UnknownOrder).map_err(|e| StoreError::Engine(Box::new(e)))?;
        let of_order = "update rejects set mended_at = $1 where mended_at is null and number in ($2, $3) and source = $4 \
             and why <> $5";
        let Some(feed) = feed else {
            prepare(&self.conn, of_order)?.later((self.now().0, number, external_id, source, waits))?;
            return Ok(());
        };
        let sql = format!(
            "{of_order} and seen_id in (select import_id from order_feeds where name = $6 union all \
               select import_id from order_feed_files where feed = $7 and why is not null and import_id is not null)"
        );
        prepare(&self.conn, &sql)?.later((self.now().0, number, external_id, source, waits, feed, feed))?;
        Ok(())
    }

    /// What was rejected with this very text came in.
    pub fn mend_reject(&self, source: &str, hash: &str) -> Result<(), StoreError> {
        prepare(
            &self.conn,
            "update rejects set mended_at = $1 where mended_at is null and hash = $2 and source = $3",
        )?
        .later((self.now().0, hash, source))?;
        Ok(())
    }
}
