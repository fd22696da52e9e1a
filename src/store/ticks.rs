//! Points of scripts that were gone through (R20, R34).

use super::Store;
use super::StoreError;
use super::Tx;
use super::db::Conn;
use super::db::prepare;
use crate::domain::ids::CustomerId;
use crate::domain::script_point::ScriptPoint;
use crate::domain::target::RowKey;

impl Store {
    /// What was gone through for a customer or an order.
    pub fn ticks(&self, of: RowKey) -> Result<Vec<ScriptPoint>, StoreError> {
        ticks(&self.conn, of)
    }
}

impl Tx<'_> {
    /// Gives points of one customer to another; one that was opened again meanwhile, or that the other went through
    /// as well, stays.
    pub(super) fn carry_ticks(&self, steps: &[i64], from: CustomerId, to: CustomerId) -> Result<(), StoreError> {
        let (kind, from) = key(RowKey::Customer(from));
        let sql = "update ticks set ref = $1 where kind = $2 and ref = $3 and step = $4 and not exists (\
                   select 1 from ticks t where t.kind = $2 and t.ref = $1 and t.script = ticks.script and t.step = $4)";
        let mut update = prepare(&self.conn, sql)?;
        for step in steps {
            update.execute((to.0, kind, from, step))?;
        }
        Ok(())
    }

    /// Keeps that `operator` went through a point; once is enough.
    pub fn tick(&self, of: RowKey, tick: &ScriptPoint, operator: &str) -> Result<(), StoreError> {
        let (kind, id) = key(of);
        let mut insert = prepare(
            &self.conn,
            "insert into ticks (kind, ref, script, step, operator, at, place, points, text) \
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict do nothing",
        )?;
        let (now, text) = (self.now().0, tick.text.as_str());
        insert.execute((
            kind,
            id,
            &tick.script,
            tick.step,
            operator,
            now,
            tick.place,
            tick.points,
            text,
        ))?;
        Ok(())
    }

    /// The point is open again.
    pub fn untick(&self, of: RowKey, tick: &ScriptPoint) -> Result<(), StoreError> {
        let (kind, id) = key(of);
        let mut delete = prepare(
            &self.conn,
            "delete from ticks where kind = $1 and ref = $2 and script = $3 and step = $4",
        )?;
        delete.execute((kind, id, &tick.script, tick.step))?;
        Ok(())
    }
}

fn ticks(conn: &Conn, of: RowKey) -> Result<Vec<ScriptPoint>, StoreError> {
    let mut select = prepare(
        conn,
        "select script, step, place, points, text from ticks where kind = $1 and ref = $2",
    )?;
    let rows = select.query_map(key(of), |row| {
        Ok(ScriptPoint {
            script: row.get(0)?,
            step: row.get(1)?,
            place: row.get(2)?,
            points: row.get(3)?,
            text: row.get(4)?,
        })
    })?;
    rows.collect::<Result<_, _>>()
}

fn key(of: RowKey) -> (i64, i64) {
    match of {
        RowKey::Customer(id) => (1, id.0),
        RowKey::Order(id) => (2, id.0),
    }
}
