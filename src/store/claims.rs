//! Who holds which customer (R8), and which rows an operator put behind their lanes (R2).

use rusqlite::Connection;
use rusqlite::OptionalExtension;
use rusqlite::Row;

use super::FeedKind;
use super::LabelKind;
use super::Store;
use super::StoreError;
use super::Tx;
use super::statement::prepare;
use crate::domain::ids::CustomerId;
use crate::domain::time::Span;
use crate::domain::time::Time;

/// A claim as kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClaimRow {
    /// Whom.
    pub customer: CustomerId,
    /// Who.
    pub operator: String,
    /// In which console or command.
    pub session: String,
    /// Since when.
    pub taken_at: Time,
    /// The last key in that card.
    pub renewed_at: Time,
}

/// What became of a wish to hold a customer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Claimed {
    /// Held now; `from` is the colleague it was taken from.
    Yes {
        /// The former holder.
        from: Option<String>,
    },
    /// A colleague holds him.
    No(ClaimRow),
}

const COLUMNS: &str = "customer_id, operator, session, taken_at, renewed_at";

impl Store {
    /// Every claim renewed after `since`.
    pub fn claims(&self, since: Time) -> Result<Vec<ClaimRow>, StoreError> {
        let sql = format!("select {COLUMNS} from claims where renewed_at > $1");
        let mut select = prepare(&self.conn, &sql)?;
        let rows = select.query_map([since.0], claim_from)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The claim on a customer, lapsed or not.
    pub fn claim_of(&self, customer: CustomerId) -> Result<Option<ClaimRow>, StoreError> {
        claim_of(&self.conn, customer)
    }

    /// The rows `operator` put behind their lanes, still so at `now`: kind, id, until.
    pub fn skips(&self, operator: &str, now: Time) -> Result<Vec<(i64, i64, Time)>, StoreError> {
        let mut select = prepare(
            &self.conn,
            "select kind, ref, until from skips where operator = $1 and until > $2",
        )?;
        let rows = select.query_map((operator, now.0), |row| {
            Ok((row.get(0)?, row.get(1)?, Time(row.get(2)?)))
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

impl Tx<'_> {
    /// Holds `customer` for `operator`, unless a colleague's claim has not lapsed; with `over`, from him too.
    pub fn claim(
        &self,
        customer: CustomerId,
        operator: &str,
        session: &str,
        lapse: Span,
        over: bool,
    ) -> Result<Claimed, StoreError> {
        let before = claim_of(&self.conn, customer)?;
        let now = self.now();
        let done = prepare(
            &self.conn,
            "insert into claims (customer_id, operator, session, taken_at, renewed_at) values ($1, $2, $3, $4, $4) \
             on conflict (customer_id) do update set \
               operator = excluded.operator, session = excluded.session, renewed_at = excluded.renewed_at, \
               taken_at = case when claims.operator = excluded.operator then claims.taken_at \
                 else excluded.taken_at end \
             where claims.operator = excluded.operator or claims.renewed_at <= $5 or $6",
        )?
        .execute((customer.0, operator, session, now.0, (now - lapse).0, over))?;
        if done == 0 {
            return match before {
                Some(claim) => Ok(Claimed::No(claim)),
                None => Err(StoreError::Stale),
            };
        }
        self.note(FeedKind::Customer, customer.0)?;
        let live = before.filter(|c| c.operator != operator && c.renewed_at > now - lapse);
        Ok(Claimed::Yes {
            from: live.map(|c| c.operator),
        })
    }

    /// The claim on a customer, lapsed or not.
    pub fn claim_of(&self, customer: CustomerId) -> Result<Option<ClaimRow>, StoreError> {
        claim_of(&self.conn, customer)
    }

    /// Gives the claim up; false when `operator` held none.
    pub fn release(&self, customer: CustomerId, operator: &str) -> Result<bool, StoreError> {
        let done = prepare(
            &self.conn,
            "delete from claims where customer_id = $1 and operator = $2",
        )?
        .execute((customer.0, operator))?;
        if done > 0 {
            self.note(FeedKind::Customer, customer.0)?;
        }
        Ok(done > 0)
    }

    /// Puts a row behind its lane for `operator` until `until`; lapsed ones go.
    pub fn skip(&self, operator: &str, kind: i64, id: i64, until: Time, reason: i64) -> Result<(), StoreError> {
        prepare(&self.conn, "delete from skips where until <= $1")?.execute([self.now().0])?;
        prepare(
            &self.conn,
            "insert into skips (operator, kind, ref, until, reason) values ($1, $2, $3, $4, $5) \
             on conflict (operator, kind, ref) do update set until = excluded.until, reason = excluded.reason",
        )?
        .execute((operator, kind, id, until.0, reason))?;
        let label = self.label(LabelKind::Operator, operator)?;
        self.note(FeedKind::Skips, label.0)
    }
}

fn claim_of(conn: &Connection, customer: CustomerId) -> Result<Option<ClaimRow>, StoreError> {
    let sql = format!("select {COLUMNS} from claims where customer_id = $1");
    Ok(prepare(conn, &sql)?.query_row([customer.0], claim_from).optional()?)
}

fn claim_from(row: &Row<'_>) -> Result<ClaimRow, rusqlite::Error> {
    Ok(ClaimRow {
        customer: CustomerId(row.get(0)?),
        operator: row.get(1)?,
        session: row.get(2)?,
        taken_at: Time(row.get(3)?),
        renewed_at: Time(row.get(4)?),
    })
}
