//! What happened in a period, for the morning's page and the reports: ranges of an index, never the whole of a table.

use std::collections::HashMap;

use super::LabelKind;
use super::Store;
use super::StoreError;
use super::db::DbRow;
use super::db::args_from;
use super::db::prepare;
use super::lists::marks;
use super::lists::parts;
use crate::domain::call::MissedReason;
use crate::domain::call::Outcome;
use crate::domain::call::RINGS_FOR;
use crate::domain::ids::CustomerId;
use crate::domain::ids::LabelId;
use crate::domain::ids::OrderId;
use crate::domain::money::Currency;
use crate::domain::order::Flags;
use crate::domain::order::Means;
use crate::domain::order::Reason;
use crate::domain::order::Stage;
use crate::domain::shift::Shift;
use crate::domain::time::Span;
use crate::domain::time::Time;

/// An order as it is counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrderFigures {
    /// Which.
    pub id: OrderId,
    /// Whose.
    pub customer: CustomerId,
    /// The channel it came by.
    pub channel: LabelId,
    /// Of the amounts.
    pub currency: Currency,
    /// What it costs without what came back of it, minor units; of one that came back whole what it cost.
    pub total: i64,
    /// What was received for it, minor units.
    pub paid: i64,
    /// When it was placed.
    pub created_at: Time,
    /// When its clocks were begun again.
    pub reopened_at: Option<Time>,
    /// What was said at its arrival.
    pub flags: Flags,
    /// First contact.
    pub contacted_at: Option<Time>,
    /// Confirmed with the customer.
    pub confirmed_at: Option<Time>,
    /// Called off.
    pub cancelled_at: Option<Time>,
    /// Came back, all of it.
    pub returned_at: Option<Time>,
    /// Received by the customer.
    pub received_at: Option<Time>,
    /// The whole total had been received.
    pub full_paid_at: Option<Time>,
    /// Why it was cancelled or returned.
    pub reason: Option<Reason>,
    /// Where it stands.
    pub stage: Stage,
    /// The zone its customer lives in.
    pub zone: Option<LabelId>,
    /// The shop it is of.
    pub shop: Option<LabelId>,
}

impl OrderFigures {
    /// History was contacted and decided by somebody else, and nobody knows when.
    pub fn is_history(&self) -> bool {
        self.flags.has(Flags::HISTORY)
    }

    /// Its shop said that it is confirmed before anybody here did.
    pub fn is_confirmed_by_shop(&self) -> bool {
        self.flags.has(Flags::SHOP_CONFIRMED)
    }

    /// First contact, where we made it: by a call, or by an action of ours.
    pub fn contact_made(&self) -> Option<Time> {
        let is_ours = |at: &Time| !self.is_confirmed_by_shop() || self.confirmed_at.is_none_or(|shop| *at < shop);
        self.contacted_at.filter(|_| !self.is_history()).filter(is_ours)
    }
}

/// Money that came for one order within a period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaidFigures {
    /// For which.
    pub order: OrderId,
    /// Whose.
    pub customer: CustomerId,
    /// When the last of it came.
    pub at: Time,
    /// How much, minor units.
    pub amount: i64,
    /// Of the amount.
    pub currency: Currency,
}

/// Money that came, or went back where it is below zero.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MovedFigures {
    /// When.
    pub at: Time,
    /// How much, minor units.
    pub amount: i64,
    /// Of the amount.
    pub currency: Currency,
    /// By what means.
    pub means: Means,
    /// When the customer received the order, where it is paid on delivery.
    pub collected_at: Option<Time>,
    /// The shop it is of.
    pub shop: Option<LabelId>,
}

/// A call as it is counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CallFigures {
    /// With whom.
    pub customer: CustomerId,
    /// When it began.
    pub at: Time,
    /// They called us.
    pub incoming: bool,
    /// When it was taken.
    pub answered_at: Option<Time>,
    /// It is over, or has not rung for so long that it is.
    pub over: bool,
    /// What came of it.
    pub outcome: Option<Outcome>,
    /// Why nobody took it.
    pub missed_reason: Option<MissedReason>,
    /// Who of us; empty when nobody.
    pub operator: String,
    /// Which of our lines; empty when unknown.
    pub line: String,
    /// How long the two talked; nothing where the line does not say.
    pub talk: Span,
    /// The number, where it is no customer's: all those stand on one card.
    pub stranger: String,
}

/// A first contact within a period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContactFigures {
    /// When the order came.
    pub created_at: Time,
    /// When its customer was first talked with, or one of us confirmed it.
    pub contacted_at: Time,
    /// Who talked or confirmed; empty when the file does not say.
    pub operator: String,
    /// The zone its customer lives in.
    pub zone: Option<LabelId>,
    /// The shop the order is of.
    pub shop: Option<LabelId>,
}

macro_rules! counted {
    ($rest:literal) => {
        concat!(
            "select id, customer_id, channel, currency, \
             case when sent_back < total then total - sent_back else total end, paid, created_at, reopened_at, flags, \
             contacted_at, confirmed_at, cancelled_at, \
             case when sent_back_at is not null and sent_back >= total then coalesce(returned_at, sent_back_at) \
             else returned_at end, received_at, full_paid_at, reason, stage, zone, shop from orders ",
            $rest
        )
    };
}

const PLACED: &str =
    counted!("where created_at >= $1 and created_at < $2 and voided_by is null order by created_at, total, id");
const CONFIRMED: &str =
    counted!("where confirmed_at >= $1 and confirmed_at < $2 and voided_by is null order by confirmed_at, id");
const PAID: &str = "select p.order_id, o.customer_id, p.at, p.amount, o.currency from payments p \
    join orders o on o.id = p.order_id \
    where p.at >= $1 and p.at < $2 and p.amount > 0 and p.voided_by is null order by p.at, p.id";
/// Terms 2 are on delivery.
const MOVED: &str = "select p.order_id, p.at, p.amount, o.currency, p.means, \
    case when o.terms = 2 then o.received_at end, o.shop from payments p join orders o on o.id = p.order_id \
    where p.at >= $1 and p.at < $2 and p.voided_by is null order by p.at, p.id";
/// No shift lasts longer.
const LONGEST_SHIFT: Span = Span::days(2);
/// The most shifts of a period that are read.
const MOST_SHIFTS: i64 = 20_000;

/// What came of a call we made is what was logged, else what the line says.
const CALLS: &str = "select t.customer_id, t.started_at, t.incoming, t.answered_at, t.ended_at, t.last_event_at, \
    coalesce(t.outcome, t.line_outcome), t.missed_reason, t.operator, t.line, t.talk_ms, \
    case when k.not_customer = 1 then t.phone else '' end \
    from calls t join customers k on k.id = t.customer_id \
    where t.started_at >= $1 and t.started_at < $2 and t.voided_by is null order by t.started_at, t.id";
/// Who was talked with at that very moment was contacted by that call, else by who confirmed (kind 3). History (flag 8) was contacted
/// by somebody else, long ago or elsewhere, and so was what its shop confirmed (flag 32) before we talked with anybody.
const CONTACTS: &str = "select o.created_at, o.contacted_at, coalesce( \
      (select c.operator from calls c where c.customer_id = o.customer_id and c.started_at = o.contacted_at \
        order by c.id limit 1), \
      (select j.operator from journal j where j.order_id = o.id and j.at = o.contacted_at and j.kind = 3 \
        order by j.id limit 1), ''), o.zone, o.shop \
    from orders o where o.contacted_at >= $1 and o.contacted_at < $2 and o.flags & 8 = 0 and o.voided_by is null \
    and (o.flags & 32 = 0 or o.contacted_at < o.confirmed_at) \
    order by o.contacted_at, o.created_at, o.id";
/// A stretch of one operator: of an equal one a server may think that it meets enough of theirs among everybody's newest.
const DONE: &str = "select at, kind from journal where operator >= $1 and operator <= $1 and undoable = 1 and undone_by is null \
    order by operator desc, id desc limit $2";

fn first_kept_sql(count: usize) -> String {
    format!(
        "select customer_id, min(created_at) from orders where customer_id in ({}) and received_at is not null \
         and returned_at is null and voided_by is null and (sent_back_at is null or sent_back < total) group by customer_id",
        marks(1, count)
    )
}

impl Store {
    /// Gives every order placed from `from` until `until` to `each`, as they came.
    pub fn orders_placed(&self, from: Time, until: Time, each: impl FnMut(OrderFigures)) -> Result<(), StoreError> {
        self.counted(PLACED, from, until, each)
    }

    /// Likewise the orders confirmed then.
    pub fn orders_confirmed(&self, from: Time, until: Time, each: impl FnMut(OrderFigures)) -> Result<(), StoreError> {
        self.counted(CONFIRMED, from, until, each)
    }

    fn counted(
        &self,
        sql: &str,
        from: Time,
        until: Time,
        mut each: impl FnMut(OrderFigures),
    ) -> Result<(), StoreError> {
        let mut select = prepare(&self.conn, sql)?;
        let mut rows = select.query((from.0, until.0))?;
        while let Some(row) = rows.next()? {
            each(order_from(row)?);
        }
        Ok(())
    }

    /// The money that came from `from` until `until`, one line for each order, as it came.
    pub fn money_received(&self, from: Time, until: Time) -> Result<Vec<PaidFigures>, StoreError> {
        let mut select = prepare(&self.conn, PAID)?;
        let mut rows = select.query((from.0, until.0))?;
        let mut paid: Vec<PaidFigures> = Vec::new();
        let mut place_of = HashMap::new();
        while let Some(row) = rows.next()? {
            let (order, at, amount) = (OrderId(row.get(0)?), Time(row.get(2)?), row.get::<i64>(3)?);
            let place = *place_of.entry(order).or_insert(paid.len());
            if let Some(known) = paid.get_mut(place) {
                known.at = at;
                known.amount = known.amount.saturating_add(amount);
                continue;
            }
            paid.push(PaidFigures {
                order,
                customer: CustomerId(row.get(1)?),
                at,
                amount,
                currency: currency(row, 4, order)?,
            });
        }
        Ok(paid)
    }

    /// Gives all money that came or went back from `from` until `until` to `each`, as it moved.
    pub fn money_moved(&self, from: Time, until: Time, mut each: impl FnMut(MovedFigures)) -> Result<(), StoreError> {
        let mut select = prepare(&self.conn, MOVED)?;
        let mut rows = select.query((from.0, until.0))?;
        while let Some(row) = rows.next()? {
            let order = OrderId(row.get(0)?);
            each(MovedFigures {
                at: Time(row.get(1)?),
                amount: row.get(2)?,
                currency: currency(row, 3, order)?,
                means: Means::from_int(row.get(4)?).ok_or_else(|| unknown(order, "a means of payment"))?,
                collected_at: time(row, 5)?,
                shop: row.get::<Option<i64>>(6)?.map(LabelId),
            });
        }
        Ok(())
    }

    /// Gives every call that began from `from` until `until` to `each`, as it is known at `now`.
    pub fn calls_begun(
        &self,
        from: Time,
        until: Time,
        now: Time,
        mut each: impl FnMut(CallFigures),
    ) -> Result<(), StoreError> {
        let mut select = prepare(&self.conn, CALLS)?;
        let mut rows = select.query((from.0, until.0))?;
        while let Some(row) = rows.next()? {
            let last_event = Time(row.get(5)?);
            each(CallFigures {
                customer: CustomerId(row.get(0)?),
                at: Time(row.get(1)?),
                incoming: row.get::<i64>(2)? != 0,
                answered_at: time(row, 3)?,
                over: time(row, 4)?.is_some() || last_event + RINGS_FOR <= now,
                outcome: row.get::<Option<i64>>(6)?.and_then(Outcome::from_int),
                missed_reason: row.get::<Option<i64>>(7)?.and_then(MissedReason::from_int),
                operator: row.get::<Option<String>>(8)?.unwrap_or_default(),
                line: row.get::<Option<String>>(9)?.unwrap_or_default(),
                talk: measured(row)?,
                stranger: row.get(11)?,
            });
        }
        Ok(())
    }

    /// Every shift that lasted some time from `from` until `until`, by operator and time.
    pub fn shifts_within(&self, from: Time, until: Time) -> Result<Vec<Shift>, StoreError> {
        let begun = self.shifts_since(from - LONGEST_SHIFT, MOST_SHIFTS)?;
        let mut shifts: Vec<Shift> = begun
            .into_iter()
            .filter(|shift| shift.began_at < until && shift.ended_at.is_none_or(|end| end > from))
            .collect();
        shifts.sort_by(|a, b| (&a.operator, a.began_at).cmp(&(&b.operator, b.began_at)));
        Ok(shifts)
    }

    /// The first contacts made from `from` until `until`.
    pub fn contacts_made(&self, from: Time, until: Time) -> Result<Vec<ContactFigures>, StoreError> {
        let mut select = prepare(&self.conn, CONTACTS)?;
        let rows = select.query_map((from.0, until.0), |row| {
            Ok(ContactFigures {
                created_at: Time(row.get(0)?),
                contacted_at: Time(row.get(1)?),
                operator: row.get(2)?,
                zone: row.get::<Option<i64>>(3)?.map(LabelId),
                shop: row.get::<Option<i64>>(4)?.map(LabelId),
            })
        })?;
        rows.collect::<Result<_, _>>()
    }

    /// When those of these customers who received an order and kept it had placed the first of such orders.
    pub fn first_kept_of(&self, customers: &[CustomerId]) -> Result<HashMap<CustomerId, Time>, StoreError> {
        let mut ids: Vec<i64> = customers.iter().map(|id| id.0).collect();
        ids.sort_unstable();
        ids.dedup();
        let mut first = HashMap::new();
        for part in parts(&ids) {
            let mut select = prepare(&self.conn, &first_kept_sql(part.len()))?;
            let mut rows = select.query(args_from(part))?;
            while let Some(row) = rows.next()? {
                first.insert(CustomerId(row.get(0)?), Time(row.get(1)?));
            }
        }
        Ok(first)
    }

    /// What the channels are called.
    pub fn channel_names(&self) -> Result<HashMap<LabelId, String>, StoreError> {
        Ok(self.labels(LabelKind::Channel)?.into_iter().collect())
    }

    /// What an operator did and nobody took back since `since`, by the journal's kinds, newest first; at most `limit`.
    pub fn done_since(&self, operator: &str, since: Time, limit: i64) -> Result<Vec<i64>, StoreError> {
        let mut select = prepare(&self.conn, DONE)?;
        let mut rows = select.query((operator, limit))?;
        let mut kinds = Vec::new();
        while let Some(row) = rows.next()? {
            if row.get::<i64>(0)? < since.0 {
                break;
            }
            kinds.push(row.get(1)?);
        }
        Ok(kinds)
    }
}

fn order_from(row: DbRow<'_>) -> Result<OrderFigures, StoreError> {
    let id = OrderId(row.get(0)?);
    let stage: i64 = row.get(16)?;
    Ok(OrderFigures {
        id,
        customer: CustomerId(row.get(1)?),
        channel: LabelId(row.get(2)?),
        currency: currency(row, 3, id)?,
        total: row.get(4)?,
        paid: row.get(5)?,
        created_at: Time(row.get(6)?),
        reopened_at: time(row, 7)?,
        flags: Flags(row.get(8)?),
        contacted_at: time(row, 9)?,
        confirmed_at: time(row, 10)?,
        cancelled_at: time(row, 11)?,
        returned_at: time(row, 12)?,
        received_at: time(row, 13)?,
        full_paid_at: time(row, 14)?,
        reason: row.get::<Option<i64>>(15)?.and_then(Reason::from_int),
        stage: Stage::from_int(stage).ok_or_else(|| unknown(id, "a stage"))?,
        zone: row.get::<Option<i64>>(17)?.map(LabelId),
        shop: row.get::<Option<i64>>(18)?.map(LabelId),
    })
}

fn time(row: DbRow<'_>, index: usize) -> Result<Option<Time>, StoreError> {
    Ok(row.get::<Option<i64>>(index)?.map(Time))
}

fn currency(row: DbRow<'_>, index: usize, order: OrderId) -> Result<Currency, StoreError> {
    Currency::parse(&row.get::<String>(index)?).map_err(|_| unknown(order, "a currency"))
}

fn unknown(order: OrderId, what: &str) -> StoreError {
    StoreError::Unknown {
        table: "orders",
        id: order.0,
        what: what.to_owned(),
    }
}

/// What the line measured, else from the answer to the end.
fn measured(row: DbRow<'_>) -> Result<Span, StoreError> {
    let talk: i64 = row.get(10)?;
    Ok(match (talk, time(row, 3)?, time(row, 4)?) {
        (0, Some(answered), Some(ended)) => (ended - answered).max(Span::ZERO),
        (talk, ..) => Span(talk),
    })
}
