//! Points of scripts that were gone through, and the lists they stood in (R20, R28, R34).

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use super::Store;
use super::StoreError;
use super::Tx;
use super::db::Conn;
use super::db::DbRow;
use super::db::OptionalRow;
use super::db::prepare;
use super::lists::each_in;
use crate::domain::ids::CustomerId;
use crate::domain::script_point::ScriptPoint;
use crate::domain::script_point::ScriptTick;
use crate::domain::script_point::ShownLists;
use crate::domain::script_point::ShownPoint;
use crate::domain::target::RowKey;
use crate::domain::time::Time;

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
            update.later((to.0, kind, from, step))?;
        }
        Ok(())
    }

    /// Keeps that `operator` went through a point of a script whose points were `shown`; once is enough.
    pub fn tick(&self, of: RowKey, tick: &ScriptPoint, shown: &[ShownPoint], operator: &str) -> Result<(), StoreError> {
        let (kind, id) = key(of);
        let (list, is_new) = self.list_of(of, &tick.script, shown)?;
        let mut insert = prepare(
            &self.conn,
            "insert into ticks (kind, ref, script, step, operator, at, list) values ($1, $2, $3, $4, $5, $6, $7) \
             on conflict do nothing",
        )?;
        let now = self.now().0;
        if insert.execute((kind, id, &tick.script, tick.step, operator, now, list))? == 0 || !is_new {
            return Ok(());
        }
        let mut insert = prepare(
            &self.conn,
            "insert into script_points (list, place, step, text) values ($1, $2, $3, $4)",
        )?;
        for (place, point) in (0_i64..).zip(shown) {
            insert.later((list, place, point.step, point.text.as_str()))?;
        }
        Ok(())
    }

    /// The point is open again; a list nothing was ticked of is no more.
    pub fn untick(&self, of: RowKey, tick: &ScriptPoint) -> Result<(), StoreError> {
        let (kind, id) = key(of);
        let mut delete = prepare(
            &self.conn,
            "delete from ticks where kind = $1 and ref = $2 and script = $3 and step = $4 returning list",
        )?;
        let list = delete.query_row((kind, id, &tick.script, tick.step), |row| row.get::<Option<i64>>(0));
        if let Some(list) = list.optional()?.flatten() {
            let sql = "delete from script_points where list = $1 and not exists (select 1 from ticks where list = $1)";
            prepare(&self.conn, sql)?.later([list])?;
        }
        Ok(())
    }

    /// The list of these points: the newest of the script there, where its points are the same; else a new one.
    fn list_of(&self, of: RowKey, script: &str, shown: &[ShownPoint]) -> Result<(i64, bool), StoreError> {
        let (kind, id) = key(of);
        let newest = "select max(list) from ticks where kind = $1 and ref = $2 and script = $3";
        let newest: Option<i64> = prepare(&self.conn, newest)?.query_row((kind, id, script), |row| row.get(0))?;
        if let Some(newest) = newest {
            let mut select = prepare(
                &self.conn,
                "select step from script_points where list = $1 order by place",
            )?;
            let steps = select.query_map([newest], |row| row.get(0))?;
            let steps = steps.collect::<Result<Vec<i64>, _>>()?;
            if steps.iter().eq(shown.iter().map(|point| &point.step)) {
                return Ok((newest, false));
            }
        }
        let next = "select coalesce(max(list), 0) + 1 from script_points";
        Ok((prepare(&self.conn, next)?.query_row((), |row| row.get(0))?, true))
    }
}

/// What was ticked of one script for one customer or order.
pub(super) type TicksOf = BTreeMap<(i64, i64, String), Vec<ScriptTick>>;

/// What [`add_tick`] reads of `ticks t`.
pub(super) const TICK: &str = "t.kind, t.ref, t.script, t.operator, t.at, t.list, t.step";

/// Adds a tick; its columns begin at `from`.
pub(super) fn add_tick(to: &mut TicksOf, row: DbRow<'_>, from: usize) -> Result<(), StoreError> {
    let of = to
        .entry((row.get(from)?, row.get(from + 1)?, row.get(from + 2)?))
        .or_default();
    of.push(ScriptTick {
        operator: row.get(from + 3)?,
        at: Time(row.get(from + 4)?),
        list: row.get(from + 5)?,
        step: row.get(from + 6)?,
    });
    Ok(())
}

/// The points of the lists these were ticked in.
pub(super) fn shown_lists<'a>(
    conn: &Conn,
    ticks: impl Iterator<Item = &'a ScriptTick>,
) -> Result<ShownLists, StoreError> {
    let lists: BTreeSet<i64> = ticks.map(|tick| tick.list).collect();
    let lists: Vec<i64> = lists.into_iter().collect();
    let mut shown = ShownLists::new();
    let sql = "select list, place, step, text from script_points where list in ({ids}) order by list, place";
    each_in(conn, sql, &lists, |row| {
        shown.entry(row.get(0)?).or_default().push(ShownPoint {
            step: row.get(2)?,
            text: row.get(3)?,
        });
        Ok(())
    })?;
    Ok(shown)
}

fn ticks(conn: &Conn, of: RowKey) -> Result<Vec<ScriptPoint>, StoreError> {
    let mut select = prepare(conn, "select script, step from ticks where kind = $1 and ref = $2")?;
    let rows = select.query_map(key(of), |row| {
        Ok(ScriptPoint {
            script: row.get(0)?,
            step: row.get(1)?,
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::OrderId;
    use crate::store::db::Val;

    #[test]
    fn a_list_is_kept_once_and_goes_with_its_last_tick() {
        let mut store = Store::in_memory().unwrap();
        let of = RowKey::Order(OrderId(7));
        let point = |step| ScriptPoint {
            script: "first".to_owned(),
            step,
        };
        let shown = |steps: &[i64]| -> Vec<ShownPoint> {
            let one = |step: &i64| ShownPoint {
                step: *step,
                text: String::new(),
            };
            steps.iter().map(one).collect()
        };
        let mut run = |what: &dyn Fn(&Tx<'_>) -> Result<(), StoreError>| {
            let tx = store.write(Time(5)).unwrap();
            what(&tx).unwrap();
            let sql = "select list, place, step from script_points order by list, place";
            let rows = tx.conn.seen(sql).1;
            tx.commit().unwrap();
            rows
        };
        let (old, new) = (shown(&[1, 2]), shown(&[1, 3, 3]));
        let row = |list, place, step| vec![Val::Int(list), Val::Int(place), Val::Int(step)];
        let first = [row(1, 0, 1), row(1, 1, 2)];
        let both = [row(1, 0, 1), row(1, 1, 2), row(2, 0, 1), row(2, 1, 3), row(2, 2, 3)];
        assert_eq!(run(&|tx| tx.tick(of, &point(1), &old, "anna")), first);
        assert_eq!(run(&|tx| tx.tick(of, &point(2), &old, "anna")), first);
        assert_eq!(
            run(&|tx| tx.tick(of, &point(1), &new, "anna")),
            first,
            "ticked before: no list for nothing"
        );
        assert_eq!(run(&|tx| tx.tick(of, &point(3), &new, "anna")), both);
        assert_eq!(run(&|tx| tx.untick(of, &point(1))), both);
        assert_eq!(run(&|tx| tx.untick(of, &point(2))), both[2..]);
        assert_eq!(run(&|tx| tx.untick(of, &point(2))), both[2..], "twice is once");
        assert_eq!(run(&|tx| tx.untick(of, &point(3))), Vec::<Vec<_>>::new());
    }
}
