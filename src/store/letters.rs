//! Letters that tell several facts (R35): each fact has its row of the outbox, and all but one of a letter's go in that
//! one's. Its state, its address and its hour are then the letter's; its key stays its own.

use super::FeedKind;
use super::StoreError;
use super::Tx;
use super::db::OptionalRow;
use super::db::args_from;
use super::db::prepare;
use super::lists::marks;
use super::lists::parts;
use crate::domain::ids::CustomerId;
use crate::domain::ids::MessageId;
use crate::domain::ids::OrderId;
use crate::domain::time::Time;

/// The state of a row that goes in another's letter: none of a message's own, so that no list of letters has it.
const IN_A_LETTER: i64 = 0;

/// A fact that waits to be told of an order, as far as it decides in which letter it goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WaitingFact {
    /// Its row.
    pub id: MessageId,
    /// About which order.
    pub order: OrderId,
    /// The kind of message, its code.
    pub kind: String,
    /// By what it goes.
    pub channel: Option<i64>,
    /// Where to.
    pub address: String,
    /// Whose letter it is: two shops share none. None for an order of the desk.
    pub source: Option<String>,
    /// When its letter leaves.
    pub leaves_at: Time,
    /// Somebody worded its letter or let it leave, or it was tried: it stays as it is, and nothing joins it.
    pub is_touched: bool,
    /// In whose letter it goes; none when it is one.
    pub letter: Option<MessageId>,
    /// It says that something told before is not so.
    pub is_correction: bool,
}

const WAITING: &str = "select m.id, m.order_id, m.kind, coalesce(l.channel, m.channel), \
      coalesce(l.address, m.address, ''), \
      (select min(s.source) from order_sources s where s.order_id = m.order_id), \
      case when l.not_before > m.not_before then l.not_before else m.not_before end, m.letter_id, \
      m.corrects is not null and m.kind <> 'taken_back', \
      coalesce(l.edited, m.edited) <> 0 or coalesce(l.tries, m.tries) > 0 or coalesce(l.body, m.body) is not null \
        or coalesce(l.released_by, m.released_by) is not null or coalesce(l.error, m.error) is not null \
    from messages m left join messages l on l.id = m.letter_id \
    where m.customer_id = $1 and m.order_id is not null and coalesce(l.state, m.state) = 1 order by m.id";

/// SQL: nobody worded the letter or let it leave, and it was not tried.
const UNTOUCHED: &str = "edited = 0 and tries = 0 and body is null and released_by is null and error is null";

/// SQL: its words are made again.
const REWORDED: &str = "made_at = $1, subject = null, body = null, message_id = null, edited = 0";

impl Tx<'_> {
    /// The facts of one customer's orders that wait to be told, oldest first.
    pub fn waiting_facts(&self, customer: CustomerId) -> Result<Vec<WaitingFact>, StoreError> {
        let mut select = prepare(&self.conn, WAITING)?;
        let rows = select.query_map([customer.0], |row| {
            Ok(WaitingFact {
                id: MessageId(row.get(0)?),
                order: OrderId(row.get(1)?),
                kind: row.get(2)?,
                channel: row.get(3)?,
                address: row.get(4)?,
                source: row.get(5)?,
                leaves_at: Time(row.get(6)?),
                letter: row.get::<Option<i64>>(7)?.map(MessageId),
                is_correction: row.get(8)?,
                is_touched: row.get(9)?,
            })
        })?;
        rows.collect::<Result<_, _>>()
    }

    /// Puts facts that wait into a waiting letter nobody touched, which leaves at `leaves_at` then, or later if it was to.
    pub fn join_letter(&self, facts: &[MessageId], letter: MessageId, leaves_at: Time) -> Result<(), StoreError> {
        let ids: Vec<i64> = facts.iter().map(|id| id.0).collect();
        for part in parts(&ids) {
            let sql = format!(
                "update messages set letter_id = $1, state = $2 where state in (1, 0) and id in ({}) and {UNTOUCHED} \
                   and exists (select 1 from messages l where l.id = $1 and l.state = 1 and {UNTOUCHED})",
                marks(3, part.len())
            );
            let own = [letter.0, IN_A_LETTER];
            prepare(&self.conn, &sql)?.later(args_from(own.iter().chain(&part)))?;
        }
        let sql = "update messages set not_before = case when not_before < $1 then $1 else not_before end \
             where id = $2 and state = 1";
        prepare(&self.conn, sql)?.later((leaves_at.0, letter.0))?;
        Ok(())
    }

    /// Makes a fact that waits in a letter one of its own; nothing for any other. What the letter said of it goes.
    pub fn leave_letter(&self, fact: MessageId) -> Result<bool, StoreError> {
        let letter: Option<i64> = prepare(
            &self.conn,
            "select l.id from messages l where l.state = 1 \
               and l.id = (select m.letter_id from messages m where m.id = $1 and m.state = 0)",
        )?
        .query_row([fact.0], |row| row.get(0))
        .optional()?;
        let Some(letter) = letter.map(MessageId) else {
            return Ok(false);
        };
        let sql = "update messages set letter_id = null, state = 1 where id = $1 and state = 0";
        let left = prepare(&self.conn, sql)?.execute([fact.0])?;
        // Who let it leave saw more than is left of it, unless the words were their own.
        let sql = format!(
            "update messages set released_by = case when edited = 0 then released_by end, {REWORDED} where id = $2"
        );
        prepare(&self.conn, &sql)?.later((self.now().0, letter.0))?;
        Ok(left > 0)
    }

    /// Gives a waiting letter the words of what it tells now, as if it had just been made: nobody has looked at them, and
    /// who reads it meanwhile does not send it.
    pub(super) fn reword_letter(&self, letter: MessageId) -> Result<(), StoreError> {
        let sql = format!(
            "update messages set released_by = null, tries = 0, error = null, {REWORDED} where id = $2 and state = 1"
        );
        prepare(&self.conn, &sql)?.later((self.now().0, letter.0))?;
        Ok(())
    }

    /// Makes letters of what waits in these besides their own facts.
    pub fn open_letters(&self, letters: &[MessageId]) -> Result<(), StoreError> {
        let ids: Vec<i64> = letters.iter().map(|id| id.0).collect();
        for part in parts(&ids) {
            let sql = format!(
                "update messages set letter_id = null, state = 1 where letter_id in ({}) \
                   and (select l.state from messages l where l.id = messages.letter_id) = 1 returning customer_id",
                marks(1, part.len())
            );
            let mut update = prepare(&self.conn, &sql)?;
            let rows = update.query_map(args_from(part), |row| row.get(0))?;
            let customers: Vec<i64> = rows.collect::<Result<_, _>>()?;
            for customer in customers {
                self.note(FeedKind::Outbox, customer);
            }
        }
        Ok(())
    }
}
