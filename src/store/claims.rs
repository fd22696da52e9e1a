//! Who holds which customer (R8), and which rows an operator put behind their lanes (R2).

use super::FeedKind;
use super::LabelKind;
use super::Store;
use super::StoreError;
use super::Tx;
use super::db::Conn;
use super::db::DbRow;
use super::db::OptionalRow;
use super::db::args_from;
use super::db::prepare;
use super::lists::marks;
use super::lists::parts;
use crate::domain::claim::ClaimRow;
use crate::domain::claim::Claimed;
use crate::domain::claim::SKIPPED_FOR;
use crate::domain::ids::CustomerId;
use crate::domain::time::CLOCKS_APART;
use crate::domain::time::Span;
use crate::domain::time::Time;

/// A talk whose end nobody told of is over after so long.
const LONGEST_TALK: Span = Span::hours(4);

/// The last column: since when the two talk; calls that began before `$1` are over.
pub(super) const COLUMNS: &str = "k.customer_id, k.operator, k.session, k.taken_at, k.renewed_at, (\
    select max(t.answered_at) from calls t where t.customer_id = k.customer_id and t.started_at > $1 and t.operator = k.operator \
      and t.answered_at is not null and t.ended_at is null and t.voided_by is null)";

impl Store {
    /// Every claim that stands at `now`.
    pub fn claims(&self, now: Time, lapse: Span) -> Result<Vec<ClaimRow>, StoreError> {
        let oldest = now - lapse.max(LONGEST_TALK);
        let mut select = prepare(&self.conn, &standing_sql())?;
        let rows = select.query_map((talks_since(now).0, oldest.0), claim_from)?;
        let mut claims = rows.collect::<Result<Vec<_>, _>>()?;
        claims.retain(|claim| claim.stands(now, lapse));
        Ok(claims)
    }

    /// The claims on some customers, lapsed or not.
    pub fn claims_of(&self, customers: &[CustomerId], now: Time) -> Result<Vec<ClaimRow>, StoreError> {
        let ids: Vec<i64> = customers.iter().map(|id| id.0).collect();
        let mut claims = Vec::new();
        for part in parts(&ids) {
            let marks = marks(2, part.len());
            let sql = format!("select {COLUMNS} from claims k where k.customer_id in ({marks})");
            let mut select = prepare(&self.conn, &sql)?;
            let values = std::iter::once(talks_since(now).0).chain(part);
            let rows = select.query_map(args_from(values), claim_from)?;
            for claim in rows {
                claims.push(claim?);
            }
        }
        Ok(claims)
    }

    /// The claim on a customer, lapsed or not.
    pub fn claim_of(&self, customer: CustomerId, now: Time) -> Result<Option<ClaimRow>, StoreError> {
        claim_of(&self.conn, customer, now)
    }

    /// The rows `operator` put behind their lanes, still so at `now`: kind, id, until.
    pub fn skips(&self, operator: &str, now: Time) -> Result<Vec<(i64, i64, Time)>, StoreError> {
        let mut select = prepare(
            &self.conn,
            "select kind, ref, until from skips where operator = $1 and until > $2 and until <= $3",
        )?;
        let rows = select.query_map((operator, now.0, (now + SKIPPED_FOR + CLOCKS_APART).0), |row| {
            Ok((row.get(0)?, row.get(1)?, Time(row.get(2)?)))
        })?;
        rows.collect::<Result<_, _>>()
    }
}

impl Tx<'_> {
    /// Holds `customer` for `operator`, unless a colleague's claim has not lapsed; with `over`, from them too.
    pub fn claim(
        &self,
        customer: CustomerId,
        operator: &str,
        session: &str,
        lapse: Span,
        over: bool,
    ) -> Result<Claimed, StoreError> {
        let now = self.now();
        let before = claim_of(&self.conn, customer, now)?;
        let held = before.filter(|c| c.operator != operator && c.stands(now, lapse));
        let from = match held {
            Some(claim) if !over => return Ok(Claimed::No(claim)),
            held => held.map(|claim| claim.operator),
        };
        prepare(
            &self.conn,
            "insert into claims (customer_id, operator, session, taken_at, renewed_at) values ($1, $2, $3, $4, $4) \
             on conflict (customer_id) do update set \
               operator = excluded.operator, session = excluded.session, renewed_at = excluded.renewed_at, \
               taken_at = case when claims.operator = excluded.operator then claims.taken_at \
                 else excluded.taken_at end",
        )?
        .later((customer.0, operator, session, now.0))?;
        self.note(FeedKind::Customer, customer.0);
        Ok(Claimed::Yes { from })
    }

    /// The claim on a customer, lapsed or not.
    pub fn claim_of(&self, customer: CustomerId) -> Result<Option<ClaimRow>, StoreError> {
        claim_of(&self.conn, customer, self.now())
    }

    /// Keeps a claim of that operator's alive, whichever console holds it.
    pub fn renew_claim(&self, customer: CustomerId, operator: &str) -> Result<(), StoreError> {
        let done = prepare(
            &self.conn,
            "update claims set renewed_at = $1 where customer_id = $2 and operator = $3",
        )?
        .execute((self.now().0, customer.0, operator))?;
        if done > 0 {
            self.note(FeedKind::Customer, customer.0);
        }
        Ok(())
    }

    /// Drops claims that nobody renewed after `since`: they have long lapsed.
    pub fn drop_claims(&self, since: Time) -> Result<(), StoreError> {
        prepare(&self.conn, "delete from claims where renewed_at < $1")?.later([since.0])?;
        Ok(())
    }

    /// Gives the claim up; false when `operator` held none.
    pub fn release(&self, customer: CustomerId, operator: &str) -> Result<bool, StoreError> {
        let done = prepare(
            &self.conn,
            "delete from claims where customer_id = $1 and operator = $2",
        )?
        .execute((customer.0, operator))?;
        if done > 0 {
            self.note(FeedKind::Customer, customer.0);
        }
        Ok(done > 0)
    }

    /// Two customers' claims change places; one that was given up or dropped meanwhile leaves the other where it is to be.
    pub(super) fn exchange_claims(&self, from: CustomerId, to: CustomerId) -> Result<(), StoreError> {
        let now = self.now();
        let (Some(goes), makes_way) = (claim_of(&self.conn, from, now)?, claim_of(&self.conn, to, now)?) else {
            return Ok(());
        };
        prepare(&self.conn, "delete from claims where customer_id in ($1, $2)")?.later((from.0, to.0))?;
        let mut insert = prepare(
            &self.conn,
            "insert into claims (customer_id, operator, session, taken_at, renewed_at) values ($1, $2, $3, $4, $5)",
        )?;
        for (customer, claim) in [(to, Some(goes)), (from, makes_way)] {
            if let Some(claim) = claim {
                let (taken, renewed) = (claim.taken_at.0, claim.renewed_at.0);
                insert.later((customer.0, claim.operator, claim.session, taken, renewed))?;
            }
        }
        Ok(())
    }

    /// Puts a row back that this operator skipped; false when it was not skipped, or long ago.
    pub fn unskip(&self, operator: &str, kind: i64, id: i64) -> Result<bool, StoreError> {
        let sql = "delete from skips where operator = $1 and kind = $2 and ref = $3";
        let done = prepare(&self.conn, sql)?.execute((operator, kind, id))? > 0;
        if done {
            let label = self.label(LabelKind::Operator, operator)?;
            self.note(FeedKind::Skips, label.0);
        }
        Ok(done)
    }

    /// Puts a row behind its lane for `operator` until `until`; lapsed ones go.
    pub fn skip(&self, operator: &str, kind: i64, id: i64, until: Time, reason: i64) -> Result<(), StoreError> {
        prepare(&self.conn, "delete from skips where until <= $1")?.later([self.now().0])?;
        prepare(
            &self.conn,
            "insert into skips (operator, kind, ref, until, reason) values ($1, $2, $3, $4, $5) \
             on conflict (operator, kind, ref) do update set until = excluded.until, reason = excluded.reason",
        )?
        .later((operator, kind, id, until.0, reason))?;
        let label = self.label(LabelKind::Operator, operator)?;
        self.note(FeedKind::Skips, label.0);
        Ok(())
    }
}

/// A call that began before is over, whatever was said of its end.
pub(super) fn talks_since(now: Time) -> Time {
    now - LONGEST_TALK
}

/// Old claims are dropped, so that the few that are left may be walked through.
fn standing_sql() -> String {
    format!("select {COLUMNS} from claims k where k.renewed_at > $2")
}

fn of_sql() -> String {
    format!("select {COLUMNS} from claims k where k.customer_id = $2")
}

fn claim_of(conn: &Conn, customer: CustomerId, now: Time) -> Result<Option<ClaimRow>, StoreError> {
    let mut select = prepare(conn, &of_sql())?;
    select
        .query_row((talks_since(now).0, customer.0), claim_from)
        .optional()
}

/// Reads `COLUMNS`.
pub(super) fn claim_from(row: DbRow<'_>) -> Result<ClaimRow, StoreError> {
    Ok(ClaimRow {
        customer: CustomerId(row.get(0)?),
        operator: row.get(1)?,
        session: row.get(2)?,
        taken_at: Time(row.get(3)?),
        renewed_at: Time(row.get(4)?),
        talks_since: row.get::<Option<i64>>(5)?.map(Time),
    })
}
