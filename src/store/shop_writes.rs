//! What feeds write back to their shops: what is wanted, what was sent, and what of it comes back.

use super::FeedKind;
use super::Store;
use super::StoreError;
use super::Tx;
use super::db::Args;
use super::db::Conn;
use super::db::DbRow;
use super::db::OptionalRow;
use super::db::prepare;
use super::db::vals;
use crate::domain::ids::OrderId;
use crate::domain::message::MessageState;
use crate::domain::order::Stage;
use crate::domain::shop_write::ShopPart;
use crate::domain::shop_write::ShopWrite;
use crate::domain::shop_write::ShopWriteWhy;
use crate::domain::time::CLOCKS_APART;
use crate::domain::time::Span;
use crate::domain::time::Time;

const COLUMNS: &str = "w.id, w.order_id, o.number, w.feed, w.external_id, w.part, w.value, w.base, w.base_stage, w.tried, \
    w.word, w.paid_at, w.state, w.made_at, w.not_before, w.tries, w.sent_at, w.why, w.said, w.ref \
    from shop_writes w join orders o on o.id = w.order_id";
const OF_ORDER: &str = "where w.order_id = $1 order by w.part, w.ref";
const ONE: &str = "where w.id = $1";
/// What is due of a feed, the soonest first, and of one order its status last: who is told of that by the shop finds the rest
/// there. What was under way when its process ended is asked about again. A lease that
/// ends later than any could was taken by a clock that ran ahead.
const DUE: &str = "where w.feed = $1 and w.state in (1, 4) and w.not_before <= $2 \
    and (w.state = 1 or w.lease_until is null or w.lease_until <= $2 or w.lease_until > $3) \
    order by w.not_before, w.part desc, w.id limit $4";
const OPEN: &str = "where w.state in (1, 4, 6, 8) and w.state = $1 order by w.not_before, w.id limit $2";
const NEWEST: &str = "where w.id > $1 order by w.id desc limit $2";

/// Something a shop is to have.
#[derive(Clone, Debug)]
pub struct NewShopWrite<'a> {
    /// Of which order.
    pub order: OrderId,
    /// By which feed.
    pub feed: &'a str,
    /// The shop's own id of it.
    pub external_id: &'a str,
    /// What.
    pub part: ShopPart,
    /// Of a note its number in the file, else 0.
    pub reference: i64,
    /// What it is to be.
    pub value: &'a str,
    /// The shop's own word before.
    pub base: Option<&'a str>,
    /// Where the order stood then.
    pub base_stage: Option<Stage>,
    /// It leaves then.
    pub leaves_at: Time,
}

/// What became of something that was sent.
#[derive(Clone, Debug)]
pub struct ShopWriteEnd<'a> {
    /// Where it stands now.
    pub state: MessageState,
    /// It is tried then; unchanged when none.
    pub leaves_at: Option<Time>,
    /// Why it was not taken.
    pub why: Option<ShopWriteWhy>,
    /// What the shop said.
    pub said: &'a str,
    /// The shop's status after it; unchanged when none.
    pub word: Option<&'a str>,
    /// The date of payment it set; unchanged when none.
    pub paid_at: Option<Time>,
}

impl Store {
    /// What of a feed is due, the soonest first.
    pub fn shop_writes_due(
        &self,
        feed: &str,
        now: Time,
        longest: Span,
        limit: i64,
    ) -> Result<Vec<ShopWrite>, StoreError> {
        let ahead = now + longest + CLOCKS_APART;
        select(&self.conn, DUE, (feed, now.0, ahead.0, limit))
    }

    /// What stands in one of the open states, the soonest first.
    pub fn open_shop_writes(&self, state: MessageState, limit: i64) -> Result<Vec<ShopWrite>, StoreError> {
        select(&self.conn, OPEN, (state.int(), limit))
    }

    /// How much of a feed waits to be written, and how much its shop did not take.
    pub fn shop_writes_open(&self, feed: &str) -> Result<(i64, i64), StoreError> {
        let sql = "select coalesce(sum(case when state in (1, 4) then 1 else 0 end), 0), \
               coalesce(sum(case when state in (6, 8) then 1 else 0 end), 0) \
             from shop_writes where feed = $1 and state in (1, 4, 6, 8)";
        prepare(&self.conn, sql)?.query_row([feed], |row| Ok((row.get(0)?, row.get(1)?)))
    }

    /// The newest of any state.
    pub fn newest_shop_writes(&self, limit: i64) -> Result<Vec<ShopWrite>, StoreError> {
        select(&self.conn, NEWEST, (0, limit))
    }

    /// What of an order is written back, or was.
    pub fn shop_writes_of(&self, order: OrderId) -> Result<Vec<ShopWrite>, StoreError> {
        select(&self.conn, OF_ORDER, [order.0])
    }

    /// One of them.
    pub fn shop_write(&self, id: i64) -> Result<Option<ShopWrite>, StoreError> {
        Ok(select(&self.conn, ONE, [id])?.pop())
    }

    /// What an order is kept under, its id there, and what its shop told of it last, while that is kept.
    pub fn order_in_shop(&self, order: OrderId) -> Result<Option<(String, String, Option<String>)>, StoreError> {
        let sql = "select source, external_id, shop from order_sources where order_id = $1 \
             order by source, external_id limit 1";
        prepare(&self.conn, sql)?
            .query_row([order.0], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
            .optional()
    }
}

impl Tx<'_> {
    /// The shop is to have this: the newest takes the place of what waits, and follows what is under way.
    pub fn want_of_shop(&self, new: &NewShopWrite<'_>) -> Result<(), StoreError> {
        let sql = "insert into shop_writes \
             (order_id, feed, external_id, part, ref, value, base, base_stage, state, made_at, not_before) \
             values ($1, $2, $3, $4, $5, $6, $7, $8, 1, $9, $10) on conflict (order_id, part, ref) do update set \
               feed = excluded.feed, external_id = excluded.external_id, value = excluded.value, \
               base = coalesce(shop_writes.base, excluded.base), \
               base_stage = coalesce(shop_writes.base_stage, excluded.base_stage), \
               state = case when shop_writes.state = 4 then 4 else 1 end, made_at = excluded.made_at, \
               not_before = excluded.not_before, tries = 0, why = null, said = null returning order_id";
        self.shop_write_changed(
            sql,
            vals![
                new.order.0,
                new.feed,
                new.external_id,
                new.part.int(),
                new.reference,
                new.value,
                new.base,
                new.base_stage.map(Stage::int),
                self.now().0,
                new.leaves_at.0,
            ],
        )
        .map(|_| ())
    }

    /// What waits of an order is not to leave; what is under way is not stopped by it.
    pub fn recall_shop_write(&self, order: OrderId, part: ShopPart, reference: i64) -> Result<(), StoreError> {
        let sql = "update shop_writes set state = 2, why = null, said = null \
             where order_id = $1 and part = $2 and ref = $3 and state in (1, 6, 8) returning order_id";
        self.shop_write_changed(sql, (order.0, part.int(), reference))
            .map(|_| ())
    }

    /// The shop has what holds no more.
    pub fn hold_shop_write(&self, id: i64, why: ShopWriteWhy) -> Result<(), StoreError> {
        let sql = "update shop_writes set state = 8, why = $1, said = null where id = $2 returning order_id";
        self.shop_write_changed(sql, (why.int(), id)).map(|_| ())
    }

    /// Takes one to be sent as it was read; false when it is not so any more. `base` is what it keeps of what came before.
    pub fn take_shop_write(
        &self,
        seen: &ShopWrite,
        base: Option<&str>,
        holder: &str,
        until: Time,
    ) -> Result<bool, StoreError> {
        let sql = "update shop_writes set state = 4, tried = value, base = $1, lease_by = $2, lease_until = $3, \
               tries = tries + 1 where id = $4 and state in (1, 4) and state = $5 and value = $6 and tries = $7 \
               and not_before = $8 returning order_id";
        self.shop_write_changed(
            sql,
            vals![
                base,
                holder,
                until.0,
                seen.id,
                seen.state.int(),
                seen.value.as_str(),
                seen.tries,
                seen.leaves_at.0,
            ],
        )
    }

    /// Writes down what became of what this process sent; what is wanted otherwise by now waits at once.
    pub fn end_shop_write(&self, sent: &ShopWrite, holder: &str, end: &ShopWriteEnd<'_>) -> Result<(), StoreError> {
        let taken_at = (end.state == MessageState::Sent).then(|| self.now().0);
        let sql = "update shop_writes set state = case when value <> tried then 1 else $1 end, \
               not_before = case when value <> tried then not_before else coalesce($2, not_before) end, \
               why = $3, said = $4, word = coalesce($5, word), paid_at = coalesce($6, paid_at), \
               sent_at = coalesce($7, sent_at), lease_until = null \
             where id = $8 and state = 4 and lease_by = $9 returning order_id";
        let _ = self.shop_write_changed(
            sql,
            vals![
                end.state.int(),
                end.leaves_at.map(|at| at.0),
                end.why.map(ShopWriteWhy::int),
                end.said,
                end.word,
                end.paid_at.map(|at| at.0),
                taken_at,
                sent.id,
                holder,
            ],
        )?;
        if let Some(word) = end.word {
            let sql = "update shop_writes set word = $1 where order_id = $2 and part = 1";
            prepare(&self.conn, sql)?.later((word, sent.order.0))?;
        }
        Ok(())
    }

    /// The shop moved the order by itself: its word stands, and what was to take the place of the one before does not leave.
    pub fn shop_moved(&self, order: OrderId, word: &str) -> Result<(), StoreError> {
        let sql = "update shop_writes set state = case when state in (1, 6, 8) then 2 else state end, \
               why = case when state in (1, 6, 8) then $1 else why end, said = case when state in (1, 6, 8) then $2 else said end, \
               base = $3, base_stage = null, word = null where order_id = $4 and part = 1 returning order_id";
        let values = (ShopWriteWhy::Overtaken.int(), word, word, order.0);
        let _ = self.shop_write_changed(sql, values)?;
        let sql = "update shop_writes set word = null where order_id = $1 and part <> 1";
        prepare(&self.conn, sql)?.later([order.0])?;
        Ok(())
    }

    /// Tries again what failed or is held; false when it does neither.
    pub fn retry_shop_write(&self, id: i64) -> Result<bool, StoreError> {
        let sql = "update shop_writes set state = 1, not_before = $1, made_at = $2, tries = 0, why = null, said = null \
             where id = $3 and (state in (6, 8) or state = 1 and tries > 0) returning order_id";
        let now = self.now().0;
        self.shop_write_changed(sql, (now, now, id))
    }

    /// Settles what waits, failed or is held as not to be written; false when it does none of that.
    pub fn drop_shop_write(&self, id: i64) -> Result<bool, StoreError> {
        let sql = "update shop_writes set state = 2 where id = $1 and state in (1, 6, 8) returning order_id";
        self.shop_write_changed(sql, [id])
    }
}

impl Tx<'_> {
    /// Runs what gives back the orders it changed, and has their customers read again; whether there were any.
    fn shop_write_changed(&self, sql: &str, values: impl Args) -> Result<bool, StoreError> {
        let mut update = prepare(&self.conn, sql)?;
        let orders = update.query_map(values, |row| row.get::<i64>(0))?;
        let orders: Vec<i64> = orders.collect::<Result<_, StoreError>>()?;
        for order in &orders {
            if let Some(owner) = self.owner_of(OrderId(*order))? {
                self.note(FeedKind::Outbox, owner.0);
            }
        }
        Ok(!orders.is_empty())
    }
}

fn select(conn: &Conn, rest: &str, values: impl Args) -> Result<Vec<ShopWrite>, StoreError> {
    let mut select = prepare(conn, &format!("select {COLUMNS} {rest}"))?;
    let mut rows = select.query(values)?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.extend(write_from(row)?);
    }
    Ok(found)
}

/// None when a newer program wrote what this one has no word for.
fn write_from(row: DbRow<'_>) -> Result<Option<ShopWrite>, StoreError> {
    let (part, state) = (ShopPart::from_int(row.get(5)?), MessageState::from_int(row.get(12)?));
    let (Some(part), Some(state)) = (part, state) else {
        return Ok(None);
    };
    Ok(Some(ShopWrite {
        id: row.get(0)?,
        order: OrderId(row.get(1)?),
        order_number: row.get(2)?,
        feed: row.get(3)?,
        external_id: row.get(4)?,
        part,
        reference: row.get(19)?,
        value: row.get(6)?,
        base: row.get(7)?,
        base_stage: row.get::<Option<i64>>(8)?.and_then(Stage::from_int),
        tried: row.get(9)?,
        word: row.get(10)?,
        paid_at: row.get::<Option<i64>>(11)?.map(Time),
        state,
        made_at: Time(row.get(13)?),
        leaves_at: Time(row.get(14)?),
        tries: row.get(15)?,
        sent_at: row.get::<Option<i64>>(16)?.map(Time),
        why: row.get::<Option<i64>>(17)?.and_then(ShopWriteWhy::from_int),
        said: row.get::<Option<String>>(18)?.unwrap_or_default(),
    }))
}
