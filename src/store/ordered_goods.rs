//! What the things somebody ordered once are called: they never change and are never deleted, so that each is read once.

use super::StoreError;
use super::db::Conn;
use super::db::prepare;
use crate::text;

/// How many things a word is looked for in at most.
const MOST: usize = 20;

/// The things that are known, in the order they came.
#[derive(Debug, Default)]
pub(super) struct OrderedGoods(Vec<NamedGoods>);

#[derive(Debug)]
struct NamedGoods {
    id: i64,
    /// As they are compared.
    name: String,
    sku: String,
}

impl OrderedGoods {
    /// Learns what was ordered first since the last time.
    pub(super) fn learn(&mut self, conn: &Conn) -> Result<(), StoreError> {
        let last = self.0.last().map_or(0, |of| of.id);
        let mut select = prepare(conn, "select id, sku, name from goods where id > $1 order by id")?;
        let mut rows = select.query([last])?;
        while let Some(row) = rows.next()? {
            self.0.push(NamedGoods {
                id: row.get(0)?,
                sku: text::fold(row.text(1)?),
                name: text::fold(row.text(2)?),
            });
        }
        Ok(())
    }

    /// Those that are called so.
    pub(super) fn like(&self, fold: &str) -> Vec<i64> {
        if fold.chars().count() < 3 {
            return Vec::new();
        }
        let found = self.0.iter().filter(|of| of.name.contains(fold) || of.sku == fold);
        found.take(MOST).map(|of| of.id).collect()
    }
}
